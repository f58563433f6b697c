#include "kiosk/scenes/shopper/scan_picture.h"

#include "kiosk/receipt/qr.h"
#include "kiosk/ui/controls.h"

namespace redress::shopper {

namespace {

using ui::Canvas;
using ui::Colour;
using ui::Rect;

// A 960 x 560 frame scaled into a rectangle; mirrored where the window is on the right.
struct Illustration {
  Canvas& c;
  float x0, y0, k;
  bool mirrored = false;

  float x(float at) const { return x0 + (mirrored ? 960 - at : at) * k; }
  std::vector<ui::Size> at(const std::vector<ui::Size>& points) const {
    std::vector<ui::Size> out;
    for (const auto& p : points) out.push_back({x(p.w), y0 + p.h * k});
    return out;
  }
  Rect at(float left, float top, float w, float h) const {
    return {mirrored ? x(left + w) : x(left), y0 + top * k, w * k, h * k};
  }
  void lines(const std::vector<ui::Size>& points, Colour colour, float width, bool closed = false) const {
    c.polyline(at(points), colour, width * k, closed);
  }
  void dashes(ui::Size from, ui::Size to) const {
    constexpr int n = 9;
    const auto along = [&](int part) {
      const float share = static_cast<float>(part) / (2 * n - 1);
      return ui::Size{from.w + (to.w - from.w) * share, from.h + (to.h - from.h) * share};
    };
    for (int i = 0; i < n; ++i) lines({along(2 * i), along(2 * i + 1)}, Colour::line_strong, 3);
  }
};

// Words on a paper or a screen.
void words(const Illustration& p, float left, float top, float step, std::initializer_list<float> widths) {
  for (const float width : widths) {
    p.c.fill(p.at(left, top - 2, width, 4), Colour::line_strong);
    top += step;
  }
}

void receipt(const Illustration& p) {
  std::vector<ui::Size> paper{{140, 64}, {392, 64}, {392, 500}};
  for (int i = 1; i <= 12; ++i) paper.push_back({392 - 21.f * static_cast<float>(i), i % 2 ? 484.f : 500.f});
  p.c.polygon(p.at(paper), Colour::white);
  p.lines(paper, Colour::ink, 4, true);
  words(p, 176, 106, 32, {124, 180, 154});
  const auto matrix = qr_matrix("HTTPS://EXAMPLE/C/7K3QF8M2X9TJ");
  if (matrix.ok()) ui::qr_code(p.c, p.at(152, 206, 228, 264), matrix->dark, matrix->modules);
}

void window(const Illustration& p, const Rect& r, bool standing) {
  p.c.fill(r, Colour::black_ink, 8 * p.k);
  p.c.stroke(r, Colour::ink, 3, 8 * p.k);
  const float long_side = (standing ? r.h : r.w) - 52 * p.k, thick = 6 * p.k;
  p.c.fill(standing ? r.centred(thick, long_side) : r.centred(long_side, thick), Colour::alert_wash);
}

void arrow(const Illustration& p, float y) {
  p.lines({{446, y}, {528, y}}, Colour::primary, 9);
  p.lines({{504, y - 24}, {528, y}, {504, y + 24}}, Colour::primary, 9);
}

// Screen on its foot; `left` is the screen's left edge.
void unit(const Illustration& p, float left) {
  p.c.stroke(p.at(left, 44, 320, 204), Colour::ink, 4, 16 * p.k);
  p.c.stroke(p.at(left + 28, 72, 264, 148), Colour::line_strong, 3);
  words(p, left + 60, 112, 34, {140, 190, 90});
  p.lines({{left + 56, 248}, {left + 56, 512}}, Colour::ink, 4);
  p.lines({{left + 264, 248}, {left + 264, 512}}, Colour::ink, 4);
  p.lines({{left - 4, 512}, {left + 324, 512}}, Colour::ink, 4);
}

}  // namespace

void scan_picture(Canvas& c, const Rect& r, std::string_view side) {
  const float k = std::min(r.w / 960, r.h / 560);
  const Illustration p{c, r.mid_x() - 480 * k, r.mid_y() - 280 * k, k, side == "right"};
  receipt(p);
  if (side == "below") {
    unit(p, 540);
    window(p, p.at(630, 284, 140, 76), false);
    p.dashes({622, 304}, {410, 246});
    p.dashes({622, 340}, {410, 398});
    arrow(p, 322);
    return;
  }
  unit(p, 600);
  window(p, p.at(540, 84, 52, 124), true);
  p.dashes({532, 104}, {410, 84});
  p.dashes({532, 188}, {410, 300});
  arrow(p, 146);
}

}  // namespace redress::shopper
