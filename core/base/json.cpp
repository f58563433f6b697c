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

Error at_path(const std::string& path, std::string_view what) {
  return invalid(path.empty() ? std::string(what) : path + ": " + std::string(what));
}

// `path` is grown and cut back on the way, so that it costs nothing until there is an error.
Result<Json> convert(const simdjson::dom::element& element, int depth_left, std::string& path) {
  using simdjson::dom::element_type;
  if (depth_left == 0) return at_path(path, "nested too deeply");
  switch (element.type()) {
    case element_type::NULL_VALUE: return Json();
    case element_type::BOOL: return Json(bool(element.get_bool().value_unsafe()));
    case element_type::INT64: return Json(std::int64_t(element.get_int64().value_unsafe()));
    case element_type::UINT64:
    case element_type::DOUBLE: return at_path(path, "number is not a whole 64-bit integer");
    case element_type::STRING: return Json(std::string(element.get_string().value_unsafe()));
    case element_type::ARRAY: {
      Json::Array items;
      std::size_t base = path.size();
      simdjson::dom::array array = element.get_array().value_unsafe();
      items.reserve(array.size());
      for (auto item : array) {
        path += '[';
        path += std::to_string(items.size());
        path += ']';
        REDRESS_TRY_ASSIGN(auto value, convert(item, depth_left - 1, path));
        path.resize(base);
        items.push_back(std::move(value));
      }
      return Json(std::move(items));
    }
    case element_type::OBJECT: {
      Json::Object members;
      std::size_t base = path.size();
      simdjson::dom::object object = element.get_object().value_unsafe();
      members.reserve(object.size());
      for (auto field : object) {
        if (base > 0) path += '.';
        path += field.key;
        REDRESS_TRY_ASSIGN(auto value, convert(field.value, depth_left - 1, path));
        path.resize(base);
        members.emplace_back(std::string(field.key), std::move(value));
      }
      if (has_duplicate_key(members)) return at_path(path, "the same key stands twice");
      return Json(std::move(members));
    }
  }
  return at_path(path, "unknown JSON type");
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
  constexpr char kHex[] = "0123456789abcdef";
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += kHex[unit >> shift & 15];
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
  thread_local simdjson::dom::parser parser;
  simdjson::dom::element root;
  if (auto error = parser.parse(text.data(), text.size()).get(root); error)
    return invalid(std::string("not valid JSON: ") + simdjson::error_message(error));
  std::string path;
  return convert(root, limits.max_depth, path);
}

}  // namespace redress
