#include "sync/headoffice/report/report_sheet.h"

#include <algorithm>

#include "core/base/json.h"
#include "sync/headoffice/record/office.h"
#include "sync/headoffice/report/report_late.h"
#include "sync/headoffice/report/report_upkeep.h"
#include "sync/headoffice/report/running_days.h"
#include "sync/headoffice/report/sheet_shelf.h"
#include "sync/headoffice/report/sheet_sums.h"

namespace redress::headoffice {

namespace {

// Malls of a scope; a scope of a mall that is not here has none.
std::vector<std::shared_ptr<const Rules>> malls_of(Office& office, const ReportScope& scope) {
  auto all = office.rules().all();
  if (!scope.mall.empty()) std::erase_if(all, [&](const auto& rules) { return rules->mall_id != scope.mall; });
  return all;
}

// It has begun and not settled in any mall of the scope, and it is short enough to be kept day by day.
bool is_unsettled(Office& office, const Period& period, const ReportScope& scope, Instant now) {
  const auto malls = malls_of(office, scope);
  return (kind_bit(period.kind()) & kBy_day) && scope.whole() &&
         std::all_of(malls.begin(), malls.end(), [&](const auto& rules) {
           return now >= period.begin(rules->site.zone) && now < period.settled(rules->site.zone);
         });
}

Result<Sheet> sum_days(Office& office, Database& db, const Period& period, const ReportScope& scope, Instant now) {
  std::vector<MallMoment> malls;
  for (const auto& rules : malls_of(office, scope)) {
    const auto at = as_of(period, rules->site.zone, now);
    malls.push_back({rules->mall, at < now ? std::optional(at) : std::nullopt});
  }
  return office.running_days().sheet(db, period, malls, now);
}

// Of the mall that is last to get there.
void set_moments(Office& office, const Period& period, const ReportScope& scope, Instant now, Sheet& sheet) {
  sheet.as_of = sheet.judged_at = {};
  for (const auto& rules : malls_of(office, scope)) {
    sheet.as_of = std::max(sheet.as_of, as_of(period, rules->site.zone, now));
    sheet.judged_at = std::max(sheet.judged_at, judged_at(period, rules->site.zone, now));
  }
}

}  // namespace

bool ReportScope::whole() const {
  return std::all_of(only.begin(), only.end(), [](const auto& word) { return word.empty(); });
}

std::string ReportScope::text() const {
  Json out = Json::object();
  for (std::size_t i = 0; i < kCut_count; ++i)
    if (!only[i].empty()) out.set(std::string(kCuts.names[i]), only[i]);
  return whole() ? std::string() : out.dump();
}

std::vector<std::pair<std::string, Tally>> ranked(const Sheet& sheet, Cut cut) {
  std::vector<std::pair<std::string, Tally>> rows(sheet.of(cut).begin(), sheet.of(cut).end());
  if (cut == Cut::level) return rows;
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
    if (a.first.empty() != b.first.empty()) return b.first.empty();
    return a.second[Count::received] > b.second[Count::received];
  });
  return rows;
}

Instant as_of(const Period& period, const Zone& zone, Instant now) { return std::min(now, period.end(zone) - 1); }
Instant judged_at(const Period& period, const Zone& zone, Instant now) { return std::min(now, period.settled(zone)); }

Status each_report_row(Office& office, Database& db, const Period& period, const ReportScope& scope, Instant now, const EachRow& out) {
  static const std::string sql = "SELECT " + std::string(kReport_columns) +
                                 " FROM report_case WHERE mall = ? AND day >= ? AND day < ? AND kinds & ?";
  ReportRow found;
  for (const auto& rules : malls_of(office, scope)) {
    const auto at = judged_at(period, rules->site.zone, now);
    auto row = db.query(sql, rules->mall, days_from_civil(period.first_day()), days_from_civil(period.end_day()),
                        kind_bit(period.kind()));
    while (true) {
      REDRESS_TRY_ASSIGN(bool more, row.step());
      if (!more) break;
      read_report_row(row, found);
      if (part_of(found, scope, at) != Part::none) out(found, at);
    }
  }
  return {};
}

Status each_standing_row(Office& office, Database& db, const Period& period, const ReportScope& scope, Instant now, const EachRow& out) {
  static const std::string sql =
      "SELECT " + std::string(kStanding_columns) + " FROM report_standing WHERE mall = ?1 AND until_at > ?2 AND from_at <= ?2";
  StandingRow found;
  for (const auto& rules : malls_of(office, scope)) {
    if (now < period.begin(rules->site.zone)) continue;
    const auto at = as_of(period, rules->site.zone, now);
    auto row = db.query(sql, rules->mall, at);
    while (true) {
      REDRESS_TRY_ASSIGN(bool more, row.step());
      if (!more) break;
      read_standing_row(row, found);
      if (part_of(found.row, scope, at) == Part::all) out(found.row, at);
    }
  }
  return {};
}

Result<Sheet> count_rows(Office& office, Database& db, const Period& period, const ReportScope& scope, Instant now) {
  SheetSums sums(period.kind(), scope);
  REDRESS_TRY(each_report_row(office, db, period, scope, now, [&](const ReportRow& row, Instant at) { sums.add(row, at); }));
  REDRESS_TRY(each_standing_row(office, db, period, scope, now, [&](const ReportRow& row, Instant at) { sums.add_standing(row, at); }));
  auto sheet = sums.sheet();
  set_moments(office, period, scope, now, sheet);
  return sheet;
}

Result<Sheet> count_sheet(Office& office, Database& db, const Period& period, const ReportScope& scope, Instant now) {
  REDRESS_TRY_ASSIGN(auto sheet, is_unsettled(office, period, scope, now) ? sum_days(office, db, period, scope, now)
                                                                          : count_rows(office, db, period, scope, now));
  set_moments(office, period, scope, now, sheet);
  REDRESS_TRY_ASSIGN(sheet.clusters, clusters_in(office, db, period, scope));
  REDRESS_TRY(find_late(office, db, period, scope, now, sheet));
  return sheet;
}

Result<Sheet> sheet_of(Office& office, const Period& period, const ReportScope& scope) {
  REDRESS_TRY(catch_up_reports(office));
  return SheetShelf(office, period, scope).take(office.now());
}

}  // namespace redress::headoffice
