// Sums of what stands open in a mall at one moment: now, or the end of a period that has not settled. Kept in memory the way
// running_days.h keeps days, so that a page costs what changed, however much is overdue.
//
// Thread: one at a time.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "core/base/instant.h"
#include "core/base/result.h"
#include "sync/headoffice/report/sheet_sums.h"

namespace redress::headoffice {

class RunningStanding {
 public:
  // Adds to `sums` what stands open in the mall at `at`; `at` is `now`, or a fixed moment before it.
  Status add_to(SheetSums& sums, Database& db, std::int64_t mall, Instant at, Instant now);
  // What a transaction changed, once it is committed.
  void follow(const std::map<std::int64_t, StandingChange>& changes);

 private:
  struct Waiting {  // a row that time still changes, and how it was added last
    StandingRow standing;
    std::optional<Instant> added_as_of;
    Instant changes_at;
  };
  struct Moment {
    std::int64_t version = -1;  // nothing read
    bool fixed = false;
    Instant as_of;
    SheetSums sums{PeriodKind::year};
    std::map<std::pair<CaseCode, Instant>, Waiting> waiting;  // by code and from
    std::set<std::tuple<Instant, CaseCode, Instant>> turns;   // when the waiting ones change next
    void add(const StandingRow& standing);
    void take_out(const StandingRow& standing);
    void advance_to(Instant now);
  };
  Status read(Database& db, std::int64_t mall, Moment& moment);
  std::map<std::pair<std::int64_t, Instant>, Moment> kept_;  // mall, fixed moment; that of now has none
};

}  // namespace redress::headoffice
