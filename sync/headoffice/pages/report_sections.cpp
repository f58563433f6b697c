#include "sync/headoffice/pages/report_sections.h"

#include "core/text/time_words.h"
#include "sync/headoffice/pages/marks.h"
#include "sync/headoffice/record/office.h"

namespace redress::headoffice {

namespace {

constexpr std::size_t kOverdue_shown = 6;

std::string counted_address(const ReportView& view, std::string_view count) {
  return "/reports/cases" + view.ask.query() + "&count=" + std::string(count);
}

void add_overdue_row(Html& html, const ReportView& view, const OverdueCase& line) {
  const auto& words = view.words;
  const auto& fact = line.row.fact;
  auto of_mall = words.page().with(view.context.office.rules().of(line.row.mall));
  auto cell = [&](MessageKey label, Markup look) {
    html << "<td class=\""_html << look << "\" data-label=\""_html << words(label) << "\">"_html;
  };
  html << "<tr>"_html;
  cell("report.col.level"_msg, "nw"_html);
  add_level(html, of_mall, fact.level_at(view.report.as_of));
  html << "</td>"_html;
  cell("report.col.code"_msg, ""_html);
  html << "<a href=\"/cases/"_html << to_compact(line.row.code) << "\" class=\"mono\">"_html
       << to_grouped(line.row.code) << "</a><small>"_html << words.of_cut(Cut::category, fact.category)
       << " · "_html << of_mall.mall() << " "_html << of_mall.place(fact.place) << "</small></td>"_html;
  cell("report.col.department"_msg, ""_html);
  html << of_mall.department(fact.department) << "</td>"_html;
  cell("report.col.over"_msg, "al nw"_html);
  html << "<b>"_html << span_words(of_mall.text(), line.overdue_ms, Rounding::up) << "</b></td>"_html;
  cell("report.col.because"_msg, "nw"_html);
  html << (line.by_transit
               ? words("report.because.transit"_msg, {{"span", span_words(of_mall.text(), fact.excuse_ms)}})
               : words("report.because.people"_msg))
       << "</td>"_html;
  cell("report.col.later"_msg, "nw"_html);
  html << (line.resolved_later_at ? of_mall.day(*line.resolved_later_at) : std::string("—"))
       << "</td>"_html;
  cell("report.col.escalated"_msg, ""_html);
  html << role_list(of_mall, line.escalate_to) << "</td></tr>"_html;
}

void begin_select(Html& html, std::string_view name, std::string_view label) {
  html << "<div><label for=\"r-"_html << name << "\">"_html << label
       << "</label><select class=\"in\" id=\"r-"_html << name << "\" name=\""_html << name << "\">"_html;
}

// The values that the period knows, and the one that is chosen.
void add_cut_filter(Html& html, const ReportView& view, Cut cut) {
  auto chosen = view.ask.scope[cut];
  begin_select(html, kCuts.name(cut), view.words.cut(cut));
  add_option(html, "", view.words("report.form.any"_msg), chosen.empty());
  bool found = chosen.empty();
  for (const auto& [word, tally] : view.report.sheet.of(cut)) {
    if (word.empty()) continue;
    found = found || word == chosen;
    add_option(html, word, view.words.of_cut(cut, word), word == chosen);
  }
  if (!found) add_option(html, chosen, view.words.of_cut(cut, chosen), true);
  html << "</select></div>"_html;
}

std::string mean_hours(const ReportWords& words, const Tally& tally) {
  Measured of;
  of.tally = tally;
  const auto& rule = kpi(KpiCode::response_time);
  return words.value(rule, rule.figure(of, {})).str();
}

// Capture to result without pauses, in the words of the response time.
std::string handling_hours(const ReportWords& words, const Tally& tally) {
  Figure figure;
  figure.denominator = figure.count = tally[Count::resolved];
  figure.numerator = tally[Count::resolve_ms];
  if (figure.denominator > 0) figure.value = figure.numerator / figure.denominator;
  return words.value(kpi(KpiCode::response_time), figure).str();
}

// Mean of 1 to 5, with one decimal.
std::string attitude(const Tally& tally) {
  const auto rated = tally[Count::attitude_rated];
  if (rated == 0) return "—";
  const auto tenths = (tally[Count::attitude_sum] * 20 + rated) / (rated * 2);
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

}  // namespace

void add_report_form(Html& html, const ReportView& view) {
  const auto& words = view.words;
  html << "<form class=\"filters\" method=\"get\" action=\"/reports\" aria-label=\""_html
       << words("report.form.label"_msg) << "\">"_html;
  add_hidden(html, "period", view.ask.period.name());
  begin_select(html, "kind", words("report.form.kind"_msg));
  for (auto kind : kAllPeriodKinds)
    add_option(html, kPeriodKinds.name(kind),
               words.page().text().text_of("report.kind", kPeriodKinds.name(kind)),
               kind == view.ask.period.kind());
  html << "</select></div>"_html;
  if (view.context.visitor->mall.empty()) {
    begin_select(html, "mall", words("office.cases.mall"_msg));
    add_option(html, "", words("office.cases.mall.all"_msg), view.ask.scope.mall.empty());
    for (const auto& rules : view.context.office.rules().all())
      add_option(html, rules->mall_id, words.page().with(rules).mall(),
                 rules->mall_id == view.ask.scope.mall);
    html << "</select></div>"_html;
  }
  begin_select(html, "by", words("report.form.by"_msg));
  for (std::size_t i = 0; i < kCut_count; ++i)
    add_option(html, kCuts.names[i], words("report.by"_msg, {{"cut", words.cut(static_cast<Cut>(i))}}),
               static_cast<Cut>(i) == view.ask.by);
  html << "</select></div><button class=\"btn p\">"_html << words("report.form.show"_msg)
       << "</button><details class=\"more\""_html << (view.ask.scope.whole() ? ""_html : " open"_html)
       << "><summary>"_html << words("report.form.more"_msg) << "</summary><div class=\"filters\">"_html;
  for (std::size_t i = 0; i < kCut_count; ++i) add_cut_filter(html, view, static_cast<Cut>(i));
  html << "</div></details></form>"_html;
}

void add_overdue(Html& html, const ReportView& view) {
  const auto& words = view.words;
  auto all = view.report.measured.tally[Count::overdue];
  auto shown = std::min(kOverdue_shown, view.report.overdue.size());
  html << (shown == 0 ? "<div class=\"card\">"_html : "<div class=\"box\">"_html);
  if (shown == 0)
    html << "<p>"_html << words("report.overdue.none"_msg) << "</p>"_html;
  else {
    html << "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\""_html
         << words("report.listed.overdue"_msg) << "\"><table class=\"list\"><caption>"_html
         << words("report.overdue.title"_msg, {{"n", all}, {"m", shown}}) << "</caption><thead><tr>"_html;
    for (auto key : {"report.col.level"_msg, "report.col.code"_msg, "report.col.department"_msg,
                     "report.col.over"_msg, "report.col.because"_msg, "report.col.later"_msg,
                     "report.col.escalated"_msg})
      html << "<th scope=\"col\">"_html << words(key) << "</th>"_html;
    html << "</tr></thead><tbody>"_html;
    for (std::size_t i = 0; i < shown; ++i) add_overdue_row(html, view, view.report.overdue[i]);
    html << "</tbody></table></div>"_html;
  }
  html << "<p class=\"links\">"_html;
  if (all > 0)
    html << "<a href=\""_html << counted_address(view, "overdue") << "\">"_html
         << words("report.see.overdue"_msg, {{"n", all}}) << "</a>"_html;
  html << "<a href=\""_html << counted_address(view, "escalated") << "\">"_html
       << words("report.see.escalated"_msg, {{"n", view.report.measured.tally[Count::escalated]}})
       << "</a></p></div>"_html;
}

void add_groups(Html& html, const ReportView& view) {
  const auto& words = view.words;
  auto title = words("report.group.title"_msg, {{"cut", words.cut(view.ask.by)}});
  html << "<section class=\"box\" role=\"region\" tabindex=\"0\" aria-label=\""_html << title
       << "\"><table class=\"list\"><caption>"_html << title << "</caption><thead><tr><th scope=\"col\">"_html
       << words.cut(view.ask.by) << "</th>"_html;
  const MessageKey columns[] = {"report.col.received"_msg,         "report.col.response"_msg,
                                "report.col.handling"_msg,         "report.kpi.resolved_on_time"_msg,
                                "report.kpi.first_contact"_msg,    "report.col.overdue"_msg,
                                "report.col.satisfaction"_msg,     "report.col.attitude"_msg,
                                "report.col.cost"_msg,             "report.col.late_by_transit"_msg,
                                "report.kpi.accuracy"_msg};
  for (auto key : columns) html << "<th scope=\"col\" class=\"n\">"_html << words(key) << "</th>"_html;
  html << "</tr></thead><tbody>"_html;
  for (const auto& [word, tally] : ranked(view.report.sheet, view.ask.by)) {
    html << "<tr><th scope=\"row\">"_html;
    if (word.empty())
      html << words.of_cut(view.ask.by, word);
    else
      html << "<a href=\"/reports"_html << view.ask.narrowed(view.ask.by, word).query() << "\">"_html
           << words.of_cut(view.ask.by, word) << "</a>"_html;
    html << "</th>"_html;
    Measured of;
    of.tally = tally;
    auto share = [&](KpiCode code) {
      auto figure = kpi(code).figure(of, {});
      return figure.few() ? group_digits(figure.numerator) + " / " + group_digits(figure.denominator)
                          : words.share(figure.numerator, figure.denominator);
    };
    const std::string cells[] = {group_digits(tally[Count::received]),
                                 mean_hours(words, tally),
                                 handling_hours(words, tally),
                                 share(KpiCode::resolved_on_time),
                                 share(KpiCode::first_contact),
                                 group_digits(tally[Count::overdue]),
                                 share(KpiCode::satisfaction),
                                 attitude(tally),
                                 words.value(kpi(KpiCode::cost), kpi(KpiCode::cost).figure(of, {})).str(),
                                 group_digits(tally[Count::late_by_transit]),
                                 share(KpiCode::accuracy)};
    for (std::size_t i = 0; i < std::size(cells); ++i)
      html << "<td class=\"n nw\" data-label=\""_html << words(columns[i]) << "\">"_html << cells[i]
           << "</td>"_html;
    html << "</tr>"_html;
  }
  html << "</tbody></table></section>"_html;
}

void add_way(Html& html, const ReportView& view) {
  const auto& words = view.words;
  const auto& tally = view.report.measured.tally;
  auto received = tally[Count::received];
  html << "<section class=\"card\" aria-labelledby=\"way\"><h2 id=\"way\">"_html
       << words("report.way.title"_msg) << "</h2><dl class=\"kv wide\">"_html;
  auto line = [&](MessageKey what, std::string_view address, const std::string& value) {
    html << "<dt>"_html << words(what) << "</dt><dd>"_html;
    if (address.empty())
      html << value;
    else
      html << "<a href=\""_html << address << "\">"_html << value << "</a>"_html;
    html << "</dd>"_html;
  };
  line("report.way.mean"_msg, "",
       received == 0 ? "—" : span_words(words.page().text(), tally[Count::transit_ms] / received));
  auto cases = [&](Count count) { return words.count(KpiCode::closure, tally[count]); };
  line("report.way.hour"_msg, counted_address(view, "transit_over_hour"), cases(Count::transit_over_hour));
  line("report.way.late"_msg, counted_address(view, "late_by_transit"), cases(Count::late_by_transit));
  html << "<dt>"_html << words("report.way.gaps"_msg) << "</dt><dd>"_html;
  if (view.report.gaps.empty()) html << words("report.way.none"_msg);
  for (const auto& device : view.report.gaps) {
    html << words.of_cut(Cut::kiosk, std::to_string(device.no)) << ":"_html;
    for (const auto& gap : device.gaps) {
      html << " "_html << static_cast<std::int64_t>(gap.from);
      if (gap.to != gap.from) html << "–"_html << static_cast<std::int64_t>(gap.to);
    }
    html << "<br>"_html;
  }
  html << "</dd></dl></section>"_html;
}

void add_late(Html& html, const ReportView& view) {
  if (view.report.sheet.late_cases == 0) return;
  const auto& words = view.words;
  html << "<section class=\"card\" aria-labelledby=\"late\"><h2 id=\"late\">"_html
       << words("report.late.title"_msg, {{"n", view.report.sheet.late_cases}})
       << "</h2><ul class=\"links\">"_html;
  for (const auto& line : view.report.sheet.late)
    html << "<li><a class=\"mono\" href=\"/cases/"_html << to_compact(line.code) << "\">"_html
         << to_grouped(line.code) << "</a> "_html << words("report.late.col"_msg) << " "_html
         << words.page().time(line.arrived_at) << "</li>"_html;
  html << "</ul></section>"_html;
}

void add_exclusions(Html& html, const ReportView& view) {
  const auto& words = view.words;
  std::vector<std::string> types;
  for (const auto& [type, n] : view.report.sheet.other_types)
    types.push_back(words("report.excluded.one"_msg,
                          {{"type", words.page().word("contact_type", type)}, {"n", group_digits(n)}}));
  html << "<p class=\"soft gap\">"_html
       << (types.empty() ? words("report.excluded.none"_msg)
                         : words("report.excluded"_msg, {{"types", join_list(words.page().text(), types)}}))
       << "</p>"_html;
}

}  // namespace redress::headoffice
