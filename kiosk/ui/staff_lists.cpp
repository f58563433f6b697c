// Queue rows, option boxes, pickers, settings, state tiles.
#include "kiosk/ui/parts.h"
#include "kiosk/ui/staff.h"

namespace redress::ui {
namespace {

// Columns of the queue; English needs wider codes and times.
std::vector<Rect> queue_columns(const Canvas& c, const Rect& r) {
  const bool en = c.language() == "en";
  if (c.portrait()) return columns(r, en ? std::vector<float>{-150, -176, 1, -260, -26} : std::vector<float>{-112, -176, 1, -250, -26}, 14);
  return en ? columns(r, {-176, -186, 1, -206, -196, -268, -26}, 14) : columns(r, {-112, -188, 1, -210, -176, -264, -26}, 16);
}

// Two lines centred in r; each is cut with … on purpose (the case page has the whole).
void two_lines(Canvas& c, const Rect& r, std::string_view top, Type top_type, std::string_view low, Type low_type, Colour low_colour) {
  const float top_h = c.line_height(top_type), low_h = low.empty() ? 0 : c.line_height(low_type);
  const float y = r.mid_y() - (top_h + low_h) / 2;
  c.paragraph({r.x, y, r.w, 0}, top, top_type, Colour::ink, Align::left, 1);
  if (low_h > 0) c.paragraph({r.x, y + top_h, r.w, 0}, low, low_type, low_colour, Align::left, 1);
}

void stage_cell(Canvas& c, const Rect& r, const QueueRow& row) {
  const float line_h = c.line_height(Type{22, 1.35f}), y = r.mid_y() - (line_h + 13) / 2;
  const float stage_w = c.text({r.x, y, r.w, line_h}, row.stage, Type{22, 1.35f, true});
  if (!row.owner.empty() && r.w - stage_w > 40)
    c.paragraph({r.x + stage_w, y, r.w - stage_w, 0}, " · " + row.owner, Type{18, 1.65f}, Colour::ink_soft, Align::left, 1);
  stage_dashes(c, r.x, y + line_h + 7, row.stage_index);
}

// A tag stands before the text; returns what is left for that.
Rect tagged(Canvas& c, const Rect& r, const QueueRow& row) {
  if (row.tag.empty()) return r;
  const Type t{17, 1.3f, true};
  const float w = c.measure(row.tag, t).w + 18;
  Rect rest = r;
  const Rect tag = rest.take_left(w, 10).centred(w, c.line_height(t) + 4);
  c.fill(tag, Colour::warn_wash, 8);
  c.stroke(tag, Colour::warn, 1, 8);
  const Canvas::Ground ground(c, Colour::warn_wash);
  c.text(tag, row.tag, t, Colour::warn, Align::centre);
  return rest;
}

// What it is over its tag and what was said: the tag takes no room from the category.
void subject_cell(Canvas& c, const Rect& r, const QueueRow& row, std::string_view low) {
  const Type title{22, 1.35f, true}, said{18, 1.35f};
  if (row.tag.empty()) return two_lines(c, r, row.title, title, low, said, Colour::ink_soft);
  const float title_h = c.line_height(title), low_h = c.line_height(said) + 4;
  const Rect both = r.centred(r.w, title_h + low_h);
  c.paragraph(both.top_part(title_h), row.title, title, Colour::ink, Align::left, 1);
  const Rect line = tagged(c, both.bottom_part(low_h), row);
  if (!low.empty()) c.paragraph({line.x, line.mid_y() - c.line_height(said) / 2, line.w, 0}, low, said, Colour::ink_soft, Align::left, 1);
}

void queue_ground(Canvas& c, const Rect& r, const QueueRow& row, bool pressed) {
  if (row.pinned) return parts::box(c, r, {Colour::alert_wash, Colour::alert, 2, false}, size::radius);
  const Colour ground = pressed ? Colour::primary_wash : Colour::surface;
  const float radius = row.first || row.last ? size::radius : 0;
  c.fill(r, Colour::line, radius);
  if (row.first && !row.last) c.fill(r.bottom_part(r.h / 2), Colour::line);
  if (row.last && !row.first) c.fill(r.top_part(r.h / 2), Colour::line);
  const Rect inside{r.x + 1, r.y + (row.first ? 1.f : 0.f), r.w - 2, r.h - (row.first ? 2.f : 1.f)};
  c.fill(inside, ground, radius > 0 ? radius - 1 : 0);
  if (row.first && !row.last) c.fill(inside.bottom_part(inside.h / 2), ground);
  if (row.last && !row.first) c.fill(inside.top_part(inside.h / 2), ground);
}

}  // namespace

void queue_head(Canvas& c, const Rect& r, const std::vector<std::string>& six_titles) {
  const auto cells = queue_columns(c, r.inset(20, 0));
  const std::vector<std::size_t> shown = c.portrait() ? std::vector<std::size_t>{0, 1, 2, 5} : std::vector<std::size_t>{0, 1, 2, 3, 4, 5};
  for (std::size_t i = 0; i < shown.size() && i < cells.size(); ++i)
    if (shown[i] < six_titles.size()) c.text(cells[i], six_titles[shown[i]], type::small, Colour::ink_soft);
}

void queue_row(Canvas& c, const Rect& r, const QueueRow& row) {
  Widget w = parts::widget(c, Role::row, r, row.id, row.code + " " + row.title);
  w.value = row.left.words;
  const Canvas::Scope scope(c, std::move(w));
  queue_ground(c, r, row, scope.pressed());
  const Canvas::Ground ground(c, row.pinned ? Colour::alert_wash : scope.pressed() ? Colour::primary_wash : Colour::surface);
  const auto cells = queue_columns(c, r.inset(20, 0));
  const bool card = row.card != Icon::none, portrait = c.portrait();
  if (card) {
    c.icon(row.card, {cells[0].x + 6, r.mid_y() - 18, 36, 36}, Colour::ink_soft, 2.8f);
  } else {
    if (row.level > 0) level_mark(c, {cells[0].x, r.mid_y() - 24, 48, 48}, row.level);
    c.text(row.level > 0 ? cells[0].after(58) : cells[0].after(6), row.level_word, Type{22, 1.35f, true});
  }
  two_lines(c, cells[1], row.code, Type{21, 1.4f, false, true}, row.channel, Type{18, 1.4f}, Colour::ink_soft);
  const std::string low = portrait ? row.place + (row.stage.empty() ? "" : "  " + row.stage + (row.owner.empty() ? "" : " · " + row.owner)) : row.summary;
  const Rect wide{cells[2].x, cells[2].y, cells[portrait ? 2 : 4].right() - cells[2].x, cells[2].h};
  // Only a title: it is a sentence that has to be read, and nobody needs the room of the place.
  const bool sentence = !portrait && !card && low.empty() && row.place.empty();
  if (sentence) {
    const Rect both{cells[2].x, r.y + 6, cells[3].right() - cells[2].x, r.h - 12};
    parts::label(c, tagged(c, both, row), row.title, Type{22, 1.35f, true}, Colour::ink);
  } else {
    subject_cell(c, card ? wide : cells[2], row, low);
  }
  if (!portrait && !card) {
    if (!sentence) parts::label(c, cells[3].centred(cells[3].w, r.h - 12), row.place, type::item, Colour::ink);
    stage_cell(c, cells[4], row);
  }
  time_left(c, cells[portrait ? 3 : 5], row.left);
  c.icon(Icon::chevron_right, cells.back().centred(26, 26), Colour::ink_soft, 3.2f);
}

void option_box(Canvas& c, const Rect& r, const OptionBox& spec) {
  Widget w = parts::widget(c, spec.multiple ? Role::check : Role::radio, r, spec.id, spec.label);
  w.value = spec.off ? "" : spec.detail;
  w.chosen = spec.on;
  w.off = spec.off;
  w.why = spec.off ? spec.detail : "";
  const Canvas::Scope scope(c, std::move(w));
  const parts::Box look = parts::control_box(c, spec.on, scope.pressed() && !spec.off, spec.off);
  parts::box(c, r, look, size::radius_staff);
  const Canvas::Ground ground(c, look.ground);
  Rect inside = r.inset(18, 4);
  const float side = spec.multiple ? 30.f : 28.f;
  tick_mark(c, inside.take_left(side, 14).centred(side, side), spec.on, !spec.multiple);
  const Colour colour = spec.off ? Colour::disabled : Colour::ink;
  if (spec.icon != Icon::none) c.icon(spec.icon, inside.take_left(32, 12).centred(32, 32), colour, 2.8f);
  const Type title{22, 1.35f, true}, small{18, 1.35f};
  parts::two_lines(c, inside, spec.label, title, colour, spec.detail, small, spec.off ? Colour::disabled : Colour::ink_soft);
}

void icon_toggle(Canvas& c, const Rect& r, const IconToggle& spec) {
  Widget w = parts::widget(c, Role::check, r, spec.id, spec.label);
  w.chosen = spec.on;
  const Canvas::Scope scope(c, std::move(w));
  const parts::Box look = parts::control_box(c, spec.on, scope.pressed(), false);
  parts::box(c, r, look, size::radius_staff);
  const Canvas::Ground ground(c, look.ground);
  const Colour colour = spec.on ? Colour::primary_press : Colour::ink;
  Rect inside = r.inset(5, 8);
  const float side = std::min(34.f, inside.h * .45f);
  c.icon(spec.icon, inside.take_top(side, 2).centred(side, side), colour, 2.8f);
  parts::label(c, inside, spec.label, Type{c.language() == "en" ? 19.f : 22.f, 1.25f, true}, colour, Align::centre);
  if (spec.on) c.icon(Icon::check, {r.right() - 32, r.y + 8, 24, 24}, colour, 3.4f);
}

void picker(Canvas& c, const Rect& r, const Picker& spec) {
  if (!spec.label.empty()) {
    const float h = c.line_height(type::small);
    caption(c, {r.x, r.y - 8 - h, r.w, h}, spec.label);
  }
  Button b{.id = spec.id, .label = spec.value, .right = Icon::chevron_down, .off = spec.off, .why = spec.why, .align = Align::left};
  b.spoken = spec.label.empty() ? spec.value : spec.label + " " + spec.value;
  button(c, r, b);
  if (spec.changed) c.stroke(r, Colour::warn, 3, size::radius_staff);
}

void stepper(Canvas& c, const Rect& r, const Stepper& spec) {
  Rect rest = r;
  const float side = std::max(size::staff_button, 64.f);
  button(c, rest.take_left(side, 8).centred(side, size::staff_button), {.id = spec.id + ":less", .left = Icon::minus, .off = spec.at_least, .why = spec.least_why, .spoken = spec.id + " -"});
  button(c, rest.take_right(side, 8).centred(side, size::staff_button), {.id = spec.id + ":more", .left = Icon::add, .off = spec.at_most, .why = spec.most_why, .spoken = spec.id + " +"});
  c.text(rest, spec.value, Type{24, 1.4f, true}, Colour::ink, Align::centre);
}

void state_tile(Canvas& c, const Rect& r, const StateTile& spec) {
  const bool grave = spec.mark == Mark::attention || spec.mark == Mark::fault;
  Card look;
  look.tone = spec.mark == Mark::attention ? Tone::warn : spec.mark == Mark::fault ? Tone::alert : Tone::quiet;
  look.pad_x = 22;
  look.pad_y = 18;
  Widget w = parts::widget(c, spec.id.empty() ? Role::status : Role::tile, r, spec.more.id.empty() ? spec.id : "", spec.name);
  w.value = spec.state_word + " " + spec.headline;
  const Canvas::Scope scope(c, std::move(w));
  Rect inside = card(c, r, look);
  const Canvas::Ground ground(c, look.tone == Tone::warn ? Colour::warn_wash : look.tone == Tone::alert ? Colour::alert_wash : Colour::surface);
  Rect head = inside.take_top(34, 12);
  c.icon(spec.icon, head.take_left(32, 12).centred(32, 32), Colour::ink_soft, 2.8f);
  const Type word{20, 1.4f, true};
  const float state_w = 25 + 8.4f + c.measure(spec.state_word, word).w + 2;
  state_words(c, head.take_right(std::min(state_w, head.w * .6f), 10), spec.mark, spec.state_word, word);
  c.text(head, spec.name, type::card);
  if (!spec.more.id.empty()) {
    Button more = spec.more;
    button(c, inside.take_bottom(size::staff_button, 6), more);
  }
  const Type big{28, 1.3f, true};
  const float big_h = c.line_height(big);
  c.text(inside.take_top(big_h, 6), spec.headline, big);
  const Type small{19, 1.45f};
  const int fits = std::max(1, static_cast<int>((inside.h + 4) / c.line_height(small)));
  c.paragraph({inside.x, inside.y, inside.w, 0}, spec.detail, small, grave ? Colour::ink : Colour::ink_soft, Align::left, fits);
}

Rect setting_row(Canvas& c, const Rect& r, std::string_view name, std::string_view explain, bool rule_above) {
  if (rule_above) c.fill(r.top_part(1), Colour::rule);
  Rect rest = r;
  const Rect control = rest.take_right(std::min(372.f, r.w * .55f), 20);
  two_lines(c, rest, name, Type{22, 1.35f, true}, explain, type::small, Colour::ink_soft);
  return control.centred(control.w, size::staff_button);
}

void pin_dots(Canvas& c, const Rect& r, int filled, int n) {
  Widget w = parts::widget(c, Role::status, r, "", "PIN");
  w.value = std::to_string(filled) + "/" + std::to_string(n);
  const Canvas::Scope scope(c, std::move(w));
  const float pitch = 44;
  float x = r.mid_x() - (pitch * static_cast<float>(n - 1)) / 2;
  for (int i = 0; i < n; ++i, x += pitch) {
    if (i < filled) c.circle(x, r.mid_y(), 13, Colour::ink);
    else c.ring(x, r.mid_y(), 13, Colour::line_strong, 3);
  }
}

}  // namespace redress::ui
