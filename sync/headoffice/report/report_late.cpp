#include "sync/headoffice/report/report_late.h"

#include <algorithm>

#include "sync/headoffice/record/office.h"
#include "sync/headoffice/report/report_sheet.h"
#include "sync/headoffice/report/sheet_sums.h"

namespace redress::headoffice {

namespace {

struct Found {
  CaseCode code;
  Instant arrived_at;   // the last that came behind the end
  bool of_any = false;  // it had happened before the end; else it counts for what was received in the period alone
};

Result<std::vector<Found>> arrived_behind(Database& db, std::int64_t mall, Instant end, Instant settled) {
  std::vector<Found> out;
  auto row = db.query(
      "SELECT code, max(arrived_at), max(happened_at < ?2) FROM report_late WHERE mall = ?1 AND arrived_at >= ?2"
      " AND (happened_at < ?2 OR (arrived_at >= ?3 AND happened_at < ?3)) GROUP BY code",
      mall, end, settled);
  while (true) {
    REDRESS_TRY_ASSIGN(bool more, row.step());
    if (!more) return out;
    out.push_back({{row.number(0)}, row.instant(1), row.integer(2) != 0});
  }
}

// As the case was when its own period of that kind settled.
Result<bool> concerns(Database& db, const Found& found, const Period& period, const ReportScope& scope, Instant at) {
  static const auto sql = "SELECT " + std::string(kReport_columns) + " FROM report_case WHERE code = ? AND kinds & ?";
  auto row = db.query(sql, found.code.number, kind_bit(period.kind()));
  REDRESS_TRY_ASSIGN(bool here, row.step());
  if (!here) return false;
  ReportRow of;
  read_report_row(row, of);
  const bool received = of.day >= period.first_day() && of.day < period.end_day();
  return is_complaint(of) && of.day < period.end_day() && (found.of_any || received) && part_of(of, scope, at) == Part::all;
}

}  // namespace

Status find_late(Office& office, Database& db, const Period& period, const ReportScope& scope, Instant now, Sheet& sheet) {
  for (const auto& rules : office.rules().all()) {
    const auto end = period.end(rules->site.zone);
    if ((!scope.mall.empty() && rules->mall_id != scope.mall) || now < end) continue;
    REDRESS_TRY_ASSIGN(const auto all, arrived_behind(db, rules->mall, end, period.settled(rules->site.zone)));
    for (const auto& found : all) {
      REDRESS_TRY_ASSIGN(const bool yes, concerns(db, found, period, scope, sheet.judged_at));
      if (yes) sheet.late.push_back({found.code, found.arrived_at});
    }
  }
  std::sort(sheet.late.begin(), sheet.late.end(), [](const LateCase& a, const LateCase& b) {
    return a.arrived_at != b.arrived_at ? a.arrived_at > b.arrived_at : a.code < b.code;
  });
  sheet.late_cases = static_cast<std::int64_t>(sheet.late.size());
  if (sheet.late.size() > Sheet::kListed) sheet.late.resize(Sheet::kListed);
  return {};
}

}  // namespace redress::headoffice
