// Text of the canvas: one line, paragraphs, rich runs.
#include <algorithm>
#include <cmath>

#include "kiosk/type/sense_lines.h"
#include "kiosk/type/text_layout.h"
#include "kiosk/ui/canvas.h"
#include "kiosk/ui/glyph_atlas.h"

namespace redress::ui {
namespace {

// "a **b** c" → plain text and which bytes are bold.
struct Marked {
  std::string plain;
  std::vector<bool> bold;
};

Marked read_marks(std::string_view s) {
  Marked out;
  bool bold = false;
  for (std::size_t i = 0; i < s.size(); ++i) {
    if (s.substr(i, 2) == "**") {
      bold = !bold;
      ++i;
      continue;
    }
    out.plain += s[i];
    out.bold.push_back(bold);
  }
  return out;
}

struct Run {
  std::size_t begin = 0, end = 0;
  bool bold = false;
};

std::vector<Run> runs(const Marked& text, std::size_t begin, std::size_t end) {
  std::vector<Run> out;
  for (std::size_t i = begin; i < end; ++i) {
    if (out.empty() || out.back().bold != text.bold[i]) out.push_back({i, i, text.bold[i]});
    out.back().end = i + 1;
  }
  return out;
}

std::string_view last_character(std::string_view s) {
  std::size_t at = s.size();
  while (at > 0 && (static_cast<unsigned char>(s[at - 1]) & 0xC0) == 0x80) --at;
  return s.substr(at > 0 ? at - 1 : 0);
}

std::string_view first_character(std::string_view s) {
  std::size_t n = s.empty() ? 0 : 1;
  while (n < s.size() && (static_cast<unsigned char>(s[n]) & 0xC0) == 0x80) ++n;
  return s.substr(0, n);
}

struct Setting {
  TextStyle base, bold;
  float gap = 0;
  const TextStyle& of(bool is_bold) const { return is_bold ? bold : base; }
};

// Room (or closing up) the setting rules put between two neighbouring runs.
float between(FontStore& fonts, const Setting& set, std::string_view before, std::string_view after) {
  const std::string_view a = last_character(before), b = first_character(after);
  return measure(fonts, set.base, std::string(a) + std::string(b)) - measure(fonts, set.base, a) -
         measure(fonts, set.base, b) + set.gap;
}

float line_width(FontStore& fonts, const Setting& set, const Marked& text, const TextLine& line) {
  float width = 0;
  std::string_view before;
  for (const Run& run : runs(text, line.begin, line.end)) {
    const std::string_view part(text.plain.data() + run.begin, run.end - run.begin);
    if (!before.empty()) width += between(fonts, set, before, part);
    width += measure(fonts, set.of(run.bold), part);
    before = part;
  }
  return width;
}

// Lines broken for the base style; where bold parts make one too wide, broken again for a little less.
std::vector<TextLine> break_marked(FontStore& fonts, const Setting& set, const Marked& text, float width) {
  float limit = width;
  for (int round = 0;; ++round) {
    auto lines = break_by_sense(fonts, set.base, text.plain, limit);
    float over = 0;
    for (TextLine& line : lines) {
      line.width_px = line_width(fonts, set, text, line);
      over = std::max(over, line.width_px - width);
    }
    if (over <= 0.5f || round == 6) return lines;
    limit -= over;
  }
}

Setting setting(const Canvas& c, const Canvas::Rich& look) {
  return {c.style(look.type), c.style(look.bold.size > 0 ? look.bold : look.type.as_bold()), look.gap * c.scale()};
}

float left_of(Align align, float x, float room, float width) {
  if (align == Align::left) return x;
  return align == Align::centre ? x + (room - width) / 2 : x + room - width;
}

float top_of(Across across, const Rect& r, float height) {
  if (across == Across::top) return r.y;
  return across == Across::middle ? r.y + (r.h - height) / 2 : r.bottom() - height;
}

std::string_view part_of(std::string_view s, const TextLine& line) {
  return s.substr(line.begin, line.end - line.begin);
}

}  // namespace

float Canvas::line_height(Type t) const { return t.size * t.leading * theme_.text_scale; }

Size Canvas::measure(std::string_view s, Type t) const {
  return {redress::measure(ports_.glyphs->fonts(), style(t), s) / scale_, line_height(t)};
}

float Canvas::text(const Rect& r, std::string_view s, Type t, Colour c, Align align, Across across) {
  if (s.empty() || r.w <= 0) return 0;
  FontStore& fonts = glyphs().fonts();
  TextStyle look = style(t);
  const float room = r.w * scale_;
  float width = redress::measure(fonts, look, s);
  if (width > room + 0.5f) {
    look.em_px *= std::max(least_shrink(), room / width * 0.995f);
    width = redress::measure(fonts, look, s);
  }
  std::string cut;
  const bool clipped = width > room + 0.5f;
  if (clipped) {
    cut = ellipsise(fonts, look, s, room);
    width = redress::measure(fonts, look, cut);
  }
  const float height = line_height_px(look) / scale_;
  const float top = top_of(across, r, height);
  const float x = left_of(align, r.x * scale_, room, width);
  glyphs().draw(list(), look, x, std::round(top * scale_ + baseline_px(look)), colour(c),
                clipped ? std::string_view(cut) : s);
  note_text(s, {x / scale_, top, width / scale_, height}, t, c, clipped);
  return width / scale_;
}

float Canvas::paragraph(const Rect& r, std::string_view s, Type t, Colour c, Align align, int max_lines) {
  if (s.empty() || r.w <= 0) return 0;
  FontStore& fonts = glyphs().fonts();
  const TextStyle look = style(t);
  const float line_h = line_height(t), room = r.w * scale_;
  const auto lines = break_by_sense(fonts, look, s, room);
  std::size_t most = max_lines > 0 ? static_cast<std::size_t>(max_lines) : lines.size();
  if (r.h > 0) most = std::min(most, static_cast<std::size_t>(std::max(1.f, (r.h + line_h * .2f) / line_h)));
  const bool clipped = lines.size() > most;
  const std::size_t count = std::min(most, lines.size());
  float widest = 0;
  for (std::size_t i = 0; i < count; ++i) {
    std::string cut;
    std::string_view part = part_of(s, lines[i]);
    if (clipped && i + 1 == count) {
      cut = ellipsise(fonts, look, s.substr(lines[i].begin), room);
      part = cut;
    }
    const float width = redress::measure(fonts, look, part);
    widest = std::max(widest, width);
    const float top = (r.y + line_h * static_cast<float>(i)) * scale_;
    glyphs().draw(list(), look, left_of(align, r.x * scale_, room, width), std::round(top + baseline_px(look)),
                  colour(c), part);
  }
  const float height = line_h * static_cast<float>(count);
  note_text(s, {r.x, r.y, align == Align::left ? widest / scale_ : r.w, height}, t, c, clipped && max_lines == 0);
  return height;
}

int Canvas::line_count(std::string_view s, Type t, float width) const {
  if (s.empty()) return 0;
  return static_cast<int>(break_lines(ports_.glyphs->fonts(), style(t), s, width * scale_).size());
}

float Canvas::paragraph_height(std::string_view s, Type t, float width) const {
  return static_cast<float>(line_count(s, t, width)) * line_height(t);
}

float Canvas::rich_height(std::string_view marked, const Rich& look, float width) const {
  if (marked.empty()) return 0;
  const Marked text = read_marks(marked);
  return static_cast<float>(break_marked(ports_.glyphs->fonts(), setting(*this, look), text, width * scale_).size()) *
         line_height(look.type);
}

float Canvas::rich(const Rect& r, std::string_view marked, const Rich& look) {
  if (marked.empty() || r.w <= 0) return 0;
  FontStore& fonts = glyphs().fonts();
  const Marked text = read_marks(marked);
  const Setting set = setting(*this, look);
  const float room = r.w * scale_;
  const auto lines = break_marked(fonts, set, text, room);
  const float line_h = line_height(look.type), height = line_h * static_cast<float>(lines.size());
  const Colour bold_colour = look.bold_colour == Colour::none ? look.colour : look.bold_colour;
  const float top = top_of(look.across, r, height);
  float widest = 0;
  bool any_bold = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    float x = left_of(look.align, r.x * scale_, room, lines[i].width_px);
    const float baseline = std::round((top + line_h * static_cast<float>(i)) * scale_ + baseline_px(set.base));
    std::string_view before;
    for (const Run& run : runs(text, lines[i].begin, lines[i].end)) {
      const std::string_view part(text.plain.data() + run.begin, run.end - run.begin);
      if (!before.empty()) x += between(fonts, set, before, part);
      glyphs().draw(list(), set.of(run.bold), x, baseline, colour(run.bold ? bold_colour : look.colour), part);
      x += redress::measure(fonts, set.of(run.bold), part);
      before = part;
      any_bold = any_bold || run.bold;
    }
    widest = std::max(widest, lines[i].width_px);
  }
  const Rect box{look.align == Align::left ? r.x : r.x, top, look.align == Align::left ? widest / scale_ : r.w, height};
  const bool clipped = r.h > 0 && look.across != Across::top && height > r.h + line_h * .2f;
  note_text(text.plain, box, look.type, look.colour, clipped);
  if (any_bold && bold_colour != look.colour) note_text(text.plain, box, look.type, bold_colour, false);
  return height;
}

}  // namespace redress::ui
