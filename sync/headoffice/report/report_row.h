// What a report reads of one case: the fact beside its code, device and day. A row stands for the case as it was at the ends
// of some of its periods (report_case) or from one moment until another (report_standing).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/model/case_code.h"
#include "core/report/case_fact.h"
#include "core/report/open_spell.h"
#include "core/store/database.h"

namespace redress::headoffice {

struct ReportRow {
  CaseCode code;
  std::int64_t mall = 0, device = 0;
  CivilDate day;             // of capture, in the mall's time zone
  std::string policy;        // version that judged it
  CaseFact fact;
  bool operator==(const ReportRow&) const = default;
};

// As it stood, not at `until` any more (standing.h).
struct StandingRow {
  ReportRow row;
  Instant from, until;
  bool holds(Instant at) const { return from <= at && at < until; }
  bool operator==(const StandingRow&) const = default;
};

// Columns in the order read_report_row() and read_standing_row() read them.
extern const std::string_view kReport_columns, kStanding_columns;
extern const int kReport_column_count;
void read_report_row(const Statement& row, ReportRow& into);
void read_standing_row(const Statement& row, StandingRow& into);

// `kinds`: the periods at whose end it is as the row says, a bit a kind. When it was repeated is what report_link says.
Status put_report_row(Database& db, const ReportRow& row, int kinds);
Status put_standing_row(Database& db, const StandingRow& standing);

}  // namespace redress::headoffice
