#include "sync/headoffice/report/report_cases.h"

#include "sync/headoffice/record/office.h"
#include "sync/headoffice/report/report_upkeep.h"
#include "sync/headoffice/report/sheet_sums.h"

namespace redress::headoffice {

namespace {

// `each`: each_report_row() or each_standing_row().
template <class Each, class Counts>
Result<ReportCases> list(Office& office, const Period& period, ReportScope scope, const Visitor& visitor,
                         std::size_t most, const Each& each, const Counts& counts) {
  REDRESS_TRY(bound_scope(office, visitor, scope));
  REDRESS_TRY(catch_up_reports(office));
  ReportCases out;
  REDRESS_TRY_ASSIGN(auto reader, office.store().read());
  REDRESS_TRY(
      each(office, *reader, period, scope, office.now(), [&](const ReportRow& row, Instant at) {
        out.as_of = at;
        if (!is_complaint(row) || !counts(row, scope, at)) return;
        ++out.total;
        if (out.rows.size() < most) out.rows.push_back(row);
      }));
  return out;
}

}  // namespace

// The figure of one case alone says in which part of it the case is. The sum above a mean is made of all cases below it.
Result<ReportCases> cases_of_figure(Office& office, const Period& period, ReportScope scope, KpiCode code,
                                    FigurePart part, const Visitor& visitor, std::size_t most) {
  const auto& rule = kpi(code);
  const bool mean = rule.unit == KpiUnit::hours || rule.unit == KpiUnit::yuan;
  if (mean && part == FigurePart::numerator) part = FigurePart::denominator;
  return list(office, period, std::move(scope), visitor, most, each_report_row, [&](const ReportRow& row, const ReportScope& within, Instant at) {
    Measured alone;
    alone.tally = tally_in(row, within, at);
    alone.channels_known = alone.tally[Count::received] > 0 && kChannels.find(row.fact.channel);
    auto figure = rule.figure(alone, {});
    if (part == FigurePart::numerator) return figure.numerator != 0;
    return (part == FigurePart::denominator ? figure.denominator : figure.excluded) != 0;
  });
}

Result<ReportCases> cases_counted(Office& office, const Period& period, ReportScope scope, Count count,
                                  const Visitor& visitor, std::size_t most) {
  if (count == Count::overdue || count == Count::escalated)
    return list(office, period, std::move(scope), visitor, most, each_standing_row,
                [&](const ReportRow& row, const ReportScope&, Instant at) { return standing_of(row.fact, at)[count] != 0; });
  return list(office, period, std::move(scope), visitor, most, each_report_row,
              [&](const ReportRow& row, const ReportScope& within, Instant at) { return tally_in(row, within, at)[count] != 0; });
}

}  // namespace redress::headoffice
