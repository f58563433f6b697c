// What a draft changes in a document, value by value: the table of page 65 and of `policy diff`.
#pragma once

#include <string>
#include <vector>

#include "core/base/json.h"

namespace redress::headoffice {

struct Difference {
  std::string path;           // clocks.level_4.resolve.amount, categories.facilities.labels.en
  std::string before, after;  // compact JSON; empty: is not there
};
// Rows of a list are matched by their code, id or date, so moving one is no change of the others.
std::vector<Difference> differences(const Json& before, const Json& after);

}  // namespace redress::headoffice
