#include "core/model/case_code.h"

#include <array>

#include "core/base/limits.h"

namespace redress {

namespace {

constexpr int kSymbols = 12;
constexpr std::uint64_t kNumbers = 1ull << 55;

// GF(32) with x^5 + x^2 + 1.
constexpr std::uint8_t times_alpha(std::uint8_t v) {
  v = static_cast<std::uint8_t>(v << 1);
  return v & 32 ? v ^ 0b100101 : v;
}

constexpr std::uint8_t multiply(std::uint8_t a, std::uint8_t b) {
  std::uint8_t product = 0;
  for (; b; b >>= 1, a = times_alpha(a))
    if (b & 1) product ^= a;
  return product;
}

constexpr std::uint8_t power_of_alpha(int exponent) {
  std::uint8_t v = 1;
  for (int i = 0; i < exponent; ++i) v = times_alpha(v);
  return v;
}

using Symbols = std::array<std::uint8_t, kSymbols>;

// The sum over i of symbol(i) times alpha^i, i = 1…12; zero for a right code.
constexpr std::uint8_t syndrome(const Symbols& symbols) {
  std::uint8_t sum = 0;
  for (int i = 0; i < kSymbols; ++i) sum ^= multiply(symbols[static_cast<std::size_t>(i)], power_of_alpha(i + 1));
  return sum;
}

Symbols symbols_of(CaseCode code) {
  Symbols symbols{};
  for (int i = 0; i < 11; ++i) symbols[static_cast<std::size_t>(i)] = code.number >> (5 * (10 - i)) & 31;
  // The order of alpha is 31, so alpha^(31-12) undoes alpha^12.
  symbols[11] = multiply(syndrome(symbols), power_of_alpha(31 - 12));
  return symbols;
}

bool starts_with_ignoring_case(std::string_view text, std::string_view prefix) {
  if (text.size() < prefix.size()) return false;
  for (std::size_t i = 0; i < prefix.size(); ++i)
    if ((text[i] | 0x20) != (prefix[i] | 0x20)) return false;
  return true;
}

}  // namespace

CaseCode make_case_code(Random& random) {
  auto bytes = random.array<8>();
  std::uint64_t number = 0;
  for (auto b : bytes) number = number << 8 | b;
  return {number & (kNumbers - 1)};
}

std::string to_compact(CaseCode code) {
  std::string out;
  for (auto symbol : symbols_of(code)) out += kCodeAlphabet[symbol];
  return out;
}

std::string to_grouped(CaseCode code) {
  auto text = to_compact(code);
  text.insert(8, 1, '-');
  text.insert(4, 1, '-');
  return text;
}

Result<CaseCode> parse_case_code(std::string_view text) {
  Symbols symbols{};
  std::size_t count = 0;
  for (char c : text) {
    if (c == '-' || c == ' ') continue;
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    auto value = kCodeAlphabet.find(c);
    if (value == std::string_view::npos || count == kSymbols) return invalid("not a case code: twelve symbols of 0-9 A-Z without I L O U");
    symbols[count++] = static_cast<std::uint8_t>(value);
  }
  if (count != kSymbols) return invalid("not a case code: twelve symbols of 0-9 A-Z without I L O U");
  if (syndrome(symbols) != 0) return Error{Errc::corrupt, "case code has a typing error, compare it with the receipt"};
  CaseCode code;
  for (std::size_t i = 0; i < 11; ++i) code.number = code.number << 5 | symbols[i];
  return code;
}

Result<CaseCode> parse_scanned_code(std::string_view scanned) {
  if (scanned.size() > limits::kScan_bytes) return invalid("scan is too long for a receipt");
  while (!scanned.empty() && (scanned.back() == '\r' || scanned.back() == '\n' || scanned.back() == ' ')) scanned.remove_suffix(1);
  while (!scanned.empty() && scanned.front() == ' ') scanned.remove_prefix(1);
  for (std::string_view scheme : {"https://", "http://"}) {
    if (!starts_with_ignoring_case(scanned, scheme)) continue;
    auto path = scanned.find('/', scheme.size());
    if (path == std::string_view::npos || path == scheme.size() || !starts_with_ignoring_case(scanned.substr(path), "/c/"))
      return invalid("not a receipt of a mall: the address has no /C/ part");
    auto code = scanned.substr(path + 3);
    if (code.size() != kSymbols) return invalid("not a receipt of a mall: no case code at the end of the address");
    return parse_case_code(code);
  }
  return parse_case_code(scanned);
}

std::string tracking_address(std::string_view public_url, CaseCode code) {
  std::string out;
  for (char c : public_url) out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  while (!out.empty() && out.back() == '/') out.pop_back();
  return out + "/C/" + to_compact(code);
}

}  // namespace redress
