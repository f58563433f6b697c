#include "kiosk/ui/controls.h"
#include "kiosk/ui/parts.h"
#include "kiosk/ui/staff.h"

namespace redress::ui {
namespace {

parts::Box field_box(const Canvas& c, const Field& spec) {
  if (spec.off) return parts::control_box(c, false, false, true);
  const bool staff = parts::staff(c);
  if (spec.error) return {Colour::surface, staff ? Colour::alert : Colour::warn, 3, false};
  if (spec.editing) return {Colour::surface, staff ? Colour::focus : Colour::primary, 3, false};
  return {Colour::surface, Colour::line_strong, 2, false};
}

void message_line(Canvas& c, const Rect& r, const Field& spec) {
  const bool staff = parts::staff(c);
  const Colour colour = !spec.error ? Colour::ink_soft : staff ? Colour::alert : Colour::warn;
  const Type t = staff ? type::small : type::note;
  const float side = staff ? 24.f : 36.f;
  float x = r.x;
  if (spec.error) {
    c.icon(Icon::warn, {x, r.bottom() + 8 + (c.line_height(t) - side) / 2, side, side}, colour, 3.6f);
    x += side + 10;
  }
  c.paragraph({x, r.bottom() + 8, r.right() - x, 0}, spec.message, t, colour);
}

}  // namespace

Rect field(Canvas& c, const Rect& r, const Field& spec) {
  const bool staff = parts::staff(c);
  Widget w = parts::widget(c, Role::field, r, spec.id, spec.label.empty() ? spec.placeholder : spec.label);
  w.value = spec.value;
  w.secret = spec.secret;
  w.editing = spec.editing;
  w.off = spec.off;
  w.why = spec.why;
  const Canvas::Scope scope(c, std::move(w));
  if (!spec.label.empty()) {
    const Type t = staff ? type::small : Type{32, 1.3f, true};
    const float h = c.line_height(t), gap = staff ? 8.f : 14.f;
    c.text({r.x, r.y - gap - h, r.w, h}, spec.label, t, staff ? Colour::ink_soft : Colour::ink);
  }
  const parts::Box look = field_box(c, spec);
  parts::box(c, r, look, parts::radius(c));
  if (!spec.message.empty()) message_line(c, r, spec);

  const Canvas::Ground ground(c, look.ground == Colour::none ? c.ground() : look.ground);
  Type t = spec.type.size > 0 ? spec.type : staff ? Type{22, 1.5f} : type::field;
  t.mono = t.mono || spec.mono;
  const float pad_x = staff ? 20.f : 32.f;
  const float pad_y = spec.multiline ? (staff ? 14.f : 31.f) : 4.f;
  Rect inside = r.inset(pad_x, pad_y);
  if (spec.left != Icon::none) {
    const float side = staff ? 28.f : 44.f;
    c.icon(spec.left, {inside.x, r.mid_y() - side / 2, side, side}, Colour::ink_soft, 3);
    inside.take_left(side, staff ? 12.f : 20.f);
  }
  if (!spec.found.empty()) {
    const Type small{20, 1.4f, true};
    const float found_w = std::min(c.measure(spec.found, small).w + 38, inside.w * .6f);
    state_words(c, inside.take_right(found_w, 8), Mark::ok, spec.found, small, Colour::ok);
  }
  const bool empty = spec.value.empty();
  const std::string& words = empty ? spec.placeholder : spec.value;
  const Colour colour = spec.off ? Colour::disabled : empty ? Colour::disabled : Colour::ink;
  float end = inside.x;
  if (spec.multiline) c.paragraph(inside, words, t, colour);
  else end += c.text(inside, words, empty ? Type{t.size, t.leading} : t, colour);
  if (spec.caret && spec.editing) {
    const float x = empty ? inside.x : std::min(end + 3, inside.right() - 2), h = t.size * c.theme().text_scale * 1.2f;
    c.fill({x, r.mid_y() - h / 2, staff ? 2.f : 4.f, h}, staff ? Colour::focus : Colour::primary);
  }
  return inside;
}

}  // namespace redress::ui
