#include "kiosk/app/arguments.h"

#include <algorithm>

#include "core/model/field.h"

namespace redress {

std::string Arguments::get(std::string_view name, std::string fallback) const {
  auto found = options.find(name);
  return found == options.end() ? std::move(fallback) : found->second;
}

namespace {

bool is_count(std::string_view value) {
  return !value.empty() && value.size() <= 6 && value.front() != '0' &&
         std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Status check_value(const OptionRow& row, const std::string& value) {
  const std::string name(row.name);
  if (row.value.find('|') != row.value.npos && !is_listed(row.value, value))
    return invalid(name + " is " + std::string(row.value) + ", not " + value);
  if (row.value == "N" && !is_count(value)) return invalid(name + " is a whole number from 1 on, not " + value);
  return {};
}

}  // namespace

Result<Arguments> parse_arguments(std::span<const char* const> words, std::span<const OptionRow> allowed) {
  Arguments out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::string word = words[i];
    if (word.rfind("--", 0) != 0) {
      out.files.push_back(word);
      continue;
    }
    std::string value;
    auto equals = word.find('=');
    bool joined = equals != std::string::npos;
    if (joined) {
      value = word.substr(equals + 1);
      word.resize(equals);
    }
    auto row = std::find_if(allowed.begin(), allowed.end(), [&](const OptionRow& r) { return r.name == word; });
    if (row == allowed.end()) return invalid("unknown option " + word);
    if (row->value.empty() && joined) return invalid(word + " takes no value");
    if (!row->value.empty() && !joined) {
      if (i + 1 == words.size()) return invalid(word + " needs " + std::string(row->value));
      value = words[++i];
    }
    REDRESS_TRY(check_value(*row, value));
    if (out.has(word)) return invalid(word + " stands twice");
    out.options[word] = value;
  }
  return out;
}

}  // namespace redress
