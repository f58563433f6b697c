#include "kiosk/ui/text_field.h"

#include <algorithm>
#include <cmath>

#include "kiosk/type/text_layout.h"
#include "kiosk/ui/glyph_atlas.h"
#include "kiosk/ui/key_cap.h"

namespace redress::ui {

namespace {

constexpr float kPageButton = 84, kPageGap = 16;

// The text as it stands on the screen, and where its bytes come from.
struct Shown {
  SecretText text;
  std::size_t cursor = 0;                    // where the caret stands
  std::size_t composing = 0, composing_end = 0;
  std::vector<std::size_t> grouped_from;     // value byte of each shown byte, when grouping shifts them

  std::size_t value_byte(const TextEdit& edit, std::size_t byte) const {
    if (grouped_from.empty()) return edit.value_byte(byte);
    return byte < grouped_from.size() ? grouped_from[byte] : edit.value().size();
  }
};

Shown grouped(const TextEdit& edit, Grouping grouping) {
  Shown out;
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

Shown shown_text(const TextEdit& edit, Grouping grouping) {
  if (grouping != Grouping::none && edit.composing().empty()) return grouped(edit, grouping);
  Shown out;
  out.text = edit.shown();
  out.cursor = edit.shown_cursor();
  out.composing = edit.cursor();
  out.composing_end = out.cursor;
  return out;
}

std::size_t line_of(const std::vector<TextLine>& lines, std::size_t byte) {
  std::size_t i = 0;
  while (i + 1 < lines.size() && lines[i].next <= byte) ++i;
  return i;
}

Type field_type(const Canvas& c, const Field& field) {
  Type t = field.type.size > 0 ? field.type : c.theme().audience == Audience::staff ? Type{22, 1.5f} : type::field;
  t.mono = t.mono || field.mono;
  return t;
}

void cover(Canvas& c, const Rect& inside, float line_height) {
  const float widths[] = {1, 1, 0.58f};
  float y = inside.y + line_height * 0.25f;
  for (float w : widths) {
    if (y + line_height * 0.5f > inside.bottom() + line_height * 0.3f && w != widths[0]) break;
    c.fill({inside.x, y, inside.w * w, line_height * 0.5f}, Colour::line, 6);
    y += line_height * 1.2f;
  }
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
    inside = c.portrait() ? inside.inset(3, 0) : Rect{inside.x, r.y + 22, inside.w, r.h - 44};  // as in mockup 16
  Widget& widget = c.registry().at(static_cast<int>(index));
  if (widget.label.empty()) widget.label = look.field.placeholder;
  widget.value = std::string(edit.value());
  widget.secret = look.field.secret || edit.rules().masked;
  rows_.clear();
  if (look.covered && !blank) return cover(c, inside, c.line_height(field_type(c, box)));
  if (edit.rules().masked) return draw_dots(c, inside, entry, look);
  draw_lines(c, inside, entry, look);
  if (lines_ > visible_ && edit.rules().multi_line) {
    c.registry().at(static_cast<int>(index)).rect = c.to_px({r.x, r.y, r.w - kPageButton - kPageGap, r.h});
    draw_pages(c, r, look);
  }
}

void TextFieldView::draw_lines(Canvas& c, Rect inside, const TextEntry& entry, const TextFieldLook& look) {
  const TextEdit& edit = entry.edit();
  const Type t = field_type(c, look.field);
  TextStyle style = c.style(t);
  style.latin_gap_em = 0;  // what a person types stands as typed
  const float line_h = c.line_height(t), scale = c.scale();
  FontStore& fonts = c.glyphs().fonts();
  const Shown shown = shown_text(edit, look.grouping);
  const std::string_view text = shown.text.view();
  const bool multi = edit.rules().multi_line;

  std::vector<TextLine> lines;
  if (multi) {
    visible_ = static_cast<std::size_t>(std::max(1.f, std::floor(inside.h / line_h + 0.12f)));
    lines = break_lines(fonts, style, text, inside.w * scale);
    if (lines.size() > visible_) {
      inside.w -= kPageButton + kPageGap - 16;
      lines = break_lines(fonts, style, text, inside.w * scale);
    }
  } else {
    visible_ = 1;
    lines = break_lines(fonts, style, text, 1e6f);
  }
  lines_ = lines.size();
  const std::size_t caret_line = line_of(lines, shown.cursor);
  const std::size_t last_first = lines_ > visible_ ? lines_ - visible_ : 0;
  if (shown.cursor != seen_cursor_ || text.size() != seen_size_) {  // typing brings the cursor back into sight
    if (caret_line < first_line_) first_line_ = caret_line;
    if (caret_line >= first_line_ + visible_) first_line_ = caret_line + 1 - visible_;
  }
  first_line_ = std::min(first_line_, last_first);
  seen_cursor_ = shown.cursor;
  seen_size_ = text.size();

  const float em = t.size * c.theme().text_scale;
  const Canvas::Ground ground(c, Colour::surface);
  const Canvas::Clip clip(c, {inside.x - 8, inside.y - 4, inside.w + 16, inside.h + 8});
  const float top0 = multi ? inside.y : inside.mid_y() - line_h / 2;
  for (std::size_t i = 0; i < visible_ && first_line_ + i < lines_; ++i) {
    const TextLine& line = lines[first_line_ + i];
    const std::string_view part = text.substr(line.begin, line.end - line.begin);
    auto glyphs = place(fonts, style, part);
    const float top = (top0 + line_h * static_cast<float>(i)) * scale;
    const float baseline = std::round(top + baseline_px(style));
    float x = inside.x * scale;
    const float caret_x = cursor_x_px(glyphs, std::min(shown.cursor, line.end) - std::min(line.begin, shown.cursor));
    if (!multi) x -= std::max(0.f, caret_x - inside.w * scale + 6 * scale);  // a long line follows the cursor
    c.glyphs().draw(c.list(), style, x, baseline, c.colour(look.field.off ? Colour::disabled : Colour::ink), glyphs);
    c.note_text("", {inside.x, top / scale, inside.w, line_h}, t, Colour::ink, false);

    const std::size_t from = std::max(shown.composing, line.begin), to = std::min(shown.composing_end, line.end);
    if (from < to) {
      const float x1 = x + cursor_x_px(glyphs, from - line.begin), x2 = x + cursor_x_px(glyphs, to - line.begin);
      c.fill({x1 / scale, baseline / scale + em * 0.28f, (x2 - x1) / scale, 3}, Colour::primary);
    }
    if (look.field.editing && look.caret_lit && first_line_ + i == caret_line) {
      const float thick = c.theme().audience == Audience::staff ? 3.f : 4.f;
      c.fill({(x + caret_x) / scale + 2, baseline / scale - em, thick, em * 1.22f},
             c.theme().audience == Audience::staff ? Colour::focus : Colour::primary);
    }
    Row row{top, top + line_h * scale, {}};
    for (const PlacedGlyph& g : glyphs)
      row.edges.push_back({shown.value_byte(edit, line.begin + g.byte), x + g.cell_x_px});
    const float end_x = glyphs.empty() ? x : x + glyphs.back().cell_x_px + glyphs.back().cell_width_px;
    row.edges.push_back({shown.value_byte(edit, line.end), end_x});
    rows_.push_back(std::move(row));
    for (PlacedGlyph& g : glyphs) g.c = 0;
    redress::wipe(glyphs.data(), glyphs.size() * sizeof(PlacedGlyph));
  }
}

void TextFieldView::draw_dots(Canvas& c, const Rect& inside, const TextEntry& entry, const TextFieldLook& look) {
  const TextEdit& edit = entry.edit();
  const bool staff = c.theme().audience == Audience::staff;
  const float dot = staff ? 13 : 15, pitch = staff ? 44 : 48;
  const std::size_t count = edit.code_points(), all = std::max(count, edit.rules().max_code_points);
  for (std::size_t i = 0; i < all; ++i) {
    const float x = inside.x + dot + pitch * static_cast<float>(i);
    if (x + dot > inside.right()) break;
    if (i < count) c.circle(x, inside.mid_y(), dot, Colour::ink);
    else c.ring(x, inside.mid_y(), dot, Colour::line_strong, 3);
  }
  (void)look;
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
  if (event.id == id_ + ":up") first_line_ -= std::min(first_line_, step);
  else if (event.id == id_ + ":down") first_line_ = std::min(first_line_ + step, lines_ - std::min(lines_, visible_));
  else return {};
  return drawn;
}

}  // namespace redress::ui
