#include "sync/wire/payload.h"

#include <limits>

namespace redress::wire {

Result<Json> parse_payload(std::string_view text, std::string_view message) {
  auto json = parse_json(text, {.max_bytes = kPayload_bytes, .max_depth = 16});
  if (!json.ok()) return invalid(std::string(message) + ": " + json.error().what);
  if (!json->is_object()) return invalid(std::string(message) + ": not an object");
  if (!(*json)["v"].is_int() || (*json)["v"].integer() != kWire_version)
    return invalid(std::string(message) + ": of a version this program does not know; update it");
  return json;
}

std::int64_t PayloadReader::integer(std::string_view key, std::int64_t min, std::int64_t max) {
  const auto& value = json_[key];
  if (!value.is_int() || value.integer() < min || value.integer() > max) {
    fail(key);
    return min;
  }
  return value.integer();
}

std::uint64_t PayloadReader::number(std::string_view key) {
  return static_cast<std::uint64_t>(integer(key, 0, std::numeric_limits<std::int64_t>::max()));
}

bool PayloadReader::flag(std::string_view key) {
  if (!json_[key].is_bool()) fail(key);
  return json_[key].boolean();
}

std::string PayloadReader::text(std::string_view key, std::size_t max_bytes) {
  const auto& value = json_[key];
  if (!value.is_string() || value.string().size() > max_bytes) {
    fail(key);
    return {};
  }
  return std::string(value.string());
}

std::string PayloadReader::text_or_empty(std::string_view key, std::size_t max_bytes) {
  return json_.has(key) ? text(key, max_bytes) : std::string();
}

Uuid PayloadReader::uuid(std::string_view key) {
  auto value = uuid_from_text(json_[key].string());
  if (!value) fail(key);
  return value.value_or(Uuid{});
}

Bytes PayloadReader::bytes(std::string_view key, std::size_t max_bytes) {
  auto value = from_base64url(json_[key].string());
  if (!json_[key].is_string() || !value || value->size() > max_bytes) {
    fail(key);
    return {};
  }
  return std::move(*value);
}

Bytes PayloadReader::bytes_or_empty(std::string_view key, std::size_t max_bytes) {
  return json_.has(key) ? bytes(key, max_bytes) : Bytes();
}

const Json::Array& PayloadReader::list(std::string_view key, std::size_t max_items) {
  const auto& value = json_[key];
  if (!value.is_array() || value.items().size() > max_items) {
    fail(key);
    static const Json::Array kNothing;
    return kNothing;
  }
  return value.items();
}

PayloadReader PayloadReader::object(std::string_view key) {
  if (!json_[key].is_object()) fail(key);
  return PayloadReader(json_[key], message_ + "." + std::string(key));
}

}  // namespace redress::wire
