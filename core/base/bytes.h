// Bytes and their text forms. base64url is without padding and strict: one text for one value.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace redress {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;
using Hash256 = std::array<std::uint8_t, 32>;

inline ByteView as_bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
inline std::string_view as_text(ByteView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}
inline Bytes to_bytes(std::string_view text) { return {text.begin(), text.end()}; }

std::string to_hex(ByteView bytes);
std::optional<Bytes> from_hex(std::string_view text);
std::string to_base64url(ByteView bytes);
std::optional<Bytes> from_base64url(std::string_view text);

// Fixed-size values (hashes, keys, ids); nothing if the length is another.
template <std::size_t N>
std::optional<std::array<std::uint8_t, N>> to_array(ByteView bytes) {
  if (bytes.size() != N) return std::nullopt;
  std::array<std::uint8_t, N> out;
  std::copy(bytes.begin(), bytes.end(), out.begin());
  return out;
}
template <std::size_t N>
std::optional<std::array<std::uint8_t, N>> array_from_base64url(std::string_view text) {
  auto bytes = from_base64url(text);
  if (!bytes) return std::nullopt;
  return to_array<N>(*bytes);
}

// Little-endian fields of binary formats (wire, sealed parts). The reader never reads past the end:
// after a short read ok() is false and every value is zero.
class ByteWriter {
 public:
  void u8(std::uint8_t v) { out_.push_back(v); }
  void u16(std::uint16_t v) { le(v, 2); }
  void u32(std::uint32_t v) { le(v, 4); }
  void u64(std::uint64_t v) { le(v, 8); }
  void varint(std::uint64_t v);
  void raw(ByteView bytes) { out_.insert(out_.end(), bytes.begin(), bytes.end()); }
  // Length as varint, then the bytes.
  void block(ByteView bytes) { varint(bytes.size()); raw(bytes); }
  std::size_t size() const { return out_.size(); }
  ByteView view() const { return out_; }
  Bytes take() { return std::move(out_); }

 private:
  void le(std::uint64_t v, int width) {
    for (int i = 0; i < width; ++i) out_.push_back(static_cast<std::uint8_t>(v >> (8 * i)));
  }
  Bytes out_;
};

class ByteReader {
 public:
  explicit ByteReader(ByteView bytes) : rest_(bytes) {}
  std::uint8_t u8() { return static_cast<std::uint8_t>(le(1)); }
  std::uint16_t u16() { return static_cast<std::uint16_t>(le(2)); }
  std::uint32_t u32() { return static_cast<std::uint32_t>(le(4)); }
  std::uint64_t u64() { return le(8); }
  std::uint64_t varint();  // shortest form only
  ByteView raw(std::size_t size);
  ByteView block(std::size_t max_size);
  template <std::size_t N>
  std::array<std::uint8_t, N> array() {
    std::array<std::uint8_t, N> out{};
    auto bytes = raw(N);
    if (bytes.size() == N) std::copy(bytes.begin(), bytes.end(), out.begin());
    return out;
  }
  bool ok() const { return ok_; }
  bool at_end() const { return ok_ && rest_.empty(); }
  std::size_t left() const { return rest_.size(); }

 private:
  std::uint64_t le(int width);
  ByteView rest_;
  bool ok_ = true;
};

}  // namespace redress
