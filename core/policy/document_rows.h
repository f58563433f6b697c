// Reading the lists of a policy document.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "core/policy/document_reader.h"

namespace redress {

// The rows of a list; a `code` may stand once only.
template <class Row, class Read>
std::vector<Row> read_rows(ObjectReader& document, std::string_view key, Read read,
                           bool may_be_absent = false) {
  std::vector<Row> rows;
  document.each(key, may_be_absent, [&](const Json& item, const std::string& path) {
    ObjectReader reader(item, path, document.errors());
    Row row = read(reader);
    reader.done();
    if constexpr (requires { row.code; }) {
      bool twice =
          std::any_of(rows.begin(), rows.end(), [&](const Row& other) { return other.code == row.code; });
      if (twice && !row.code.empty())
        document.errors().add(path + ".code", "\"" + row.code + "\" stands twice");
    }
    rows.push_back(std::move(row));
  });
  if (rows.empty() && !may_be_absent) document.fail(key, "must not be empty");
  return rows;
}

}  // namespace redress
