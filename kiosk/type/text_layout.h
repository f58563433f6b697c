// Measuring, line breaking and placing of text, CJK setting rules of screens-shopper.md section 3:
// no closing mark at a line's start, no opening mark at its end, adjoining full-width marks close up
// by half an em, a quarter em between hanzi and digits or Latin, Latin words unbroken unless longer
// than the line, a date with its weekday in brackets unbroken. Text is UTF-8; bad bytes count as U+FFFD. All functions are pure but for the store's
// caches, and never fail.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/type/face.h"

namespace redress {

struct TextLine {
  std::size_t begin = 0, end = 0;  // bytes to draw; spaces at the break and the \n are left out
  std::size_t next = 0;            // first byte of the following line
  float width_px = 0;
  bool ends_paragraph = false;     // by \n or the end of the text
};

struct PlacedGlyph {
  char32_t c = 0;
  std::size_t byte = 0, byte_end = 0;  // in the line given to place()
  float x_px = 0;                      // pen position for the picture, line start = 0
  float cell_x_px = 0;                 // left edge of the character's own room: cursor and selection
  float cell_width_px = 0;
};

// Width of one line (\n counts nothing).
float measure(FontStore& fonts, const TextStyle& style, std::string_view line);

// At least one line (empty text: one empty line; text ending in \n: an empty last line).
// A line always holds at least one character, also where that is wider than max_width_px.
std::vector<TextLine> break_lines(FontStore& fonts, const TextStyle& style, std::string_view text,
                                  float max_width_px);

// One entry a code point, invisible ones with an empty cell; bytes ascend without gaps.
std::vector<PlacedGlyph> place(FontStore& fonts, const TextStyle& style, std::string_view line);

// Where the cursor stands before `byte` of what place() gave.
float cursor_x_px(const std::vector<PlacedGlyph>& glyphs, std::size_t byte);

// The text's first line, cut at a character with "…" where it is wider than max_width_px or more lines
// follow. Empty when not even "…" fits.
std::string ellipsise(FontStore& fonts, const TextStyle& style, std::string_view text, float max_width_px);

}  // namespace redress
