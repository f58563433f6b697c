// Places of a period where different people made the same complaint (R53), listed beside the figures: a
// case's level in a report follows from its own events alone, so that figures stay when others are erased.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/store/database.h"

namespace redress {
class Period;
}

namespace redress::headoffice {

class Office;
struct ReportScope;

struct ClusterLine {
  std::int64_t mall = 0;
  std::string category, place;
  std::int64_t cases = 0, people = 0;  // cases of the period; people of the whole cluster
};

// Most people first. None where the scope is narrower than category and place.
Result<std::vector<ClusterLine>> clusters_in(Office& office, Database& db, const Period& period,
                                             const ReportScope& scope);

}  // namespace redress::headoffice
