#include "kiosk/receipt/printer_encoder.h"

#include <iconv.h>

#include "core/base/utf8.h"

namespace redress {
namespace {

const auto kNo_converter = reinterpret_cast<iconv_t>(-1);

bool is_invisible(char32_t c) {
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x200b && c <= 0x200f) ||
         (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff;
}

// Look-alikes that the small sets do have.
char32_t substitute(char32_t c, bool ascii) {
  if (c == 0xa5 && !ascii) return 0xffe5;  // yen sign: four bytes in GB18030, "0 6" on paper
  if (c == 0xa0) return ' ';
  if (!ascii) return c;
  if (c == 0x3000) return ' ';
  if (c == 0x2013 || c == 0x2014) return '-';
  if (c >= 0xff01 && c <= 0xff5e) return c - 0xfee0;  // full-width forms
  return c;
}

}  // namespace

PrinterEncoder::PrinterEncoder(PrinterText text)
    : converter_(text == PrinterText::ascii ? kNo_converter : iconv_open("GB18030", "UTF-8")) {}

PrinterEncoder::~PrinterEncoder() {
  if (converter_ != kNo_converter) iconv_close(converter_);
}

std::string PrinterEncoder::encode(std::string_view utf8) {
  const bool ascii = converter_ == kNo_converter;
  std::string out;
  for (std::size_t at = 0; at < utf8.size();) {
    char32_t c = next_code_point(utf8, at);
    if (is_invisible(c)) continue;
    c = substitute(c, ascii);
    if (c < 0x80) {
      out += static_cast<char>(c);
      continue;
    }
    std::string one;
    append_utf8(one, c);
    char encoded[8];
    char *from = one.data(), *to = encoded;
    std::size_t from_left = one.size(), to_left = sizeof encoded;
    bool known = !ascii && iconv(converter_, &from, &from_left, &to, &to_left) == 0 && to - encoded <= 2;
    out += known ? std::string(encoded, to) : "?";
  }
  return out;
}

}  // namespace redress
