// Drawn over or around the scene's own things.
#include "kiosk/ui/controls.h"
#include "kiosk/ui/parts.h"

namespace redress::ui {

void refusal(Canvas& c, std::string_view id, std::string_view why) {
  const Widget* target = why.empty() ? nullptr : c.registry().find(id);
  if (!target) return;
  const float k = c.scale();
  const Rect at{target->rect.x / k, target->rect.y / k, target->rect.w / k, target->rect.h / k};
  const bool staff = parts::staff(c);
  const Type t = staff ? type::item : Type{34, 1.4f};
  const float pad = staff ? 18.f : 28.f, most = std::min(staff ? 520.f : 760.f, c.area().w - 64);
  const float icon = staff ? 28.f : 44.f;
  const float words_w = std::min(c.measure(why, t).w + 2, most - 2 * pad - icon - 16);
  const float h = c.paragraph_height(why, t, words_w) + 2 * (pad - 4), w = words_w + 2 * pad + icon + 16;
  Rect box{at.mid_x() - w / 2, at.y - h - 16, w, h};
  if (box.y < 8) box.y = at.bottom() + 16;
  box.x = std::clamp(box.x, 16.f, std::max(16.f, c.area().w - w - 16));
  const Canvas::Layer layer(c);
  const Canvas::Scope scope(c, parts::widget(c, Role::status, box, "", std::string(why)));
  parts::box(c, box, {Colour::ink, Colour::paper, 2, false}, parts::radius(c));
  const Canvas::Ground ground(c, Colour::ink);
  c.icon(Icon::info, {box.x + pad, box.mid_y() - icon / 2, icon, icon}, Colour::paper, 3);
  c.paragraph({box.x + pad + icon + 16, box.y + pad - 4, words_w, 0}, why, t, Colour::paper);
}

void covered_lines(Canvas& c, const Rect& r, int lines) {
  float y = r.y + 14;
  for (int i = 0; i < lines && y + 30 <= r.bottom(); ++i, y += 70)
    c.fill({r.x, y, i + 1 == lines ? r.w * .58f : r.w, 30}, Colour::line, 6);
}

void photo_corners(Canvas& c, const Rect& r) {
  const Rect in = r.inset(4);
  const float arm = std::min(88.f, std::min(r.w, r.h) / 3);
  for (const bool right : {false, true})
    for (const bool low : {false, true}) {
      const float x = right ? in.right() : in.x, y = low ? in.bottom() : in.y;
      const float dx = right ? -arm : arm, dy = low ? -arm : arm;
      c.polyline({{x, y + dy}, {x, y}, {x + dx, y}}, Colour::primary, 8);
    }
}

}  // namespace redress::ui
