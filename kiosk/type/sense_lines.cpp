#include "kiosk/type/sense_lines.h"

#include <algorithm>
#include <optional>

#include "core/base/utf8.h"

namespace redress {
namespace {

constexpr float least_first = 0.25f;  // of the room: a shorter first line looks like a mistake
constexpr float least_last = 0.3f;   // of the widest line: less looks forgotten

using Lines = std::vector<TextLine>;

bool ends_clause(char32_t c) {
  return std::u32string_view(U"，。；：？！").find(c) != std::u32string_view::npos;
}
bool ends_clause_before_space(char32_t c) {
  return std::u32string_view(U",.;:?!–").find(c) != std::u32string_view::npos;
}

// Bytes after which a clause has ended and another one begins.
std::vector<std::size_t> clause_ends(std::string_view text) {
  std::vector<std::size_t> ends;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (at >= text.size()) break;
    std::size_t peek = at;
    const char32_t after = next_code_point(text, peek);
    const bool more_marks = ends_clause(after) || after == U'”' || after == U'」' || after == U'）';
    if (ends_clause(c) && !more_marks) ends.push_back(at);
    if (ends_clause_before_space(c) && after == U' ') ends.push_back(peek);
  }
  return ends;
}

// One line of [begin, end) of the text, if it fits into one.
std::optional<TextLine> one_line(FontStore& fonts, const TextStyle& style, std::string_view text,
                                 std::size_t begin, std::size_t end, float room_px) {
  const auto lines = break_lines(fonts, style, text.substr(begin, end - begin), room_px);
  if (lines.size() != 1) return std::nullopt;
  TextLine line = lines.front();
  line.begin += begin;
  line.end += begin;
  line.next = end;
  line.ends_paragraph = end == text.size();
  while (line.end > line.begin && text[line.end - 1] == ' ') --line.end;
  return line;
}

float widest(const Lines& lines) {
  float width = 0;
  for (const auto& line : lines) width = std::max(width, line.width_px);
  return width;
}

// The most even way to break the text into `count` lines at the ends of clauses.
Lines at_clauses(FontStore& fonts, const TextStyle& style, std::string_view text, std::size_t count,
                 float room_px) {
  const auto ends = clause_ends(text);
  Lines best;
  Lines so_far;
  const auto take = [&](const auto& self, std::size_t begin, std::size_t from) -> void {
    if (so_far.size() + 1 == count) {
      const auto last = one_line(fonts, style, text, begin, text.size(), room_px);
      if (!last) return;
      so_far.push_back(*last);
      if (best.empty() || widest(so_far) < widest(best)) best = so_far;
      so_far.pop_back();
      return;
    }
    for (std::size_t i = from; i < ends.size(); ++i) {
      const auto line = one_line(fonts, style, text, begin, ends[i], room_px);
      if (!line) return;  // longer ones fit no better
      if (line->width_px < least_first * room_px) continue;
      so_far.push_back(*line);
      self(self, ends[i], i + 1);
      so_far.pop_back();
    }
  };
  take(take, 0, 0);
  return best;
}

bool leaves_few_alone(std::string_view text, const Lines& lines) {
  const auto& last = lines.back();
  const auto words = text.substr(last.begin, last.end - last.begin);
  return count_code_points(words) <= 2 || last.width_px < least_last * widest(lines);
}

// The same number of lines, a little narrower, until the last one is not left with hardly anything.
Lines without_lone_end(FontStore& fonts, const TextStyle& style, std::string_view text, Lines lines,
                       float room_px) {
  const float step_px = std::max(style.em_px, room_px / 24);
  for (float width_px = room_px - step_px; width_px > room_px / 2 && leaves_few_alone(text, lines);
       width_px -= step_px) {
    auto narrower = break_lines(fonts, style, text, width_px);
    if (narrower.size() != lines.size()) break;
    lines = std::move(narrower);
  }
  return lines;
}

}  // namespace

std::vector<TextLine> break_by_sense(FontStore& fonts, const TextStyle& style, std::string_view text,
                                     float max_width_px) {
  auto lines = break_lines(fonts, style, text, max_width_px);
  if (lines.size() < 2 || text.find('\n') != std::string_view::npos) return lines;
  if (lines.size() <= 3)
    if (auto better = at_clauses(fonts, style, text, lines.size(), max_width_px); !better.empty())
      return better;
  return without_lone_end(fonts, style, text, std::move(lines), max_width_px);
}

}  // namespace redress
