// What stands beside the rows of a case, under moments instead of periods: report_standing, when it stood open past its
// deadline or escalated (standing.h), and report_late, its events that came here on a later day than they happened.
//
// Lives for one transaction on the writing connection.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "core/base/zone.h"
#include "core/model/case_fold.h"
#include "sync/headoffice/report/report_row.h"

namespace redress::headoffice {

// Rows that came (+1) or went (-1), and the mall's number of changes behind them.
struct StandingChange {
  std::int64_t version = 0;
  std::vector<std::pair<StandingRow, int>> rows;
};

class BesideRows {
 public:
  explicit BesideRows(Database& db) : db_(db) {}
  // Of one case: what is here is taken out, what is true now put in, and the difference written.
  Status take_out(CaseCode code);
  void put(StandingRow row) { now_.push_back(std::move(row)); }
  void put_late(const ReportRow& row, const CaseEvent& event, const Zone& zone);
  Status finish_case();
  // Mall → the earliest moment of which something changed.
  const std::map<std::int64_t, Instant>& changed_from() const { return changed_from_; }
  Result<std::map<std::int64_t, StandingChange>> finish();

 private:
  struct Late {
    std::int64_t mall = 0;
    Instant arrived_at;
    CaseCode code;
    Instant happened_at;
    auto operator<=>(const Late&) const = default;
  };
  Status note(const StandingRow& row, int sign, Instant from);
  Status note(const Late& late, int sign);
  void changed(std::int64_t mall, Instant from);
  Database& db_;
  std::vector<StandingRow> was_, now_;
  std::set<Late> late_was_, late_now_;
  std::map<std::int64_t, Instant> changed_from_;
  std::map<std::int64_t, StandingChange> changes_;
};

}  // namespace redress::headoffice
