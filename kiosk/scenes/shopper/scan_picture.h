// The drawing of screen 24: a receipt held before the scan window of a unit whose window is where this one's
// is.
#pragma once

#include <string_view>

#include "kiosk/ui/canvas.h"

namespace redress::shopper {

// `side` of the screen: below, left, right.
void scan_picture(ui::Canvas& c, const ui::Rect& r, std::string_view side);

}  // namespace redress::shopper
