#include "sync/headoffice/report/running_standing.h"

#include "core/report/tally.h"

namespace redress::headoffice {

namespace {

constexpr Instant kNow{};                          // the key of what stands open now
constexpr std::int64_t kKept_ms = 100 * kDay_ms;  // no period that ended longer ago is unsettled

// The next moment behind `at` at which time alone changes what the row adds.
std::optional<Instant> turns_next(const StandingRow& standing, Instant at) {
  std::optional<Instant> next;
  const auto consider = [&](Instant moment) {
    if (moment > at && moment < kNo_end && (!next || moment < *next)) next = moment;
  };
  consider(standing.from);
  consider(standing.until);
  const auto& fact = standing.row.fact;
  if (fact.overdue_from) consider(*fact.overdue_from + 1);
  if (fact.ripens_at) consider(*fact.ripens_at);
  return next;
}

}  // namespace

void RunningStanding::Moment::add(const StandingRow& standing) {
  const bool holds = standing.holds(as_of);
  if (holds) sums.add_standing(standing.row, as_of);
  const auto next = fixed || as_of >= standing.until ? std::nullopt : turns_next(standing, as_of);
  if (!next) return;
  waiting.insert_or_assign({standing.row.code, standing.from}, Waiting{standing, holds ? std::optional(as_of) : std::nullopt, *next});
  turns.emplace(*next, standing.row.code, standing.from);
}

void RunningStanding::Moment::take_out(const StandingRow& standing) {
  const auto at = waiting.find({standing.row.code, standing.from});
  if (at == waiting.end()) {
    if (standing.holds(as_of)) sums.take_out_standing(standing.row, as_of);
    return;
  }
  const auto& [row, added_as_of, changes_at] = at->second;
  if (added_as_of) sums.take_out_standing(row.row, *added_as_of);
  turns.erase({changes_at, row.row.code, row.from});
  waiting.erase(at);
}

void RunningStanding::Moment::advance_to(Instant now) {
  while (!turns.empty() && std::get<0>(*turns.begin()) <= now) {
    const auto& [at, code, from] = *turns.begin();
    const auto standing = waiting.at({code, from}).standing;
    take_out(standing);
    as_of = now;
    add(standing);
  }
  as_of = now;
}

Status RunningStanding::read(Database& db, std::int64_t mall, Moment& moment) {
  static const std::string sql =
      "SELECT " + std::string(kStanding_columns) + " FROM report_standing WHERE mall = ?1 AND until_at > ?2 AND (?3 OR from_at <= ?2)";
  auto row = db.query(sql, mall, moment.as_of, !moment.fixed);
  StandingRow found;
  while (true) {
    REDRESS_TRY_ASSIGN(bool more, row.step());
    if (!more) return {};
    read_standing_row(row, found);
    moment.add(found);
  }
}

Status RunningStanding::add_to(SheetSums& sums, Database& db, std::int64_t mall, Instant at, Instant now) {
  std::erase_if(kept_, [&](const auto& one) { return one.first.second != kNow && now - one.first.second > kKept_ms; });
  const bool fixed = at < now;
  REDRESS_TRY_ASSIGN(const auto version, db.integer(0, "SELECT standing FROM mall WHERE no = ?", mall));
  auto& kept = kept_[{mall, fixed ? at : kNow}];
  if (kept.version != version || kept.as_of > at) {
    kept = Moment();
    kept.fixed = fixed;
    kept.as_of = at;
    if (auto done = read(db, mall, kept); !done.ok()) {
      kept = Moment();
      return done;
    }
    kept.version = version;
  } else if (!fixed) {
    kept.advance_to(at);
  }
  sums += kept.sums;
  return {};
}

void RunningStanding::follow(const std::map<std::int64_t, StandingChange>& changes) {
  for (auto& [key, kept] : kept_) {
    const auto change = changes.find(key.first);
    if (change == changes.end() || kept.version != change->second.version - 1) continue;
    for (const auto& [row, sign] : change->second.rows) {
      if (sign > 0) kept.add(row);
      else kept.take_out(row);
    }
    kept.version = change->second.version;
  }
}

}  // namespace redress::headoffice
