#include "sync/headoffice/report/running_days.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "sync/headoffice/report/sheet_sums.h"

namespace redress::headoffice {

namespace {

// A row that time may still change, as it was added last.
struct Open {
  ReportRow row;
  Instant added_as_of, changes_at;
};

constexpr std::int64_t kSame_time_ms = kMinute_ms;

bool changes_later(const Open& a, const Open& b) { return a.changes_at > b.changes_at; }  // the soonest on top of the heap

}  // namespace

struct RunningDays::Day {
  explicit Day(PeriodKind kind) : sums(kind) {}
  std::int64_t version = 0;
  Instant as_of;
  SheetSums sums;
  std::vector<Open> open;  // a heap

  void add(ReportRow row, Instant now) {
    sums.add(row, now);
    const auto next = changes_next(row.fact, now);
    if (!next) return;
    open.push_back({std::move(row), now, *next});
    std::push_heap(open.begin(), open.end(), changes_later);
  }

  void advance_to(Instant now) {
    while (!open.empty() && open.front().changes_at <= now) {
      std::pop_heap(open.begin(), open.end(), changes_later);
      auto one = std::move(open.back());
      open.pop_back();
      sums.take_out(one.row, one.added_as_of);
      add(std::move(one.row), now);
    }
    as_of = now;
  }
};

struct RunningDays::Days {
  using Key = std::tuple<PeriodKind, std::int64_t, std::int64_t>;  // kind, mall, day
  std::map<Key, Day> kept;
  Instant as_of;  // of the last sheet

  // What lies before the period that runs now will not run again.
  void forget_before(PeriodKind kind, std::int64_t first_day) {
    std::erase_if(kept, [&](const auto& one) { return std::get<0>(one.first) == kind && std::get<2>(one.first) < first_day; });
  }
};

RunningDays::RunningDays() : days_(std::make_unique<Days>()) {}
RunningDays::~RunningDays() = default;

Result<RunningDays::Day*> RunningDays::day(Database& db, const Period& period, std::int64_t mall, std::int64_t day,
                                           std::int64_t version, Instant now) {
  static const std::string sql =
      "SELECT " + std::string(kReport_columns) + " FROM report_case WHERE mall = ? AND day = ? AND kinds & ?";
  auto& kept = days_->kept.try_emplace({period.kind(), mall, day}, period.kind()).first->second;
  if (kept.version == version && kept.as_of <= now) {
    kept.advance_to(now);
    return &kept;
  }
  Day fresh(period.kind());
  fresh.version = version;
  fresh.as_of = now;
  auto row = db.query(sql, mall, day, kind_bit(period.kind()));
  while (true) {
    REDRESS_TRY_ASSIGN(bool more, row.step());
    if (!more) break;
    ReportRow found;
    read_report_row(row, found);
    fresh.add(std::move(found), now);
  }
  kept = std::move(fresh);
  return &kept;
}

Result<Sheet> RunningDays::sheet(Database& db, const Period& period, const std::vector<std::int64_t>& malls, Instant now) {
  const auto first = days_from_civil(period.first_day()), end = days_from_civil(period.end_day());
  std::lock_guard lock(guard_);
  // Two pages at once may come in the other order than they looked at the clock; one that really went back counts anew.
  auto& newest = days_->as_of;
  now = newest > now && newest - now < kSame_time_ms ? newest : now;
  newest = now;
  days_->forget_before(period.kind(), first);
  SheetSums sums(period.kind());
  for (auto mall : malls) {
    auto row = db.query("SELECT day, version FROM report_day WHERE mall = ? AND day >= ? AND day < ?", mall, first, end);
    while (true) {
      REDRESS_TRY_ASSIGN(bool more, row.step());
      if (!more) break;
      REDRESS_TRY_ASSIGN(const auto* part, day(db, period, mall, row.integer(0), row.integer(1), now));
      sums += part->sums;
    }
  }
  return sums.sheet(now);
}

}  // namespace redress::headoffice
