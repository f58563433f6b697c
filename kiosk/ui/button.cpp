#include "kiosk/ui/controls.h"
#include "kiosk/ui/parts.h"

namespace redress::ui {
namespace {

struct Metrics {
  Type type;
  float icon, icon_stroke, gap, pad;
};

Metrics metrics(const Canvas& c, const Button& b, float height) {
  const bool staff = parts::staff(c);
  const bool big = staff && height >= size::staff_button_big - 2;
  Metrics m;
  m.type = b.type.size > 0 ? b.type : !staff ? Type{36, 1.3f, true} : big ? Type{26, 1.3f, true} : Type{22, 1.3f, true};
  if (b.off && staff) m.type = m.type.as_regular();
  if (b.look == Look::offer) m.type = m.type.as_regular();
  m.icon = b.icon_size > 0 ? b.icon_size : !staff ? 44.f : big ? 32.f : 26.f;
  m.icon_stroke = m.icon >= 44 ? 3.f : m.icon >= 32 ? 2.9f : 3.2f;
  m.gap = staff ? 12.f : 16.f;
  m.pad = staff ? (big ? 32.f : 24.f) : 28.f;
  if (b.look == Look::plain) m.pad = 14;
  return m;
}

Colour text_colour(const Canvas& c, const Button& b) {
  if (b.off) return Colour::disabled;
  switch (b.look) {
    case Look::filled: return Colour::on_primary;
    case Look::danger: return Colour::alert;
    case Look::plain: return Colour::primary;
    default: break;
  }
  return b.chosen && parts::staff(c) ? Colour::primary_press : Colour::ink;
}

parts::Box box_of(const Canvas& c, const Button& b, bool pressed) {
  if (b.look == Look::filled && !b.off) {
    const Colour ground = pressed ? Colour::primary_press : Colour::primary;
    return {ground, ground, 2, false};
  }
  if (b.look == Look::plain && !b.off) return {pressed ? Colour::primary_wash : Colour::none, Colour::none, 0, false};
  parts::Box out = parts::control_box(c, b.chosen, pressed, b.off, b.look == Look::offer);
  if (b.chosen && parts::staff(c)) out.width = 2;
  if (b.look == Look::danger && !b.off) {
    out.line = Colour::alert;
    if (pressed) out.ground = Colour::alert_wash;
  }
  return out;
}

Icon left_icon(const Canvas& c, const Button& b) {
  return b.left == Icon::none && b.chosen && !parts::staff(c) ? Icon::check : b.left;
}

float icon_room(const Metrics& m, Icon icon, bool with_words) {
  return icon == Icon::none ? 0 : m.icon + (with_words ? m.gap : 0);
}

}  // namespace

float button_width(const Canvas& c, const Button& spec, float height) {
  const Metrics m = metrics(c, spec, height > 0 ? height : parts::staff(c) ? size::staff_button : size::button);
  float w = 2 * m.pad + c.measure(spec.label, m.type).w + icon_room(m, left_icon(c, spec), !spec.label.empty()) +
            icon_room(m, spec.right, !spec.label.empty());
  if (!spec.after.empty()) w += c.measure(spec.after, m.type.as_regular().sized(m.type.size * 30 / 36)).w;
  if (!spec.value.empty()) w += m.gap + c.measure(spec.value, m.type).w;
  return w;
}

void button(Canvas& c, const Rect& r, const Button& spec) {
  Widget w = parts::widget(c, Role::button, r, spec.id, spec.spoken.empty() ? spec.label + spec.after : spec.spoken);
  w.value = spec.value;
  w.chosen = spec.chosen;
  w.off = spec.off;
  w.why = spec.why;
  const Canvas::Scope scope(c, std::move(w));
  const parts::Box look = box_of(c, spec, scope.pressed() && !spec.off);
  parts::box(c, r, look, parts::radius(c));
  const Canvas::Ground ground(c, look.ground == Colour::none ? c.ground() : look.ground);

  const Metrics m = metrics(c, spec, r.h);
  const Colour colour = text_colour(c, spec);
  const Icon left = left_icon(c, spec);
  const bool words = !spec.label.empty();
  Rect inside = r.inset(words ? m.pad : 0, 0);
  const Type after_type = m.type.as_regular().sized(m.type.size * 30 / 36);
  const float after_w = spec.after.empty() ? 0 : c.measure(spec.after, after_type).w;
  const float fixed = icon_room(m, left, words) + icon_room(m, spec.right, words) + after_w;
  const float least_pad = parts::staff(c) ? 10.f : 16.f;
  const float tight = std::max(least_pad, std::min(m.pad, (r.w - fixed - c.measure(spec.label, m.type).w) / 2));
  if (words && spec.value.empty()) inside = r.inset(tight, 0);

  if (!spec.value.empty()) {
    const bool count = spec.value.size() <= 4;
    const Type t = count ? m.type : m.type.as_regular().sized(m.type.size - 2);
    const float value_w = std::min(c.measure(spec.value, t).w, inside.w * 0.55f);
    c.text(inside.take_right(value_w, m.gap), spec.value, t, count ? colour : Colour::ink_soft, Align::right);
  }
  const float label_w = std::min(c.measure(spec.label, m.type).w, inside.w - fixed);
  const bool to_left = spec.align == Align::left || !spec.value.empty();
  float x = to_left ? inside.x : inside.x + (inside.w - fixed - label_w) / 2;

  const auto draw_icon = [&](Icon icon, float at) {
    const bool chosen_tick = icon == Icon::check && spec.chosen && !parts::staff(c);
    const bool tinted = spec.look == Look::offer || chosen_tick;
    c.icon(icon, {at, r.mid_y() - m.icon / 2, m.icon, m.icon},
           tinted && !spec.off ? (chosen_tick ? Colour::primary : Colour::ink) : colour, chosen_tick ? 5 : m.icon_stroke);
  };
  if (left != Icon::none) {
    draw_icon(left, x);
    x += icon_room(m, left, words);
  }
  parts::label(c, {x, r.y + 3, label_w + 1, r.h - 6}, spec.label, m.type, colour, to_left ? Align::left : Align::centre);
  x += label_w;
  if (after_w > 0) c.text({x, r.y, after_w + 1, r.h}, spec.after, after_type, colour);
  x += after_w;
  if (spec.right != Icon::none) {
    const bool picker = to_left && spec.right == Icon::chevron_down;
    draw_icon(spec.right, picker ? inside.right() - m.icon : x + (words ? m.gap : 0));
  }
}

}  // namespace redress::ui
