// report_case: what reports know of each case, written behind the record (report_upkeep.h). A report of a period judges what
// was received in it by what had happened until the period settled, so a case has one row for each state it was in when its
// week, month, quarter, half-year and year did; mostly all five share one. report_standing and report_late (beside_rows.h)
// follow. All are pure functions of the case's events.
//
// Lives for one transaction on the writing connection.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "core/report/period.h"
#include "sync/headoffice/report/beside_rows.h"
#include "sync/headoffice/report/report_row.h"

namespace redress::headoffice {

class Office;
struct CaseRecord;

// Bit of a period kind in report_case.kinds.
constexpr int kind_bit(PeriodKind kind) { return 1 << static_cast<int>(kind); }

// A row that came (+1) or went (-1) for those kinds of periods.
struct RowChange {
  ReportRow row;
  int kinds = 0, sign = 0;
};
// The rows of one day of one mall that a transaction changed.
struct DayChange {
  std::int64_t version = 0;  // of report_day, behind them
  std::vector<RowChange> rows;
};
struct ReportChanges {
  std::map<std::pair<std::int64_t, CivilDate>, DayChange> days;  // by mall and day
  std::map<std::int64_t, StandingChange> standing;               // by mall
};

class ReportRows {
 public:
  ReportRows(Office& office, Database& db) : office_(office), db_(db), beside_(db) {}
  // The case with all its events; `is_new`: no event of it was here before.
  Status put(CaseCode code, const CaseRecord& record, bool is_new);
  // Something beside its events changed that sheets of its periods show.
  Status touch_case(CaseCode code) { return touch_periods_of(code.number); }
  // Something beside its events changed what its rows say: same complaints of others (R53). Rows that are not there yet
  // are written in their turn.
  Status put_again(CaseCode code);
  // What was changed: for RunningDays, once the transaction is committed.
  Result<ReportChanges> finish();

 private:
  // The rows of the case by its kinds, and what stands beside them.
  Status put_states(const CaseRecord& record, const std::vector<CaseEvent>& events, ReportRow row);
  Status touch_sheets();
  // The case's rows as they stand, as ones that came or went.
  Status note_rows(CaseCode code, int sign);
  Status put_links(CaseCode code, const CaseRecord& record, bool is_new);
  Status pass_on_repeat(std::uint64_t earlier);
  Status touch_periods_of(std::uint64_t code);
  void touch(std::int64_t mall, CivilDate day);
  Office& office_;
  Database& db_;
  std::set<std::tuple<PeriodKind, CivilDate, std::int64_t>> touched_;  // first day of the period, mall
  std::map<std::pair<std::int64_t, CivilDate>, DayChange> changed_days_;
  BesideRows beside_;
};

}  // namespace redress::headoffice
