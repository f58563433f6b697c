// Strict reading of policy and site documents: every value has a type and a range, unknown keys are errors,
// and every error names its path: "clocks.level_2.resolve.unit: must be one of …".
#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/civil.h"
#include "core/base/json.h"
#include "core/base/result.h"
#include "core/policy/labels.h"

namespace redress {

// All complaints about one document, in reading order.
class DocumentErrors {
 public:
  void add(std::string path, std::string reason);
  bool empty() const { return lines_.empty(); }
  const std::vector<std::string>& lines() const { return lines_; }
  Status status(std::string_view document) const;  // one Error with all lines

 private:
  std::vector<std::string> lines_;
};

// One object of the document. Getters record what is wrong and return a harmless value; done() complains
// about keys that nobody asked for.
class ObjectReader {
 public:
  ObjectReader(const Json& json, std::string path, DocumentErrors& errors);

  std::string text(std::string_view key, std::size_t max_bytes = 400);
  std::string optional_text(std::string_view key, std::size_t max_bytes = 400);
  std::string name(std::string_view key);  // [a-z0-9_.-]{1,40}
  std::string optional_name(std::string_view key);
  std::vector<std::string> names(std::string_view key, bool may_be_absent = false);  // no repeats
  std::string word(std::string_view key, const std::vector<std::string_view>& words);
  std::int64_t integer(std::string_view key, std::int64_t min, std::int64_t max);
  std::int64_t integer_or(std::string_view key, std::int64_t min, std::int64_t max, std::int64_t fallback);
  std::vector<std::int64_t> integers(std::string_view key, std::int64_t min, std::int64_t max);
  bool flag(std::string_view key, bool fallback);
  Labels labels(std::string_view key);
  CivilDate date(std::string_view key);

  bool has(std::string_view key) const { return json_.has(key); }
  const Json& value(std::string_view key);                     // complains if absent
  void each(std::string_view key, bool may_be_absent, const std::function<void(const Json&, const std::string&)>& item);
  void object(std::string_view key, const std::function<void(ObjectReader&)>& read);  // reads and calls done()
  void fail(std::string_view key, std::string reason) { errors_.add(path_of(key), std::move(reason)); }
  std::string path_of(std::string_view key) const;
  DocumentErrors& errors() { return errors_; }
  void done();

 private:
  const Json& json_;
  std::string path_;
  DocumentErrors& errors_;
  std::set<std::string, std::less<>> asked_;
};

bool is_document_name(std::string_view text);

}  // namespace redress
