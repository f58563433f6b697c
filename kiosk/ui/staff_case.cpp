// Parts of the case page: stages, actions, timeline, clocks, whys.
#include "kiosk/ui/parts.h"
#include "kiosk/ui/staff.h"

namespace redress::ui {
namespace {

constexpr float kTimeWidth = 64, kDot = 34, kTimelineGap = 14;
constexpr float kTextX = kTimeWidth + kTimelineGap + 36 + kTimelineGap;
constexpr Type kTag{17, 1.53f};

struct DotLook {
  Colour ground, line, icon;
};

DotLook dot_look(const TimelineItem& spec) {
  if (spec.alert) return {Colour::alert, Colour::alert, Colour::on_alert};
  if (spec.strong) return {Colour::primary, Colour::primary, Colour::on_primary};
  if (spec.derived) return {Colour::surface, Colour::line_strong, Colour::ink_soft};
  return {Colour::paper, Colour::line_strong, Colour::ink};
}

float tag(Canvas& c, float x, float y, const TimelineItem& spec) {
  if (spec.tag.empty()) return 0;
  const float w = c.measure(spec.tag, kTag).w + 20, h = std::max(28.f, c.line_height(kTag));
  const Rect box{x, y, w, h};
  const Colour tint = spec.tag_visible ? Colour::info : Colour::ink_soft;
  if (spec.derived) c.dashed(box, Colour::line_strong, 1, 5);
  else c.stroke(box, spec.tag_visible ? Colour::info : Colour::line_strong, 1, 5);
  c.text(box.inset(10, 0), spec.tag, kTag, tint, Align::centre);
  return w;
}

std::string first_line(const TimelineItem& spec) {
  std::string out = spec.derived ? spec.what : "**" + spec.what + "**";
  if (!spec.who.empty()) out += " · " + spec.who;
  return out;
}

Canvas::Rich head_look(const TimelineItem& spec) {
  Canvas::Rich look;
  look.type = Type{20, 1.45f};
  look.colour = Colour::ink_soft;
  look.bold = Type{21, 1.45f, true};
  look.bold_colour = spec.derived ? Colour::ink_soft : Colour::ink;
  return look;
}

float tag_room(const Canvas& c, const TimelineItem& spec) {
  return spec.tag.empty() || spec.derived ? 0 : c.measure(spec.tag, kTag).w + 20 + 10;
}

void timeline_item(Canvas& c, const Rect& r, const TimelineItem& spec, bool line_below) {
  Widget w = parts::widget(c, Role::row, r, "", spec.what + (spec.who.empty() ? "" : " · " + spec.who));
  w.value = spec.time + (spec.text.empty() ? "" : " " + spec.text);
  const Canvas::Scope scope(c, std::move(w));
  c.text({r.x, r.y, kTimeWidth, kDot}, spec.time, type::detail, Colour::ink_soft, Align::right);
  const float cx = r.x + kTimeWidth + kTimelineGap + kDot / 2, cy = r.y + kDot / 2;
  if (line_below) c.fill({cx - 1, r.y + kDot, 2, r.h - kDot}, Colour::line);
  const DotLook look = dot_look(spec);
  c.circle(cx, cy, kDot / 2 - .5f, look.ground);
  c.ring(cx, cy, kDot / 2, look.line, 2, spec.derived);
  c.icon(spec.derived ? Icon::equals : spec.icon, {cx - 10, cy - 10, 20, 20}, look.icon, 3.6f);
  const float x = r.x + kTextX, room = r.w - kTextX;
  const Canvas::Rich head = head_look(spec);
  const float used = c.rich({x, r.y + 2, room - tag_room(c, spec), 0}, first_line(spec), head);
  if (tag_room(c, spec) > 0) {
    std::string plain = spec.what + (spec.who.empty() ? "" : " · " + spec.who);
    const float words_w = c.measure(spec.what, head.bold).w + (spec.who.empty() ? 0 : c.measure(" · " + spec.who, head.type).w);
    tag(c, x + std::min(words_w + 10, room - tag_room(c, spec) + 10), r.y + 3, spec);
  }
  if (spec.text.empty()) return;
  const float y = r.y + 2 + used;
  if (spec.derived && !spec.tag.empty()) {
    const float tag_w = tag(c, x, y + 1, spec) + 8;
    c.paragraph({x + tag_w, y, room - tag_w, 0}, spec.text, type::detail, Colour::ink_soft);
  } else {
    c.paragraph({x, y, room, 0}, spec.text, type::detail);
  }
}

constexpr Type kClock_words{20, 1.45f, true};

bool clock_marked(const ClockBar& spec) { return spec.mark && spec.tone != Tone::quiet; }

float clock_words_width(const Canvas& c, const ClockBar& spec) {
  return c.measure(spec.words, kClock_words).w + (clock_marked(spec) ? 34.f : 0.f) + 1;
}

void clock_bar(Canvas& c, const Rect& r, const ClockBar& spec, float label_w, float words_w) {
  Widget w = parts::widget(c, Role::status, r, "", spec.label);
  w.value = spec.words;
  const Canvas::Scope scope(c, std::move(w));
  Rect rest = r;
  parts::label(c, rest.take_left(label_w, 14), spec.label, type::detail, Colour::ink);
  const Mark mark = spec.tone == Tone::ok ? Mark::ok : spec.tone == Tone::warn ? Mark::attention : Mark::fault;
  const Colour tint = spec.tone == Tone::ok ? Colour::ok : spec.tone == Tone::warn ? Colour::warn : spec.tone == Tone::alert ? Colour::alert : Colour::ink;
  Rect words = rest.take_right(words_w, 14);
  words = words.right_part(std::min(clock_words_width(c, spec), words.w));
  if (clock_marked(spec)) state_mark(c, words.take_left(26, 8).centred(26, 26), mark);
  c.text(words, spec.words, kClock_words, tint, Align::right);
  const Colour bar = spec.tone == Tone::quiet || spec.tone == Tone::info ? Colour::primary : tint;
  if (rest.w > 24) share_bar(c, rest.centred(rest.w, 10), spec.share, bar, Colour::rule);
}

}  // namespace

void stage_bar(Canvas& c, const Rect& r, const std::vector<StageCell>& cells, std::string_view now_suffix) {
  parts::box(c, r, {Colour::surface, Colour::line, 1, false}, size::radius);
  const auto areas = columns(r, static_cast<int>(cells.size()), 0);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const Rect& a = areas[i];
    const bool now = cells[i].state == StageCell::State::now, done = cells[i].state == StageCell::State::done;
    Widget w = parts::widget(c, Role::status, a, "", cells[i].name);
    w.chosen = now;
    const Canvas::Scope scope(c, std::move(w));
    if (now) {
      c.fill(a, Colour::primary, i == 0 || i + 1 == cells.size() ? size::radius : 0.f);
      if (i == 0) c.fill(a.right_part(a.w / 2), Colour::primary);
      if (i + 1 == cells.size()) c.fill(a.left_part(a.w / 2), Colour::primary);
    } else if (i > 0 && cells[i - 1].state != StageCell::State::now) {
      c.fill({a.x, a.y + 1, 1, a.h - 2}, Colour::rule);
    }
    const Canvas::Ground ground(c, now ? Colour::primary : Colour::surface);
    const Type t{22, 1.4f, now};
    const std::string words = cells[i].name + (now ? std::string(now_suffix) : std::string());
    if (!done) {
      parts::label(c, a.inset(6, 2), words, t, now ? Colour::on_primary : Colour::ink_soft, Align::centre);
      continue;
    }
    const float text_w = std::min(c.measure(words, t).w, a.w - 48), x = a.mid_x() - (text_w + 36) / 2;
    c.icon(Icon::check, {x, a.mid_y() - 13, 26, 26}, Colour::ok, 3.2f);
    c.text({x + 36, a.y, text_w + 1, a.h}, words, t, Colour::ok);
  }
}

void stage_dashes(Canvas& c, float x, float y, int now, int n) {
  for (int i = 0; i < n; ++i)
    c.fill({x + static_cast<float>(i) * 27, y, 22, 6}, i < now ? Colour::primary : i == now ? Colour::ink : Colour::line, 3);
}

void time_left(Canvas& c, const Rect& r, const TimeLeft& spec) {
  const Rect mark{r.x, r.mid_y() - 17, 34, 34};
  if (spec.icon != Icon::none) c.icon(spec.icon, mark.centred(32, 32), Colour::ink_soft, 2.8f);
  else if (spec.mark == Mark::waiting) c.icon(Icon::clock, mark.centred(32, 32), Colour::ink_soft, 2.8f);
  else state_mark(c, mark, spec.mark);
  const Rect words = r.after(46);
  const Type big{24, 1.3f, true}, small{18, 1.3f};
  const bool urgent = spec.mark == Mark::attention || spec.mark == Mark::fault;
  const Colour colour = urgent ? mark_colour(spec.mark) : Colour::ink;
  const float shrink = c.least_shrink();
  if (c.measure(spec.words, big).w * shrink > words.w || c.measure(spec.detail, small).w * shrink > words.w)
    return parts::two_lines(c, words, spec.words, big, colour, spec.detail, small, Colour::ink_soft);
  // One line each, a little smaller if need be: rows of a list stay even.
  const float big_h = c.line_height(big), small_h = spec.detail.empty() ? 0 : c.line_height(small);
  Rect rest = words.centred(words.w, big_h + small_h);
  c.text(rest.take_top(big_h), spec.words, big, colour);
  if (small_h > 0) c.text(rest, spec.detail, small, Colour::ink_soft);
}

void action(Canvas& c, const Rect& r, const Action& spec) {
  Widget w = parts::widget(c, Role::button, r, spec.id, spec.label);
  w.value = spec.off ? "" : spec.effect;
  w.off = spec.off;
  w.why = spec.off ? spec.effect : "";
  const Canvas::Scope scope(c, std::move(w));
  parts::Box look = parts::control_box(c, false, scope.pressed(), spec.off);
  const bool filled = spec.first && !spec.off;
  if (filled) look.ground = look.line = scope.pressed() ? Colour::primary_press : Colour::primary;
  parts::box(c, r, look, size::radius_staff);
  const Canvas::Ground ground(c, look.ground);
  const Colour colour = filled ? Colour::on_primary : spec.off ? Colour::disabled : Colour::ink;
  const Colour soft = filled ? Colour::on_primary : spec.off ? Colour::disabled : Colour::ink_soft;
  Rect inside = r.inset(20, 2);
  c.icon(spec.icon, inside.take_left(40, 16).centred(40, 40), colour, 2.6f);
  const Type title{filled ? 27.f : 22.f, 1.3f, !spec.off}, small{18, 1.3f};
  parts::two_lines(c, inside, spec.label, title, colour, spec.effect, small, soft);
}

float timeline_item_height(const Canvas& c, float width, const TimelineItem& spec) {
  const float room = width - kTextX;
  const float head = c.rich_height(first_line(spec), head_look(spec), room - tag_room(c, spec));
  const float indent = spec.derived && !spec.tag.empty() ? c.measure(spec.tag, kTag).w + 28 : 0;
  return 2 + head + c.paragraph_height(spec.text, type::detail, room - indent) + 15;
}

int timeline(Canvas& c, const Rect& r, const std::vector<TimelineItem>& items, int from) {
  Rect rest = r;
  int drawn = 0;
  const Canvas::Ground ground(c, Colour::surface);
  for (std::size_t i = static_cast<std::size_t>(std::max(0, from)); i < items.size(); ++i, ++drawn) {
    const float h = std::max(timeline_item_height(c, r.w, items[i]), kDot + 15);
    if (h > rest.h + 15) break;
    const bool more = i + 1 < items.size();
    const bool next_fits = more && std::max(timeline_item_height(c, r.w, items[i + 1]), kDot + 15) <= rest.h - h + 15;
    timeline_item(c, rest.take_top(h), items[i], next_fits);
  }
  return drawn;
}

void clock_bars(Canvas& c, const Rect& r, const std::vector<ClockBar>& bars, float row) {
  float label_w = 92, words_w = 0;
  for (const ClockBar& bar : bars) {
    label_w = std::max(label_w, std::min(c.measure(bar.label, type::detail).w + 2, r.w * .34f));
    words_w = std::max(words_w, clock_words_width(c, bar));
  }
  words_w = std::min(words_w, (r.w - label_w - 14) * .75f);
  Rect rest = r;
  for (const ClockBar& bar : bars) clock_bar(c, rest.take_top(row), bar, label_w, words_w);
}

float facts(Canvas& c, const Rect& r, const std::vector<Fact>& lines, float label_width, Type t) {
  float y = r.y;
  Canvas::Rich look;
  look.type = t;
  for (const Fact& fact : lines) {
    const float used = c.rich({r.x + label_width + 14, y, r.w - label_width - 14, 0}, fact.value, look);
    const float label_h = c.measure(fact.label, t).w * .85f <= label_width ? c.line_height(t) : 2 * c.line_height(t);
    parts::label(c, {r.x, y, label_width, label_h}, fact.label, t, Colour::ink_soft);
    y += std::max(used, label_h) + 6;
  }
  return y - r.y;
}

float why_row(Canvas& c, const Rect& r, const Why& spec) {
  const float room = r.w - 68;
  const Type answer{21, 1.45f};
  const std::string& words = spec.answer.empty() ? spec.placeholder : spec.answer;
  const float answer_h = std::max(size::staff_field, c.paragraph_height(words, answer, room - 36) + 22);
  const float question_h = c.line_height(type::small);
  const float h = question_h + 4 + answer_h + 18;
  if (!spec.last) c.fill({r.x + 24, r.y + 52, 3, h - 52}, spec.todo ? Colour::line : Colour::primary);
  const float cx = r.x + 25, cy = r.y + 25;
  const Type digit{24 / c.theme().text_scale, 1, true};
  if (spec.todo) {
    c.circle(cx, cy, 24, Colour::surface);
    c.ring(cx, cy, 25, Colour::line_strong, 3, true);
  } else {
    c.circle(cx, cy, 25, Colour::primary);
  }
  {
    const Canvas::Ground ground(c, spec.todo ? Colour::surface : Colour::primary);
    c.text({r.x, r.y, 50, 50}, std::to_string(spec.number), digit, spec.todo ? Colour::ink_soft : Colour::on_primary, Align::centre);
  }
  c.text({r.x + 68, r.y, room, question_h}, spec.question, type::small, Colour::ink_soft);
  Field box{.id = spec.id, .value = spec.answer, .placeholder = spec.placeholder, .editing = spec.editing, .secret = true, .type = answer, .multiline = answer_h > size::staff_field};
  field(c, {r.x + 68, r.y + question_h + 4, room, answer_h}, box);
  return h;
}

}  // namespace redress::ui
