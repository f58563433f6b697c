#include "kiosk/type/code_point_box.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace redress {
namespace {

std::string hexadecimal(char32_t c) {
  std::string digits;
  for (; c != 0 || digits.size() < 4; c >>= 4) digits.insert(digits.begin(), "0123456789ABCDEF"[c & 15]);
  if (digits.size() == 5) digits.insert(digits.begin(), '0');
  return digits;
}

void draw_frame(GlyphBitmap& box, int line) {
  for (int y = 0; y < box.height; ++y)
    for (int x = 0; x < box.width; ++x)
      if (x < line || y < line || x >= box.width - line || y >= box.height - line)
        box.coverage[static_cast<std::size_t>(y * box.width + x)] = 255;
}

// Puts `glyph` with its pen at (x, baseline) of the box, cut at the box's edges.
void stamp(GlyphBitmap& box, const GlyphBitmap& glyph, int pen_x, int baseline) {
  for (int y = 0; y < glyph.height; ++y) {
    for (int x = 0; x < glyph.width; ++x) {
      const int to_x = pen_x + glyph.left + x, to_y = baseline - glyph.top + y;
      if (to_x < 0 || to_y < 0 || to_x >= box.width || to_y >= box.height) continue;
      auto& to = box.coverage[static_cast<std::size_t>(to_y * box.width + to_x)];
      to = std::max(to, glyph.coverage[static_cast<std::size_t>(y * glyph.width + x)]);
    }
  }
}

}  // namespace

GlyphBitmap draw_code_point_box(char32_t c, float em_px,
                                const std::function<GlyphBitmap(char digit, float em_px)>& digit) {
  GlyphBitmap box;
  const int side = std::max(3, static_cast<int>(std::lround(0.88f * em_px)));
  box.width = box.height = side;
  box.left = static_cast<int>(std::lround(0.06f * em_px));
  box.top = static_cast<int>(std::lround(0.82f * em_px));
  box.advance_px = em_px;
  box.coverage.assign(static_cast<std::size_t>(side * side), 0);
  draw_frame(box, std::max(1, static_cast<int>(std::lround(em_px / 28))));

  const std::string digits = hexadecimal(c);
  const std::size_t columns = digits.size() / 2;
  const float digit_em_px = 0.42f * em_px, digit_height = cap_height_em * digit_em_px;
  const float gap = (static_cast<float>(side) - 2 * digit_height) / 3;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const GlyphBitmap glyph = digit(digits[i], digit_em_px);
    const float row = static_cast<float>(i / columns), column = static_cast<float>(i % columns);
    const float text_width = glyph.advance_px * static_cast<float>(columns);
    const float x = (static_cast<float>(side) - text_width) / 2 + column * glyph.advance_px;
    const float baseline = (row + 1) * (gap + digit_height);
    stamp(box, glyph, static_cast<int>(std::lround(x)), static_cast<int>(std::lround(baseline)));
  }
  return box;
}

}  // namespace redress
