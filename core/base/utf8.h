// UTF-8 text rules (decision 27): what a person typed is kept exactly as typed after NFC;
// control and bidi-override characters are removed and counted.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace redress {

bool is_valid_utf8(std::string_view text);

// Code points of valid UTF-8; bad bytes become U+FFFD.
std::u32string to_utf32(std::string_view text);
std::string to_utf8(std::u32string_view text);
void append_utf8(std::string& out, char32_t c);
// Reads one code point at `at` and moves it on; U+FFFD for a bad byte (moves one byte).
char32_t next_code_point(std::string_view text, std::size_t& at);
std::size_t count_code_points(std::string_view text);

struct TypedText {
  std::string text;                // NFC, allowed characters only
  std::size_t code_points = 0;
  std::size_t removed = 0;         // control and bidi characters taken out
};
// Line feed is kept when `multi_line`; CR LF and CR become line feed first.
// Errors: invalid UTF-8; more than max_code_points or max_bytes (Errc::limit).
Result<TypedText> clean_typed_text(std::string_view typed, std::size_t max_code_points, std::size_t max_bytes,
                                   bool multi_line = true);

// Han, kana, full-width and other characters that take a whole em and may break anywhere.
bool is_wide(char32_t c);
bool is_han(char32_t c);

}  // namespace redress
