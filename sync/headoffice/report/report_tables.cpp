#include "sync/headoffice/report/report_tables.h"

#include <stdio.h>

#include "core/base/json.h"
#include "core/text/catalogue.h"
#include "sync/headoffice/cases/case_export.h"

namespace redress::headoffice {

namespace {

using Row = std::vector<Cell>;

constexpr std::string_view kUnits[] = {"percent", "hours", "ratio", "yuan", "percent change"};
constexpr std::string_view kVerdicts[] = {"", "met", "above floor", "missed"};

double divisor(KpiUnit unit) {
  switch (unit) {
    case KpiUnit::share:
    case KpiUnit::change: return 10;
    case KpiUnit::hours: return static_cast<double>(kHour_ms);
    case KpiUnit::ratio:
    case KpiUnit::yuan: return 100;
  }
  return 1;
}

ReportTable about(const Report& report) {
  ReportTable table{"report", {"what", "value"}, {}};
  auto add = [&](std::string_view what, Cell value) { table.rows.push_back({std::string(what), std::move(value)}); };
  add("period", report.period.name());
  add("first_day", to_iso(report.period.first_day()));
  add("last_day", to_iso(report.period.last_day()));
  add("as_of", iso_time(report.as_of));
  add("over", std::string(report.over ? "yes" : "no"));
  add("judged_at", iso_time(report.judged_at));
  add("settled", std::string(report.settled ? "yes" : "no"));
  add("settles_on", to_iso(report.period.settled_day()));
  add("mall", report.scope.mall.empty() ? std::string("all") : report.scope.mall);
  for (std::size_t i = 0; i < kCut_count; ++i)
    if (!report.scope.only[i].empty()) add(kCuts.names[i], report.scope.only[i]);
  for (const auto& version : report.policies) add("policy", version);
  if (report.targets_differ) add("targets_differ", std::string("yes"));
  add("complaints", report.measured.tally[Count::received]);
  for (const auto& [type, n] : report.sheet.other_types) add("not counted: " + type, n);
  add("overdue", report.measured.tally[Count::overdue]);
  add("escalated", report.measured.tally[Count::escalated]);
  add("late_cases", report.sheet.late_cases);
  return table;
}

ReportTable figures(const Report& report) {
  ReportTable table{"kpis",
                    {"kpi", "value", "unit", "numerator", "denominator", "count", "excluded", "floor", "goal", "verdict", "before"},
                    {}};
  auto add = [&](std::string name, const Kpi& rule, const Figure& now, const std::optional<std::int64_t>& before, bool judged) {
    table.rows.push_back({std::move(name), scaled(now.value, rule.unit), std::string(unit_word(rule.unit)),
                          above(now.numerator, rule.unit), below(now.denominator, rule.unit), now.count, now.excluded,
                          scaled(judged ? rule.floor : std::nullopt, rule.unit), scaled(judged ? rule.goal : std::nullopt, rule.unit),
                          std::string(judged ? verdict_word(verdict(rule, now)) : ""), scaled(before, rule.unit)});
  };
  for (std::size_t i = 0; i < kKpi_count; ++i) add(std::string(kpis()[i].code), report.rule(static_cast<KpiCode>(i)), report.figures[i], report.figures_before[i].value, true);
  add("satisfaction_entered_by_staff", kpi(KpiCode::satisfaction), staff_satisfaction(report.measured),
      staff_satisfaction(report.measured_before).value, false);
  add("resolved_on_time_valid_only", kpi(KpiCode::resolved_on_time), valid_on_time(report.measured),
      valid_on_time(report.measured_before).value, false);
  return table;
}

ReportTable trend(const Report& report) {
  ReportTable table{"trend", {"period", "received", "closed", "closed_in_time", "late", "overdue", "resolved_on_time_percent", "mean_response_hours", "settled"}, {}};
  for (const auto& point : report.trend) {
    const auto& tally = point.measured.tally;
    table.rows.push_back({point.period.name(), tally[Count::received], tally[Count::closed], tally[Count::closed_in_time], tally[Count::late], tally[Count::overdue],
                          scaled(kpi(KpiCode::resolved_on_time).figure(point.measured, {}).value, KpiUnit::share),
                          scaled(kpi(KpiCode::response_time).figure(point.measured, {}).value, KpiUnit::hours), std::string(point.settled ? "yes" : "no")});
  }
  return table;
}

ReportTable categories(const Report& report) {
  ReportTable table{"categories", {"category", "received", "before", "usual_from", "usual_to", "above_usual"}, {}};
  auto number = [](const std::optional<std::int64_t>& n) { return n ? Cell(*n) : Cell(std::string()); };
  for (const auto& line : report.categories)
    table.rows.push_back({line.code, line.received, line.before, number(line.usual_from), number(line.usual_to), std::string(line.above ? "yes" : "no")});
  return table;
}

ReportTable causes(const Report& report) {
  ReportTable table{"causes", {"cause", "cases", "together"}, {}};
  for (const auto& line : report.causes) table.rows.push_back({line.code, line.cases, line.together});
  return table;
}

// Every cut with the same columns: speed, handling time, end, satisfaction and cost side by side (R21, R138, R148, R154).
ReportTable cut_table(const Report& report, Cut cut) {
  ReportTable table{std::string("by_") + std::string(kCuts.name(cut)),
                    {std::string(kCuts.name(cut)), "received", "answered", "mean_response_hours", "resolved", "mean_handling_hours",
                     "closed", "closed_in_time", "first_contact", "late", "overdue", "shopper_rated", "shopper_satisfied", "staff_rated", "staff_satisfied", "attitude_mean", "cost_yuan", "late_by_transit", "reviewed", "upheld"},
                    {}};
  auto mean = [](std::int64_t sum, std::int64_t n, double unit) { return n == 0 ? Cell(std::string()) : Cell(static_cast<double>(sum) / static_cast<double>(n) / unit); };
  for (const auto& [word, t] : ranked(report.sheet, cut))
    table.rows.push_back({word, t[Count::received], t[Count::answered], mean(t[Count::response_ms], t[Count::answered], static_cast<double>(kHour_ms)),
                          t[Count::resolved], mean(t[Count::resolve_ms], t[Count::resolved], static_cast<double>(kHour_ms)),
                          t[Count::closed], t[Count::closed_in_time], t[Count::closed_first_contact], t[Count::late], t[Count::overdue], t[Count::shopper_rated], t[Count::shopper_satisfied],
                          t[Count::staff_rated], t[Count::staff_satisfied], mean(t[Count::attitude_sum], t[Count::attitude_rated], 1),
                          static_cast<double>(t[Count::cost_fen]) / 100, t[Count::late_by_transit], t[Count::reviewed], t[Count::upheld]});
  return table;
}

ReportTable unusual_days(const Report& report) {
  ReportTable table{"unusual_days", {"category", "day", "received", "usual_to"}, {}};
  for (const auto& line : report.unusual_days) table.rows.push_back({line.category, to_iso(line.day), line.received, line.usual_to});
  return table;
}

ReportTable clusters(const Report& report) {
  ReportTable table{"same_complaints", {"category", "place", "cases", "people"}, {}};
  for (const auto& line : report.sheet.clusters) table.rows.push_back({line.category, line.place, line.cases, line.people});
  return table;
}

std::string joined(const std::vector<std::string>& codes) {
  std::string out;
  for (const auto& code : codes) out += (out.empty() ? "" : " ") + code;
  return out;
}

ReportTable overdue(const Report& report) {
  ReportTable table{"overdue", {"code", "level", "category", "place", "department", "overdue_hours", "because", "resolved_later_at", "escalated_to"}, {}};
  for (const auto& line : report.overdue) {
    const auto& fact = line.row.fact;
    table.rows.push_back({to_grouped(line.row.code), std::int64_t{fact.level_at(report.as_of)}, fact.category, fact.place, fact.department,
                          static_cast<double>(line.overdue_ms / kMinute_ms) / 60, std::string(line.by_transit ? "transit" : "people"),
                          line.resolved_later_at ? iso_time(*line.resolved_later_at) : std::string(), joined(line.escalate_to)});
  }
  return table;
}

ReportTable late(const Report& report) {
  ReportTable table{"arrived_late", {"code", "arrived_at"}, {}};
  for (const auto& line : report.sheet.late) table.rows.push_back({to_grouped(line.code), iso_time(line.arrived_at)});
  return table;
}

ReportTable gaps(const Report& report) {
  ReportTable table{"gaps", {"mall", "device", "from", "to"}, {}};
  for (const auto& device : report.gaps)
    for (const auto& gap : device.gaps)
      table.rows.push_back({device.mall, device.name, static_cast<std::int64_t>(gap.from), static_cast<std::int64_t>(gap.to)});
  return table;
}

std::string text_of(const Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  if (const auto* number = std::get_if<std::int64_t>(&cell)) return std::to_string(*number);
  char text[40];
  snprintf(text, sizeof text, "%.3f", std::get<double>(cell));
  return text;
}

// 100 instead of 100.000, for the eye.
std::string short_text_of(const Cell& cell) {
  auto text = text_of(cell);
  if (!std::holds_alternative<double>(cell)) return text;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

// Decimals are numbers in a file, which Json, strict in what it reads, does not hold.
std::string json_of(const Cell& cell) {
  return std::holds_alternative<std::string>(cell) ? Json(std::get<std::string>(cell)).dump() : short_text_of(cell);
}

// Numbers stand to the right with their heading; a column that mixes them with words is read as words.
bool is_numeric(const ReportTable& table, std::size_t column) {
  bool any = false;
  for (const auto& row : table.rows) {
    const auto* text = std::get_if<std::string>(&row[column]);
    if (text && !text->empty()) return false;
    any = any || !text;
  }
  return any;
}

// Codes may break behind an underscore, so that wide tables stay on their page.
void add_escaped(std::string& out, std::string_view text) {
  for (char c : text) {
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '"') out += "&quot;";
    else out += c;
    if (c == '_') out += "<wbr>";
  }
}

}  // namespace

std::string_view unit_word(KpiUnit unit) { return kUnits[static_cast<std::size_t>(unit)]; }
std::string_view verdict_word(Verdict verdict) { return kVerdicts[static_cast<std::size_t>(verdict)]; }

Cell scaled(const std::optional<std::int64_t>& value, KpiUnit unit) {
  if (!value) return std::string();
  return static_cast<double>(*value) / divisor(unit);
}

Cell above(std::int64_t numerator, KpiUnit unit) {
  switch (unit) {
    case KpiUnit::hours:
    case KpiUnit::change: return scaled(numerator, KpiUnit::hours);
    case KpiUnit::yuan: return scaled(numerator, KpiUnit::yuan);
    case KpiUnit::share:
    case KpiUnit::ratio: break;
  }
  return numerator;
}

Cell below(std::int64_t denominator, KpiUnit unit) {
  return unit == KpiUnit::change ? scaled(denominator, KpiUnit::hours) : Cell(denominator);
}

std::vector<ReportTable> report_tables(const Report& report) {
  std::vector<ReportTable> out{about(report), figures(report), trend(report), categories(report), causes(report)};
  for (std::size_t i = 0; i < kCut_count; ++i) out.push_back(cut_table(report, static_cast<Cut>(i)));
  for (auto table : {unusual_days, clusters, overdue, late, gaps}) out.push_back(table(report));
  return out;
}

std::string report_csv(const std::vector<ReportTable>& tables) {
  std::string out = "\xEF\xBB\xBF";  // spreadsheets read UTF-8 by it
  auto line = [&](const auto& cells, auto text) {
    for (std::size_t i = 0; i < cells.size(); ++i) out += (i ? "," : "") + text(cells[i]);
    out += "\r\n";
  };
  for (const auto& table : tables) {
    line(std::vector<std::string>{table.name}, [](const std::string& text) { return csv_cell(text); });
    line(table.columns, [](const std::string& text) { return csv_cell(text); });
    for (const auto& row : table.rows)
      line(row, [](const Cell& cell) { return std::holds_alternative<std::string>(cell) ? csv_cell(std::get<std::string>(cell)) : text_of(cell); });
    out += "\r\n";
  }
  return out;
}

std::string report_json(const std::vector<ReportTable>& tables) {
  auto comma = [](std::size_t i) { return i ? "," : ""; };
  std::string out = "{";
  for (std::size_t t = 0; t < tables.size(); ++t) {
    out += comma(t) + Json(tables[t].name).dump() + ":[";
    for (std::size_t r = 0; r < tables[t].rows.size(); ++r) {
      const auto& row = tables[t].rows[r];
      out += comma(r) + std::string("{");
      for (std::size_t i = 0; i < row.size(); ++i) out += comma(i) + Json(tables[t].columns[i]).dump() + ":" + json_of(row[i]);
      out += "}";
    }
    out += "]";
  }
  return out + "}\n";
}

std::string report_html(const std::vector<ReportTable>& tables, const Period& period, Language language) {
  const auto& words = Catalogue::of(language);
  auto title = words.text("office.report.title"_msg) + " " + period.name();
  std::string out = "<!doctype html>\n<html lang=\"" + std::string(language_code(language)) + "\">\n<head><meta charset=\"utf-8\"><title>" + title +
                    "</title><style>body{font:9pt sans-serif}table{border-collapse:collapse;margin:1em 0;width:100%}"
                    "td,th{border:1px solid #888;padding:2pt 5pt;text-align:left}th.n,td.n{text-align:right}caption{font-weight:bold;text-align:left}"
                    "thead{display:table-header-group}tr{break-inside:avoid}@page{size:A4 landscape}</style></head>\n<body>\n<h1>" +
                    title + "</h1>\n";
  auto cell = [&](std::string_view tag, std::string_view text) {
    out += "<" + std::string(tag) + ">";
    add_escaped(out, text);
    out += "</" + std::string(tag.substr(0, 2)) + ">";
  };
  for (const auto& table : tables) {
    out += "<table><caption>" + table.name + "</caption><thead><tr>";
    std::vector<bool> numeric;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      numeric.push_back(is_numeric(table, i));
      cell(numeric[i] ? "th class=\"n\" scope=\"col\"" : "th scope=\"col\"", table.columns[i]);
    }
    out += "</tr></thead><tbody>\n";
    for (const auto& row : table.rows) {
      out += "<tr>";
      for (std::size_t i = 0; i < row.size(); ++i) cell(numeric[i] ? "td class=\"n\"" : "td", short_text_of(row[i]));
      out += "</tr>\n";
    }
    out += "</tbody></table>\n";
  }
  return out + "</body>\n</html>\n";
}

}  // namespace redress::headoffice
