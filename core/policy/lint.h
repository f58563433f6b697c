// What is well formed in a policy and still wrong: rules that can never fire, clocks that stand upside down. Parsing
// (policy.h) has already seen to types, units, codes, labels in all languages and names that point nowhere.
#pragma once

#include <string>
#include <vector>

#include "core/policy/policy.h"

namespace redress {

// One line a fault: path, what is wrong. Empty: fit to be published.
std::vector<std::string> lint_policy(const Policy& policy);

}  // namespace redress
