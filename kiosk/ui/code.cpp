// Case code, QR code, bars, key and value.
#include <imgui.h>

#include <cmath>

#include "kiosk/ui/controls.h"
#include "kiosk/ui/parts.h"

namespace redress::ui {

void parts_bar(Canvas& c, const Rect& r, int done, int n, float gap) {
  const auto cells = columns(r, n, gap);
  for (int i = 0; i < n; ++i)
    c.fill(cells[static_cast<std::size_t>(i)], i < done ? Colour::primary : Colour::line, 4);
}

void share_bar(Canvas& c, const Rect& r, double share, Colour c_fill, Colour c_ground) {
  const float radius = r.h / 2;
  c.fill(r, c_ground, radius);
  const float w = r.w * static_cast<float>(std::clamp(share, 0.0, 1.0));
  if (w > 0) c.fill(r.left_part(std::max(w, r.h)), c_fill, radius);
}

void qr_code(Canvas& c, const Rect& r, const std::vector<bool>& modules, int size) {
  const Canvas::Scope scope(c, parts::widget(c, Role::image, r, "", "QR"));
  c.fill(r, Colour::white, size::radius);
  if (size <= 0 || modules.size() != static_cast<std::size_t>(size) * static_cast<std::size_t>(size)) return;
  const Rect px = c.to_px(r);
  const float module = std::floor(std::min(px.w, px.h) / static_cast<float>(size + 8));
  const float side = module * static_cast<float>(size);
  const float x0 = px.x + std::floor((px.w - side) / 2), y0 = px.y + std::floor((px.h - side) / 2);
  const ImU32 ink = c.colour(Colour::black_ink);
  for (int y = 0; y < size; ++y)
    for (int x = 0; x < size; ++x) {
      if (!modules[static_cast<std::size_t>(y * size + x)]) continue;
      int end = x;
      while (end < size && modules[static_cast<std::size_t>(y * size + end)]) ++end;
      const float top = y0 + module * static_cast<float>(y);
      c.list().AddRectFilled({x0 + module * static_cast<float>(x), top},
                             {x0 + module * static_cast<float>(end), top + module}, ink);
      x = end;
    }
}

void code_boxes(Canvas& c, const Rect& r, std::string_view code, float em, bool fixed_black_on_white) {
  std::string plain;
  for (const char ch : code)
    if (ch != '-' && ch != ' ') plain += ch;
  const Canvas::Scope scope(c, parts::widget(c, Role::status, r, "", std::string(code)));
  const Colour ink = fixed_black_on_white ? Colour::black_ink : Colour::ink;
  const Colour paper = fixed_black_on_white ? Colour::white : Colour::surface;
  const Canvas::Ground ground(c, paper);
  const auto boxes = columns(r, 3, 16);
  for (std::size_t i = 0; i < 3 && i * 4 < plain.size(); ++i) {
    parts::box(c, boxes[i], {paper, ink, 3, false}, size::radius);
    // Large enough at every text scale; it must never wrap or shrink.
    const Type t{em / c.theme().text_scale, 1.0f, true, true};
    c.text(boxes[i].inset(4), plain.substr(i * 4, 4), t, ink, Align::centre);
  }
}

float key_value(Canvas& c, const Rect& r, const KeyValue& spec) {
  Canvas::Rich look;
  look.type = spec.value_type;
  look.bold = spec.bold_type;
  const float room = r.w - spec.label_width;
  const float h = std::max(c.rich_height(spec.value, look, room),
                           c.paragraph_height(spec.label, spec.label_type, spec.label_width - 12)) +
                  2 * spec.pad;
  const Rect row{r.x, r.y, r.w, h};
  if (spec.rule_above) c.rule(row);
  if (spec.rule_below) c.rule({row.x, row.bottom() - 2, row.w, 2});
  const Rect label{row.x, row.y, spec.label_width - 12, row.h};
  if (c.measure(spec.label, spec.label_type).w > label.w)
    c.paragraph({label.x, row.y + spec.pad, label.w, 0}, spec.label, spec.label_type, Colour::ink_soft);
  else
    c.text({label.x, row.y + spec.pad, label.w, c.line_height(look.type)}, spec.label, spec.label_type, Colour::ink_soft);
  c.rich({row.x + spec.label_width, row.y + spec.pad, room, 0}, spec.value, look);
  return h;
}

}  // namespace redress::ui
