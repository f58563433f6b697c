// 整改: corrective actions with their effect in figures, and the training log; each a table, a form and a CSV
// file.
#include <algorithm>
#include <charconv>

#include "core/text/dates.h"
#include "sync/headoffice/pages/book_parts.h"
#include "sync/headoffice/pages/frame.h"
#include "sync/headoffice/pages/marks.h"
#include "sync/headoffice/pages/pages.h"
#include "sync/headoffice/pages/report_words.h"
#include "sync/headoffice/people/people.h"
#include "sync/headoffice/record/office.h"
#include "sync/headoffice/report/corrections.h"

namespace redress::headoffice {

namespace {

constexpr RoleSet kWriters = role_bit(Role::manager) | role_bit(Role::analyst);

struct View {
  Context& context;
  const PageWords& words;
  const std::vector<PersonRow>& staff;
  std::string mall;
  bool may_write() const { return kWriters & role_bit(context.visitor->person.role); }
};

std::vector<PersonRow> staff_of(Context& context) {
  auto reader = context.office.store().read();
  auto people = reader.ok() ? list_people(**reader) : Result<std::vector<PersonRow>>(reader.error());
  return people.ok() ? std::move(*people) : std::vector<PersonRow>();
}

// 12.3 件/月（3 个月）
std::string rate_words(const PageWords& words, const CauseRate& rate) {
  auto tenths_a_month = rate.tenths();
  if (!tenths_a_month) return "—";
  return words("correction.rate"_msg, {{"n", tenths(*tenths_a_month)}, {"months", rate.months}});
}

bool is_late(const Correction& correction, CivilDate today) {
  return correction.state == CorrectionState::open && correction.what.due < today;
}

Mark mark_of(const Correction& correction, CivilDate today) {
  switch (correction.state) {
    case CorrectionState::open:
      return is_late(correction, today) ? Mark::bad : Mark::wait;
    case CorrectionState::done:
      return Mark::wait;
    case CorrectionState::effective:
      return Mark::ok;
    case CorrectionState::without_effect:
      return Mark::warn;
    case CorrectionState::dropped:
      return Mark::off;
  }
  return Mark::off;
}

void add_step(Html& html, const View& view, const Correction& correction, CorrectionState to) {
  auto state = kCorrectionStates.name(to);
  html << "<label class=\"box1\"><input type=\"radio\" name=\"state\" required value=\""_html << state
       << "\"><span>"_html << view.words.word("correction.to", state) << "<span class=\"hidden\"> "_html
       << correction.number << "</span></span></label>"_html;
}

void add_move_form(Html& html, const View& view, const Correction& correction) {
  if (!view.may_write() || correction.ended()) return;
  auto id = "note-" + std::to_string(correction.number);
  html << "<details class=\"noprint\"><summary>"_html << view.words("correction.move"_msg)
       << "<span class=\"hidden\"> "_html << correction.number
       << "</span></summary><form class=\"act\" method=\"post\" action=\"/corrections/move\">"_html;
  add_csrf(html, view.context);
  add_hidden(html, "number", std::to_string(correction.number));
  html << "<fieldset><legend>"_html << view.words("correction.state"_msg) << "</legend>"_html;
  if (correction.state == CorrectionState::open)
    add_step(html, view, correction, CorrectionState::done);
  else {
    add_step(html, view, correction, CorrectionState::effective);
    add_step(html, view, correction, CorrectionState::without_effect);
  }
  add_step(html, view, correction, CorrectionState::dropped);
  html << "</fieldset><label for=\""_html << id << "\">"_html << view.words("correction.note"_msg)
       << "</label><textarea class=\"in\" id=\""_html << id
       << "\" name=\"note\" rows=\"2\" maxlength=\"600\"></textarea><button class=\"btn\">"_html
       << view.words("correction.keep"_msg) << "</button></form></details>"_html;
}

void add_row(Html& html, const View& view, const Correction& correction) {
  const auto& what = correction.what;
  auto words = view.words.with(view.context.office.rules().of(std::string_view(what.mall)));
  auto cell = [&](MessageKey label) { html << "</td><td data-label=\""_html << words(label) << "\">"_html; };
  auto owner = std::find_if(view.staff.begin(), view.staff.end(), [&](const auto& row) { return row.person.staff == what.owner; });
  auto today = words.local(view.context.office.now()).date;
  html << "<tr><td data-label=\""_html << words("correction.cause"_msg) << "\"><b>"_html
       << words.word("cause", what.cause) << "</b><small>"_html << words.mall() << " "_html
       << (what.category.empty() ? words("correction.every"_msg) : words.subject(what.category, ""))
       << "</small>"_html;
  cell("correction.action"_msg);
  html << "<span class=\"typed\">"_html << what.action << "</span>"_html;
  cell("correction.owner"_msg);
  html << (owner == view.staff.end() ? what.owner : owner->person.name);
  cell("correction.due"_msg);
  html << words.day(what.due);
  cell("correction.state"_msg);
  html << mark(mark_of(correction, today)) << " "_html
       << (is_late(correction, today)
               ? words("correction.state.late"_msg)
               : words.word("correction.state", kCorrectionStates.name(correction.state)));
  if (!correction.note.empty()) html << "<small class=\"typed\">"_html << correction.note << "</small>"_html;
  cell("correction.before"_msg);
  html << rate_words(words, correction.before);
  cell("correction.since"_msg);
  html << rate_words(words, correction.since);
  html << "</td><td data-label=\""_html << words("office.people.do"_msg) << "\">"_html;
  add_move_form(html, view, correction);
  html << "</td></tr>"_html;
}

void add_table(Html& html, const View& view, const std::vector<Correction>& corrections) {
  html << "<div class=\"box\" role=\"region\" tabindex=\"0\" aria-label=\""_html
       << view.words("correction.title"_msg) << "\"><table class=\"list\"><caption class=\"hidden\">"_html
       << view.words("correction.title"_msg) << "</caption><thead><tr>"_html;
  for (auto key :
       {"correction.cause"_msg, "correction.action"_msg, "correction.owner"_msg, "correction.due"_msg,
        "correction.state"_msg, "correction.before"_msg, "correction.since"_msg, "office.people.do"_msg})
    html << "<th scope=\"col\">"_html << view.words(key) << "</th>"_html;
  html << "</tr></thead><tbody>"_html;
  for (const auto& correction : corrections) add_row(html, view, correction);
  html << "</tbody></table></div>"_html;
}

void begin_select(Html& html, const View& view, Markup name, MessageKey label) {
  html << "<div><label for=\""_html << name << "\">"_html << view.words(label)
       << "</label><select class=\"in\" id=\""_html << name << "\" name=\""_html << name << "\">"_html;
}

// Who sees one mall chooses among those who may own its corrections; head office chooses the mall in the same form, so
// each stands under theirs.
void add_owners(Html& html, const View& view) {
  const auto chosen = view.context.request.form["owner"];
  auto add = [&](const PersonRow& row) {
    add_option(html, row.person.staff, row.person.name + " " + row.person.staff, chosen == row.person.staff);
  };
  if (!view.context.visitor->mall.empty()) {
    for (const auto& row : view.staff)
      if (may_own_correction(row, view.mall)) add(row);
    return;
  }
  auto group = [&](std::string_view mall, std::string_view name) {
    html << "<optgroup label=\""_html << name << "\">"_html;
    for (const auto& row : view.staff)
      if (row.mall == mall && may_own_correction(row, mall)) add(row);
    html << "</optgroup>"_html;
  };
  group("", view.words("role.head_office"_msg));
  for (const auto& rules : view.context.office.rules().all()) group(rules->mall_id, view.words.with(rules).mall());
}

void add_form(Html& html, const View& view) {
  if (!view.may_write()) return;
  const auto& form = view.context.request.form;
  const auto& words = view.words;
  auto end = "</select></div>"_html;
  html << "<section class=\"card gap noprint\" aria-labelledby=\"new\"><h2 id=\"new\">"_html
       << words("correction.open"_msg)
       << "</h2><form class=\"filters\" method=\"post\" action=\"/corrections/open\">"_html;
  add_csrf(html, view.context);
  add_mall_select(html, view.context, words, view.mall);
  begin_select(html, view, "cause"_html, "correction.cause"_msg);
  for (auto cause : cause_classes())
    add_option(html, cause, words.word("cause", cause), form["cause"] == cause);
  html << end;
  begin_select(html, view, "category"_html, "office.cases.col.category"_msg);
  add_option(html, "", words("correction.every"_msg), form["category"].empty());
  if (words.rules())
    for (const auto& row : words.rules()->policy.categories)
      add_option(html, row.code, words.subject(row.code, ""), form["category"] == row.code);
  html << end;
  begin_select(html, view, "owner"_html, "correction.owner"_msg);
  add_owners(html, view);
  html
      << end << "<div><label for=\"due\">"_html << words("correction.due"_msg)
      << "</label><input class=\"in\" type=\"date\" id=\"due\" name=\"due\" required value=\""_html
      << form["due"] << "\"></div><div class=\"q\"><label for=\"action\">"_html
      << words("correction.action"_msg)
      << "</label><textarea class=\"in\" id=\"action\" name=\"action\" rows=\"2\" maxlength=\"600\" required>"_html
      << form["action"] << "</textarea></div><button class=\"btn p\">"_html << words("correction.open"_msg)
      << "</button></form></section>"_html;
}

PageWords words_for(const Context& context, std::string_view mall) {
  auto rules = context.office.rules().of(mall);
  if (auto all = context.office.rules().all(); !rules && !all.empty()) rules = all.front();
  return {context, rules};
}

std::string asked_mall(const Context& context) {
  if (!context.visitor->mall.empty()) return context.visitor->mall;
  auto form = context.request.form["mall"];
  return std::string(form.empty() ? context.request.query["mall"] : form);
}

Response page(Context& context, int status = 200, std::string_view problem = {}) {
  auto mall = asked_mall(context);
  auto words = words_for(context, mall);
  auto staff = staff_of(context);
  View view{context, words, staff, mall};
  Html main;
  if (!problem.empty()) add_alert(main, words("office.case.refused"_msg, {{"reason", problem}}));
  if (context.request.query.has("done")) add_status(main, words("office.case.done"_msg));
  add_book_tabs(main, words, Book::correction);
  main << "<div class=\"hd\"><div><h1>"_html << words("correction.title"_msg) << "</h1><p>"_html
       << words("correction.sub"_msg, {{"months", kEffect_months}})
       << "</p></div><div class=\"r\"><a class=\"btn\" href=\"/corrections.csv\">CSV</a></div></div>"_html;
  auto corrections = list_corrections(context.office, context.request.query["mall"], *context.visitor, true);
  if (!corrections.ok())
    status = 503;
  else if (corrections->empty())
    main << "<p class=\"card\" role=\"status\">"_html << words("correction.none"_msg) << "</p>"_html;
  else
    add_table(main, view, *corrections);
  add_form(main, view);
  return office_page(context, words, words("correction.title"_msg), Nav::corrections, main, status);
}

Response refused(Context& context, const Error& error) {
  auto words = words_for(context, asked_mall(context));
  if (error.code == Errc::not_found) return page(context, 404, words("office.error.not_found"_msg));
  if (error.code == Errc::refused) return page(context, 409, words("refuse.already_done"_msg));
  if (error.code == Errc::invalid) return page(context, 422, words.word("correction", error.what));
  return page(context, 503, words("office.error.internal"_msg));
}

Response open(Context& context) {
  const auto& form = context.request.form;
  auto text = [&](std::string_view name) { return std::string(form[name]); };
  NewCorrection what{asked_mall(context), text("cause"), text("category"),
                     text("action"),      text("owner"), parse_date(form["due"]).value_or(CivilDate{})};
  auto opened = open_correction(context.office, what, *context.visitor);
  return opened.ok() ? Response::redirect("/corrections?done=1") : refused(context, opened.error());
}

Response move(Context& context) {
  const auto& form = context.request.form;
  std::int64_t number = 0;
  auto text = form["number"];
  std::from_chars(text.data(), text.data() + text.size(), number);
  auto to = kCorrectionStates.find(form["state"]);
  if (!to) return refused(context, invalid("state"));
  auto moved = move_correction(context.office, number, *to, form["note"], *context.visitor);
  return moved.ok() ? Response::redirect("/corrections?done=1") : refused(context, moved.error());
}

Response download(Context& context) {
  auto corrections = list_corrections(context.office, context.request.query["mall"], *context.visitor, true);
  if (!corrections.ok()) return Response::text(503, "not available\n");
  return Response::download(corrections_csv(*corrections), "text/csv; charset=utf-8", "corrections.csv");
}

}  // namespace

void add_book_tabs(Html& html, const PageWords& words, Book here) {
  html << "<nav class=\"tabs\" aria-label=\""_html << words("office.nav.corrections"_msg) << "\">"_html;
  auto tab = [&](Markup address, MessageKey key, Book book) {
    html << "<a href=\""_html << address << "\""_html
         << (book == here ? " aria-current=\"true\""_html : ""_html) << ">"_html << words(key) << "</a>"_html;
  };
  tab("/corrections"_html, "correction.title"_msg, Book::correction);
  tab("/trainings"_html, "training.title"_msg, Book::training);
  tab("/purposes"_html, "purposes.title"_msg, Book::purpose);
  html << "</nav>"_html;
}

void add_mall_select(Html& html, const Context& context, const PageWords& words, std::string_view chosen) {
  if (!context.visitor->mall.empty()) return;
  html << "<div><label for=\"mall\">"_html << words("office.cases.mall"_msg)
       << "</label><select class=\"in\" id=\"mall\" name=\"mall\">"_html;
  for (const auto& rules : context.office.rules().all())
    add_option(html, rules->mall_id, words.with(rules).mall(), rules->mall_id == chosen);
  html << "</select></div>"_html;
}

void add_correction_pages(Router& router) {
  router.add("GET", "/corrections", kBook_readers, [](Context& context) { return page(context); });
  router.add("GET", "/corrections.csv", kBook_readers, download);
  router.add("POST", "/corrections/open", kWriters, open);
  router.add("POST", "/corrections/move", kWriters, move);
}

}  // namespace redress::headoffice
