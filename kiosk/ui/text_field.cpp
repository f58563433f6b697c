#include "kiosk/ui/text_field.h"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/glyph_atlas.h"
#include "kiosk/ui/key_cap.h"

namespace redress::ui {

// The text as it stands on the screen, and where its bytes come from.
struct TextFieldView::Shown {
  SecretText text;
  std::size_t cursor = 0;  // where the caret stands
  std::size_t composing = 0, composing_end = 0;
  std::vector<std::size_t> grouped_from;  // value byte of each shown byte, when grouping shifts them

  std::size_t value_byte(const TextEdit& edit, std::size_t byte) const {
    if (grouped_from.empty()) return edit.value_byte(byte);
    return byte < grouped_from.size() ? grouped_from[byte] : edit.value().size();
  }
};

struct TextFieldView::Setting {
  TextStyle style;
  float line_height = 0;  // du
  bool multi_line = false;
};

namespace {

constexpr float kPageButton = 84, kPageGap = 16;
constexpr float kNoLimit = 1e6f;

TextFieldView::Shown grouped(const TextEdit& edit, Grouping grouping) {
  TextFieldView::Shown out;
  std::string text = grouping == Grouping::phone ? grouped_phone(edit.value()) : grouped_code(edit.value());
  std::size_t from = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    bool added = from >= edit.value().size() || text[i] != edit.value()[from];
    out.grouped_from.push_back(from);
    if (!added) ++from;
    if (!added && from <= edit.cursor()) out.cursor = i + 1;
  }
  out.text.set(text);
  redress::wipe(text);
  return out;
}

TextFieldView::Shown shown_text(const TextEdit& edit, Grouping grouping) {
  if (grouping != Grouping::none && edit.composing().empty()) return grouped(edit, grouping);
  TextFieldView::Shown out;
  out.text = edit.shown();
  out.cursor = edit.shown_cursor();
  out.composing = edit.cursor();
  out.composing_end = out.cursor;
  return out;
}

// For the contrast check: that there is text on the field, not which.
void note(Canvas& c, const Rect& line, float em_px) {
  TextMark mark;
  mark.rect = c.to_px(line);
  mark.ground = c.ground();
  mark.em_px = em_px;
  mark.widget = static_cast<int>(c.registry().widgets().size()) - 1;
  if (mark.widget >= 0) mark.layer = c.registry().at(mark.widget).layer;
  c.registry().add(std::move(mark));
}

std::size_t line_of(const std::vector<TextLine>& lines, std::size_t byte) {
  std::size_t i = 0;
  while (i + 1 < lines.size() && lines[i].next <= byte) ++i;
  return i;
}

Type field_type(const Canvas& c, const Field& field) {
  Type t = field.type.size > 0                     ? field.type
           : c.theme().audience == Audience::staff ? Type{22, 1.5f}
                                                   : type::field;
  t.mono = t.mono || field.mono;
  return t;
}

}  // namespace

void TextFieldView::draw(Canvas& c, const Rect& r, const TextEntry& entry, const TextFieldLook& look) {
  const TextEdit& edit = entry.edit();
  const bool blank = edit.empty() && edit.composing().empty();
  id_ = look.field.id;
  Field box = look.field;
  box.caret = false;
  box.multiline = edit.rules().multi_line;
  box.value.clear();
  if (!blank) box.placeholder.clear();
  if (box.label.empty()) box.label = {};
  const std::size_t index = c.registry().widgets().size();
  Rect inside = field(c, r, box);
  if (box.multiline && c.theme().audience == Audience::shopper)
    inside =
        c.portrait() ? inside.inset(3, 0) : Rect{inside.x, r.y + 22, inside.w, r.h - 44};  // as in mockup 16
  Widget& widget = c.registry().at(static_cast<int>(index));
  if (widget.label.empty()) widget.label = look.field.placeholder;
  widget.value = std::string(edit.value());
  widget.secret = look.field.secret || edit.rules().masked;
  rows_.clear();
  if (look.covered && !blank) return covered_lines(c, inside, edit.rules().multi_line ? 3 : 1);
  if (edit.rules().masked) return draw_dots(c, inside, edit);
  draw_lines(c, inside, entry, look);
  if (lines_ > visible_ && edit.rules().multi_line) {
    c.registry().at(static_cast<int>(index)).rect = c.to_px({r.x, r.y, r.w - kPageButton - kPageGap, r.h});
    draw_pages(c, r, look);
  }
}

std::vector<TextLine> TextFieldView::lay_out(Canvas& c, const Setting& set, std::string_view text,
                                             Rect& inside) {
  FontStore& fonts = c.glyphs().fonts();
  if (!set.multi_line) {
    visible_ = lines_ = 1;
    return break_lines(fonts, set.style, text, kNoLimit);
  }
  visible_ = static_cast<std::size_t>(std::max(1.f, std::floor(inside.h / set.line_height + 0.12f)));
  auto lines = break_lines(fonts, set.style, text, inside.w * c.scale());
  if (lines.size() > visible_) {  // page buttons need room
    inside.w -= kPageButton;
    lines = break_lines(fonts, set.style, text, inside.w * c.scale());
  }
  lines_ = lines.size();
  return lines;
}

// Typing brings the cursor back into sight; turning pages leaves it alone.
void TextFieldView::follow(std::size_t caret_line, std::size_t cursor, std::size_t size) {
  if (cursor != seen_cursor_ || size != seen_size_) {
    if (caret_line < first_line_) first_line_ = caret_line;
    if (caret_line >= first_line_ + visible_) first_line_ = caret_line + 1 - visible_;
  }
  first_line_ = std::min(first_line_, lines_ > visible_ ? lines_ - visible_ : 0);
  seen_cursor_ = cursor;
  seen_size_ = size;
}

void TextFieldView::draw_lines(Canvas& c, Rect inside, const TextEntry& entry, const TextFieldLook& look) {
  const TextEdit& edit = entry.edit();
  const Type t = field_type(c, look.field);
  Setting set{c.style(t), c.line_height(t), edit.rules().multi_line};
  set.style.latin_gap_em = 0;  // what a person types stands as typed
  const Shown shown = shown_text(edit, look.grouping);
  const auto lines = lay_out(c, set, shown.text.view(), inside);
  const std::size_t caret_line = line_of(lines, shown.cursor);
  follow(caret_line, shown.cursor, shown.text.size());

  const Canvas::Ground ground(c, Colour::surface);
  const Canvas::Clip clip(c, {inside.x - 8, inside.y - 4, inside.w + 16, inside.h + 8});
  float top = set.multi_line ? inside.y : inside.mid_y() - set.line_height / 2;
  for (std::size_t i = first_line_; i < std::min(first_line_ + visible_, lines_);
       ++i, top += set.line_height) {
    if (!shown.text.empty()) note(c, {inside.x, top, inside.w, set.line_height}, set.style.em_px);
    const bool caret = look.field.editing && look.caret_lit && i == caret_line;
    draw_line(c, set, shown, lines[i], {inside.x, top, inside.w, set.line_height}, edit, caret,
              look.field.off ? Colour::disabled : Colour::ink);
  }
}

void TextFieldView::draw_line(Canvas& c, const Setting& set, const Shown& shown, const TextLine& line,
                              const Rect& r, const TextEdit& edit, bool caret, Colour colour) {
  const float k = c.scale(), em = set.style.em_px / k,
              baseline = std::round(r.y * k + baseline_px(set.style));
  auto glyphs =
      place(c.glyphs().fonts(), set.style, shown.text.view().substr(line.begin, line.end - line.begin));
  const auto x_of = [&](std::size_t byte) {
    return cursor_x_px(glyphs, std::clamp(byte, line.begin, line.end) - line.begin);
  };
  float x = r.x * k;
  if (!set.multi_line)
    x -= std::max(0.f, x_of(shown.cursor) + 6 * k - r.w * k);  // a long line follows the cursor
  c.glyphs().draw(c.list(), set.style, x, baseline, c.colour(colour), glyphs);
  const float under_x = x_of(shown.composing), under_end = x_of(shown.composing_end);
  if (under_end > under_x)
    c.fill({(x + under_x) / k, baseline / k + em * 0.28f, (under_end - under_x) / k, 3}, Colour::primary);
  if (caret) {
    const bool staff = c.theme().audience == Audience::staff;
    // In an empty field it stands clear of the placeholder's first stroke.
    const float clear = shown.text.empty() ? -6 : 2;
    c.fill({(x + x_of(shown.cursor)) / k + clear, baseline / k - em, staff ? 3.f : 4.f, em * 1.22f},
           staff ? Colour::focus : Colour::primary);
  }
  Row row{r.y * k, r.bottom() * k, {}};
  for (const PlacedGlyph& g : glyphs)
    row.edges.push_back({shown.value_byte(edit, line.begin + g.byte), x + g.cell_x_px});
  row.edges.push_back({shown.value_byte(edit, line.end), x + x_of(line.end)});
  rows_.push_back(std::move(row));
  redress::wipe(glyphs.data(), glyphs.size() * sizeof(PlacedGlyph));
}

void TextFieldView::draw_dots(Canvas& c, const Rect& inside, const TextEdit& edit) {
  const bool staff = c.theme().audience == Audience::staff;
  const float dot = staff ? 13 : 15, pitch = staff ? 44 : 48;
  const std::size_t count = edit.code_points(), all = std::max(count, edit.rules().max_code_points);
  for (std::size_t i = 0; i < all; ++i) {
    const float x = inside.x + dot + pitch * static_cast<float>(i);
    if (x + dot > inside.right()) break;
    if (i < count)
      c.circle(x, inside.mid_y(), dot, Colour::ink);
    else
      c.ring(x, inside.mid_y(), dot, Colour::line_strong, 3);
  }
}

void TextFieldView::draw_pages(Canvas& c, const Rect& r, const TextFieldLook& look) {
  const Catalogue& words = key_cap::words(c);
  const bool up[] = {true, false};
  for (bool is_up : up) {
    const float y = is_up ? r.y + 12 : r.bottom() - 12 - kPageButton;
    const Rect box{r.right() - 12 - kPageButton, y, kPageButton, kPageButton};
    const bool off = is_up ? first_line_ == 0 : first_line_ + visible_ >= lines_;
    Button button_spec;
    button_spec.id = look.field.id + (is_up ? ":up" : ":down");
    button_spec.spoken = words.text(is_up ? "text.page_up"_msg : "text.page_down"_msg);
    button_spec.left = is_up ? Icon::up : Icon::down;
    button_spec.off = off;
    button_spec.why = button_spec.spoken;
    button(c, box, button_spec);
  }
}

std::size_t TextFieldView::value_byte_at(float x_px, float y_px) const {
  const Row* row = &rows_.front();
  for (const Row& candidate : rows_)
    if (y_px >= candidate.top_px) row = &candidate;
  const Edge* best = &row->edges.front();
  for (const Edge& edge : row->edges)
    if (std::abs(edge.x_px - x_px) < std::abs(best->x_px - x_px)) best = &edge;
  return best->byte;
}

EntryChange TextFieldView::on(const UiEvent& event, TextEntry& entry) {
  const EntryChange drawn{true, false, false, false, false};
  if (event.kind != UiEvent::Kind::tap || id_.empty() || !event.id.starts_with(id_)) return {};
  if (event.id == id_) return rows_.empty() ? drawn : entry.move_cursor(value_byte_at(event.x, event.y));
  const std::size_t step = std::max<std::size_t>(1, visible_ - 1);
  if (event.id == id_ + ":up")
    first_line_ -= std::min(first_line_, step);
  else if (event.id == id_ + ":down")
    first_line_ = std::min(first_line_ + step, lines_ - std::min(lines_, visible_));
  else
    return {};
  return drawn;
}

}  // namespace redress::ui
