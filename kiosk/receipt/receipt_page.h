// The paper while it is being filled: a picture that grows downwards, and a pen position.
#pragma once

#include <string_view>

#include "kiosk/receipt/bit_image.h"
#include "kiosk/receipt/qr.h"
#include "kiosk/type/face.h"

namespace redress {

// Glyph forms of a language: zh-Hant, ja and ko have their own.
Region region_of(std::string_view language);

// Positions are fractions of a dot, top of the line box as in the mockups; each glyph and rule is
// rounded to whole dots by itself, so that errors do not add up.
class ReceiptPage {
 public:
  ReceiptPage(FontStore& fonts, Region region, int width_dots, int margin_dots);

  float y = 0;  // where the next block begins
  int width() const { return image_.width; }
  int margin() const { return margin_; }
  int content_width() const { return image_.width - 2 * margin_; }

  // Receipt text has no gap between hanzi and digits: the narrow paper needs the room.
  TextStyle style(float em, Weight weight = Weight::regular, float leading = 1.4f) const;
  float width_of(const TextStyle& style, std::string_view text);
  // The largest em from `em` down to `smallest` at which the text fits on one line; `em` when none does.
  TextStyle fitted(const TextStyle& style, std::string_view text, float max_width, float smallest);

  // One line; x is the line's start, top the upper edge of its line box.
  void line(const TextStyle& style, std::string_view text, float x, float top);
  void line_at_baseline(const TextStyle& style, std::string_view text, float x, float baseline);
  // A wrapped paragraph; answers its height.
  float paragraph(const TextStyle& style, std::string_view text, float x, float top, float max_width);
  float paragraph_height(const TextStyle& style, std::string_view text, float max_width);

  void rule(int thickness);  // with 16 dots of air on both sides; moves y
  void bar(int x, int top, int bar_width, int bar_height);
  void box(int x, int top, int box_width, int box_height, int thickness, int radius);
  void stroke(float x0, float y0, float x1, float y1, float thickness);  // round ends
  void qr(const QrMatrix& matrix, int x, int top, int module_dots);

  BitImage finish();  // cut at y

 private:
  void need(int bottom);  // makes the picture at least so high
  FontStore& fonts_;
  Region region_;
  int margin_;
  BitImage image_;
};

// From the top of a line box to the baseline, as in the mockups (Noto Sans CJK: 1.160 up, 0.288 down).
inline float receipt_baseline(const TextStyle& style) {
  return line_height_px(style) / 2 + 0.436f * style.em_px;
}

}  // namespace redress
