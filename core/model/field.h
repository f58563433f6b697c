// Field lists: one table row names a value's key, type and limits; parsing, checking and documentation of
// intake, actions and event bodies all read the same rows.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"

namespace redress {

enum class FieldType {
  text,       // several lines a person typed, sealed unless said otherwise
  line,       // one line a person typed
  word,       // one of `words`, separated by '|'
  words,      // list of them, no repeats
  name,       // code of the policy or site: [a-z0-9_.-]{1,40}
  names,      // list of those, no repeats
  staff,      // staff number: [0-9A-Za-z]{1,16}
  integer,    // min…max
  flag,
  instant,    // milliseconds since 1970 UTC, plausible (2020…2100)
  date,       // "2026-04-12"
  case_code,  // compact or grouped; stored compact
  event_id,
  event_ids,
  integers,   // list of integers min…max
};

struct Field {
  std::string_view key;
  FieldType type;
  bool required = false;
  bool sealed = false;
  std::string_view words = {};
  std::int64_t min = 0, max = 0;
};

// "a|b|c" taken apart: Field::words and lists like it, in their order.
std::vector<std::string_view> listed_words(std::string_view words);
bool is_listed(std::string_view words, std::string_view value);

// Checks one value and returns it normalised (text cleaned, code compacted). Errors start with the key.
Result<Json> check_field(const Field& field, const Json& value);

struct SplitFields {
  Json clear = Json::object();
  Json sealed = Json::object();  // empty object if nothing was typed
};
// Checks all members of `object` against `fields`: unknown keys, missing or bad values are errors that
// name the key. `prefix` goes before keys in errors ("impact.").
Result<SplitFields> check_fields(std::span<const Field> fields, const Json& object, std::string_view prefix = {});

}  // namespace redress
