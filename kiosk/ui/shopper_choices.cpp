// What a shopper chooses from: rows, cards, tiles, lists, ratings.
#include "kiosk/ui/parts.h"
#include "kiosk/ui/shopper.h"

namespace redress::ui {
void option_row(Canvas& c, const Rect& r, const OptionRow& spec) {
  Widget w = parts::widget(c, Role::option, r, spec.id, spec.label);
  w.value = spec.explain;
  w.chosen = spec.chosen;
  w.off = spec.off;
  w.why = spec.why;
  const Canvas::Scope scope(c, std::move(w));
  parts::Box look = parts::control_box(c, spec.chosen, scope.pressed(), spec.off);
  if (spec.alert) look = {Colour::alert_wash, Colour::alert, spec.chosen || scope.pressed() ? 4.f : 2.f, false};
  parts::box(c, r, look, size::radius);
  const Canvas::Ground ground(c, look.ground == Colour::none ? c.ground() : look.ground);
  const Colour tint = spec.off ? Colour::disabled : spec.alert ? Colour::alert : Colour::primary;
  Rect inside = r.inset(spec.big ? 36.f : 32.f, 12);
  if (spec.icon != Icon::none) {
    const float side = spec.big ? (r.h >= 200 ? 88.f : 80.f) : 60.f;
    c.icon(spec.icon, inside.take_left(side, spec.big ? 36.f : 28.f).centred(side, side), tint, spec.big ? 2.3f : 2.5f);
  }
  if (spec.chosen) c.icon(Icon::check, inside.take_right(44, 20).centred(44, 44), tint, 4.4f);
  else if (spec.arrow && !spec.off)
    c.icon(Icon::right, inside.take_right(40, 20).centred(40, 40), spec.alert ? Colour::alert : Colour::ink_soft, 3);
  const Colour colour = spec.off ? Colour::disabled : spec.alert ? Colour::alert : Colour::ink;
  const Colour soft = spec.off ? Colour::disabled : Colour::ink_soft;
  parts::two_lines(c, inside, spec.label, spec.big ? type::option_big : type::option, colour,
            spec.off && !spec.why.empty() ? std::string_view(spec.why) : spec.explain,
            spec.big ? Type{30, 1.45f} : type::note, soft);
}

void check_row(Canvas& c, const Rect& r, const CheckRow& spec) {
  Widget w = parts::widget(c, Role::check, r, spec.id, spec.label);
  w.chosen = spec.on;
  const Canvas::Scope scope(c, std::move(w));
  parts::Box look = parts::control_box(c, spec.on, scope.pressed(), false);
  if (spec.error) {
    look.line = Colour::warn;
    look.width = 3;
  }
  parts::box(c, r, look, size::radius);
  const Canvas::Ground ground(c, look.ground);
  Rect inside = r.inset(30, 8);
  tick_mark(c, inside.take_left(52, 28).centred(52, 52), spec.on);
  parts::label(c, inside, spec.label, Type{36, 1.35f, spec.on}, Colour::ink);
}

void radio_card(Canvas& c, const Rect& r, const RadioCard& spec) {
  Widget w = parts::widget(c, Role::radio, r, spec.id, spec.label);
  w.value = spec.explain;
  w.chosen = spec.on;
  const Canvas::Scope scope(c, std::move(w));
  const parts::Box look = parts::control_box(c, spec.on, scope.pressed(), false);
  parts::box(c, r, look, size::radius);
  const Canvas::Ground ground(c, look.ground);
  tick_mark(c, {r.right() - 28 - 52, r.y + 28, 52, 52}, spec.on, true);
  Rect inside{r.x + 32, r.y + 26, r.w - 64, r.h - 32};
  c.icon(spec.icon, inside.take_top(64, 6).left_part(64).moved(-4, 0), Colour::primary, 2.5f);
  const Type title{40, 1.4f, true};
  parts::label(c, inside.take_top(c.line_height(title)), spec.label, title, Colour::ink);
  parts::fit_paragraph(c, inside, spec.explain, Type{30, 1.4f}, Colour::ink_soft);
}

namespace {

// Large letters in a low tile: the icon stands beside the words instead of above them.
void low_tile(Canvas& c, const Rect& r, const Tile& spec, Type title) {
  Rect inside = r.inset(20, 6);
  c.icon(spec.icon, inside.take_left(52, 14).centred(52, 52), Colour::primary, 2.4f);
  if (spec.chosen) c.icon(Icon::check, inside.take_right(40, 10).centred(40, 40), Colour::primary, 5);
  parts::label(c, inside, spec.label, title, Colour::ink);
}

}  // namespace

void tile(Canvas& c, const Rect& r, const Tile& spec) {
  Widget w = parts::widget(c, Role::tile, r, spec.id, spec.label);
  w.value = spec.examples;
  w.chosen = spec.chosen;
  const Canvas::Scope scope(c, std::move(w));
  const parts::Box look = parts::control_box(c, spec.chosen, scope.pressed(), false);
  parts::box(c, r, look, size::radius);
  const Canvas::Ground ground(c, look.ground);
  const Rect inside = r.inset(24, 0);
  const Type title{34, 1.35f, true};
  const float room = inside.w, text_w = c.measure(spec.label, title).w;
  const bool two = text_w * 0.85f > room;  // then the example line makes way
  const float title_h = two ? 2 * c.line_height(title.leaded(1.25f)) : c.line_height(title);
  const float example_h = c.line_height(Type{28, 1.35f});
  const bool low = r.h < 24 + 64 + 12 + title_h + (two ? 0 : example_h) + 12;  // larger letters: smaller air
  const float pad = low ? 16.f : 24.f, icon = low ? 52.f : 64.f;
  if (low && r.h < pad + icon + 4 + title_h * .85f + 6) return low_tile(c, r, spec, title);
  c.icon(spec.icon, {inside.x - 4, r.y + pad, icon, icon}, Colour::primary, 2.4f);
  if (spec.chosen) c.icon(Icon::check, {r.right() - 24 - 40, r.y + 24, 40, 40}, Colour::primary, 5);
  float y = r.y + pad + icon + (low ? 4.f : 12.f);
  parts::label(c, {inside.x, y, room, std::min(title_h, r.bottom() - 6 - y)}, spec.label, title, Colour::ink);
  y += title_h;
  if (two || spec.examples.empty() || y + example_h > r.bottom() - 6) return;
  // An example line is an offer of help: where it would be cut, it stays away.
  if (c.measure(spec.examples, Type{28, 1.35f}).w * 0.85f > room) return;
  c.text({inside.x, y, room, example_h}, spec.examples, Type{28, 1.35f}, Colour::ink_soft);
}

void group_heading(Canvas& c, const Rect& r, std::string_view words) {
  const float w = c.text(r, words, type::note, Colour::ink_soft);
  c.fill({r.x + w + 20, r.mid_y() - 1, r.w - w - 20, 2}, Colour::line);
}

void section(Canvas& c, const Rect& r, std::string_view words, std::string_view soft, Type t) {
  const float soft_w = soft.empty() ? 0 : c.measure(soft, type::note).w;
  const float room = soft_w > 0 ? std::max(r.w - soft_w - 20, r.w * .45f) : r.w;
  const float w = c.text({r.x, r.y, room, r.h}, words, t);
  if (soft_w <= 0) return;
  // On the same baseline: the smaller words sit a little lower than the middle.
  const float drop = (t.size - type::note.size) * 0.366f * c.theme().text_scale;
  c.text({r.x + w + 20, r.y + drop, r.w - w - 20, r.h}, soft, type::note, Colour::ink_soft);
}

void yes_no(Canvas& c, const Rect& r, const YesNo& spec) {
  c.rule({r.x, r.bottom() - 2, r.w, 2});
  Rect inside = r;
  const Chip no{.id = spec.id + ":no", .label = spec.no, .chosen = spec.answer == 0};
  const Chip yes{.id = spec.id + ":yes", .label = spec.yes, .chosen = spec.answer == 1};
  const float wide = std::max({168.f, chip_width(c, no) - 20, chip_width(c, yes) - 20});
  chip(c, inside.take_right(wide, 16).centred(wide, size::chip), no);
  chip(c, inside.take_right(wide, 16).centred(wide, size::chip), yes);
  parts::two_lines(c, inside.inset(0, 6), spec.label, type::label, Colour::ink, spec.explain, type::note, Colour::ink_soft);
}

void list_rows(Canvas& c, const Rect& r, const std::vector<ListRow>& rows, float row_height) {
  const Rect all{r.x, r.y, r.w, row_height * static_cast<float>(rows.size())};
  if (rows.empty()) return;
  parts::box(c, all, {}, size::radius);
  Rect rest = all;
  float names_w = 208;  // the kinds stand below each other
  for (const ListRow& row : rows) names_w = std::max(names_w, c.measure(row.name, Type{34, 1.35f, true}).w + 2);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const ListRow& row = rows[i];
    const Rect line = rest.take_top(row_height);
    Widget w = parts::widget(c, Role::row, line, row.id, row.name);
    w.value = row.number;
    w.chosen = row.chosen;
    const Canvas::Scope scope(c, std::move(w));
    if (i > 0) c.rule(line.inset(2, 0));
    if (scope.pressed() && !row.chosen) c.fill(line.inset(4), Colour::primary_wash, 8);
    if (row.chosen) parts::box(c, line, parts::control_box(c, true, false, false), 8);
    const Canvas::Ground ground(c, row.chosen || scope.pressed() ? Colour::primary_wash : Colour::surface);
    Rect inside = line.inset(28, 4);
    if (row.chosen) c.icon(Icon::check, inside.take_right(44, 12).centred(44, 44), Colour::primary, 4.4f);
    if (!row.number.empty()) c.text(inside.take_left(std::max(80.f, c.measure(row.number, Type{30}).w), 12), row.number, Type{30, 1.4f}, Colour::ink_soft);
    const float kind_w = row.kind.empty() ? 0 : std::min(c.measure(row.kind, type::note).w + 2, inside.w * .5f);
    const float name_room = std::max(inside.w - kind_w - 20, inside.w * .5f);
    parts::label(c, inside.take_left(std::min(names_w, name_room), 16), row.name, Type{34, 1.35f, row.chosen}, Colour::ink);
    if (kind_w > 0) c.text(inside, row.kind, type::note, Colour::ink_soft);
  }
}

void rating(Canvas& c, const Rect& r, const Rating& spec) {
  c.rule({r.x, r.bottom() - 2, r.w, 2});
  Rect inside = r;
  for (int n = 5; n >= 1; --n) {
    const bool on = n == spec.value;
    Button b{.id = spec.id + ":" + std::to_string(n), .label = std::to_string(n)};
    b.look = on ? Look::filled : Look::outlined;
    b.type = Type{38, 1.3f, on};
    b.spoken = spec.label + " " + std::to_string(n);
    button(c, inside.take_right(124, 16).centred(124, 84), b);
  }
  parts::label(c, inside, spec.label, type::label, Colour::ink);
}

}  // namespace redress::ui
