// Page 63: the report of a period and scope, its files, and the cases behind each number.
#include <algorithm>

#include "core/text/dates.h"
#include "sync/headoffice/pages/frame.h"
#include "sync/headoffice/pages/marks.h"
#include "sync/headoffice/pages/pages.h"
#include "sync/headoffice/pages/report_charts.h"
#include "sync/headoffice/pages/report_sections.h"
#include "sync/headoffice/people/people.h"
#include "sync/headoffice/record/office.h"
#include "sync/headoffice/report/public_tables.h"
#include "sync/headoffice/report/report_cases.h"
#include "sync/headoffice/report/report_labels.h"

namespace redress::headoffice {

namespace {

constexpr std::size_t kCases_listed = 200;

// Labels come from the mall that is looked at, else from the first; then the page is not about one mall.
PageWords page_words(const Context& context) {
  auto mall =
      context.visitor->mall.empty() ? std::string(context.request.query["mall"]) : context.visitor->mall;
  auto rules = context.office.rules().of(std::string_view(mall));
  if (auto all = context.office.rules().all(); !rules && !all.empty()) rules = all.front();
  return {context, rules};
}

ReportWords report_words(Context& context) {
  std::map<std::string, std::string> devices, staff;
  auto reader = context.office.store().read();
  if (reader.ok()) {
    if (auto rows = list_people(**reader); rows.ok())
      for (const auto& row : *rows) staff[row.person.staff] = row.person.name;
    auto row = (*reader)->query("SELECT no, name FROM device");
    for (auto more = row.step(); more.ok() && *more; more = row.step())
      devices[std::to_string(row.integer(0))] = row.string(1);
  }
  return {page_words(context), std::move(devices), std::move(staff)};
}

Response refuse(Context& context, const PageWords& words, int status, std::string_view reason) {
  Html main;
  add_alert(main, reason);
  main << "<h1>"_html << words("office.report.title"_msg) << "</h1>"_html;
  return office_page(context, words, words("office.report.title"_msg), Nav::reports, main, status);
}

struct Asked {
  ReportWords words;
  std::optional<ReportAsk> ask;
};

Asked asked(Context& context) {
  auto words = report_words(context);
  auto today = words.page().local(context.office.now()).date;
  auto ask = report_ask(context.request.query, today);
  if (ask && !context.visitor->mall.empty()) ask->scope.mall = context.visitor->mall;
  return {std::move(words), std::move(ask)};
}

Response no_report(Context& context, const Asked& asked, const Error& error) {
  bool no_mall = error.code == Errc::not_found;
  const auto& words = asked.words.page();
  return refuse(context, words, no_mall ? 404 : 503,
                words(no_mall ? "office.error.not_found"_msg : "office.error.internal"_msg));
}

void add_head(Html& html, const ReportView& view) {
  const auto& words = view.words;
  const auto& period = view.ask.period;
  auto kind = kPeriodKinds.name(period.kind());
  html << "<div class=\"hd\"><div><h1>"_html
       << words.page().text().text_of("report.heading", kind, {{"period", words.period(period)}})
       << "</h1><p>"_html
       << words("report.sub"_msg,
                {{"mall",
                  view.report.scope.mall.empty() ? words("office.cases.mall.all"_msg) : words.page().mall()},
                 {"n", group_digits(view.report.measured.tally[Count::received])},
                 {"versions", join_list(words.page().text(), view.report.policies)}});
  if (!view.report.over)
    html << words.page().gap() << words("report.running"_msg, {{"t", words.page().time(view.report.as_of)}});
  html << "</p><p>"_html
       << words(view.report.settled ? "report.settled"_msg : "report.provisional"_msg, {{"day", words.page().day(period.settled_day())}});
  if (view.report.targets_differ) html << "</p><p>"_html << words("report.targets_differ"_msg);
  html << "</p><p class=\"onprint\">"_html
       << words("report.printed"_msg, {{"person", view.context.visitor->person.name},
                                       {"t", words.page().time(view.context.office.now())}})
       << "</p></div><div class=\"r\">"_html;
  auto link = [&](std::string_view path, const ReportAsk& ask, std::string_view text) {
    html << "<a class=\"btn\" href=\""_html << path << ask.query() << "\">"_html << text << "</a>"_html;
  };
  link("/reports", view.ask.with(period.before()), "‹ " + words.short_period(period.before()));
  link("/reports", view.ask.with(period.after()), words.short_period(period.after()) + " ›");
  link("/reports.csv", view.ask, "CSV");
  link("/reports.xlsx", view.ask, "XLSX");
  link("/reports/public.csv", view.ask, view.words("report.public"_msg));
  html << "</div></div>"_html;
}

bool warns(const Report& report) {
  return !report.unusual_days.empty() || !report.sheet.clusters.empty() ||
         std::any_of(report.categories.begin(), report.categories.end(), [](const CategoryLine& line) { return line.above; });
}

Response show_report(Context& context) {
  auto wanted = asked(context);
  const auto& words = wanted.words;
  if (!wanted.ask) return refuse(context, words.page(), 422, words("report.bad_period"_msg));
  auto report = make_report(context.office, wanted.ask->period, wanted.ask->scope, *context.visitor);
  if (!report.ok()) return no_report(context, wanted, report.error());
  ReportView view{context, words, *wanted.ask, *report};
  Html main;
  add_head(main, view);
  add_report_form(main, view);
  add_tiles(main, view);
  main << "<div class=\"two even\"><div class=\"stack\">"_html;
  add_trend(main, words, *report);
  add_causes(main, words, *report);
  main << "</div><div class=\"stack\">"_html;
  add_categories(main, words, *report);
  add_warning(main, view);
  add_unusual_days(main, view);
  add_clusters(main, view);
  const bool warned = warns(*report);
  if (!warned) add_way(main, view);  // where the warnings leave room
  main << "</div></div><div class=\"stack\">"_html;
  add_overdue(main, view);
  add_all_figures(main, view);
  add_groups(main, view);
  if (warned) add_way(main, view);
  add_late(main, view);
  main << "</div>"_html;
  add_exclusions(main, view);
  auto kind = kPeriodKinds.name(wanted.ask->period.kind());
  auto title =
      words.page().text().text_of("report.heading", kind, {{"period", words.period(wanted.ask->period)}});
  return office_page(context, words.page(), title, Nav::reports, main);
}

enum class Download { csv, xlsx, public_csv };

Response download(Context& context, Download as) {
  auto wanted = asked(context);
  if (!wanted.ask) return refuse(context, wanted.words.page(), 422, wanted.words("report.bad_period"_msg));
  auto report = make_report(context.office, wanted.ask->period, wanted.ask->scope, *context.visitor);
  if (!report.ok()) return no_report(context, wanted, report.error());
  const auto labels =
      ReportLabels::of(context.office, wanted.ask->scope.mall, wanted.words.page().language());
  if (!labels.ok()) return no_report(context, wanted, labels.error());
  auto name = "report-" + wanted.ask->period.name();
  if (as == Download::csv)
    return Response::download(report_csv(with_words(report_tables(*report), *labels)),
                              "text/csv; charset=utf-8", name + ".csv");
  if (as == Download::public_csv)
    return Response::download(report_csv(with_words(public_tables(*report), *labels)),
                              "text/csv; charset=utf-8", name + "-public.csv");
  auto bytes = report_xlsx(context.office, in_words(report_tables(*report), *labels), report->as_of);
  if (!bytes.ok()) return no_report(context, wanted, bytes.error());
  return Response::download(
      std::move(*bytes), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name + ".xlsx");
}

struct CasesAsked {
  std::string what;
  Result<ReportCases> cases;
};

// ?kpi=…&part=… or ?count=…; anything else is not found.
CasesAsked cases_asked(Context& context, const ReportWords& words, const ReportAsk& ask) {
  const auto& query = context.request.query;
  auto code = find_kpi(query["kpi"]);
  auto part = kFigureParts.find(query["part"]);
  if (code && part) {
    auto part_name = words.page().text().text_of("report.part", kFigureParts.name(*part));
    return {words("report.cases.what"_msg, {{"kpi", words.kpi(kpi(*code).code)}, {"part", part_name}}),
            cases_of_figure(context.office, ask.period, ask.scope, *code, *part, *context.visitor,
                            kCases_listed)};
  }
  for (const auto& [name, count] : kListed_counts)
    if (query["count"] == name)
      return {words.page().text().text_of("report.listed", name),
              cases_counted(context.office, ask.period, ask.scope, count, *context.visitor, kCases_listed)};
  return {{}, Error{Errc::not_found, "no such figure"}};
}

void add_case(Html& html, Context& context, const ReportWords& words, const ReportRow& row, Instant as_of) {
  auto of_mall = words.page().with(context.office.rules().of(row.mall));
  auto cell = [&](MessageKey label) { html << "<td data-label=\""_html << words(label) << "\">"_html; };
  html << "<tr>"_html;
  cell("report.col.level"_msg);
  add_level(html, of_mall, row.fact.level_at(as_of));
  html << "</td>"_html;
  cell("report.col.code"_msg);
  html << "<a class=\"mono\" href=\"/cases/"_html << to_compact(row.code) << "\">"_html
       << to_grouped(row.code) << "</a><small>"_html << words.of_cut(Cut::category, row.fact.category)
       << "</small></td>"_html;
  cell("office.cases.col.place"_msg);
  html << of_mall.mall() << " "_html << of_mall.place(row.fact.place) << "</td>"_html;
  cell("report.col.department"_msg);
  html << of_mall.department(row.fact.department) << "</td>"_html;
  cell("report.col.captured"_msg);
  html << of_mall.time(row.fact.captured_at) << "</td></tr>"_html;
}

Response show_listed(Context& context) {
  auto wanted = asked(context);
  const auto& words = wanted.words;
  if (!wanted.ask) return refuse(context, words.page(), 422, words("report.bad_period"_msg));
  auto listed = cases_asked(context, words, *wanted.ask);
  if (!listed.cases.ok()) return no_report(context, wanted, listed.cases.error());
  const auto& cases = *listed.cases;
  auto title = words("report.cases.title"_msg, {{"what", listed.what}, {"n", group_digits(cases.total)}});
  Html main;
  main << "<p class=\"crumb\"><a href=\"/reports"_html << wanted.ask->query() << "\">"_html
       << words("report.cases.back"_msg) << "</a> "_html << words.period(wanted.ask->period)
       << "</p><div class=\"hd\"><div><h1>"_html << title << "</h1>"_html;
  if (cases.rows.size() < static_cast<std::size_t>(cases.total))
    main << "<p>"_html << words("report.cases.first"_msg, {{"n", cases.rows.size()}}) << "</p>"_html;
  main << "</div></div><div class=\"box\" role=\"region\" tabindex=\"0\" aria-label=\""_html << listed.what
       << "\"><table class=\"list\"><caption class=\"hidden\">"_html << title << "</caption><thead><tr>"_html;
  for (auto key : {"report.col.level"_msg, "report.col.code"_msg, "office.cases.col.place"_msg,
                   "report.col.department"_msg, "report.col.captured"_msg})
    main << "<th scope=\"col\">"_html << words(key) << "</th>"_html;
  main << "</tr></thead><tbody>"_html;
  for (const auto& row : cases.rows) add_case(main, context, words, row, cases.as_of);
  main << "</tbody></table></div>"_html;
  return office_page(context, words.page(), title, Nav::reports, main);
}

}  // namespace

void add_report_pages(Router& router) {
  router.add("GET", "/reports", kReport_readers, show_report);
  router.add("GET", "/reports.csv", kReport_readers,
             [](Context& context) { return download(context, Download::csv); });
  router.add("GET", "/reports.xlsx", kReport_readers,
             [](Context& context) { return download(context, Download::xlsx); });
  router.add("GET", "/reports/public.csv", kReport_readers,
             [](Context& context) { return download(context, Download::public_csv); });
  router.add("GET", "/reports/cases", kReport_readers, show_listed);
}

}  // namespace redress::headoffice
