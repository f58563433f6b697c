#include "kiosk/ui/parts.h"

namespace redress::ui::parts {
namespace {

constexpr float kShrink = 0.85f;

// Whether each Latin word stands on one line: "Landscap / e" helps nobody.
bool words_whole(const Canvas& c, std::string_view words, Type t, float width) {
  std::size_t from = 0;
  const auto inside_word = [](char ch) { return static_cast<unsigned char>(ch) > ' ' && static_cast<unsigned char>(ch) < 0x80; };
  for (std::size_t i = 0; i <= words.size(); ++i) {
    if (i < words.size() && inside_word(words[i])) continue;
    if (i > from && c.measure(words.substr(from, i - from), t).w > width) return false;
    from = i + 1;
  }
  return true;
}

// The largest setting in which the words stand in two lines; size 0: none.
Type two_line_type(const Canvas& c, std::string_view words, Type t, const Rect& r) {
  const Type tight = t.leaded(std::min(t.leading, 1.25f));
  const float least = c.least_shrink() * 0.92f;
  for (float size = 1; size >= least; size -= 0.05f) {
    const Type tried = tight.sized(t.size * size);
    if (c.line_height(tried) * 2 <= r.h + 2 && c.line_count(words, tried, r.w) <= 2 && words_whole(c, words, tried, r.w))
      return tried;
  }
  return Type{0};
}

}  // namespace

void box(Canvas& c, const Rect& r, const Box& look, float radius) {
  const float half = look.line == Colour::none ? 0 : look.width / 2;
  c.fill(r.inset(half), look.ground, std::max(0.f, radius - half));
  if (look.dashed) c.dashed(r, look.line, look.width, radius);
  else c.stroke(r, look.line, look.width, radius);
}

Box control_box(const Canvas& c, bool chosen, bool pressed, bool off, bool offer) {
  Box out;
  if (off) return {staff(c) ? Colour::paper : Colour::none, Colour::line_strong, 2, true};
  if (chosen) out = {Colour::primary_wash, Colour::select_line, staff(c) ? 3.f : 4.f, false};
  if (pressed) out.ground = Colour::primary_wash;
  out.dashed = offer && !chosen;
  return out;
}

void label(Canvas& c, const Rect& r, std::string_view words, Type t, Colour colour, Align align) {
  if (words.empty()) return;
  const float one_line = r.w / std::max(1.f, c.measure(words, t).w);  // share of its size that would fit
  if (one_line < kShrink) {
    const Type two = two_line_type(c, words, t, r);
    if (two.size > t.size * one_line) {
      const float h = c.paragraph_height(words, two, r.w);
      c.paragraph({r.x, r.y + (r.h - h) / 2, r.w, 0}, words, two, colour, align);
      return;
    }
  }
  c.text(r, words, t, colour, align);
}

float label_height(const Canvas& c, std::string_view words, Type t, float width) {
  if (c.measure(words, t).w * kShrink <= width) return c.line_height(t);
  return c.line_height(t.leaded(std::min(t.leading, 1.25f))) * 2;
}

float fit_paragraph(Canvas& c, const Rect& r, std::string_view words, Type t, Colour colour) {
  Type tried = t;
  for (float size = 1; size >= c.least_shrink(); size -= 0.05f) {
    tried = t.sized(t.size * size).leaded(size < 1 ? std::min(t.leading, 1.3f) : t.leading);
    if (c.paragraph_height(words, tried, r.w) <= r.h + 1) break;
  }
  return c.paragraph(r, words, tried, colour);
}

void two_lines(Canvas& c, const Rect& r, std::string_view title, Type title_type, Colour title_colour,
               std::string_view explain, Type explain_type, Colour explain_colour) {
  const auto title_height = [&] { return label_height(c, title, title_type, r.w); };
  const auto explain_height = [&] { return explain.empty() ? 0 : c.paragraph_height(explain, explain_type, r.w); };
  const Type whole_title = title_type, whole_explain = explain_type;
  for (float size = 1; size > c.least_shrink() && title_height() + explain_height() > r.h + 1; size -= 0.04f) {
    title_type = whole_title.sized(whole_title.size * size).leaded(std::min(whole_title.leading, 1.3f));
    explain_type = whole_explain.sized(whole_explain.size * size).leaded(std::min(whole_explain.leading, 1.3f));
  }
  const float title_h = std::min(title_height(), r.h);
  const float explain_h = std::min(explain_height(), std::max(0.f, r.h - title_h));
  const float y = r.y + (r.h - title_h - explain_h) / 2;
  label(c, {r.x, y, r.w, title_h}, title, title_type, title_colour);
  if (explain_h > 0) c.paragraph({r.x, y + title_h, r.w, explain_h}, explain, explain_type, explain_colour);
}

std::string plain(std::string_view marked) {
  std::string out;
  for (std::size_t i = 0; i < marked.size(); ++i) {
    if (marked.substr(i, 2) == "**") ++i;
    else out += marked[i];
  }
  return out;
}

Widget widget(const Canvas& c, Role role, const Rect& r, std::string id, std::string words) {
  Widget out;
  out.role = role;
  out.rect = r;
  out.target = id.empty() ? Target::none : c.target();
  out.id = std::move(id);
  out.label = std::move(words);
  return out;
}

}  // namespace redress::ui::parts
