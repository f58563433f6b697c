// report_case: what reports know of each case, written behind the record (report_upkeep.h). A report of a period
// sees only what had happened by the period's end, so a case has one row for each state it was in at the end of its
// week, month, quarter, half-year and year; mostly all five share one. Rows are a pure function of the case's events.
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

#include "core/report/case_fact.h"
#include "core/store/database.h"

namespace redress::headoffice {

class Office;
struct CaseRecord;

// Bit of a period kind in report_case.kinds.
constexpr int kind_bit(PeriodKind kind) { return 1 << static_cast<int>(kind); }

// What a report reads of one case; `code` and device beside the fact.
struct ReportRow {
  CaseCode code;
  std::int64_t mall = 0, device = 0;
  CivilDate day;             // of capture, in the mall's time zone
  Instant known_at;          // arrival of the last event it rests on
  std::string policy;        // version that judged it
  CaseFact fact;
};
// Columns of report_case in the order read_report_row() reads them.
extern const std::string_view kReport_columns;
extern const int kReport_column_count;
void read_report_row(const Statement& row, ReportRow& into);

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
using DayChanges = std::map<std::pair<std::int64_t, CivilDate>, DayChange>;  // mall, day

class ReportRows {
 public:
  ReportRows(Office& office, Database& db) : office_(office), db_(db) {}
  // The case with all its events; `is_new`: no event of it was here before.
  Status put(CaseCode code, const CaseRecord& record, bool is_new);
  // Something beside its events changed that sheets of its periods show.
  Status touch_case(CaseCode code) { return touch_periods_of(code.number); }
  // Something beside its events changed what its rows say: same complaints of others (R53). Rows that are not there yet
  // are written in their turn.
  Status put_again(CaseCode code);
  // What was changed: for RunningDays, once the transaction is committed.
  Result<DayChanges> finish();

 private:
  Status put_row(const ReportRow& row, int kinds);
  // The case's rows as they stand, as ones that came or went.
  Status note_rows(CaseCode code, int sign);
  Status put_links(CaseCode code, const CaseRecord& record, bool is_new);
  Status pass_on_repeat(std::uint64_t earlier);
  Status touch_periods_of(std::uint64_t code);
  void touch(std::int64_t mall, CivilDate day);
  Office& office_;
  Database& db_;
  std::set<std::tuple<PeriodKind, CivilDate, std::int64_t>> touched_;  // first day of the period, mall
  DayChanges changed_days_;
};

}  // namespace redress::headoffice
