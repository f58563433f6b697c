#include "kiosk/receipt/test_page.h"

#include <cmath>

#include "kiosk/receipt/receipt.h"
#include "kiosk/receipt/receipt_page.h"

namespace redress {
namespace {

constexpr float kTop = 24, kBottom = 43.2f;
constexpr int kMargin_wide = 24, kMargin_narrow = 16;
constexpr int kModule_dots = 8, kQuiet_dots = kQr_quiet_zone * kModule_dots;
constexpr int kDensity_height = 48, kEdge_height = 40, kEdge_line = 2, kEdge_step = 6;

class Strip {
 public:
  Strip(FontStore& fonts, const TestPageContent& content, int width_dots, const QrMatrix& qr)
      : content_(content),
        qr_(qr),
        page_(fonts, region_of(content.language), width_dots,
              width_dots == kWidth_80mm_dots ? kMargin_wide : kMargin_narrow) {}

  BitImage compose() {
    page_.y = kTop;
    centred(page_.style(40, Weight::bold, 1.3f), content_.title);
    centred(page_.style(28), content_.place);
    centred(page_.style(28), content_.time);
    page_.rule(2);
    for (const auto& sample : content_.samples)
      page_.y +=
          page_.paragraph(page_.style(28), sample, static_cast<float>(page_.margin()), page_.y, room());
    page_.rule(2);
    code();
    density();
    edges();
    page_.rule(2);
    centred(page_.style(24), content_.cut_words);
    page_.y += kBottom;
    return page_.finish();
  }

 private:
  float room() const { return static_cast<float>(page_.content_width()); }
  int top() const { return static_cast<int>(std::lround(page_.y)); }

  void centred(const TextStyle& style, const std::string& text) {
    if (text.empty()) return;
    const float left = static_cast<float>(page_.margin()), width = page_.width_of(style, text);
    if (width <= room())
      page_.line(style, text, left + (room() - width) / 2, page_.y);
    else
      page_.y += page_.paragraph(style, text, left, page_.y, room()) - line_height_px(style);
    page_.y += line_height_px(style);
  }

  void code() {
    const int size = qr_.modules * kModule_dots;
    page_.y += kQuiet_dots - 16;  // the rule has left 16 already
    page_.qr(qr_, (page_.width() - size) / 2, top(), kModule_dots);
    page_.y += static_cast<float>(size + kQuiet_dots);
    auto style = page_.style(28, Weight::bold);
    style.family = Family::mono;
    centred(page_.fitted(style, content_.qr_text, room(), 24), content_.qr_text);
  }

  // Bars from 2 dots up: pale ones show a weak head, white stripes a dead dot.
  void density() {
    page_.y += 8;
    const int right = page_.width() - page_.margin();
    int x = page_.margin();
    for (int thickness = 2; x + thickness <= right; thickness += 2) {
      page_.bar(x, top(), thickness, kDensity_height);
      x += thickness + std::max(4, thickness / 2);
    }
    page_.y += kDensity_height + 4;
    centred(page_.style(24), content_.density_words);
  }

  // On the outermost dots: they are missing when width or position of the paper is set wrong.
  void edges() {
    for (int i = 0; i < 3; ++i) {
      page_.bar(i * kEdge_step, top(), kEdge_line, kEdge_height);
      page_.bar(page_.width() - kEdge_line - i * kEdge_step, top(), kEdge_line, kEdge_height);
    }
    centred(page_.style(24), content_.edge_words);
    page_.y += 8;
  }

  const TestPageContent& content_;
  const QrMatrix& qr_;
  ReceiptPage page_;
};

}  // namespace

Result<BitImage> render_test_page(FontStore& fonts, const TestPageContent& content, int width_dots) {
  REDRESS_TRY(check_width(width_dots));
  REDRESS_TRY_ASSIGN(auto qr, qr_matrix(content.qr_text));
  return Strip(fonts, content, width_dots, qr).compose();
}

}  // namespace redress
