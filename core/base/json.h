// Strict JSON: the whole document is checked (simdjson), depth and size are bounded, numbers are
// int64 only, duplicate keys and bad UTF-8 are refused (decision 3). A tree of plain values; objects
// keep the order of their keys, so that writing is reproducible byte for byte.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace redress {

class Json {
 public:
  using Array = std::vector<Json>;
  using Member = std::pair<std::string, Json>;
  using Object = std::vector<Member>;

  Json() = default;
  Json(std::nullptr_t) {}
  Json(bool v) : value_(v) {}
  Json(int v) : value_(static_cast<std::int64_t>(v)) {}
  Json(std::int64_t v) : value_(v) {}
  Json(std::size_t v) : value_(static_cast<std::int64_t>(v)) {}
  Json(const char* v) : value_(std::string(v)) {}
  Json(std::string v) : value_(std::move(v)) {}
  Json(std::string_view v) : value_(std::string(v)) {}
  Json(Array v) : value_(std::move(v)) {}
  Json(Object v) : value_(std::move(v)) {}
  static Json object() { return Json(Object{}); }
  static Json array() { return Json(Array{}); }

  bool is_null() const { return std::holds_alternative<std::monostate>(value_); }
  bool is_bool() const { return std::holds_alternative<bool>(value_); }
  bool is_int() const { return std::holds_alternative<std::int64_t>(value_); }
  bool is_string() const { return std::holds_alternative<std::string>(value_); }
  bool is_array() const { return std::holds_alternative<Array>(value_); }
  bool is_object() const { return std::holds_alternative<Object>(value_); }

  // The value, or the fallback if it is of another type.
  bool boolean(bool fallback = false) const;
  std::int64_t integer(std::int64_t fallback = 0) const;
  std::string_view string(std::string_view fallback = {}) const;
  const Array& items() const;     // empty if not an array
  const Object& members() const;  // empty if not an object

  // Member by key; a shared null if absent or not an object, so look-ups chain.
  const Json& operator[](std::string_view key) const;
  const Json* find(std::string_view key) const;
  bool has(std::string_view key) const { return find(key) != nullptr; }
  // The member's value, which is null here from then on.
  Json take(std::string_view key);

  // Appends a member (objects; no check for duplicates) or an item (arrays). Returns *this.
  Json& set(std::string key, Json value);
  Json& push(Json value);

  std::string dump() const;        // compact
  void dump_to(std::string& out) const;

  bool operator==(const Json&) const = default;

 private:
  std::variant<std::monostate, bool, std::int64_t, std::string, Array, Object> value_;
};

struct JsonLimits {
  std::size_t max_bytes = 1 << 20;
  int max_depth = 16;
};
// Errors name the place as a path: "impact.loss_fen: number is not a whole 64-bit integer".
Result<Json> parse_json(std::string_view text, const JsonLimits& limits = {});

// `text` in quotes, escaped as JSON string.
void append_json_string(std::string& out, std::string_view text);

}  // namespace redress
