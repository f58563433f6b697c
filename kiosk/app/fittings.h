// What doctor says of the things around the program: scanner, fonts, input method data.
#pragma once

#include <string>
#include <vector>

#include "kiosk/app/machine.h"

namespace redress {

// One sentence a finding: what it is and what to do. Opens fonts, looks for files; never reads a scan.
std::vector<std::string> check_fittings(const Machine& machine);

}  // namespace redress
