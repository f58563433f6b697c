// Tiles and the table of all figures: value, what it rests on, verdict in words and shape, formula with its
// real numbers.
#include "sync/headoffice/pages/marks.h"
#include "sync/headoffice/pages/report_sections.h"
#include "sync/headoffice/report/report_cases.h"

namespace redress::headoffice {

namespace {

constexpr KpiCode kTiles[] = {KpiCode::resolved_on_time, KpiCode::closure,
                              KpiCode::answered_in_24_h, KpiCode::acknowledged_in_time,
                              KpiCode::response_time,    KpiCode::satisfaction,
                              KpiCode::first_contact,    KpiCode::completeness};

bool has_cases(KpiCode code) {
  return code != KpiCode::completeness && code != KpiCode::handling_efficiency;
}

std::string cases_address(const ReportView& view, KpiCode code, FigurePart part) {
  return "/reports/cases" + view.ask.query() + "&kpi=" + std::string(kpi(code).code) +
         "&part=" + std::string(kFigureParts.name(part));
}

// 缺 3 条：终端 7 欠 118–120
std::string missing_words(const ReportView& view, const Figure& figure) {
  if (figure.numerator == figure.denominator) return view.words("report.complete"_msg);
  std::vector<std::string> devices;
  for (const auto& device : view.report.gaps) {
    std::vector<std::string> ranges;
    for (const auto& gap : device.gaps)
      ranges.push_back(gap.from == gap.to ? std::to_string(gap.from)
                                          : std::to_string(gap.from) + "–" + std::to_string(gap.to));
    devices.push_back(
        view.words.of_cut(Cut::kiosk, std::to_string(device.no)) + " " +
        view.words("office.devices.owes"_msg, {{"ranges", join_list(view.words.page().text(), ranges)}}));
  }
  return view.words("report.missing"_msg, {{"n", group_digits(figure.denominator - figure.numerator)},
                                           {"devices", join_list(view.words.page().text(), devices)}});
}

struct VerdictLook {
  Mark mark;
  Markup look;
};

VerdictLook look_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::met:
      return {Mark::ok, "okc"_html};
    case Verdict::above_floor:
      return {Mark::warn, "wn"_html};
    case Verdict::missed:
      return {Mark::bad, "al"_html};
    case Verdict::none:
      break;
  }
  return {Mark::off, "soft"_html};
}

// A share of fewer than ten is shown as its two numbers.
bool too_few(const Kpi& rule, const Figure& figure) {
  return rule.unit == KpiUnit::share && figure.value && figure.few();
}

void add_verdict(Html& html, const ReportView& view, KpiCode code, const Figure& figure) {
  auto rule = view.report.rule(code);
  bool few = too_few(rule, figure);
  auto said = few ? Verdict::none : verdict(rule, figure);
  auto look = look_of(said);
  html << "<p class=\"g "_html << look.look << "\">"_html << mark(look.mark);
  const auto& before = view.report.figures_before[static_cast<std::size_t>(code)];
  if (few)
    html << view.words("report.few"_msg);
  else if (!figure.value)
    html << view.words("report.no_data"_msg);
  else if (code == KpiCode::completeness)
    html << missing_words(view, figure);
  else if (said != Verdict::none)
    html << view.words.verdict(rule, said);
  else
    html << view.words("report.against"_msg, {{"n", view.words.against(rule, figure, before)}});
  html << "</p>"_html;
}

void add_tile(Html& html, const ReportView& view, KpiCode code) {
  const auto& figure = view.report.figure(code);
  const auto& rule = kpi(code);
  html << "<article class=\"kpi\"><h3><a href=\""_html
       << (has_cases(code) ? cases_address(view, code, FigurePart::denominator) : "#way") << "\">"_html
       << view.words.kpi(rule.code) << "</a><span>"_html << view.words.count(code, figure.count)
       << "</span></h3>"_html;
  auto value = too_few(rule, figure)
                   ? FigureText{group_digits(figure.numerator) + " / " + group_digits(figure.denominator), ""}
                   : view.words.value(rule, figure);
  html << "<p class=\"v\">"_html << value.number;
  if (!value.unit.empty()) html << "<small>"_html << value.unit << "</small>"_html;
  html << "</p>"_html;
  add_verdict(html, view, code, figure);
  html << "<p class=\"f\">"_html << view.words.formula(code, figure);
  if (code == KpiCode::satisfaction) {
    auto staff = staff_satisfaction(view.report.measured);
    html << view.words.page().gap() << view.words.kpi("satisfaction_entered_by_staff") << " "_html
         << view.words.share(staff.numerator, staff.denominator);
  }
  html << "</p></article>"_html;
}

struct FigureLine {
  std::string name;
  Kpi rule;
  Figure now, before;
  std::optional<KpiCode> code;  // with cases behind its numbers
  std::string formula;
};

void add_line(Html& html, const ReportView& view, const FigureLine& line) {
  auto number = [&](MessageKey label, const std::string& text, FigurePart part, std::int64_t n) {
    html << "<td class=\"n\" data-label=\""_html << view.words(label) << "\">"_html;
    if (line.code && n > 0)
      html << "<a href=\""_html << cases_address(view, *line.code, part) << "\">"_html << text << "</a>"_html;
    else
      html << text;
    html << "</td>"_html;
  };
  const auto& words = view.words;
  html << "<tr><th scope=\"row\">"_html << line.name << "<small>"_html << line.formula
       << "</small></th><td class=\"n nw\" data-label=\""_html << words("report.col.value"_msg)
       << "\"><b>"_html << words.value(line.rule, line.now).str() << "</b></td>"_html;
  bool mean = line.rule.unit == KpiUnit::hours || line.rule.unit == KpiUnit::yuan;
  number("report.col.numerator"_msg, words.part(line.rule, line.now.numerator), FigurePart::numerator,
         line.now.numerator);
  number("report.col.denominator"_msg,
         mean ? group_digits(line.now.denominator) : words.part(line.rule, line.now.denominator),
         FigurePart::denominator, line.now.denominator);
  number("report.col.excluded"_msg, group_digits(line.now.excluded), FigurePart::excluded, line.now.excluded);
  auto look = look_of(verdict(line.rule, line.now));
  html << "<td class=\"nw "_html << look.look << "\" data-label=\""_html << words("report.col.target"_msg)
       << "\">"_html << mark(look.mark) << " "_html << words.target(line.rule)
       << "</td><td class=\"n nw\" data-label=\""_html << words("report.col.against"_msg) << "\">"_html
       << words.against(line.rule, line.now, line.before) << "</td></tr>"_html;
}

Measured of_category(const Sheet& sheet, std::string_view category) {
  Measured out;
  auto found = sheet.of(Cut::category).find(category);
  if (found != sheet.of(Cut::category).end()) out.tally = found->second;
  return out;
}

// Beside the KPIs: what is counted apart, after-sales against its own target, valid complaints alone.
std::vector<FigureLine> lines_apart(const ReportView& view) {
  const auto& report = view.report;
  const auto satisfaction = kpi(KpiCode::satisfaction), after_sales = with_target(satisfaction, report.rules.target(kAfter_sales_target));
  auto of = [&](const Sheet& sheet) { return satisfaction.figure(of_category(sheet, kAfter_sales), {}); };
  std::vector<FigureLine> out{{view.words.kpi("satisfaction_entered_by_staff"),
                               satisfaction,
                               staff_satisfaction(report.measured),
                               staff_satisfaction(report.measured_before),
                               {},
                               {}},
                              {view.words.kpi("satisfaction_after_sales"),
                               after_sales,
                               of(report.sheet),
                               of(report.sheet_before),
                               {},
                               {}},
                              {view.words.kpi("resolved_on_time_valid_only"),
                               kpi(KpiCode::resolved_on_time),
                               valid_on_time(report.measured),
                               valid_on_time(report.measured_before),
                               {},
                               {}}};
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i].formula =
        view.words.formula(i == 2 ? KpiCode::resolved_on_time : KpiCode::satisfaction, out[i].now);
  return out;
}

}  // namespace

void add_tiles(Html& html, const ReportView& view) {
  html << "<section aria-labelledby=\"key\"><h2 class=\"hidden\" id=\"key\">"_html
       << view.words("report.kpis.title"_msg) << "</h2><div class=\"kpis\">"_html;
  for (auto code : kTiles) add_tile(html, view, code);
  html << "</div></section>"_html;
}

void add_all_figures(Html& html, const ReportView& view) {
  const auto& words = view.words;
  html << "<section class=\"box\" role=\"region\" tabindex=\"0\" aria-label=\""_html
       << words("report.all.title"_msg) << "\"><table class=\"list fig\"><caption>"_html
       << words("report.all.title"_msg) << "</caption><thead><tr>"_html;
  for (auto key : {"report.col.kpi"_msg, "report.col.value"_msg, "report.col.numerator"_msg,
                   "report.col.denominator"_msg, "report.col.excluded"_msg, "report.col.target"_msg,
                   "report.col.against"_msg})
    html << "<th scope=\"col\">"_html << words(key) << "</th>"_html;
  html << "</tr></thead><tbody>"_html;
  for (std::size_t i = 0; i < kKpi_count; ++i) {
    auto code = static_cast<KpiCode>(i);
    add_line(html, view,
             {words.kpi(kpi(code).code), view.report.rule(code), view.report.figure(code),
              view.report.figures_before[i], has_cases(code) ? std::optional(code) : std::nullopt,
              words.formula(code, view.report.figure(code))});
  }
  for (const auto& line : lines_apart(view)) add_line(html, view, line);
  html << "</tbody></table></section>"_html;
}

}  // namespace redress::headoffice
