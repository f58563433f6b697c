#include "sync/headoffice/rules/document_diff.h"

#include <algorithm>

namespace redress::headoffice {

namespace {

std::string words_of(const Json& value) {
  return value.is_string() ? std::string(value.string()) : value.dump();
}

std::string joined(const std::string& path, std::string_view key) {
  return path.empty() ? std::string(key) : path + "." + std::string(key);
}

// What a row is called among its neighbours; empty: it has no name.
std::string name_of(const Json& row) {
  for (auto key : {"code", "id", "date"})
    if (row[key].is_string()) return std::string(row[key].string());
  return {};
}

bool is_named(const Json& list) {
  return !list.items().empty() &&
         std::all_of(list.items().begin(), list.items().end(), [](const Json& row) { return !name_of(row).empty(); });
}

const Json* find_row(const Json& list, const std::string& name) {
  for (const auto& row : list.items())
    if (name_of(row) == name) return &row;
  return nullptr;
}

class Comparison {
 public:
  std::vector<Difference> found;

  void compare(const std::string& path, const Json& before, const Json& after) {
    if (before == after) return;
    if (before.is_object() && after.is_object()) return members(path, before, after);
    if (is_named(before) && is_named(after)) return rows(path, before, after);
    found.push_back({path, words_of(before), words_of(after)});
  }

 private:
  void members(const std::string& path, const Json& before, const Json& after) {
    for (const auto& [key, value] : before.members()) {
      if (const auto* other = after.find(key)) compare(joined(path, key), value, *other);
      else found.push_back({joined(path, key), words_of(value), {}});
    }
    for (const auto& [key, value] : after.members())
      if (!before.has(key)) found.push_back({joined(path, key), {}, words_of(value)});
  }

  void rows(const std::string& path, const Json& before, const Json& after) {
    for (const auto& row : before.items()) {
      auto name = name_of(row);
      if (const auto* other = find_row(after, name)) compare(joined(path, name), row, *other);
      else found.push_back({joined(path, name), words_of(row), {}});
    }
    for (const auto& row : after.items())
      if (!find_row(before, name_of(row))) found.push_back({joined(path, name_of(row)), {}, words_of(row)});
    if (order_of(before) != order_of(after) && found.empty()) found.push_back({path, order_of(before), order_of(after)});
  }

  static std::string order_of(const Json& list) {
    std::string out;
    for (const auto& row : list.items()) out += (out.empty() ? "" : ", ") + name_of(row);
    return out;
  }
};

}  // namespace

std::vector<Difference> differences(const Json& before, const Json& after) {
  Comparison comparison;
  comparison.compare({}, before, after);
  return std::move(comparison.found);
}

}  // namespace redress::headoffice
