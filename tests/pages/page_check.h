// What every page has to be, whatever stands on it: well formed, with its landmarks, without script or outside address.
#pragma once

#include <string>
#include <vector>

namespace redress::test {

// One line a fault; empty: the page is right.
std::vector<std::string> faults_of(const std::string& html);

}  // namespace redress::test
