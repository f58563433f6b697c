// Chips, segments, tick boxes, pager.
#include "kiosk/ui/controls.h"
#include "kiosk/ui/parts.h"

namespace redress::ui {
namespace {

Type chip_type(const Canvas& c, const Chip& spec) {
  const Type t = spec.type.size > 0 ? spec.type : parts::staff(c) ? Type{22, 1.3f} : Type{32, 1.3f};
  return spec.chosen ? t.as_bold() : t;
}

float chip_icon(const Canvas& c) { return parts::staff(c) ? 26.f : 36.f; }

// As wide as each other while every word has room; else the long words take room from the short ones.
std::vector<Rect> segment_cells(const Canvas& c, const Rect& r, const std::vector<Choice>& choices, Type t) {
  constexpr float kPad = 16;
  auto cells = columns(r, static_cast<int>(choices.size()), 0);
  std::vector<float> need;
  float sum = 0, most = 0;
  for (const Choice& choice : choices) {
    need.push_back(c.measure(choice.label, t.as_bold()).w + 2 * kPad);
    sum += need.back();
    most = std::max(most, need.back());
  }
  if (cells.empty() || most <= cells.front().w || sum > r.w) return cells;
  const float spare = (r.w - sum) / static_cast<float>(cells.size());
  Rect rest = r;
  for (std::size_t i = 0; i < cells.size(); ++i) cells[i] = rest.take_left(need[i] + spare);
  return cells;
}

void joined_segment(Canvas& c, const Rect& r, const std::vector<Choice>& choices, int chosen) {
  c.fill(r.inset(1), Colour::surface, size::radius_staff);
  const Type t{21, 1.25f, false};
  const auto cells = segment_cells(c, r, choices, t);
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const bool on = static_cast<int>(i) == chosen;
    Widget w = parts::widget(c, Role::segment, cells[i], choices[i].id, choices[i].label);
    w.chosen = on;
    w.off = choices[i].off;
    w.why = choices[i].why;
    const Canvas::Scope scope(c, std::move(w));
    const Colour ground = on ? Colour::primary : scope.pressed() ? Colour::primary_wash : Colour::surface;
    const bool first = i == 0, last = i + 1 == choices.size();
    c.fill(cells[i].inset(1), ground, size::radius_staff - 1);
    if (!first) c.fill(cells[i].left_part(cells[i].w / 2).inset(0, 1), ground);
    if (!last) c.fill(cells[i].right_part(cells[i].w / 2).inset(0, 1), ground);
    const Canvas::Ground on_ground(c, ground);
    const Colour colour = on ? Colour::on_primary : choices[i].off ? Colour::disabled : Colour::ink;
    parts::label(c, cells[i].inset(10, 4), choices[i].label, on ? t.as_bold() : t, colour, Align::centre);
  }
  for (std::size_t i = 1; i < cells.size(); ++i)
    c.fill({cells[i].x - 1, r.y, 2, r.h}, Colour::line_strong);
  c.stroke(r, Colour::line_strong, 2, size::radius_staff);
}

}  // namespace

float chip_width(const Canvas& c, const Chip& spec) {
  Chip widest = spec;  // room for the tick and bold words, so that choosing moves nothing
  widest.chosen = true;
  const float pad = parts::staff(c) ? 22.f : 28.f;
  return 2 * pad + chip_icon(c) + 12 + c.measure(spec.label, chip_type(c, widest)).w;
}

void chip(Canvas& c, const Rect& r, const Chip& spec) {
  Widget w = parts::widget(c, Role::chip, r, spec.id, spec.spoken.empty() ? spec.label : spec.spoken);
  w.chosen = spec.chosen;
  w.off = spec.off;
  w.why = spec.why;
  const Canvas::Scope scope(c, std::move(w));
  const parts::Box look = parts::control_box(c, spec.chosen, scope.pressed(), spec.off, spec.offer);
  parts::box(c, r, look, parts::radius(c));
  const Canvas::Ground ground(c, look.ground == Colour::none ? c.ground() : look.ground);
  const Type t = chip_type(c, spec);
  const float side = chip_icon(c), gap = spec.offer ? 16.f : 12.f;
  const Icon icon = spec.chosen ? Icon::check : spec.icon;
  const float icon_w = icon == Icon::none ? 0 : side + (spec.label.empty() ? 0 : gap);
  float pad = parts::staff(c) ? 22.f : 28.f;
  const float words_w = c.measure(spec.label, t).w;
  float least_pad = parts::staff(c) ? 10.f : 16.f;
  if (words_w * c.least_shrink() + icon_w + 2 * least_pad > r.w) least_pad = 8;  // a whole word comes first
  if (words_w + icon_w + 2 * pad > r.w) pad = std::max(least_pad, (r.w - words_w - icon_w) / 2);
  const float room = r.w - 2 * pad - icon_w, label_w = std::min(words_w, room);
  float x = spec.align == Align::left ? r.x + pad : r.x + pad + (room - label_w) / 2;
  if (icon != Icon::none) {
    const Colour tint = spec.off ? Colour::disabled : spec.offer && !spec.chosen ? Colour::ink : Colour::primary;
    c.icon(icon, {x, r.mid_y() - side / 2, side, side}, tint, spec.chosen ? 4.5f : 3.4f);
  }
  x += icon_w;
  parts::label(c, {x, r.y + 4, label_w + 1, r.h - 8}, spec.label, t, spec.off ? Colour::disabled : Colour::ink,
               spec.align == Align::left ? Align::left : Align::centre);
}

float chips(Canvas& c, const Rect& r, const std::vector<Chip>& specs, float gap) {
  const float h = parts::staff(c) ? size::staff_button : size::chip;
  float x = r.x, y = r.y;
  for (const Chip& spec : specs) {
    const float w = std::min(r.w, chip_width(c, spec));
    if (x > r.x && x + w > r.right() + 0.5f) {
      x = r.x;
      y += h + gap;
    }
    chip(c, {x, y, w, h}, spec);
    x += w + gap;
  }
  return specs.empty() ? 0 : y + h - r.y;
}

void segment(Canvas& c, const Rect& r, const std::vector<Choice>& choices, int chosen) {
  if (parts::staff(c)) return joined_segment(c, r, choices, chosen);
  const auto cells = columns(r, static_cast<int>(choices.size()), 16);
  for (std::size_t i = 0; i < choices.size(); ++i) {
    Chip spec;
    spec.id = choices[i].id;
    spec.label = choices[i].label;
    spec.chosen = static_cast<int>(i) == chosen;
    spec.off = choices[i].off;
    spec.why = choices[i].why;
    spec.type = Type{34, 1.3f};
    chip(c, cells[i], spec);
  }
}

void tick_mark(Canvas& c, const Rect& box, bool on, bool round) {
  const float radius = round ? box.w / 2 : box.w * 0.155f;
  if (round && parts::staff(c)) {
    c.circle(box.mid_x(), box.mid_y(), box.w / 2 - 1, Colour::surface);
    c.ring(box.mid_x(), box.mid_y(), box.w / 2, on ? Colour::primary : Colour::line_strong, on ? 9.f : 3.f);
    return;
  }
  if (on) c.fill(box, Colour::primary, radius);
  else parts::box(c, box, {Colour::surface, Colour::line_strong, 3, false}, radius);
  if (on) c.icon(Icon::check, box.centred(box.w * .77f, box.w * .77f), Colour::on_primary, 5);
}

void pager(Canvas& c, const Rect& r, const Pager& spec) {
  const bool staff = parts::staff(c);
  const bool words = !spec.prev.empty();
  const float gap = staff ? 12.f : 24.f;
  Button prev{.id = spec.id + ":prev", .label = spec.prev, .left = staff ? Icon::chevron_up : Icon::up};
  prev.off = spec.page <= 0;
  prev.why = spec.first_why;
  Button next{.id = spec.id + ":next", .label = spec.next, .left = staff ? Icon::chevron_down : Icon::down};
  next.off = spec.page + 1 >= spec.pages;
  next.why = spec.last_why;
  if (!words) {
    prev.spoken = spec.id + ":prev";
    next.spoken = spec.id + ":next";
  }
  const float least = words ? (staff ? 156.f : 176.f) : r.h;
  if (!staff) {
    for (Button* b : {&prev, &next}) {
      b->type = Type{28, 1.3f};
      b->icon_size = 36;
    }
  }
  const float wide = std::max({least, words ? button_width(c, prev) : 0.f, words ? button_width(c, next) : 0.f});
  Rect rest = r;
  if (staff) {
    button(c, rest.take_right(wide, gap), next);
    button(c, rest.take_right(wide, gap), prev);
    c.text(rest, spec.words, type::item, Colour::ink_soft);
  } else {
    button(c, rest.take_left(wide, gap), prev);
    button(c, rest.take_right(wide, gap), next);
    parts::label(c, rest, spec.words, type::note, Colour::ink_soft, Align::centre);
  }
}

}  // namespace redress::ui
