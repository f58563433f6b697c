// The training log: who was trained in what, and the share of service staff trained in each quarter (R146).
#include <charconv>

#include "core/text/dates.h"
#include "sync/headoffice/pages/book_parts.h"
#include "sync/headoffice/pages/frame.h"
#include "sync/headoffice/pages/marks.h"
#include "sync/headoffice/pages/pages.h"
#include "sync/headoffice/pages/report_words.h"
#include "sync/headoffice/people/people.h"
#include "sync/headoffice/record/office.h"
#include "sync/headoffice/report/trainings.h"

namespace redress::headoffice {

namespace {

constexpr RoleSet kWriters = role_bit(Role::supervisor) | role_bit(Role::manager) | role_bit(Role::analyst);
constexpr int kQuarters_shown = 4;

bool may_write(const Context& context) {
  return kWriters & role_bit(context.visitor->person.role);
}

std::vector<PersonRow> people_of(Context& context, std::string_view mall) {
  std::vector<PersonRow> out;
  auto reader = context.office.store().read();
  auto all = reader.ok() ? list_people(**reader) : Result<std::vector<PersonRow>>(reader.error());
  if (!all.ok()) return out;
  for (auto& row : *all)
    if (row.active && row.mall == mall && row.person.role != Role::technician &&
        row.person.role != Role::manager)
      out.push_back(std::move(row));
  return out;
}

void add_quarters(Html& html, Context& context, const ReportWords& words, std::string_view mall) {
  html << "<section class=\"card\" aria-labelledby=\"shares\"><h2 id=\"shares\">"_html
       << words("training.share"_msg) << "</h2><dl class=\"kv wide\">"_html;
  auto quarter = Period::of(PeriodKind::quarter, words.page().local(context.office.now()).date);
  for (int i = 0; i < kQuarters_shown; ++i, quarter = quarter.before()) {
    auto share = trained_in(context.office, mall, quarter, *context.visitor);
    if (!share.ok()) continue;
    bool all = share->staff > 0 && share->trained == share->staff;
    html << "<dt>"_html << words.period(quarter) << "</dt><dd>"_html
         << mark(all      ? Mark::ok
                 : i == 0 ? Mark::wait
                          : Mark::bad)
         << " <b>"_html << words.share(share->trained, share->staff) << "</b> "_html << share->trained
         << " ÷ "_html << share->staff << "</dd>"_html;
  }
  html << "</dl></section>"_html;
}

void add_row(Html& html, Context& context, const PageWords& page_words, const Training& training,
             const std::map<std::string, std::string>& names) {
  auto words = page_words.with(context.office.rules().of(std::string_view(training.mall)));
  auto cell = [&](MessageKey label) { html << "</td><td data-label=\""_html << words(label) << "\">"_html; };
  std::vector<std::string> who;
  for (const auto& staff : training.staff) who.push_back(names.contains(staff) ? names.at(staff) : staff);
  html << "<tr><td class=\"nw\" data-label=\""_html << words("training.day"_msg) << "\">"_html
       << full_day_words(words.text(), training.day);
  cell("training.topic"_msg);
  html << "<span class=\"typed\">"_html << training.topic << "</span><small>"_html << words.mall()
       << "</small>"_html;
  cell("training.minutes"_msg);
  html << training.minutes;
  cell("training.staff"_msg);
  html << join_list(words.text(), who) << "</td><td data-label=\""_html << words("office.people.do"_msg)
       << "\">"_html;
  if (training.withdrawn)
    html << words("training.withdrawn"_msg);
  else if (may_write(context)) {
    html << "<form method=\"post\" action=\"/trainings/withdraw\">"_html;
    add_csrf(html, context);
    add_hidden(html, "number", std::to_string(training.number));
    html << "<button class=\"link\">"_html << words("training.withdraw"_msg)
         << "<span class=\"hidden\"> "_html << training.number << "</span></button></form>"_html;
  }
  html << "</td></tr>"_html;
}

void add_table(Html& html, Context& context, const PageWords& words, const std::vector<Training>& trainings) {
  std::map<std::string, std::string> names;
  if (auto reader = context.office.store().read(); reader.ok())
    if (auto people = list_people(**reader); people.ok())
      for (const auto& row : *people) names[row.person.staff] = row.person.name;
  html << "<div class=\"box gap\" role=\"region\" tabindex=\"0\" aria-label=\""_html
       << words("training.title"_msg) << "\"><table class=\"list\"><caption class=\"hidden\">"_html
       << words("training.title"_msg) << "</caption><thead><tr>"_html;
  for (auto key : {"training.day"_msg, "training.topic"_msg, "training.minutes"_msg, "training.staff"_msg,
                   "office.people.do"_msg})
    html << "<th scope=\"col\">"_html << words(key) << "</th>"_html;
  html << "</tr></thead><tbody>"_html;
  for (const auto& training : trainings) add_row(html, context, words, training, names);
  html << "</tbody></table></div>"_html;
}

void add_form(Html& html, Context& context, const PageWords& words, const std::string& mall) {
  if (!may_write(context)) return;
  const auto& form = context.request.form;
  html << "<section class=\"card gap noprint\" aria-labelledby=\"new\"><h2 id=\"new\">"_html
       << words("training.add"_msg) << "</h2><form method=\"post\" action=\"/trainings/add\">"_html;
  add_csrf(html, context);
  add_hidden(html, "mall", mall);
  html
      << "<div class=\"filters\"><div><label for=\"day\">"_html << words("training.day"_msg)
      << "</label><input class=\"in\" type=\"date\" id=\"day\" name=\"day\" required value=\""_html
      << form["day"] << "\"></div><div><label for=\"minutes\">"_html << words("training.minutes"_msg)
      << "</label><input class=\"in\" inputmode=\"numeric\" id=\"minutes\" name=\"minutes\" required maxlength=\"4\" value=\""_html
      << form["minutes"] << "\"></div><div class=\"q\"><label for=\"topic\">"_html
      << words("training.topic"_msg)
      << "</label><input class=\"in\" id=\"topic\" name=\"topic\" required maxlength=\"120\" value=\""_html
      << form["topic"] << "\"></div></div><fieldset><legend>"_html << words("training.staff"_msg)
      << "</legend>"_html;
  for (const auto& row : people_of(context, mall))
    html << "<label class=\"box1\"><input type=\"checkbox\" name=\"staff\" value=\""_html << row.person.staff
         << "\"><span>"_html << row.person.name << " "_html << row.person.staff << " "_html
         << words.department(row.person.department) << "</span></label>"_html;
  html << "</fieldset><button class=\"btn p\">"_html << words("training.add"_msg)
       << "</button></form></section>"_html;
}

// One mall at a time: its people are those who can be trained. Head office chooses by link.
std::string shown_mall(const Context& context) {
  if (!context.visitor->mall.empty()) return context.visitor->mall;
  auto asked =
      context.request.form["mall"].empty() ? context.request.query["mall"] : context.request.form["mall"];
  if (context.office.rules().of(asked)) return std::string(asked);
  auto all = context.office.rules().all();
  return all.empty() ? std::string() : all.front()->mall_id;
}

void add_malls(Html& html, const Context& context, const PageWords& words, std::string_view here) {
  if (!context.visitor->mall.empty()) return;
  html << "<nav class=\"tabs\" aria-label=\""_html << words("office.cases.mall"_msg) << "\">"_html;
  for (const auto& rules : context.office.rules().all())
    html << "<a href=\"/trainings?mall="_html << rules->mall_id << "\""_html
         << (rules->mall_id == here ? " aria-current=\"true\""_html : ""_html) << ">"_html
         << words.with(rules).mall() << "</a>"_html;
  html << "</nav>"_html;
}

Response page(Context& context, int status = 200, std::string_view problem = {}) {
  auto mall = shown_mall(context);
  PageWords words(context, context.office.rules().of(std::string_view(mall)));
  Html main;
  if (!problem.empty()) add_alert(main, words("office.case.refused"_msg, {{"reason", problem}}));
  if (context.request.query.has("done")) add_status(main, words("office.case.done"_msg));
  add_book_tabs(main, words, Book::training);
  main << "<div class=\"hd\"><div><h1>"_html << words("training.title"_msg) << "</h1><p>"_html
       << words("training.sub"_msg)
       << "</p></div><div class=\"r\"><a class=\"btn\" href=\"/trainings.csv?mall="_html << mall
       << "\">CSV</a></div></div>"_html;
  add_malls(main, context, words, mall);
  add_quarters(main, context, {words, {}, {}}, mall);
  auto trainings = list_trainings(context.office, mall, *context.visitor);
  if (!trainings.ok())
    status = 503;
  else if (!trainings->empty())
    add_table(main, context, words, *trainings);
  add_form(main, context, words, mall);
  return office_page(context, words, words("training.title"_msg), Nav::corrections, main, status);
}

Response refused(Context& context, const Error& error) {
  PageWords words(context, nullptr);
  if (error.code == Errc::not_found) return page(context, 404, words("office.error.not_found"_msg));
  if (error.code == Errc::refused) return page(context, 409, words("refuse.already_done"_msg));
  if (error.code == Errc::invalid) return page(context, 422, words.word("training", error.what));
  return page(context, 503, words("office.error.internal"_msg));
}

std::int64_t number_of(std::string_view text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

Response add(Context& context) {
  const auto& form = context.request.form;
  Training training;
  training.mall = shown_mall(context);
  training.topic = form["topic"];
  training.day = parse_date(form["day"]).value_or(CivilDate{});
  training.minutes = number_of(form["minutes"]);
  for (auto staff : form.every("staff")) training.staff.emplace(staff);
  auto noted = note_training(context.office, training, *context.visitor);
  return noted.ok() ? Response::redirect("/trainings?done=1&mall=" + training.mall)
                    : refused(context, noted.error());
}

Response withdraw(Context& context) {
  auto done = withdraw_training(context.office, number_of(context.request.form["number"]), *context.visitor);
  return done.ok() ? Response::redirect("/trainings?done=1") : refused(context, done.error());
}

Response download(Context& context) {
  auto trainings = list_trainings(context.office, context.request.query["mall"], *context.visitor);
  if (!trainings.ok()) return Response::text(503, "not available\n");
  return Response::download(trainings_csv(*trainings), "text/csv; charset=utf-8", "trainings.csv");
}

}  // namespace

void add_training_pages(Router& router) {
  router.add("GET", "/trainings", kBook_readers, [](Context& context) { return page(context); });
  router.add("GET", "/trainings.csv", kBook_readers, download);
  router.add("POST", "/trainings/add", kWriters, add);
  router.add("POST", "/trainings/withdraw", kWriters, withdraw);
}

}  // namespace redress::headoffice
