#include "core/base/shown.h"

#include "core/base/utf8.h"

namespace redress {

namespace {

bool is_bidi_control(char32_t c) {
  return c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
         (c >= 0x2066 && c <= 0x2069);
}

bool is_control(char32_t c) {
  return (c < 0x20 && c != U'\n' && c != U'\t') || (c >= 0x7f && c < 0xa0);
}

}  // namespace

std::string shown(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = next_code_point(text, at);
    append_utf8(out, is_control(c) || is_bidi_control(c) ? 0xfffd : c);
  }
  return out;
}

}  // namespace redress
