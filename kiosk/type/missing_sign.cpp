#include "kiosk/type/missing_sign.h"

#include <algorithm>
#include <cmath>

namespace redress {

GlyphBitmap draw_missing_sign(float em_px) {
  const auto px = [&](float em) { return static_cast<int>(std::lround(em * em_px)); };
  GlyphBitmap sign;
  sign.width = sign.height = std::max(3, px(0.7f));
  sign.left = px(0.15f);
  sign.top = px(0.73f);  // in the middle of the hanzi beside it
  sign.advance_px = em_px;
  sign.coverage.assign(static_cast<std::size_t>(sign.width * sign.height), 0);
  const int line = std::max(1, px(0.05f));
  for (int y = 0; y < sign.height; ++y)
    for (int x = 0; x < sign.width; ++x)
      if (std::min({x, y, sign.width - 1 - x, sign.height - 1 - y}) < line)
        sign.coverage[static_cast<std::size_t>(y * sign.width + x)] = 255;
  return sign;
}

}  // namespace redress
