#include "sync/headoffice/report/running_days.h"

#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "sync/headoffice/report/running_standing.h"
#include "sync/headoffice/report/sheet_sums.h"

namespace redress::headoffice {

namespace {

// A row that time may still change, as it was added last.
struct Open {
  ReportRow row;
  Instant added_as_of, changes_at;
};

constexpr std::int64_t kSame_time_ms = kMinute_ms;

}  // namespace

struct RunningDays::Day {
  explicit Day(PeriodKind kind) : sums(kind) {}
  std::int64_t version = 0;
  Instant as_of;
  SheetSums sums;
  std::map<CaseCode, Open> open;
  std::set<std::pair<Instant, CaseCode>> moments;  // when the open ones change next

  void add(ReportRow row, Instant now) {
    sums.add(row, now);
    const auto next = changes_next(row.fact, now);
    if (!next) return;
    const auto code = row.code;
    moments.emplace(*next, code);
    open.insert_or_assign(code, Open{std::move(row), now, *next});
  }

  // What time no longer changes weighs the same at every moment.
  void take_out(const ReportRow& row) {
    const auto at = open.find(row.code);
    if (at == open.end()) return sums.take_out(row, as_of);
    sums.take_out(at->second.row, at->second.added_as_of);
    moments.erase({at->second.changes_at, row.code});
    open.erase(at);
  }

  void advance_to(Instant now) {
    while (!moments.empty() && moments.begin()->first <= now) {
      auto row = open.at(moments.begin()->second).row;
      take_out(row);
      add(std::move(row), now);
    }
    as_of = now;
  }
};

struct RunningDays::Days {
  using Key = std::tuple<PeriodKind, std::int64_t, std::int64_t>;  // kind, mall, day
  std::map<Key, Day> kept;
  RunningStanding standing;
  Instant as_of;  // of the last sheet

  // What has settled will not be asked for again.
  void forget_settled(PeriodKind kind, Instant now) {
    const auto settles = add_days(civil_from_days(now.ms / kDay_ms), -kSettle_days - 1);  // a day for the time zones
    const auto first_day = days_from_civil(Period::of(kind, settles).first_day());
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

void RunningDays::follow(const ReportChanges& changes) {
  std::lock_guard lock(guard_);
  days_->standing.follow(changes.standing);
  for (const auto& [where, change] : changes.days)
    for (auto kind : {PeriodKind::week, PeriodKind::month}) {
      const auto kept = days_->kept.find({kind, where.first, days_from_civil(where.second)});
      if (kept == days_->kept.end() || kept->second.version != change.version - 1) continue;
      auto& day = kept->second;
      for (const auto& [row, kinds, sign] : change.rows) {
        if (!(kinds & kind_bit(kind))) continue;
        if (sign > 0) day.add(row, day.as_of);
        else day.take_out(row);
      }
      day.version = change.version;
    }
}

Result<Sheet> RunningDays::sheet(Database& db, const Period& period, const std::vector<MallMoment>& malls, Instant now) {
  const auto first = days_from_civil(period.first_day()), end = days_from_civil(period.end_day());
  std::lock_guard lock(guard_);
  // Two pages at once may come in the other order than they looked at the clock; one that really went back counts anew.
  auto& newest = days_->as_of;
  now = newest > now && newest - now < kSame_time_ms ? newest : now;
  newest = now;
  days_->forget_settled(period.kind(), now);
  SheetSums sums(period.kind());
  for (const auto& [mall, ended_at] : malls) {
    REDRESS_TRY(days_->standing.add_to(sums, db, mall, ended_at.value_or(now), now));
    auto row = db.query("SELECT day, version FROM report_day WHERE mall = ? AND day >= ? AND day < ?", mall, first, end);
    while (true) {
      REDRESS_TRY_ASSIGN(bool more, row.step());
      if (!more) break;
      REDRESS_TRY_ASSIGN(const auto* part, day(db, period, mall, row.integer(0), row.integer(1), now));
      sums += part->sums;
    }
  }
  return sums.sheet();
}

}  // namespace redress::headoffice
