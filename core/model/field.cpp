#include "core/model/field.h"

#include <algorithm>

#include "core/base/civil.h"
#include "core/base/limits.h"
#include "core/base/utf8.h"
#include "core/base/uuid.h"
#include "core/model/case_code.h"

namespace redress {

namespace {

constexpr std::int64_t kEarliest_ms = 1'577'836'800'000;  // 2020-01-01
constexpr std::int64_t kLatest_ms = 4'102'444'800'000;    // 2100-01-01
constexpr std::size_t kMax_list = 32;

Error bad(const Field& field, std::string_view why) { return invalid(std::string(field.key) + ": " + std::string(why)); }

bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= 40 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-';
  });
}

bool is_staff_number(std::string_view text) {
  return !text.empty() && text.size() <= 16 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
}

bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  for (std::size_t i : {0u, 1u, 2u, 3u, 5u, 6u, 8u, 9u})
    if (text[i] < '0' || text[i] > '9') return false;
  return true;
}

Result<Json> check_typed(const Field& field, const Json& value) {
  if (!value.is_string()) return bad(field, "must be text");
  bool lines = field.type == FieldType::text;
  auto clean = clean_typed_text(value.string(), lines ? limits::kText_code_points : limits::kLine_code_points,
                                lines ? limits::kText_bytes : limits::kLine_bytes, lines);
  if (!clean.ok()) return Error{clean.error().code, std::string(field.key) + ": " + clean.error().what};
  if (clean->text.empty()) return bad(field, "must not be empty");
  return Json(std::move(clean->text));
}

Result<Json> check_list(const Field& field, FieldType item_type, const Json& value) {
  if (!value.is_array() || value.items().empty()) return bad(field, "must be a list with at least one entry");
  if (value.items().size() > kMax_list) return bad(field, "has too many entries");
  Field item = field;
  item.type = item_type;
  Json out = Json::array();
  for (const auto& entry : value.items()) {
    REDRESS_TRY_ASSIGN(auto checked, check_field(item, entry));
    if (std::find(out.items().begin(), out.items().end(), checked) != out.items().end()) return bad(field, "names the same entry twice");
    out.push(std::move(checked));
  }
  return out;
}

// Takes the first word off the list.
std::string_view next_word(std::string_view& words) {
  const auto end = std::min(words.find('|'), words.size());
  const auto word = words.substr(0, end);
  words.remove_prefix(std::min(end + 1, words.size()));
  return word;
}

}  // namespace

std::vector<std::string_view> listed_words(std::string_view words) {
  std::vector<std::string_view> out;
  while (!words.empty()) out.push_back(next_word(words));
  return out;
}

bool is_listed(std::string_view words, std::string_view value) {
  while (!words.empty())
    if (next_word(words) == value) return true;
  return false;
}

Result<Json> check_field(const Field& field, const Json& value) {
  auto text = value.string();
  switch (field.type) {
    case FieldType::text:
    case FieldType::line: return check_typed(field, value);
    case FieldType::word:
      if (!value.is_string() || !is_listed(field.words, text)) return bad(field, "must be one of " + std::string(field.words));
      return value;
    case FieldType::name:
      if (!value.is_string() || !is_name(text)) return bad(field, "must be a code of a-z 0-9 _ . -");
      return value;
    case FieldType::staff:
      if (!value.is_string() || !is_staff_number(text)) return bad(field, "must be a staff number");
      return value;
    case FieldType::integer:
      if (!value.is_int() || value.integer() < field.min || value.integer() > field.max)
        return bad(field, "must be a whole number from " + std::to_string(field.min) + " to " + std::to_string(field.max));
      return value;
    case FieldType::flag:
      if (!value.is_bool()) return bad(field, "must be true or false");
      return value;
    case FieldType::instant:
      if (!value.is_int() || value.integer() < kEarliest_ms || value.integer() >= kLatest_ms)
        return bad(field, "must be a time in milliseconds since 1970, from 2020 to 2100");
      return value;
    case FieldType::date:
      if (!value.is_string() || !is_date(text)) return bad(field, "must be a date like 2026-04-12");
      if (!parse_date(text)) return bad(field, "there is no such day");
      return value;
    case FieldType::case_code: {
      auto code = value.is_string() ? parse_case_code(text) : Result<CaseCode>(invalid("must be a case code"));
      if (!code.ok()) return bad(field, code.error().what);
      return Json(to_compact(*code));
    }
    case FieldType::event_id:
      if (!value.is_string() || !uuid_from_text(text)) return bad(field, "must be an event id");
      return value;
    case FieldType::words: return check_list(field, FieldType::word, value);
    case FieldType::names: return check_list(field, FieldType::name, value);
    case FieldType::event_ids: return check_list(field, FieldType::event_id, value);
    case FieldType::integers: return check_list(field, FieldType::integer, value);
  }
  return bad(field, "unknown type");
}

Result<SplitFields> check_fields(std::span<const Field> fields, const Json& object, std::string_view prefix) {
  if (!object.is_object()) {
    const auto name = prefix.ends_with('.') ? prefix.substr(0, prefix.size() - 1) : prefix;
    return invalid(name.empty() ? "must be an object" : std::string(name) + ": must be an object");
  }
  for (const auto& member : object.members()) {
    bool known = std::any_of(fields.begin(), fields.end(), [&](const Field& f) { return f.key == member.first; });
    if (!known) return invalid(std::string(prefix) + member.first + ": unknown key");
  }
  SplitFields out;
  for (const auto& field : fields) {
    const Json* value = object.find(field.key);
    if (!value) {
      if (field.required) return invalid(std::string(prefix) + std::string(field.key) + ": is missing");
      continue;
    }
    auto checked = check_field(field, *value);
    if (!checked.ok()) return Error{checked.error().code, std::string(prefix) + checked.error().what};
    (field.sealed ? out.sealed : out.clear).set(std::string(field.key), std::move(*checked));
  }
  return out;
}

}  // namespace redress
