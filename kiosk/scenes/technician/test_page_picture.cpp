#include "kiosk/scenes/technician/test_page_picture.h"

#include <algorithm>

#include "kiosk/receipt/qr.h"
#include "kiosk/ui/controls.h"

namespace redress::technician {

namespace {

using ui::Colour;
using ui::Rect;

constexpr float kEm = 18, kTitle_em = 26, kModule = 4, kBar_high = 36, kEdge_high = 30;

// A picture of paper: the same size in every letter size.
class Paper {
 public:
  Paper(ui::Canvas& c, const Rect& r) : c_(c), rest_(r.inset(24, 22)) {}

  void centred(const std::string& words, float em, bool bold = false, bool mono = false) {
    const auto t = type(em, bold, mono);
    c_.text(rest_.take_top(c_.line_height(t), 2), words, t, Colour::ink, ui::Align::centre);
  }
  void sample(const std::string& words) {
    const auto t = type(kEm, false, false);
    c_.text(rest_.take_top(c_.line_height(t), 2), words, t);
  }
  void rule() { c_.dashed(rest_.take_top(18).centred(rest_.w, 2), Colour::ink, 2); }
  void code(const std::string& text) {
    const auto matrix = qr_matrix(text);
    if (!matrix.ok()) return;
    const float side = kModule * static_cast<float>(matrix->modules + 2 * kQr_quiet_zone);
    ui::qr_code(c_, rest_.take_top(side).centred(side, side), matrix->dark, matrix->modules);
  }
  // As on paper: bars from thin to thick.
  void density() {
    const Rect bars = rest_.take_top(kBar_high, 6);
    float x = bars.x;
    for (float thickness = 2; x + thickness <= bars.right(); thickness += 2) {
      c_.fill({x, bars.y, thickness, bars.h}, Colour::ink);
      x += thickness + std::max(4.f, thickness / 2);
    }
  }
  void edges(const std::string& words) {
    const Rect row = rest_.take_top(kEdge_high, 4);
    for (int i = 0; i < 3; ++i) {
      const float step = 6 * static_cast<float>(i);
      c_.fill({row.x + step, row.y, 2, row.h}, Colour::ink);
      c_.fill({row.right() - 2 - step, row.y, 2, row.h}, Colour::ink);
    }
    c_.text(row.inset(24, 0), words, type(kEm, false, false), Colour::ink, ui::Align::centre);
  }

 private:
  ui::Type type(float em, bool bold, bool mono) const {
    return {em / c_.theme().text_scale, 1.4f, bold, mono};
  }
  ui::Canvas& c_;
  Rect rest_;
};

}  // namespace

void test_page_picture(ui::Canvas& c, const Rect& r, const TestPageContent& page) {
  c.fill(r, Colour::surface);
  c.stroke(r, Colour::line, 1);
  const ui::Canvas::Ground ground(c, Colour::surface);
  Paper paper(c, r);
  paper.centred(page.title, kTitle_em, true);
  paper.centred(page.place, kEm);
  paper.centred(page.time, kEm);
  paper.rule();
  for (const auto& sample : page.samples) paper.sample(sample);
  paper.rule();
  paper.code(page.qr_text);
  paper.density();
  paper.centred(page.density_words, kEm);
  paper.edges(page.edge_words);
  paper.rule();
  paper.centred(page.cut_words, kEm);
}

}  // namespace redress::technician
