// The small part of SVG our icons use, flattened to lines once.
// Path text: M L H V C S-free Q A Z and their relative forms; "@cx cy r" an outlined circle, "*cx cy r" a filled dot.
#pragma once

#include <string_view>
#include <vector>

#include "kiosk/ui/rect.h"

namespace redress::ui {

struct Contour {
  std::vector<Size> points;
  bool closed = false;
};
struct Dot {
  float x = 0, y = 0, r = 0;
};
struct Drawing {
  std::vector<Contour> contours;
  std::vector<Dot> dots;
  bool good = true;  // false: text was not understood (a test catches it)
};

Drawing parse_path(std::string_view text);

}  // namespace redress::ui
