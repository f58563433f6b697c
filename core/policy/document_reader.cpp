#include "core/policy/document_reader.h"

#include <algorithm>

#include "core/base/utf8.h"

namespace redress {

void DocumentErrors::add(std::string path, std::string reason) { lines_.push_back(std::move(path) + ": " + std::move(reason)); }

Status DocumentErrors::status(std::string_view document) const {
  if (lines_.empty()) return {};
  constexpr std::size_t kShown = 20;
  std::string what(document);
  for (std::size_t i = 0; i < std::min(lines_.size(), kShown); ++i) what += (i ? "\n" : ": ") + lines_[i];
  if (lines_.size() > kShown) what += "\nand " + std::to_string(lines_.size() - kShown) + " more";
  return invalid(std::move(what));
}

bool is_document_name(std::string_view text) {
  return !text.empty() && text.size() <= 40 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-';
  });
}

ObjectReader::ObjectReader(const Json& json, std::string path, DocumentErrors& errors)
    : json_(json), path_(std::move(path)), errors_(errors) {
  if (!json_.is_object()) errors_.add(path_.empty() ? "document" : path_, "must be an object");
}

std::string ObjectReader::path_of(std::string_view key) const { return path_.empty() ? std::string(key) : path_ + "." + std::string(key); }

const Json& ObjectReader::value(std::string_view key) {
  asked_.emplace(key);
  if (json_.is_object() && !json_.has(key)) fail(key, "is missing");
  return json_[key];
}

std::string ObjectReader::text(std::string_view key, std::size_t max_bytes) {
  const Json& v = value(key);
  if (!has(key)) return {};
  if (!v.is_string() || v.string().empty() || v.string().size() > max_bytes) {
    fail(key, "must be a text of 1 to " + std::to_string(max_bytes) + " bytes");
    return {};
  }
  return std::string(v.string());
}

std::string ObjectReader::optional_text(std::string_view key, std::size_t max_bytes) {
  asked_.emplace(key);
  return has(key) ? text(key, max_bytes) : std::string();
}

std::string ObjectReader::name(std::string_view key) {
  const Json& v = value(key);
  if (!json_.has(key)) return {};
  if (!v.is_string() || !is_document_name(v.string())) {
    fail(key, "must be a name of 1 to 40 characters a-z 0-9 _ . -");
    return {};
  }
  return std::string(v.string());
}

std::string ObjectReader::optional_name(std::string_view key) {
  asked_.emplace(key);
  return has(key) ? name(key) : std::string();
}

std::vector<std::string> ObjectReader::names(std::string_view key, bool may_be_absent) {
  std::vector<std::string> out;
  each(key, may_be_absent, [&](const Json& item, const std::string& path) {
    std::string text(item.string());
    if (!is_document_name(text)) errors_.add(path, "must be a name of 1 to 40 characters a-z 0-9 _ . -");
    else if (std::find(out.begin(), out.end(), text) != out.end()) errors_.add(path, "stands twice");
    else out.push_back(std::move(text));
  });
  return out;
}

std::string ObjectReader::word(std::string_view key, const std::vector<std::string_view>& words) {
  const Json& v = value(key);
  if (!json_.has(key)) return {};
  if (std::find(words.begin(), words.end(), v.string()) != words.end()) return std::string(v.string());
  std::string reason = "must be one of";
  for (auto allowed : words) reason += " " + std::string(allowed);
  fail(key, reason);
  return {};
}

std::int64_t ObjectReader::integer(std::string_view key, std::int64_t min, std::int64_t max) {
  const Json& v = value(key);
  if (!json_.has(key)) return min;
  if (!v.is_int() || v.integer() < min || v.integer() > max) {
    fail(key, "must be a whole number from " + std::to_string(min) + " to " + std::to_string(max));
    return min;
  }
  return v.integer();
}

std::int64_t ObjectReader::integer_or(std::string_view key, std::int64_t min, std::int64_t max, std::int64_t fallback) {
  asked_.emplace(key);
  return has(key) ? integer(key, min, max) : fallback;
}

std::vector<std::int64_t> ObjectReader::integers(std::string_view key, std::int64_t min, std::int64_t max) {
  std::vector<std::int64_t> out;
  each(key, false, [&](const Json& item, const std::string& path) {
    if (item.is_int() && item.integer() >= min && item.integer() <= max) out.push_back(item.integer());
    else errors_.add(path, "must be a whole number from " + std::to_string(min) + " to " + std::to_string(max));
  });
  return out;
}

bool ObjectReader::flag(std::string_view key, bool fallback) {
  asked_.emplace(key);
  if (!has(key)) return fallback;
  if (!json_[key].is_bool()) fail(key, "must be true or false");
  return json_[key].boolean(fallback);
}

Labels ObjectReader::labels(std::string_view key) {
  Labels out;
  object(key, [&](ObjectReader& reader) {
    for (const auto& row : kLanguages) out.by_language[static_cast<std::size_t>(row.id)] = reader.text(row.code, 2000);
  });
  return out;
}

CivilDate ObjectReader::date(std::string_view key) {
  const Json& v = value(key);
  auto parsed = parse_date(v.string());
  if (!parsed && json_.has(key)) fail(key, "must be a day such as 2026-10-01");
  return parsed.value_or(CivilDate{});
}

void ObjectReader::each(std::string_view key, bool may_be_absent, const std::function<void(const Json&, const std::string&)>& item) {
  asked_.emplace(key);
  if (may_be_absent && !has(key)) return;
  const Json& list = value(key);
  if (!list.is_array()) {
    if (has(key)) fail(key, "must be a list");
    return;
  }
  for (std::size_t i = 0; i < list.items().size(); ++i) item(list.items()[i], path_of(key) + "[" + std::to_string(i) + "]");
}

void ObjectReader::object(std::string_view key, const std::function<void(ObjectReader&)>& read) {
  const Json& v = value(key);
  if (!json_.has(key)) return;
  ObjectReader reader(v, path_of(key), errors_);
  if (!v.is_object()) return;
  read(reader);
  reader.done();
}

void ObjectReader::done() {
  for (const auto& [key, unused] : json_.members())
    if (!asked_.contains(key)) fail(key, "is not known here");
}

}  // namespace redress
