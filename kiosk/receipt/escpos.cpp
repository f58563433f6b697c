#include "kiosk/receipt/escpos.h"

#include <algorithm>
#include <initializer_list>
#include <string>

#include "kiosk/receipt/printer_encoder.h"
#include "kiosk/receipt/qr.h"

namespace redress {
namespace {

constexpr int kMax_band_rows = 256;
constexpr int kNative_module_dots = 6;
constexpr int kTechnician_feed_dots = 160;
constexpr int kTear_feed_dots = 96;

void put(Bytes& out, std::initializer_list<int> bytes) {
  for (int byte : bytes) out.push_back(static_cast<std::uint8_t>(byte));
}

void feed_and_cut(Bytes& out, bool cutter) {
  if (cutter)
    put(out, {0x1d, 'V', 66, 0});  // GS V: feed to the knife, partial cut
  else
    put(out, {0x1b, 'J', kTear_feed_dots});
}

// Printers look for real-time commands (DLE EOT, DLE ENQ, DLE DC4: status, recover, power off) also
// inside picture data. A neighbour dot beside the lone dot that reads as DLE is not seen on paper.
void defuse_real_time_bytes(Bytes& bits) {
  for (std::size_t i = 0; i + 1 < bits.size(); ++i)
    if (bits[i] == 0x10 && (bits[i + 1] == 0x04 || bits[i + 1] == 0x05 || bits[i + 1] == 0x14))
      bits[i] = 0x18;
}

void put_line(Bytes& out, const std::string& line) {
  out.insert(out.end(), line.begin(), line.end());
  out.push_back('\n');
}

void put_qr(Bytes& out, std::string_view text) {
  const int stored = static_cast<int>(text.size()) + 3;
  put(out, {0x1d, '(', 'k', 4, 0, 49, 65, 50, 0});                     // model 2
  put(out, {0x1d, '(', 'k', 3, 0, 49, 67, kNative_module_dots});       // dots a module
  put(out, {0x1d, '(', 'k', 3, 0, 49, 69, 49});                        // level M
  put(out, {0x1d, '(', 'k', stored & 0xff, stored >> 8, 49, 80, 48});  // store
  out.insert(out.end(), text.begin(), text.end());
  put(out, {0x1d, '(', 'k', 3, 0, 49, 81, 48});  // print
  out.push_back('\n');
}

// Label and value as one line; nothing when there is nothing to say.
void put_words(Bytes& out, PrinterEncoder& encoder, const std::string& label, const std::string& value) {
  if (value.empty()) return;
  put_line(out, encoder.encode(label.empty() ? value : label + " " + value));
}

}  // namespace

Bytes escpos_raster(const BitImage& image, const EscposOptions& options) {
  Bytes bits = image.bits;
  defuse_real_time_bytes(bits);
  Bytes out;
  out.reserve(bits.size() + 1024);
  put(out, {0x1b, '@'});
  const int row_bytes = static_cast<int>(image.row_bytes());
  const int band_rows = std::clamp(options.band_rows, 1, kMax_band_rows);
  for (int y = 0; y < image.height; y += band_rows) {
    int rows = std::min(band_rows, image.height - y);
    put(out, {0x1d, 'v', '0', 0, row_bytes & 0xff, row_bytes >> 8, rows & 0xff, rows >> 8});
    auto first = bits.begin() + static_cast<std::ptrdiff_t>(y) * row_bytes;
    out.insert(out.end(), first, first + static_cast<std::ptrdiff_t>(rows) * row_bytes);
  }
  feed_and_cut(out, options.cutter);
  return out;
}

Bytes escpos_feed() {
  Bytes out;
  put(out, {0x1b, '@', 0x1b, 'J', kTechnician_feed_dots});
  return out;
}

Bytes escpos_cut() {
  Bytes out;
  put(out, {0x1b, '@'});
  feed_and_cut(out, true);
  return out;
}

Result<Bytes> escpos_text(const ReceiptContent& content, PrinterText text, const EscposOptions& options) {
  REDRESS_TRY(check_code(content.code));
  REDRESS_TRY(qr_matrix(content.qr_text));  // only its characters, so nothing in it can be a command
  PrinterEncoder encoder(text);
  Bytes out;
  put(out, {0x1b, '@'});
  if (text == PrinterText::gb18030) put(out, {0x1c, '&'});  // Chinese on
  put(out, {0x1b, 'E', 1});
  put_words(out, encoder, "", content.mall);
  put(out, {0x1b, 'E', 0});
  if (content.duplicate) {
    put_words(out, encoder, "", content.duplicate->label);
    put_words(out, encoder, "", content.duplicate->time);
  }
  put_words(out, encoder, "", content.code_label);
  put(out, {0x1d, '!', 0x11});  // twice as wide and high
  put_line(out, content.code);
  put(out, {0x1d, '!', 0});
  if (!content.dates.empty()) put_words(out, encoder, "", content.dates_title);
  for (const auto& date : content.dates) put_words(out, encoder, date.label, date.value);
  put_words(out, encoder, content.phone_label, content.phone);
  put_line(out, content.qr_text);
  if (text == PrinterText::gb18030) put(out, {0x1c, '.'});  // Chinese off: it garbles QR commands
  put(out, {0x1b, 'a', 1});
  put_qr(out, content.qr_text);
  put(out, {0x1b, 'a', 0});
  feed_and_cut(out, options.cutter);
  return out;
}

}  // namespace redress
