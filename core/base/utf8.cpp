#include "core/base/utf8.h"

#include <utf8proc.h>

#include <cstdlib>

namespace redress {

namespace {

bool is_removed(char32_t c, bool multi_line) {
  if (c == U'\n') return !multi_line;
  if (c < 0x20 || (c >= 0x7f && c < 0xa0)) return true;         // C0, DEL, C1
  if (c == 0x061c || c == 0x200e || c == 0x200f) return true;   // bidi marks
  if (c >= 0x202a && c <= 0x202e) return true;                  // embeddings, overrides
  if (c >= 0x2066 && c <= 0x2069) return true;                  // isolates
  if (c == 0x2028 || c == 0x2029 || c == 0xfeff) return true;   // separators, byte order mark
  return (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);  // noncharacters
}

// Length of the sequence at `text`, 0 if it is not well formed (overlong, surrogate, too large).
std::size_t decode(std::string_view text, char32_t& c) {
  auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  auto next = [&](std::size_t i) { return i < text.size() && (byte(i) & 0xc0) == 0x80; };
  unsigned char b = byte(0);
  if (b < 0x80) {
    c = b;
    return 1;
  }
  if (b >= 0xc2 && b <= 0xdf && next(1)) {
    c = static_cast<char32_t>((b & 0x1f) << 6 | (byte(1) & 0x3f));
    return 2;
  }
  if ((b & 0xf0) == 0xe0 && next(1) && next(2)) {
    c = static_cast<char32_t>((b & 0x0f) << 12 | (byte(1) & 0x3f) << 6 | (byte(2) & 0x3f));
    return c >= 0x800 && (c < 0xd800 || c > 0xdfff) ? 3 : 0;
  }
  if (b >= 0xf0 && b <= 0xf4 && next(1) && next(2) && next(3)) {
    c = static_cast<char32_t>((b & 0x07) << 18 | (byte(1) & 0x3f) << 12 | (byte(2) & 0x3f) << 6 | (byte(3) & 0x3f));
    return c >= 0x10000 && c <= 0x10ffff ? 4 : 0;
  }
  return 0;
}

std::string normalise(const std::string& text) {
  auto* nfc = utf8proc_NFC(reinterpret_cast<const utf8proc_uint8_t*>(text.c_str()));
  if (!nfc) return text;
  std::string out(reinterpret_cast<const char*>(nfc));
  for (char* p = reinterpret_cast<char*>(nfc); *p; ++p) *static_cast<volatile char*>(p) = 0;
  std::free(nfc);
  return out;
}

}  // namespace

char32_t next_code_point(std::string_view text, std::size_t& at) {
  char32_t c = 0;
  std::size_t size = decode(text.substr(at), c);
  if (size == 0) {
    ++at;
    return 0xfffd;
  }
  at += size;
  return c;
}

bool is_valid_utf8(std::string_view text) {
  char32_t c;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t size = decode(text.substr(at), c);
    if (size == 0) return false;
    at += size;
  }
  return true;
}

std::u32string to_utf32(std::string_view text) {
  std::u32string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) out += next_code_point(text, at);
  return out;
}

void append_utf8(std::string& out, char32_t c) {
  auto put = [&](unsigned v) { out += static_cast<char>(v); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xc0 | c >> 6);
    put(0x80 | (c & 0x3f));
  } else if (c < 0x10000) {
    put(0xe0 | c >> 12);
    put(0x80 | (c >> 6 & 0x3f));
    put(0x80 | (c & 0x3f));
  } else {
    put(0xf0 | c >> 18);
    put(0x80 | (c >> 12 & 0x3f));
    put(0x80 | (c >> 6 & 0x3f));
    put(0x80 | (c & 0x3f));
  }
}

std::string to_utf8(std::u32string_view text) {
  std::string out;
  out.reserve(text.size() * 3);
  for (char32_t c : text) append_utf8(out, c);
  return out;
}

std::size_t count_code_points(std::string_view text) {
  std::size_t n = 0;
  for (std::size_t at = 0; at < text.size(); ++n) next_code_point(text, at);
  return n;
}

Result<TypedText> clean_typed_text(std::string_view typed, std::size_t max_code_points, std::size_t max_bytes,
                                   bool multi_line) {
  // Removing and normalising never lengthens a text by more than 3 in UTF-8.
  if (typed.size() > max_bytes * 4) return Error{Errc::limit, "text is longer than " + std::to_string(max_bytes) + " bytes"};
  if (!is_valid_utf8(typed)) return invalid("text is not valid UTF-8");
  TypedText out;
  std::string kept;
  kept.reserve(typed.size());
  for (std::size_t at = 0; at < typed.size();) {
    char32_t c = next_code_point(typed, at);
    if (c == U'\r') {
      if (at < typed.size() && typed[at] == '\n') ++at;
      c = U'\n';
    }
    if (is_removed(c, multi_line)) {
      ++out.removed;
    } else {
      append_utf8(kept, c);
    }
  }
  out.text = normalise(kept);
  out.code_points = count_code_points(out.text);
  if (out.code_points > max_code_points)
    return Error{Errc::limit, "text has " + std::to_string(out.code_points) + " characters, at most " +
                                  std::to_string(max_code_points) + " are kept"};
  if (out.text.size() > max_bytes) return Error{Errc::limit, "text is longer than " + std::to_string(max_bytes) + " bytes"};
  return out;
}

bool is_han(char32_t c) {
  return (c >= 0x3400 && c <= 0x4dbf) || (c >= 0x4e00 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff) ||
         (c >= 0x20000 && c <= 0x3ffff) || c == 0x3007;
}

bool is_wide(char32_t c) { return is_han(c) || utf8proc_charwidth(static_cast<utf8proc_int32_t>(c)) == 2; }

}  // namespace redress
