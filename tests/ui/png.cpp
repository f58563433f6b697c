#include "tests/ui/png.h"

#include <array>
#include <cstdint>
#include <fstream>

namespace redress {
namespace {

std::uint32_t crc(const std::string& bytes) {
  static const auto table = [] {
    std::array<std::uint32_t, 256> out{};
    for (std::uint32_t i = 0; i < 256; ++i) {
      std::uint32_t v = i;
      for (int k = 0; k < 8; ++k) v = v & 1 ? 0xEDB88320u ^ (v >> 1) : v >> 1;
      out[i] = v;
    }
    return out;
  }();
  std::uint32_t v = 0xFFFFFFFFu;
  for (const char c : bytes) v = table[(v ^ static_cast<unsigned char>(c)) & 0xFF] ^ (v >> 8);
  return ~v;
}

void big_endian(std::string& out, std::uint32_t v) {
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(v >> shift);
}

void chunk(std::string& out, const std::string& kind, const std::string& body) {
  big_endian(out, static_cast<std::uint32_t>(body.size()));
  out += kind + body;
  big_endian(out, crc(kind + body));
}

std::string stored(const std::string& raw) {
  std::string out = "\x78\x01";
  std::uint32_t a = 1, b = 0;
  for (const char c : raw) {
    a = (a + static_cast<unsigned char>(c)) % 65521;
    b = (b + a) % 65521;
  }
  for (std::size_t at = 0; at < raw.size();) {
    const std::size_t n = std::min<std::size_t>(65535, raw.size() - at);
    out += at + n == raw.size() ? '\1' : '\0';
    for (const std::size_t v : {n, ~n}) {
      out += static_cast<char>(v);
      out += static_cast<char>(v >> 8);
    }
    out.append(raw, at, n);
    at += n;
  }
  big_endian(out, b << 16 | a);
  return out;
}

}  // namespace

bool write_png(const std::string& path, const PixelBuffer& p) {
  std::string raw;
  for (int y = 0; y < p.height; ++y) {
    raw += '\0';
    for (int x = 0; x < p.width; ++x) {
      const std::uint32_t v = p.pixels[y * p.stride + x];
      raw += static_cast<char>(v >> 16);
      raw += static_cast<char>(v >> 8);
      raw += static_cast<char>(v);
    }
  }
  std::string header;
  big_endian(header, static_cast<std::uint32_t>(p.width));
  big_endian(header, static_cast<std::uint32_t>(p.height));
  header += std::string("\x08\x02\0\0\0", 5);
  std::string out = "\x89PNG\r\n\x1a\n";
  chunk(out, "IHDR", header);
  chunk(out, "IDAT", stored(raw));
  chunk(out, "IEND", "");
  std::ofstream file(path, std::ios::binary);
  file << out;
  return file.good();
}

}  // namespace redress
