// One report: figures of a period and scope with what they rest on. Once the period has settled it gives the same report
// for ever, unless something arrived late; then those cases are named (R133–R158). Until then it is provisional.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "sync/headoffice/people/session.h"
#include "sync/headoffice/record/devices.h"
#include "sync/headoffice/report/report_sheet.h"

namespace redress::headoffice {

struct TrendPoint {
  Period period;
  Measured measured;
  bool settled = false;
};

struct CategoryLine {
  std::string code;
  std::int64_t received = 0, before = 0;
  // Least and most in the periods before, by length of the period; nothing without three of them.
  std::optional<std::int64_t> usual_from, usual_to;
  bool above = false;  // early warning (R158)
};

struct CauseLine {
  std::string code;
  std::int64_t cases = 0, together = 0;  // with those before it
  Tally tally;
};

struct OverdueCase {
  ReportRow row;
  std::int64_t overdue_ms = 0;
  bool by_transit = false;                  // less than the way to head office cost
  std::optional<Instant> resolved_later_at;
  std::vector<std::string> escalate_to;     // roles of the ladder of its level, nearest first (R104, R111)
};

struct Report {
  Report(const Period& of, ReportScope within) : period(of), scope(std::move(within)) {}
  Period period;
  ReportScope scope;
  Instant as_of, judged_at;            // report_sheet.h
  bool over = false, settled = false;
  ReportRules rules;                   // of the mall's policy; of all malls what they have in common
  bool targets_differ = false;         // some target is not the same in every mall: that figure is not judged
  std::vector<std::string> policies;  // versions that judged its cases
  Sheet sheet, sheet_before;
  Measured measured, measured_before;
  std::array<Figure, kKpi_count> figures, figures_before;
  std::vector<TrendPoint> trend;  // oldest first, this period last
  std::vector<CategoryLine> categories;
  std::vector<DayWarning> unusual_days;  // of weeks and months (R158)
  std::vector<CauseLine> causes;
  std::vector<OverdueCase> overdue;
  std::vector<DeviceRow> gaps;  // devices that owe something, as it is now
  Kpi rule(KpiCode code) const;  // with its target in this scope: after-sales has a satisfaction target of its own
  const Figure& figure(KpiCode code) const { return figures[static_cast<std::size_t>(code)]; }
};

inline constexpr int kTrend_periods = 12;

// The visitor's mall bounds the scope. Errc::not_found: no such mall.
Result<Report> make_report(Office& office, const Period& period, ReportScope scope, const Visitor& visitor);

inline constexpr std::string_view kAfter_sales = "after_sales", kAfter_sales_target = "satisfaction_after_sales";

// Narrows the scope to what the visitor may see. Errc::not_found: no such mall.
Status bound_scope(Office& office, const Visitor& visitor, ReportScope& scope);

}  // namespace redress::headoffice
