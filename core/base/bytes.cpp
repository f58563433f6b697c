#include "core/base/bytes.h"

namespace redress {

namespace {

constexpr char kHex[] = "0123456789abcdef";
constexpr char kBase64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

constexpr std::array<std::int8_t, 256> kBase64_values = [] {
  std::array<std::int8_t, 256> out{};
  out.fill(-1);
  for (int i = 0; i < 64; ++i) out[static_cast<unsigned char>(kBase64[i])] = static_cast<std::int8_t>(i);
  return out;
}();

}  // namespace

std::string to_hex(ByteView bytes) {
  std::string out;
  out.reserve(bytes.size() * 2);
  for (auto b : bytes) {
    out += kHex[b >> 4];
    out += kHex[b & 15];
  }
  return out;
}

std::optional<Bytes> from_hex(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  Bytes out;
  for (std::size_t i = 0; i < text.size(); i += 2) {
    int high = hex_value(text[i]), low = hex_value(text[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    out.push_back(static_cast<std::uint8_t>(high << 4 | low));
  }
  return out;
}

std::string to_base64url(ByteView bytes) {
  std::string out;
  out.reserve((bytes.size() * 4 + 2) / 3);
  std::uint32_t acc = 0;
  int bits = 0;
  for (auto b : bytes) {
    acc = acc << 8 | b;
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      out += kBase64[acc >> bits & 63];
    }
  }
  if (bits > 0) out += kBase64[acc << (6 - bits) & 63];
  return out;
}

std::optional<Bytes> from_base64url(std::string_view text) {
  if (text.size() % 4 == 1) return std::nullopt;
  Bytes out(text.size() * 3 / 4);
  auto* to = out.data();
  auto value = [&](std::size_t i) { return kBase64_values[static_cast<unsigned char>(text[i])]; };
  std::size_t at = 0;
  for (; at + 4 <= text.size(); at += 4) {
    const int a = value(at), b = value(at + 1), c = value(at + 2), d = value(at + 3);
    if ((a | b | c | d) < 0) return std::nullopt;
    *to++ = static_cast<std::uint8_t>(a << 2 | b >> 4);
    *to++ = static_cast<std::uint8_t>(b << 4 | c >> 2);
    *to++ = static_cast<std::uint8_t>(c << 6 | d);
  }
  if (at == text.size()) return out;
  const bool three = text.size() - at == 3;
  const int a = value(at), b = value(at + 1), c = three ? value(at + 2) : 0;
  if ((a | b | c) < 0 || (three ? c & 3 : b & 15) != 0)
    return std::nullopt;  // a second text for the same bytes
  *to++ = static_cast<std::uint8_t>(a << 2 | b >> 4);
  if (three) *to++ = static_cast<std::uint8_t>(b << 4 | c >> 2);
  return out;
}

void ByteWriter::varint(std::uint64_t v) {
  while (v >= 0x80) {
    out_.push_back(static_cast<std::uint8_t>(v | 0x80));
    v >>= 7;
  }
  out_.push_back(static_cast<std::uint8_t>(v));
}

std::uint64_t ByteReader::le(int width) {
  auto bytes = raw(static_cast<std::size_t>(width));
  std::uint64_t v = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) v |= static_cast<std::uint64_t>(bytes[i]) << (8 * i);
  return v;
}

std::uint64_t ByteReader::varint() {
  std::uint64_t v = 0;
  for (int shift = 0; shift < 64; shift += 7) {
    std::uint8_t b = u8();
    if (!ok_ || (shift == 63 && b > 1)) break;
    v |= static_cast<std::uint64_t>(b & 0x7f) << shift;
    if (b < 0x80) {
      if (b == 0 && shift > 0) break;
      return v;
    }
  }
  ok_ = false;
  return 0;
}

ByteView ByteReader::raw(std::size_t size) {
  if (!ok_ || size > rest_.size()) {
    ok_ = false;
    return {};
  }
  auto out = rest_.first(size);
  rest_ = rest_.subspan(size);
  return out;
}

ByteView ByteReader::block(std::size_t max_size) {
  auto size = varint();
  if (!ok_ || size > max_size) {
    ok_ = false;
    return {};
  }
  return raw(static_cast<std::size_t>(size));
}

}  // namespace redress
