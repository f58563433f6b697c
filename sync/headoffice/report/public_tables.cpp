#include "sync/headoffice/report/public_tables.h"

#include <algorithm>

#include "core/base/civil.h"

namespace redress::headoffice {

namespace {

constexpr Cut kPublic_cuts[] = {Cut::category,   Cut::place, Cut::channel,
                                Cut::department, Cut::level, Cut::cause};

bool few(std::int64_t n) {
  return n > 0 && n < kFew_public;
}

Cell counted(std::int64_t n) {
  return few(n) ? Cell(std::string("<5")) : Cell(n);
}

// Neither part nor the rest of the whole is few.
bool may_be_shown(const Kpi& rule, const Figure& figure) {
  if (few(figure.denominator) || few(figure.count)) return false;
  return rule.unit != KpiUnit::share ||
         (!few(figure.numerator) && !few(figure.denominator - figure.numerator));
}

// The time that a change is measured against is not a count, and of few cases it would be theirs.
Cell value_below(const Figure& figure, const Kpi& rule, bool shown) {
  return shown ? below(figure.denominator, rule.unit) : Cell(std::string());
}

ReportTable about(const Report& report) {
  ReportTable table{"report", {"what", "value"}, {}};
  auto add = [&](std::string_view what, Cell value) {
    table.rows.push_back({std::string(what), std::move(value)});
  };
  add("period", report.period.name());
  add("first_day", to_iso(report.period.first_day()));
  add("last_day", to_iso(report.period.last_day()));
  add("over", std::string(report.over ? "yes" : "no"));
  add("settled", std::string(report.settled ? "yes" : "no"));
  add("settles_on", to_iso(report.period.settled_day()));
  add("mall", report.scope.mall.empty() ? std::string("all") : report.scope.mall);
  for (std::size_t i = 0; i < kCut_count; ++i)
    if (!report.scope.only[i].empty()) add(kCuts.names[i], report.scope.only[i]);
  for (const auto& version : report.policies) add("policy", version);
  add("complaints", counted(report.measured.tally[Count::received]));
  for (const auto& [type, n] : report.sheet.other_types) add("not counted: " + type, counted(n));
  return table;
}

ReportTable figures(const Report& report) {
  ReportTable table{
      "kpis", {"kpi", "value", "unit", "denominator", "floor", "goal", "verdict", "before"}, {}};
  for (std::size_t i = 0; i < kKpi_count; ++i) {
    auto rule = report.rule(static_cast<KpiCode>(i));
    const auto &now = report.figures[i], &before = report.figures_before[i];
    bool shown = may_be_shown(rule, now);
    auto value = [&](const Figure& figure, bool visible) {
      return visible ? scaled(figure.value, rule.unit) : Cell(std::string());
    };
    table.rows.push_back({std::string(rule.code), value(now, shown), std::string(unit_word(rule.unit)),
                          rule.unit == KpiUnit::change ? value_below(now, rule, shown) : counted(now.denominator),
                          scaled(rule.floor, rule.unit),
                          scaled(rule.goal, rule.unit),
                          std::string(shown ? verdict_word(verdict(rule, now)) : ""),
                          value(before, may_be_shown(rule, before))});
  }
  return table;
}

ReportTable trend(const Report& report) {
  ReportTable table{"trend", {"period", "received", "resolved_on_time_percent", "mean_response_hours"}, {}};
  for (const auto& point : report.trend) {
    auto value = [&](KpiCode code) {
      const auto& rule = kpi(code);
      auto figure = rule.figure(point.measured, {});
      return may_be_shown(rule, figure) ? scaled(figure.value, rule.unit) : Cell(std::string());
    };
    table.rows.push_back({point.period.name(), counted(point.measured.tally[Count::received]),
                          value(KpiCode::resolved_on_time), value(KpiCode::response_time)});
  }
  return table;
}

// Rows large enough, then what is left of the others together.
std::vector<std::pair<std::string, Tally>> pooled(const Tallies& tallies) {
  std::vector<std::pair<std::string, Tally>> rows;
  for (const auto& [word, tally] : tallies)
    if (tally[Count::received] > 0) rows.emplace_back(word, tally);
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
    return a.second[Count::received] > b.second[Count::received];
  });
  Tally pool;
  auto together = [&] { return pool[Count::received]; };
  while (!rows.empty() && (few(rows.back().second[Count::received]) || few(together()))) {
    pool += rows.back().second;
    rows.pop_back();
  }
  if (together() >= kFew_public) rows.emplace_back(kPooled, pool);
  return rows;
}

ReportTable cut_table(const Report& report, Cut cut) {
  ReportTable table{"by_" + std::string(kCuts.name(cut)),
                    {std::string(kCuts.name(cut)), "received", "mean_response_hours"},
                    {}};
  for (const auto& [word, tally] : pooled(report.sheet.of(cut))) {
    Measured of;
    of.tally = tally;
    const auto& rule = kpi(KpiCode::response_time);
    auto figure = rule.figure(of, {});
    table.rows.push_back(
        {word, tally[Count::received],
         may_be_shown(rule, figure) ? scaled(figure.value, rule.unit) : Cell(std::string())});
  }
  return table;
}

}  // namespace

std::vector<ReportTable> public_tables(const Report& report) {
  std::vector<ReportTable> out{about(report), figures(report), trend(report)};
  for (auto cut : kPublic_cuts) out.push_back(cut_table(report, cut));
  return out;
}

}  // namespace redress::headoffice
