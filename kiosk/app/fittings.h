// What doctor says of the things around the program: scanner, fonts, input method data.
#pragma once

#include <string>
#include <vector>

#include "kiosk/app/machine.h"

namespace redress {

// The picture fills the panel, so a target's millimetres follow from the diagonal. Sides are 16 : 9.
inline constexpr float kSmallest_shopper_button = 84, kSmallest_staff_button = 62;  // design units, 1920 along the long side
inline constexpr float kLeast_shopper_mm = 20, kLeast_staff_mm = 15;                 // decision 29
float du_per_mm(int diagonal_tenth_inch);
float button_mm(float du, int diagonal_tenth_inch);
inline constexpr int kLeast_panel_tenth_inch = 210;
// Whether shoppers' and staff's smallest targets are large enough; a kiosk shows both.
bool fit_for_fingers(int diagonal_tenth_inch);

// One sentence a finding: what it is and what to do. Opens fonts, looks for files; never reads a scan.
std::vector<std::string> check_fittings(const Machine& machine);

}  // namespace redress
