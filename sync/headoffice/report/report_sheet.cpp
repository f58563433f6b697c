#include "sync/headoffice/report/report_sheet.h"

#include <algorithm>

#include "core/base/json.h"
#include "sync/headoffice/record/office.h"
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

std::vector<std::int64_t> mall_numbers(Office& office, const ReportScope& scope) {
  std::vector<std::int64_t> out;
  for (const auto& rules : malls_of(office, scope)) out.push_back(rules->mall);
  return out;
}

// In every mall of the scope it has begun and is not over, and it is short enough to be kept day by day.
bool is_running(Office& office, const Period& period, const ReportScope& scope, Instant now) {
  const auto malls = malls_of(office, scope);
  return (kind_bit(period.kind()) & kBy_day) && scope.whole() &&
         std::all_of(malls.begin(), malls.end(), [&](const auto& rules) {
           return now >= period.begin(rules->site.zone) && now < period.end(rules->site.zone);
         });
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

Instant as_of(const Period& period, const Zone& zone, Instant now) { return std::min(now, period.end(zone)); }

std::string cut_value(const ReportRow& row, Cut cut, Instant as_of) {
  std::string room;
  return std::string(cut_word(row, cut, as_of, room));
}

bool in_scope(const ReportRow& row, const ReportScope& scope, Instant as_of) {
  std::string room;
  for (std::size_t i = 0; i < kCut_count; ++i)
    if (!scope.only[i].empty() && cut_word(row, static_cast<Cut>(i), as_of, room) != scope.only[i]) return false;
  return true;
}

Status each_report_row(Office& office, Database& db, const Period& period, const ReportScope& scope, Instant now,
                       const std::function<void(const ReportRow&, Instant)>& out) {
  static const std::string sql = "SELECT " + std::string(kReport_columns) +
                                 " FROM report_case WHERE mall = ? AND day >= ? AND day < ? AND kinds & ?";
  ReportRow found;
  for (const auto& rules : malls_of(office, scope)) {
    auto at = as_of(period, rules->site.zone, now);
    auto row = db.query(sql, rules->mall, days_from_civil(period.first_day()), days_from_civil(period.end_day()),
                        kind_bit(period.kind()));
    while (true) {
      REDRESS_TRY_ASSIGN(bool more, row.step());
      if (!more) break;
      read_report_row(row, found);
      if (in_scope(found, scope, at)) out(found, at);
    }
  }
  return {};
}

Result<Sheet> count_rows(Office& office, Database& db, const Period& period, const ReportScope& scope, Instant now) {
  SheetSums sums(period.kind());
  std::vector<std::pair<std::int64_t, CaseCode>> late;
  Instant end = now;
  REDRESS_TRY(each_report_row(office, db, period, scope, now, [&](const ReportRow& row, Instant at) {
    end = at;
    sums.add(row, at);
    if (at < now && row.known_at > at && is_complaint(row)) late.emplace_back(-row.known_at.ms, row.code);
  }));
  auto sheet = sums.sheet(end);
  sheet.late_cases = static_cast<std::int64_t>(late.size());
  sheet.late = first_codes(late);
  return sheet;
}

Result<Sheet> count_sheet(Office& office, Database& db, const Period& period, const ReportScope& scope, Instant now) {
  REDRESS_TRY_ASSIGN(auto sheet, is_running(office, period, scope, now)
                                     ? office.running_days().sheet(db, period, mall_numbers(office, scope), now)
                                     : count_rows(office, db, period, scope, now));
  REDRESS_TRY_ASSIGN(sheet.clusters, clusters_in(office, db, period, scope));
  return sheet;
}

Result<Sheet> sheet_of(Office& office, const Period& period, const ReportScope& scope) {
  REDRESS_TRY(catch_up_reports(office));
  return SheetShelf(office, period, scope).take(office.now());
}

}  // namespace redress::headoffice
