#include "core/base/json.h"

#include <simdjson.h>

#include <algorithm>
#include <charconv>

#include "core/base/utf8.h"

namespace redress {

namespace {

const Json kNull;
const Json::Array kNoItems;
const Json::Object kNoMembers;

// Few keys: compare them all. Many keys: sort views once.
bool has_duplicate_key(const Json::Object& members) {
  if (members.size() <= 16) {
    for (std::size_t i = 0; i < members.size(); ++i)
      for (std::size_t j = i + 1; j < members.size(); ++j)
        if (members[i].first == members[j].first) return true;
    return false;
  }
  std::vector<std::string_view> keys;
  keys.reserve(members.size());
  for (const auto& member : members) keys.push_back(member.first);
  std::sort(keys.begin(), keys.end());
  return std::adjacent_find(keys.begin(), keys.end()) != keys.end();
}

// Where a value stands, linked on the stack: put into words only when there is an error.
struct Place {
  const Place* above = nullptr;
  std::string_view key;
  std::size_t item = 0;
  bool in_array = false;
};

std::string words(const Place& place) {
  if (!place.above) return {};
  auto path = words(*place.above);
  if (place.in_array) return path + '[' + std::to_string(place.item) + ']';
  if (!path.empty()) path += '.';
  return path.append(place.key);
}

Error at(const Place& place, std::string_view what) {
  const auto path = words(place);
  return invalid(path.empty() ? std::string(what) : path + ": " + std::string(what));
}

Status convert(const simdjson::dom::element& element, int depth_left, const Place& place, Json& out);

Status convert_items(simdjson::dom::array array, int depth_left, const Place& place, Json& out) {
  Json::Array items;
  items.reserve(array.size());
  for (auto item : array) {
    items.emplace_back();
    REDRESS_TRY(convert(item, depth_left, {&place, {}, items.size() - 1, true}, items.back()));
  }
  out = Json(std::move(items));
  return {};
}

Status convert_members(simdjson::dom::object object, int depth_left, const Place& place, Json& out) {
  Json::Object members;
  members.reserve(object.size());
  for (auto field : object) {
    members.emplace_back(field.key, Json());
    REDRESS_TRY(convert(field.value, depth_left, {&place, field.key}, members.back().second));
  }
  if (has_duplicate_key(members)) return at(place, "the same key stands twice");
  out = Json(std::move(members));
  return {};
}

Status convert(const simdjson::dom::element& element, int depth_left, const Place& place, Json& out) {
  using simdjson::dom::element_type;
  if (depth_left == 0) return at(place, "nested too deeply");
  switch (element.type()) {
    case element_type::NULL_VALUE:
      out = Json();
      return {};
    case element_type::BOOL:
      out = Json(bool(element.get_bool().value_unsafe()));
      return {};
    case element_type::INT64:
      out = Json(std::int64_t(element.get_int64().value_unsafe()));
      return {};
    case element_type::UINT64:
    case element_type::DOUBLE:
      return at(place, "number is not a whole 64-bit integer");
    case element_type::STRING:
      out = Json(std::string(element.get_string().value_unsafe()));
      return {};
    case element_type::ARRAY:
      return convert_items(element.get_array().value_unsafe(), depth_left - 1, place, out);
    case element_type::OBJECT:
      return convert_members(element.get_object().value_unsafe(), depth_left - 1, place, out);
  }
  return at(place, "unknown JSON type");
}

}  // namespace

bool Json::boolean(bool fallback) const {
  auto* v = std::get_if<bool>(&value_);
  return v ? *v : fallback;
}
std::int64_t Json::integer(std::int64_t fallback) const {
  auto* v = std::get_if<std::int64_t>(&value_);
  return v ? *v : fallback;
}
std::string_view Json::string(std::string_view fallback) const {
  auto* v = std::get_if<std::string>(&value_);
  return v ? std::string_view(*v) : fallback;
}
const Json::Array& Json::items() const {
  auto* v = std::get_if<Array>(&value_);
  return v ? *v : kNoItems;
}
const Json::Object& Json::members() const {
  auto* v = std::get_if<Object>(&value_);
  return v ? *v : kNoMembers;
}

const Json* Json::find(std::string_view key) const {
  for (const auto& member : members())
    if (member.first == key) return &member.second;
  return nullptr;
}
const Json& Json::operator[](std::string_view key) const {
  auto* found = find(key);
  return found ? *found : kNull;
}

Json Json::take(std::string_view key) {
  if (auto* members = std::get_if<Object>(&value_))
    for (auto& member : *members)
      if (member.first == key) return std::exchange(member.second, Json());
  return {};
}

Json& Json::set(std::string key, Json value) {
  if (!is_object()) value_ = Object{};
  std::get<Object>(value_).emplace_back(std::move(key), std::move(value));
  return *this;
}
Json& Json::push(Json value) {
  if (!is_array()) value_ = Array{};
  std::get<Array>(value_).push_back(std::move(value));
  return *this;
}

namespace {

void append_unit(std::string& out, unsigned unit) {
  constexpr char kDigits[] = "0123456789abcdef";
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += kDigits[unit >> shift & 15];
}

// Characters a terminal obeys or that turn the reading direction: 0 if none stands at `at`, else how many bytes it has.
std::size_t unseen(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead < 0x20 || lead == 0x7f) return 1;
  if (lead != 0xc2 && lead != 0xd8 && lead != 0xe2) return 0;
  auto end = at;
  const char32_t c = next_code_point(text, end);
  const bool obeyed = (c >= 0x80 && c < 0xa0) || c == 0x061c || (c >= 0x200e && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) ||
                      (c >= 0x2066 && c <= 0x2069);
  return obeyed ? end - at : 0;
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\t': out += "\\t"; break;
      case '\r': out += "\\r"; break;
      default:
        if (const auto size = unseen(text, at)) {
          auto end = at;
          append_unit(out, next_code_point(text, end));
          at += size - 1;
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

void Json::dump_to(std::string& out) const {
  if (is_null()) {
    out += "null";
  } else if (is_bool()) {
    out += boolean() ? "true" : "false";
  } else if (is_int()) {
    char digits[24];
    auto end = std::to_chars(digits, digits + sizeof digits, integer()).ptr;
    out.append(digits, end);
  } else if (is_string()) {
    append_json_string(out, string());
  } else if (is_array()) {
    out += '[';
    for (std::size_t i = 0; i < items().size(); ++i) {
      if (i) out += ',';
      items()[i].dump_to(out);
    }
    out += ']';
  } else {
    out += '{';
    for (std::size_t i = 0; i < members().size(); ++i) {
      if (i) out += ',';
      append_json_string(out, members()[i].first);
      out += ':';
      members()[i].second.dump_to(out);
    }
    out += '}';
  }
}

std::string Json::dump() const {
  std::string out;
  dump_to(out);
  return out;
}

Result<Json> parse_json(std::string_view text, const JsonLimits& limits) {
  if (text.size() > limits.max_bytes)
    return Error{Errc::limit, "JSON is larger than " + std::to_string(limits.max_bytes) + " bytes"};
  if (text.empty()) return invalid("not valid JSON: empty");  // without bytes there is no address to read from
  thread_local simdjson::dom::parser parser;
  simdjson::dom::element root;
  if (auto error = parser.parse(text.data(), text.size()).get(root); error)
    return invalid(std::string("not valid JSON: ") + simdjson::error_message(error));
  Json out;
  REDRESS_TRY(convert(root, limits.max_depth, {}, out));
  return out;
}

}  // namespace redress
