#include "kiosk/receipt/ink.h"

#include <array>
#include <cstdlib>

namespace redress {
namespace {

constexpr int kThreshold = 148;  // 58 % of 255

struct Dot {
  int x, y;
};

int coverage(const GlyphBitmap& glyph, Dot dot) {
  const int x = dot.x - kInk_margin, y = dot.y - kInk_margin;
  if (x < 0 || y < 0 || x >= glyph.width || y >= glyph.height) return 0;
  return glyph.coverage[static_cast<std::size_t>(y * glyph.width + x)];
}

// The block of 2 x 2 dots that reaches from `corner` one step in direction dx, dy.
std::array<Dot, 4> block(Dot corner, int dx, int dy) {
  return {{corner, {corner.x + dx, corner.y}, {corner.x, corner.y + dy}, {corner.x + dx, corner.y + dy}}};
}

bool near(Dot a, Dot b) {
  return std::abs(a.x - b.x) <= 1 && std::abs(a.y - b.y) <= 1;
}

// Would ink at `dot` touch a stroke other than the one `from` belongs to?
bool closes_gap(const BitImage& thresholded, Dot from, Dot dot) {
  for (int dy = -1; dy <= 1; ++dy)
    for (int dx = -1; dx <= 1; ++dx) {
      Dot other{dot.x + dx, dot.y + dy};
      if (thresholded.black(other.x, other.y) && !near(other, from)) {
        // Part of the same stroke when a black dot beside `from` leads there.
        bool led = false;
        for (int v = -1; v <= 1 && !led; ++v)
          for (int u = -1; u <= 1 && !led; ++u)
            led = (u || v) && thresholded.black(from.x + u, from.y + v) &&
                  near({from.x + u, from.y + v}, other);
        if (!led) return true;
      }
    }
  return false;
}

void thicken(const GlyphBitmap& glyph, const BitImage& thresholded, BitImage& out, Dot from) {
  int best = -1, best_dx = 0, best_dy = 0;
  for (int dy : {-1, 1})
    for (int dx : {-1, 1}) {
      int covered = 0, missing = 0;
      bool allowed = true;
      for (Dot dot : block(from, dx, dy)) {
        if (out.black(dot.x, dot.y)) continue;
        ++missing;
        covered += coverage(glyph, dot);
        allowed = allowed && !closes_gap(thresholded, from, dot);
      }
      if (missing == 0) return;  // thick enough
      if (allowed && covered > best) best = covered, best_dx = dx, best_dy = dy;
    }
  if (best < 0) return;
  for (Dot dot : block(from, best_dx, best_dy)) out.set(dot.x, dot.y);
}

}  // namespace

BitImage ink(const GlyphBitmap& glyph) {
  BitImage thresholded(glyph.width + 2 * kInk_margin, glyph.height + 2 * kInk_margin);
  for (int y = 0; y < thresholded.height; ++y)
    for (int x = 0; x < thresholded.width; ++x)
      if (coverage(glyph, {x, y}) >= kThreshold) thresholded.set(x, y);
  BitImage out = thresholded;
  for (int y = 0; y < out.height; ++y)
    for (int x = 0; x < out.width; ++x)
      if (thresholded.black(x, y)) thicken(glyph, thresholded, out, {x, y});
  return out;
}

}  // namespace redress
