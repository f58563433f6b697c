// The stand-in for a character no face can draw: a box with the code point in hexadecimal digits
// (decision 27), one em wide.
#pragma once

#include <functional>

#include "kiosk/type/face.h"

namespace redress {

// `digit` gives the picture of a digit 0-9 A-F at an em of the given size.
GlyphBitmap draw_code_point_box(char32_t c, float em_px,
                                const std::function<GlyphBitmap(char digit, float em_px)>& digit);

}  // namespace redress
