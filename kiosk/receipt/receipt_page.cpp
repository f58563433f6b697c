#include "kiosk/receipt/receipt_page.h"

#include <algorithm>
#include <cmath>

#include "kiosk/receipt/ink.h"
#include "kiosk/type/sense_lines.h"

namespace redress {
namespace {

constexpr int kGrow_dots = 512;
constexpr float kRule_air = 16;

int dots(float value) {
  return static_cast<int>(std::lround(value));
}

}  // namespace

Region region_of(std::string_view language) {
  if (language.starts_with("zh-Hant")) return Region::tc;
  if (language.starts_with("ja")) return Region::jp;
  return language.starts_with("ko") ? Region::kr : Region::sc;
}

ReceiptPage::ReceiptPage(FontStore& fonts, Region region, int width_dots, int margin_dots)
    : fonts_(fonts), region_(region), margin_(margin_dots), image_(width_dots, kGrow_dots) {}

void ReceiptPage::need(int bottom) {
  if (bottom > image_.height) image_.set_height((bottom / kGrow_dots + 1) * kGrow_dots);
}

TextStyle ReceiptPage::style(float em, Weight weight, float leading) const {
  TextStyle style;
  style.weight = weight;
  style.region = region_;
  style.em_px = em;
  style.leading = leading;
  style.latin_gap_em = 0;
  return style;
}

float ReceiptPage::width_of(const TextStyle& style, std::string_view text) {
  return measure(fonts_, style, text);
}

TextStyle ReceiptPage::fitted(const TextStyle& style, std::string_view text, float max_width,
                              float smallest) {
  TextStyle smaller = style;
  while (smaller.em_px - 1 >= smallest && width_of(smaller, text) > max_width) smaller.em_px -= 1;
  return width_of(smaller, text) <= max_width ? smaller : style;
}

void ReceiptPage::line(const TextStyle& style, std::string_view text, float x, float top) {
  line_at_baseline(style, text, x, top + receipt_baseline(style));
}

void ReceiptPage::line_at_baseline(const TextStyle& style, std::string_view text, float x, float baseline) {
  for (const auto& glyph : place(fonts_, style, text)) {
    auto bitmap = fonts_.rasterise(style, glyph.c);
    BitImage dots_of = ink(bitmap);
    int left = dots(x + glyph.x_px) + bitmap.left - kInk_margin,
        top = dots(baseline) - bitmap.top - kInk_margin;
    need(top + dots_of.height);
    for (int row = 0; row < dots_of.height; ++row)
      for (int column = 0; column < dots_of.width; ++column)
        if (dots_of.black(column, row)) image_.set(left + column, top + row);
  }
}

float ReceiptPage::paragraph(const TextStyle& style, std::string_view text, float x, float top,
                             float max_width) {
  float at = top;
  for (const auto& piece : break_by_sense(fonts_, style, text, max_width)) {
    line(style, text.substr(piece.begin, piece.end - piece.begin), x, at);
    at += line_height_px(style);
  }
  return at - top;
}

float ReceiptPage::paragraph_height(const TextStyle& style, std::string_view text, float max_width) {
  return line_height_px(style) * static_cast<float>(break_lines(fonts_, style, text, max_width).size());
}

void ReceiptPage::rule(int thickness) {
  y += kRule_air;
  bar(margin_, dots(y), content_width(), thickness);
  y += static_cast<float>(thickness) + kRule_air;
}

void ReceiptPage::bar(int x, int top, int bar_width, int bar_height) {
  need(top + bar_height);
  image_.fill(x, top, bar_width, bar_height);
}

void ReceiptPage::box(int x, int top, int box_width, int box_height, int thickness, int radius) {
  need(top + box_height);
  const float half_width = static_cast<float>(box_width) / 2,
              half_height = static_cast<float>(box_height) / 2;
  const float corner = static_cast<float>(radius);
  for (int row = 0; row < box_height; ++row)
    for (int column = 0; column < box_width; ++column) {
      // Distance from the outer edge of the rounded box, negative inside.
      float dx = std::abs(static_cast<float>(column) + 0.5f - half_width) - half_width + corner;
      float dy = std::abs(static_cast<float>(row) + 0.5f - half_height) - half_height + corner;
      float outside =
          std::hypot(std::max(dx, 0.f), std::max(dy, 0.f)) + std::min(std::max(dx, dy), 0.f) - corner;
      if (outside <= 0 && outside > -static_cast<float>(thickness)) image_.set(x + column, top + row);
    }
}

void ReceiptPage::stroke(float x0, float y0, float x1, float y1, float thickness) {
  const float reach = thickness / 2, dx = x1 - x0, dy = y1 - y0, length = dx * dx + dy * dy;
  need(dots(std::max(y0, y1) + thickness));
  for (int row = dots(std::min(y0, y1) - thickness); row <= dots(std::max(y0, y1) + thickness); ++row)
    for (int column = dots(std::min(x0, x1) - thickness); column <= dots(std::max(x0, x1) + thickness);
         ++column) {
      float px = static_cast<float>(column) + 0.5f - x0, py = static_cast<float>(row) + 0.5f - y0;
      float along = length > 0 ? std::clamp((px * dx + py * dy) / length, 0.f, 1.f) : 0;
      if (std::hypot(px - along * dx, py - along * dy) <= reach) image_.set(column, row);
    }
}

void ReceiptPage::qr(const QrMatrix& matrix, int x, int top, int module_dots) {
  need(top + matrix.modules * module_dots);
  for (int row = 0; row < matrix.modules; ++row)
    for (int column = 0; column < matrix.modules; ++column)
      if (matrix.at(column, row))
        image_.fill(x + column * module_dots, top + row * module_dots, module_dots, module_dots);
}

BitImage ReceiptPage::finish() {
  image_.set_height(dots(y));
  return std::move(image_);
}

}  // namespace redress
