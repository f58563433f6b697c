#include "kiosk/type/text_layout.h"

#include <algorithm>
#include <cmath>

#include "core/base/utf8.h"
#include "kiosk/type/char_class.h"

namespace redress {
namespace {

constexpr float full_width_from_em = 0.95f;
constexpr float dash_gap_em = 0.1f;          // what two em dashes leave open between them
constexpr float combining_centre_em = 0.3f;  // middle of Noto's combining marks, right of their pen
constexpr float rounding_px = 0.01f;  // sums of floats
constexpr char32_t ellipsis = U'…';

// A character with its own advance, before its neighbours count.
struct Cell {
  char32_t c = 0;
  std::size_t byte = 0, byte_end = 0;
  CharClass kind = CharClass::word;
  float advance_px = 0;
  MarkBlank blank;    // empty unless the face draws the mark in full width
  bool held = false;  // no break before it: it belongs to the date or the short bracket before it
};

// How much nearer (below 0) or further the second of two neighbours stands; `into_second_px` is the
// part taken out of the second character's own cell.
struct Fit {
  float shift_px = 0, into_second_px = 0;
};

Cell make_cell(FontStore& fonts, const TextStyle& style, char32_t c) {
  Cell cell;
  cell.c = c;
  cell.kind = char_class(c);
  cell.advance_px = fonts.metrics(style, c).advance_px;
  const bool may_close_up = cell.kind == CharClass::opening || cell.kind == CharClass::closing;
  if (may_close_up && cell.advance_px >= full_width_from_em * style.em_px)
    cell.blank = mark_blank(c, style.region);
  return cell;
}

std::vector<Cell> read_cells(FontStore& fonts, const TextStyle& style, std::string_view text) {
  std::vector<Cell> cells;
  cells.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t byte = at;
    Cell cell = make_cell(fonts, style, next_code_point(text, at));
    cell.byte = byte;
    cell.byte_end = at;
    cells.push_back(cell);
  }
  return cells;
}

constexpr std::size_t short_bracket = 4;  // characters inside: （周五）

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool counts_days(char32_t c) { return c == U'年' || c == U'月' || c == U'日'; }

// A date, with the weekday in brackets behind it, is read at once and stays on one line.
void hold_dates(std::vector<Cell>& cells) {
  for (std::size_t i = 1; i < cells.size(); ++i) {
    const char32_t before = cells[i - 1].c;
    if ((is_digit(before) && counts_days(cells[i].c)) || (counts_days(before) && is_digit(cells[i].c)))
      cells[i].held = true;
    if (cells[i].c != U'（') continue;
    const std::size_t last = std::min(cells.size() - 1, i + short_bracket + 1);
    std::size_t close = i + 1;
    while (close < last && cells[close].kind == CharClass::wide) ++close;
    if (close > last || cells[close].c != U'）') continue;
    cells[i].held = before == U'日';
    for (std::size_t inside = i + 1; inside <= close; ++inside) cells[inside].held = true;
  }
}

Fit fit(const TextStyle& style, const Cell& first, const Cell& second) {
  if (first.blank.is_mark && second.blank.is_mark) {
    const float closed_em = std::min(0.5f, first.blank.after_em + second.blank.before_em);
    const float from_first_em = std::min(first.blank.after_em, closed_em);
    return {-closed_em * style.em_px, (closed_em - from_first_em) * style.em_px};
  }
  if (first.c == U'—' && second.c == U'—') return {-dash_gap_em * style.em_px, 0};
  if ((is_hanzi_or_kana(first.c) && is_letter_or_digit(second.c)) ||
      (is_letter_or_digit(first.c) && is_hanzi_or_kana(second.c)))
    return {style.latin_gap_em * style.em_px, 0};
  return {};
}

bool may_break(const Cell& before, const Cell& after) {
  using enum CharClass;
  if (after.held) return false;
  if (after.kind == attached || after.kind == glue || before.kind == glue) return false;
  if (after.kind == space || after.kind == breaker) return false;  // the break comes after these
  if (before.kind == space || before.kind == breaker) return true;
  if (before.kind == opening || after.kind == closing) return false;
  if (after.kind == leader) return before.kind != leader && before.kind != word;
  // "3.5", "a(b)" and "50%" hold; a hanzi or a full-width mark on one side lets go.
  const bool first_holds = before.kind == word || before.kind == attached ||
                           (before.kind == closing && !before.blank.is_mark);
  const bool second_holds = after.kind == word || (after.kind == opening && !after.blank.is_mark);
  return !(first_holds && second_holds);
}

bool hangs(const Cell& cell) { return cell.kind == CharClass::space || cell.kind == CharClass::breaker; }

// Cells [first, end) are drawn; the next line starts at cell `next`.
struct Taken {
  std::size_t end = 0, next = 0;
  bool ends_paragraph = false;
};

// A word longer than the line is cut before `over`, but never inside a character with its marks.
Taken cut_before(const std::vector<Cell>& cells, std::size_t first, std::size_t over) {
  const auto is_attached = [&](std::size_t i) { return i < cells.size() && cells[i].kind == CharClass::attached; };
  std::size_t cut = over;
  while (cut > first && is_attached(cut)) --cut;
  if (cut == first)
    for (cut = over; is_attached(cut);) ++cut;  // one character wider than the line
  return {cut, cut, false};
}

Taken take_line(const TextStyle& style, const std::vector<Cell>& cells, std::size_t first,
                float max_width_px) {
  Taken best{first, first, false};
  std::size_t visible_end = first;
  float pen_px = 0;
  for (std::size_t i = first; i < cells.size(); ++i) {
    const Cell& cell = cells[i];
    if (cell.kind == CharClass::line_feed) return {visible_end, i + 1, true};
    if (i > first) {
      if (visible_end > first && may_break(cells[i - 1], cell)) best = {visible_end, i, false};
      pen_px += fit(style, cells[i - 1], cell).shift_px;
    }
    pen_px += cell.advance_px;
    if (hangs(cell)) continue;
    const float needed_px = pen_px - cell.blank.after_em * style.em_px;
    if (needed_px > max_width_px && visible_end > first)
      return best.end > first ? best : cut_before(cells, first, i);
    visible_end = i + 1;
  }
  return {visible_end, cells.size(), true};
}

float width_px(const TextStyle& style, const std::vector<Cell>& cells, std::size_t first, std::size_t end) {
  float pen_px = 0;
  for (std::size_t i = first; i < end; ++i) {
    if (i > first) pen_px += fit(style, cells[i - 1], cells[i]).shift_px;
    pen_px += cells[i].advance_px;
  }
  return pen_px;
}

}  // namespace

float measure(FontStore& fonts, const TextStyle& style, std::string_view line) {
  float pen_px = 0;
  Cell before;
  for (std::size_t at = 0; at < line.size();) {
    const bool is_first = at == 0;
    const Cell cell = make_cell(fonts, style, next_code_point(line, at));
    if (!is_first) pen_px += fit(style, before, cell).shift_px;
    pen_px += cell.advance_px;
    before = cell;
  }
  return pen_px;
}

std::vector<TextLine> break_lines(FontStore& fonts, const TextStyle& style, std::string_view text,
                                  float max_width_px) {
  std::vector<Cell> cells = read_cells(fonts, style, text);
  hold_dates(cells);
  const float limit_px = max_width_px + rounding_px;
  const auto byte_of = [&](std::size_t cell) { return cell < cells.size() ? cells[cell].byte : text.size(); };
  std::vector<TextLine> lines;
  std::size_t first = 0;
  bool feed_at_end = false;
  do {
    const Taken taken = take_line(style, cells, first, limit_px);
    TextLine line;
    line.begin = byte_of(first);
    line.end = taken.end > first ? cells[taken.end - 1].byte_end : line.begin;
    line.next = byte_of(taken.next);
    line.ends_paragraph = taken.ends_paragraph;
    line.width_px = width_px(style, cells, first, taken.end);
    if (line.width_px > limit_px && taken.end > first)  // a mark's blank half may stand over the edge
      line.width_px -= cells[taken.end - 1].blank.after_em * style.em_px;
    lines.push_back(line);
    feed_at_end = taken.next == cells.size() && taken.next > first &&
                  cells[taken.next - 1].kind == CharClass::line_feed;
    first = taken.next;
  } while (first < cells.size());
  if (feed_at_end) lines.push_back({text.size(), text.size(), text.size(), 0, true});
  return lines;
}

std::vector<PlacedGlyph> place(FontStore& fonts, const TextStyle& style, std::string_view line) {
  const std::vector<Cell> cells = read_cells(fonts, style, line);
  std::vector<PlacedGlyph> glyphs;
  glyphs.reserve(cells.size());
  float pen_px = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const Fit near = i > 0 ? fit(style, cells[i - 1], cells[i]) : Fit{};
    pen_px += near.shift_px;
    PlacedGlyph glyph{cells[i].c, cells[i].byte, cells[i].byte_end, pen_px, pen_px + near.into_second_px, 0};
    if (i > 0) glyphs.back().cell_width_px = glyph.cell_x_px - glyphs.back().cell_x_px;
    if (i > 0 && cells[i].kind == CharClass::attached && cells[i].advance_px == 0)  // over its character
      glyph.x_px -= cells[i - 1].advance_px / 2 + combining_centre_em * style.em_px;
    pen_px += cells[i].advance_px;
    glyph.cell_width_px = pen_px - glyph.cell_x_px;
    glyphs.push_back(glyph);
  }
  return glyphs;
}

float cursor_x_px(const std::vector<PlacedGlyph>& glyphs, std::size_t byte) {
  for (const auto& glyph : glyphs)
    if (byte < glyph.byte_end) return glyph.cell_x_px;
  return glyphs.empty() ? 0 : glyphs.back().cell_x_px + glyphs.back().cell_width_px;
}

std::string ellipsise(FontStore& fonts, const TextStyle& style, std::string_view text, float max_width_px) {
  const std::string_view line = text.substr(0, text.find('\n'));
  const bool more_follows = line.size() < text.size();
  const float limit_px = max_width_px + rounding_px;
  if (!more_follows && measure(fonts, style, line) <= limit_px) return std::string(line);

  const Cell dots = make_cell(fonts, style, ellipsis);
  if (dots.advance_px > limit_px) return {};
  const std::vector<Cell> cells = read_cells(fonts, style, line);
  std::size_t keep = 0;  // cells
  float pen_px = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) pen_px += fit(style, cells[i - 1], cells[i]).shift_px;
    pen_px += cells[i].advance_px;
    if (pen_px + fit(style, cells[i], dots).shift_px + dots.advance_px > limit_px) break;
    if (i + 1 == cells.size() || cells[i + 1].kind != CharClass::attached) keep = i + 1;
  }
  while (keep > 0 && hangs(cells[keep - 1])) --keep;
  std::string cut(line.substr(0, keep > 0 ? cells[keep - 1].byte_end : 0));
  append_utf8(cut, ellipsis);
  return cut;
}

}  // namespace redress
