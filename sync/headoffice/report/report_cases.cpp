#include "sync/headoffice/report/report_cases.h"

#include "sync/headoffice/record/office.h"
#include "sync/headoffice/report/report_upkeep.h"

namespace redress::headoffice {

namespace {

template <class Counts>
Result<ReportCases> list(Office& office, const Period& period, ReportScope scope, const Visitor& visitor,
                         std::size_t most, const Counts& counts) {
  REDRESS_TRY(bound_scope(office, visitor, scope));
  REDRESS_TRY(catch_up_reports(office));
  ReportCases out;
  REDRESS_TRY_ASSIGN(auto reader, office.store().read());
  REDRESS_TRY(
      each_report_row(office, *reader, period, scope, office.now(), [&](const ReportRow& row, Instant at) {
        out.as_of = at;
        if (row.fact.contact_type != kContactTypes.name(ContactType::complaint) || !counts(row, at)) return;
        ++out.total;
        if (out.rows.size() < most) out.rows.push_back(row);
      }));
  return out;
}

}  // namespace

// The figure of one case alone says in which part of it the case is.
Result<ReportCases> cases_of_figure(Office& office, const Period& period, ReportScope scope, KpiCode code,
                                    FigurePart part, const Visitor& visitor, std::size_t most) {
  return list(office, period, std::move(scope), visitor, most, [&](const ReportRow& row, Instant at) {
    Measured alone;
    alone.tally = tally_of(row.fact, at);
    alone.channels_known = kChannels.find(row.fact.channel).has_value();
    auto figure = kpi(code).figure(alone, {});
    if (part == FigurePart::numerator) return figure.numerator != 0;
    return (part == FigurePart::denominator ? figure.denominator : figure.excluded) != 0;
  });
}

Result<ReportCases> cases_counted(Office& office, const Period& period, ReportScope scope, Count count,
                                  const Visitor& visitor, std::size_t most) {
  return list(office, period, std::move(scope), visitor, most,
              [&](const ReportRow& row, Instant at) { return tally_of(row.fact, at)[count] != 0; });
}

}  // namespace redress::headoffice
