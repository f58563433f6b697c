#include "sync/headoffice/report/report.h"

#include <algorithm>
#include <utility>

#include "sync/headoffice/cases/case_list.h"
#include "sync/headoffice/record/office.h"
#include "sync/headoffice/report/report_upkeep.h"

namespace redress::headoffice {

namespace {

constexpr std::size_t kLeast_history = 3;  // periods
constexpr std::size_t kOverdue_listed = 50;

Measured measured_of(const Sheet& sheet) {
  Measured out;
  out.tally = sheet.all;
  out.median_resolve_ms = sheet.median_resolve_ms;
  for (const auto& [channel, tally] : sheet.of(Cut::channel))
    if (kChannels.find(channel)) out.channels_known += tally[Count::received];
  return out;
}

// How complete the devices' logs are is known for now alone: what is missing may still come.
Status measure_gaps(Office& office, const Visitor& visitor, Report& report) {
  REDRESS_TRY_ASSIGN(auto devices, list_devices(office, report.scope.mall, visitor));
  const auto& only = report.scope[Cut::kiosk];
  for (auto& device : devices) {
    if (!only.empty() && std::to_string(device.no) != only) continue;
    auto numbered = static_cast<std::int64_t>(device.max_seq);
    report.measured.events_numbered += numbered;
    report.measured.events_received += numbered - device.missing;
    if (device.missing > 0) report.gaps.push_back(std::move(device));
  }
  return {};
}

std::int64_t days_of(const Period& period) {
  return days_from_civil(period.end_day()) - days_from_civil(period.first_day());
}

std::int64_t received(const Sheet& sheet, const std::string& category) {
  auto found = sheet.of(Cut::category).find(category);
  return found == sheet.of(Cut::category).end() ? 0 : found->second[Count::received];
}

// The range of earlier periods, each by its length, so that February and March can be compared.
void find_usual(const std::vector<std::pair<Period, Sheet>>& earlier, std::int64_t days, std::int64_t least, CategoryLine& line) {
  std::vector<std::int64_t> counts;
  for (const auto& [period, sheet] : earlier)
    if (sheet.all[Count::received] > 0) counts.push_back(received(sheet, line.code) * days / days_of(period));
  if (counts.size() < kLeast_history) return;
  auto [low, high] = std::minmax_element(counts.begin(), counts.end());
  line.usual_from = *low;
  line.usual_to = *high;
  line.above = line.received > *high && line.received >= least;
}

void compare_categories(const std::vector<std::pair<Period, Sheet>>& earlier, Report& report) {
  auto first_ms = days_from_civil(report.period.first_day()) * kDay_ms;
  // A running period is compared by the days that have passed, begun ones counted.
  auto passed = report.over ? days_of(report.period)
                            : std::clamp<std::int64_t>((report.as_of.ms - first_ms) / kDay_ms + 1, 1, days_of(report.period));
  for (const auto& [code, tally] : report.sheet.of(Cut::category)) {
    if (tally[Count::received] == 0) continue;  // only open from before
    CategoryLine line{code, tally[Count::received], received(report.sheet_before, code), {}, {}, false};
    find_usual(earlier, passed, report.rules.warn_period_cases, line);
    report.categories.push_back(line);
  }
  std::stable_sort(report.categories.begin(), report.categories.end(),
                   [](const auto& a, const auto& b) { return a.received > b.received; });
}

// Days of the period against the same weekdays of the periods before it.
void find_unusual_days(const std::vector<std::pair<Period, Sheet>>& earlier, Report& report) {
  auto days = report.sheet.days;
  for (const auto& [period, sheet] : earlier)
    for (const auto& [category, counts] : sheet.days) days[category].insert(counts.begin(), counts.end());
  report.unusual_days = early_warnings(days, report.period.first_day(), report.period.end_day(), report.rules.warn_day_cases);
}

// Most frequent first (R136); cases without a found cause are not among them.
void rank_causes(Report& report) {
  for (const auto& [code, tally] : report.sheet.of(Cut::cause))
    if (!code.empty() && tally[Count::received] > 0) report.causes.push_back({code, tally[Count::received], 0, tally});
  std::stable_sort(report.causes.begin(), report.causes.end(), [](const auto& a, const auto& b) { return a.cases > b.cases; });
  std::int64_t together = 0;
  for (auto& line : report.causes) line.together = together += line.cases;
}

Result<std::optional<ReportRow>> standing_row(Database& db, CaseCode code, Instant at) {
  static const auto sql =
      "SELECT " + std::string(kStanding_columns) + " FROM report_standing WHERE code = ?1 AND from_at <= ?2 AND until_at > ?2";
  auto row = db.query(sql, code.number, at);
  REDRESS_TRY_ASSIGN(bool found, row.step());
  if (!found) return std::optional<ReportRow>();
  StandingRow out;
  read_standing_row(row, out);
  return std::optional(std::move(out.row));
}

std::vector<std::string> ladder_of(Office& office, const ReportRow& row, Instant as_of) {
  const auto rules = office.rules().of(row.mall);
  const auto* type = rules ? rules->policy.contact_type(row.fact.contact_type) : nullptr;
  return type ? rules->policy.clock_row(*type, row.fact.level_at(as_of)).escalate_to : std::vector<std::string>();
}

Status list_overdue(Office& office, Database& db, Report& report) {
  for (auto code : report.sheet.overdue) {
    if (report.overdue.size() == kOverdue_listed) break;
    REDRESS_TRY_ASSIGN(auto row, standing_row(db, code, report.as_of));
    if (!row || !row->fact.overdue_from) continue;
    OverdueCase line{std::move(*row), 0, false, {}, {}};
    line.overdue_ms = report.as_of - *line.row.fact.overdue_from;
    line.by_transit = line.overdue_ms <= line.row.fact.excuse_ms;
    REDRESS_TRY_ASSIGN(auto now, find_case_row(db, code));
    if (now) line.resolved_later_at = now->fed_back_at ? now->fed_back_at : now->archived_at;
    if (line.resolved_later_at && *line.resolved_later_at <= report.as_of) line.resolved_later_at.reset();  // before a dispute
    line.escalate_to = ladder_of(office, line.row, report.as_of);
    report.overdue.push_back(std::move(line));
  }
  return {};
}

// In every mall of the scope.
bool has_passed(Office& office, const ReportScope& scope, const Period& period, Instant (Period::*moment)(const Zone&) const) {
  const auto all = office.rules().all();
  return std::all_of(all.begin(), all.end(), [&](const auto& rules) {
    return (!scope.mall.empty() && rules->mall_id != scope.mall) || office.now() >= (period.*moment)(rules->site.zone);
  });
}

// Of several malls the targets that all of them have.
void take_rules(Office& office, Report& report) {
  bool any = false;
  const auto all = office.rules().all();
  for (const auto& rules : all) {
    if (!report.scope.mall.empty() && rules->mall_id != report.scope.mall) continue;
    const auto& own = rules->policy.report;
    if (!std::exchange(any, true)) {
      report.rules = own;
      continue;
    }
    const auto differs = [&](const ReportTarget& target) { return !own.target(target.code) || *own.target(target.code) != target; };
    report.targets_differ = std::erase_if(report.rules.targets, differs) > 0 || report.targets_differ;
    report.rules.warn_period_cases = std::min(report.rules.warn_period_cases, own.warn_period_cases);
    report.rules.warn_day_cases = std::min(report.rules.warn_day_cases, own.warn_day_cases);
  }
}

}  // namespace

Kpi Report::rule(KpiCode code) const {
  const bool after_sales = code == KpiCode::satisfaction && scope[Cut::category] == kAfter_sales;
  return with_target(kpi(code), rules.target(after_sales ? kAfter_sales_target : kpi(code).code));
}

Status bound_scope(Office& office, const Visitor& visitor, ReportScope& scope) {
  if (!visitor.mall.empty()) scope.mall = visitor.mall;
  if (!scope.mall.empty() && !office.rules().of(std::string_view(scope.mall)))
    return Error{Errc::not_found, "--mall: there is no mall \"" + scope.mall + "\""};
  return {};
}

Result<Report> make_report(Office& office, const Period& period, ReportScope scope, const Visitor& visitor) {
  REDRESS_TRY(bound_scope(office, visitor, scope));
  Report report(period, scope);
  report.over = has_passed(office, scope, period, &Period::end);
  report.settled = has_passed(office, scope, period, &Period::settled);
  take_rules(office, report);
  std::vector<std::pair<Period, Sheet>> earlier;
  for (int i = kTrend_periods; i > 0; --i) {
    REDRESS_TRY_ASSIGN(auto sheet, sheet_of(office, period.before(i), scope));
    report.trend.push_back({period.before(i), measured_of(sheet), has_passed(office, scope, period.before(i), &Period::settled)});
    earlier.emplace_back(period.before(i), std::move(sheet));
  }
  REDRESS_TRY_ASSIGN(report.sheet, sheet_of(office, period, scope));
  report.sheet_before = earlier.back().second;
  report.measured = measured_of(report.sheet);
  report.measured_before = report.trend.back().measured;
  report.trend.push_back({period, report.measured, report.settled});
  report.as_of = report.sheet.as_of;
  report.judged_at = report.sheet.judged_at;
  report.policies.assign(report.sheet.policies.begin(), report.sheet.policies.end());
  REDRESS_TRY(measure_gaps(office, visitor, report));
  for (std::size_t i = 0; i < kKpi_count; ++i) {
    report.figures[i] = kpis()[i].figure(report.measured, report.measured_before);
    report.figures_before[i] = kpis()[i].figure(report.measured_before, {});
  }
  compare_categories(earlier, report);
  find_unusual_days(earlier, report);
  rank_causes(report);
  REDRESS_TRY_ASSIGN(auto reader, office.store().read());
  REDRESS_TRY(list_overdue(office, *reader, report));
  return report;
}

}  // namespace redress::headoffice
