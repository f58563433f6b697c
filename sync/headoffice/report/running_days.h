// Sums of each day of the weeks and months that have not settled, in memory. What the upkeep of report rows changed is added and
// taken out row by row; a day whose changes did not all come this way (another process, a rebuild) is read again, which its
// report_day.version tells. Else only the rows are judged anew whose moment has come: late, ripe, taken as closed. So a page
// of such a month costs what changed, not what there is. What stands open at its end is kept likewise (running_standing.h).
//
// A day of a mall takes a tally and its node, about 350 bytes, for each word of its cuts (category, place, person …), and a
// whole row for each case that time may still change.
//
// Thread: any.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "core/base/instant.h"
#include "core/base/result.h"
#include "core/store/database.h"
#include "sync/headoffice/report/report_rows.h"

namespace redress {
class Period;
}

namespace redress::headoffice {

struct Sheet;

struct MallMoment {
  std::int64_t mall = 0;
  std::optional<Instant> ended_at;  // last moment of the period, if it is over there
};

class RunningDays {
 public:
  RunningDays();
  ~RunningDays();
  // Of a week or month that has begun and not settled in any of the malls; `db` stands in one transaction. The same as
  // count_rows() as of `now`, or of what another page saw as now a moment ago.
  Result<Sheet> sheet(Database& db, const Period& period, const std::vector<MallMoment>& malls, Instant now);
  // What a transaction changed, once it is committed.
  void follow(const ReportChanges& changes);

 private:
  struct Day;
  struct Days;
  Result<Day*> day(Database& db, const Period& period, std::int64_t mall, std::int64_t day, std::int64_t version, Instant now);
  std::mutex guard_;
  std::unique_ptr<Days> days_;
};

}  // namespace redress::headoffice
