// What a shopper reads: stage line, status lines, review rows, the mall's answer, lists of sentences.
#include "kiosk/ui/parts.h"
#include "kiosk/ui/shopper.h"

namespace redress::ui {
namespace {

Icon status_icon(const StatusLine& line) {
  if (line.icon != Icon::none) return line.icon;
  switch (line.state) {
    case StatusLine::State::done: return Icon::check;
    case StatusLine::State::failed: return Icon::warn;
    default: return Icon::clock;
  }
}

Colour status_tint(const StatusLine& line) {
  if (line.state == StatusLine::State::done) return Colour::ok;
  return line.state == StatusLine::State::failed ? Colour::warn : Colour::ink;
}

void stage_disc(Canvas& c, float x, float cy, const Stage& stage, int number) {
  const float cx = x + 26;
  const Type t{28, 1, true};
  const std::string digit = std::to_string(number);
  const Rect box{x, cy - 26, 52, 52};
  if (stage.state == Stage::State::done) {
    c.circle(cx, cy, 26, Colour::primary);
    c.icon(Icon::check, box.centred(34, 34), Colour::on_primary, 6);
    return;
  }
  const bool now = stage.state == Stage::State::now;
  c.ring(cx, cy, 26, now ? Colour::primary : Colour::line_strong, now ? 5.f : 3.f);
  // The disc keeps its size at every text scale, so its digit does too.
  c.text(box, digit, t.sized(t.size / c.theme().text_scale), now ? Colour::primary : Colour::ink_soft, Align::centre);
}

// 修改 with its pencil, and the label left of the value: wider for larger letters.
float edit_width(const Canvas& c, const ReviewRow& spec) {
  return std::max(168.f, c.measure(spec.edit, Type{32, 1.3f}).w + 36 + 12 + 40);
}
float label_width(const Canvas& c) { return 144 * std::min(c.theme().text_scale, 1.25f); }

// Where each stage begins, and how much room its words have.
struct StageColumns {
  Type name{32, 1.3f, true};
  std::vector<float> x, room;
};

// Evenly spaced where every name fits; else each as wide as its name, with the same gap between all.
StageColumns stage_columns(const Canvas& c, const Rect& r, const std::vector<Stage>& stages) {
  constexpr float least_gap = 20;
  StageColumns out;
  const std::size_t n = stages.size();
  const float last = std::max(92.f, std::min(c.measure(stages.back().name, out.name).w + 2, r.w / static_cast<float>(n)));
  const float step = n > 1 ? (r.w - last) / static_cast<float>(n - 1) : r.w;
  float widest = 0, all = 0;
  for (const Stage& stage : stages) {
    const float w = c.measure(stage.name, out.name).w;
    if (&stage != &stages.back()) widest = std::max(widest, w);
    all += w;
  }
  if (widest <= step - least_gap) {
    for (std::size_t i = 0; i < n; ++i) {
      out.x.push_back(r.x + step * static_cast<float>(i));
      out.room.push_back(i + 1 == n ? last : step - 8);
    }
    return out;
  }
  const float words = r.w - least_gap * static_cast<float>(n - 1);
  out.name.size *= std::min(1.f, std::max(c.least_shrink(), words / all));
  all = 0;
  for (const Stage& stage : stages) {
    out.room.push_back(c.measure(stage.name, out.name).w + 2);
    all += out.room.back();
  }
  const float gap = n > 1 ? (r.w - all) / static_cast<float>(n - 1) : 0;
  float x = r.x;
  for (float& room : out.room) {
    out.x.push_back(x);
    x += room + gap;
    if (&room != &out.room.back()) room += gap - 8;
  }
  return out;
}

}  // namespace

float stage_line(Canvas& c, const Rect& r, const std::vector<Stage>& stages) {
  if (stages.empty()) return 0;
  const Type words{28, 1.3f};
  const StageColumns columns = stage_columns(c, r, stages);
  const Type name = columns.name;
  const float cy = r.y + 26, name_y = r.y + 62;
  float height = 62 + c.line_height(name);
  for (std::size_t i = 0; i < stages.size(); ++i) {
    const Stage& stage = stages[i];
    const bool is_last = i + 1 == stages.size();
    const float x = columns.x[i], room = columns.room[i];
    Widget w = parts::widget(c, Role::status, {x, r.y, room, 62}, "", stage.name);
    w.value = stage.words;
    w.chosen = stage.state == Stage::State::now;
    const Canvas::Scope scope(c, std::move(w));
    if (!is_last) {
      const Colour line = stage.state == Stage::State::done ? Colour::primary : Colour::line;
      c.fill({x + 52, cy - 2, columns.x[i + 1] - x - 52, 4}, line);
    }
    stage_disc(c, x, cy, stage, static_cast<int>(i) + 1);
    c.text({x, name_y, room, c.line_height(name)}, stage.name, name);
    if (stage.words.empty() || is_last) continue;
    const float h = c.paragraph({x, name_y + c.line_height(name), room, 0}, stage.words, words, Colour::ink_soft, Align::left, 3);
    height = std::max(height, 62 + c.line_height(name) + h);
  }
  return height;
}

void status_lines(Canvas& c, const Rect& r, const std::vector<StatusLine>& lines, float height) {
  Rect rest = r;
  c.rule(rest);
  for (const StatusLine& line : lines) {
    Rect row = rest.take_top(height);
    c.rule({row.x, row.bottom() - 2, row.w, 2});
    Widget w = parts::widget(c, Role::status, row, "", line.title);
    w.value = line.word;
    const Canvas::Scope scope(c, std::move(w));
    const Rect icon = row.take_left(52, 24).centred(52, 52);
    c.icon(status_icon(line), icon, status_tint(line), line.state == StatusLine::State::done ? 4.f : 2.5f);
    if (line.parts_done >= 0) {
      parts_bar(c, row.take_right(240, 24).centred(240, 16), line.parts_done, line.parts);
    } else if (!line.word.empty()) {
      const Type t{30, 1.4f, true};
      const float w_px = c.measure(line.word, t).w + 1;
      c.text(row.take_right(std::min(w_px, row.w * .4f), 24), line.word, t, Colour::ink, Align::right);
    }
    const Type title = height < 100 ? Type{32, 1.35f, true} : type::label;
    const float title_h = c.line_height(title), soft_h = line.explain.empty() ? 0 : c.line_height(type::note);
    const float y = row.mid_y() - (title_h + soft_h) / 2;
    c.text({row.x, y, row.w, title_h}, line.title, title);
    if (soft_h > 0) c.text({row.x, y + title_h, row.w, soft_h}, line.explain, type::note, Colour::ink_soft);
  }
}

float review_row_height(const Canvas& c, float width, const ReviewRow& spec) {
  const float room = width - label_width(c) - 24 - edit_width(c, spec) - 24;
  int lines = c.line_count(spec.value, type::value, room);
  if (spec.max_lines > 0) lines = std::min(lines, spec.max_lines);
  const float text_h = static_cast<float>(lines) * c.line_height(type::value);
  return std::max(110.f, text_h + (spec.long_text ? 44.f : 20.f));
}

float review_row(Canvas& c, const Rect& r, const ReviewRow& spec) {
  const float h = review_row_height(c, r.w, spec);
  Rect row{r.x, r.y, r.w, h};
  c.rule({row.x, row.bottom() - 2, row.w, 2});
  const Chip edit{.id = spec.id, .label = spec.edit, .icon = Icon::pencil, .spoken = spec.edit_spoken};
  const float edit_w = edit_width(c, spec);
  const Rect edit_area = row.take_right(edit_w, 24);
  chip(c, spec.long_text ? edit_area.below(22).top_part(88) : edit_area.centred(edit_w, 88), edit);
  Widget w = parts::widget(c, Role::status, row, "", spec.label);
  w.value = spec.value;
  w.secret = spec.secret;
  const Canvas::Scope scope(c, std::move(w));
  const Rect label = row.take_left(label_width(c), 24);
  const float text_h = h - (spec.long_text ? 44.f : 20.f);
  const float line_h = c.line_height(type::value);
  const Type small{30, 1.4f};
  const bool many = spec.long_text;
  if (c.measure(spec.label, small).w * .85f > label.w)
    parts::label(c, many ? label.below(22).top_part(2 * line_h) : label, spec.label, small, Colour::ink_soft);
  else
    c.text(many ? label.below(22).top_part(line_h) : label, spec.label, small, Colour::ink_soft);
  const int lines = c.line_count(spec.value, type::value, row.w);
  const float used = std::min(static_cast<float>(lines) * line_h, text_h);
  const float y = many ? row.y + 22 : row.mid_y() - used / 2;
  c.paragraph({row.x, y, row.w, 0}, spec.value, type::value, Colour::ink, Align::left, spec.max_lines);
  return h;
}

float answer_card_height(const Canvas& c, float width, const AnswerCard& spec, float room) {
  const Type words{34, 1.5f};
  return 24 + c.line_height(type::note) + 8 + c.paragraph_height(spec.text, words, width - 72) + (room > 0 ? 20 + room : 0) + 24;
}

Rect answer_card(Canvas& c, const Rect& r, const AnswerCard& spec) {
  parts::box(c, r, {Colour::surface, Colour::line, 2, false}, size::radius);
  c.fill(r.left_part(8), Colour::primary, 4);
  const Canvas::Ground ground(c, Colour::surface);
  Rect inside{r.x + 40, r.y + 24, r.w - 72, r.h - 48};
  c.text(inside.take_top(c.line_height(type::note), 8), spec.from, type::note, Colour::ink_soft);
  const float used = c.paragraph(inside, spec.text, Type{34, 1.5f});
  return inside.below(used + 20);
}

float numbered_lines(Canvas& c, const Rect& r, const std::vector<std::string>& lines) {
  float y = r.y;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const float h = c.paragraph_height(lines[i], type::body, r.w - 56);
    c.text({r.x, y + 22, 40, c.line_height(type::body)}, std::to_string(i + 1), type::body.as_bold(), Colour::primary);
    c.paragraph({r.x + 56, y + 22, r.w - 56, 0}, lines[i], type::body);
    y += h + 44;
    c.rule({r.x, y, r.w, 2});
  }
  return y - r.y;
}

float bullet_lines(Canvas& c, const Rect& r, const std::vector<std::string>& lines, Type t) {
  float y = r.y;
  for (const std::string& line : lines) {
    c.circle(r.x + 9, y + 6 + c.line_height(t) / 2, 5.5f, Colour::primary);
    y += 6 + c.paragraph({r.x + 30, y + 6, r.w - 30, 0}, line, t) + 6;
  }
  return y - r.y;
}

void round_mark(Canvas& c, const Rect& r, Icon icon, Colour fill) {
  const float side = std::min(r.w, r.h);
  c.circle(r.mid_x(), r.mid_y(), side / 2, fill);
  c.icon(icon, r.centred(side * .54f, side * .54f), fill == Colour::ok ? Colour::paper : Colour::on_primary, 5);
}

}  // namespace redress::ui
