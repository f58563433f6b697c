#include "core/base/utf8.h"
#include "kiosk/ui/text_edit.h"

namespace redress::ui {

namespace {

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xc0) == 0x80;
}

std::size_t step_back(std::string_view text, std::size_t byte) {
  do --byte;
  while (byte > 0 && is_continuation(text[byte]));
  return byte;
}

char32_t at(std::string_view text, std::size_t byte) {
  return next_code_point(text, byte);
}

// Belongs to the character before it.
bool extends(char32_t c) {
  return (c >= 0x300 && c <= 0x36f) || (c >= 0x483 && c <= 0x489) || (c >= 0x591 && c <= 0x5bd) ||
         (c >= 0x610 && c <= 0x61a) || (c >= 0x64b && c <= 0x65f) ||
         (c >= 0xe31 && c <= 0xe3a && c != 0xe32 && c != 0xe33) || (c >= 0xe47 && c <= 0xe4e) ||
         (c >= 0x1ab0 && c <= 0x1aff) || (c >= 0x1dc0 && c <= 0x1dff) || (c >= 0x20d0 && c <= 0x20ff) ||
         (c >= 0x302a && c <= 0x302f) || c == 0x3099 || c == 0x309a || c == 0x200c || c == 0x200d ||
         (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xfe20 && c <= 0xfe2f) || (c >= 0x1f3fb && c <= 0x1f3ff) ||
         (c >= 0xe0020 && c <= 0xe007f) || (c >= 0xe0100 && c <= 0xe01ef);
}

bool is_flag_letter(char32_t c) {
  return c >= 0x1f1e6 && c <= 0x1f1ff;
}
bool is_pictograph(char32_t c) {
  return (c >= 0x1f000 && c <= 0x1faff) || (c >= 0x2190 && c <= 0x2bff) || c == 0x00a9 || c == 0x00ae;
}

// Flag letters pair up from the left of their run.
bool splits_flag(std::string_view text, std::size_t byte) {
  std::size_t letters = 0;
  while (byte > 0) {
    byte = step_back(text, byte);
    if (!is_flag_letter(at(text, byte))) break;
    ++letters;
  }
  return letters % 2 == 1;
}

bool is_edge(std::string_view text, std::size_t byte) {
  if (byte == 0 || byte >= text.size()) return true;
  if (is_continuation(text[byte])) return false;
  char32_t after = at(text, byte);
  if (extends(after)) return false;
  char32_t before = at(text, step_back(text, byte));
  if (before == 0x200d && is_pictograph(after)) return false;
  return !(is_flag_letter(after) && is_flag_letter(before) && splits_flag(text, byte));
}

}  // namespace

std::size_t previous_character(std::string_view text, std::size_t byte) {
  if (byte > text.size()) byte = text.size();
  while (byte > 0) {
    --byte;
    if (is_edge(text, byte)) return byte;
  }
  return 0;
}

std::size_t next_character(std::string_view text, std::size_t byte) {
  while (byte < text.size()) {
    ++byte;
    if (is_edge(text, byte)) return byte;
  }
  return text.size();
}

}  // namespace redress::ui
