// The cases behind a figure of a report: every number can be followed to the complaints it counts (R136).
#pragma once

#include <utility>

#include "sync/headoffice/report/report.h"

namespace redress::headoffice {

enum class FigurePart { numerator, denominator, excluded };
inline constexpr auto kFigureParts = words<FigurePart>("numerator", "denominator", "excluded");

// Counts that are listed beside the figures.
inline constexpr std::pair<std::string_view, Count> kListed_counts[] = {
    {"received", Count::received},
    {"overdue", Count::overdue},
    {"escalated", Count::escalated},
    {"transit_over_hour", Count::transit_over_hour},
    {"late_by_transit", Count::late_by_transit}};

struct ReportCases {
  std::vector<ReportRow> rows;  // oldest first, at most as many as asked for
  std::int64_t total = 0;
  Instant as_of;
};
// Figures that do not count cases (completeness, handling efficiency) have none. The visitor's mall bounds
// the scope.
Result<ReportCases> cases_of_figure(Office& office, const Period& period, ReportScope scope, KpiCode code,
                                    FigurePart part, const Visitor& visitor, std::size_t most);
Result<ReportCases> cases_counted(Office& office, const Period& period, ReportScope scope, Count count,
                                  const Visitor& visitor, std::size_t most);

}  // namespace redress::headoffice
