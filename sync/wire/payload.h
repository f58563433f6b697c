// Reading JSON payloads of messages: present, right type, in range, or an error that names the key.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/bytes.h"
#include "core/base/json.h"
#include "core/base/result.h"
#include "core/base/uuid.h"

namespace redress::wire {

inline constexpr int kWire_version = 1;
inline constexpr std::size_t kPayload_bytes = 8u << 20;

// Parses and checks `v`.
Result<Json> parse_payload(std::string_view text, std::string_view message);

// Collects the first error instead of returning after each line.
class PayloadReader {
 public:
  PayloadReader(const Json& json, std::string_view message) : json_(json), message_(message) {}

  std::int64_t integer(std::string_view key, std::int64_t min, std::int64_t max);
  std::uint64_t number(std::string_view key);  // 0 … 2^63-1
  bool flag(std::string_view key);
  std::string text(std::string_view key, std::size_t max_bytes);
  std::string text_or_empty(std::string_view key, std::size_t max_bytes);
  Uuid uuid(std::string_view key);
  Bytes bytes(std::string_view key, std::size_t max_bytes);
  Bytes bytes_or_empty(std::string_view key, std::size_t max_bytes);
  const Json::Array& list(std::string_view key, std::size_t max_items);
  template <std::size_t N>
  std::array<std::uint8_t, N> array(std::string_view key) {
    auto value = array_from_base64url<N>(json_[key].string());
    if (!value || !json_[key].is_string()) fail(key);
    return value.value_or(std::array<std::uint8_t, N>{});
  }
  PayloadReader object(std::string_view key);  // join() it afterwards
  void join(const PayloadReader& part) { if (!part.ok()) fail(part.bad_); }
  void fail(std::string_view key) { if (bad_.empty()) bad_ = key; }
  bool ok() const { return bad_.empty(); }
  Error error() const { return invalid(message_ + ": " + bad_ + " is missing or not as it must be"); }

 private:
  const Json& json_;
  std::string message_;
  std::string bad_;
};

}  // namespace redress::wire
