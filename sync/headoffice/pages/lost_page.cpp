// A lost receipt: cases by the shopper's phone, after saying who asks and what for; the log of those questions; and one
// person's data for that person (R126, R130, decision 17). The number goes by POST, so it stands in no address and no log.
#include <charconv>
#include <span>

#include "sync/headoffice/pages/book_parts.h"
#include "sync/headoffice/pages/frame.h"
#include "sync/headoffice/pages/hand_out.h"
#include "sync/headoffice/pages/marks.h"
#include "sync/headoffice/pages/pages.h"
#include "sync/headoffice/people/people.h"
#include "sync/headoffice/record/office.h"

namespace redress::headoffice {

namespace {

constexpr RoleSet kAskers_of_cases = role_bit(Role::service) | role_bit(Role::supervisor) | role_bit(Role::manager) | role_bit(Role::analyst);
constexpr int kDay_choices[] = {31, 92, kLookup_days};

struct Outcome {
  int status = 200;
  std::string problem;
  const std::vector<CaseRow>* found = nullptr;
};

PageWords words_of(const Context& context, std::string_view mall) {
  auto rules = context.office.rules().of(mall);
  if (!rules)
    if (auto all = context.office.rules().all(); !all.empty()) rules = all.front();
  return {context, rules};
}

std::string mall_of(const Context& context) {
  return context.visitor->mall.empty() ? std::string(context.request.form["mall"]) : context.visitor->mall;
}

void add_choice(Html& html, const Context& context, const PageWords& words, Markup name, MessageKey label,
                std::string_view area, std::span<const std::string_view> choices) {
  html << "<div><label for=\""_html << name << "\">"_html << words(label) << "</label><select class=\"in\" id=\""_html << name << "\" name=\""_html << name
       << "\" required>"_html;
  const auto chosen = context.request.form[name.text];
  add_option(html, "", words("nav.not_selected"_msg), chosen.empty());
  for (auto word : choices) add_option(html, word, words.word(area, word), chosen == word);
  html << "</select></div>"_html;
}

void add_form(Html& html, const Context& context, const PageWords& words) {
  const auto& form = context.request.form;
  html << "<form class=\"card filters\" method=\"post\" action=\"/cases/lost\" autocomplete=\"off\">"_html;
  add_csrf(html, context);
  add_mall_select(html, context, words, mall_of(context));
  html << "<div class=\"q\"><label for=\"phone\">"_html << words("lost.phone"_msg)
       << "</label><input class=\"in\" id=\"phone\" name=\"phone\" type=\"tel\" required maxlength=\"24\" value=\""_html << form["phone"] << "\"></div>"_html;
  add_choice(html, context, words, "asker"_html, "lost.asker"_msg, "asker", kAskers.names);
  add_choice(html, context, words, "purpose"_html, "lost.purpose"_msg, "lookup", kPurposes_of_lookup.names);
  html << "<div><label for=\"days\">"_html << words("lost.days"_msg) << "</label><select class=\"in\" id=\"days\" name=\"days\">"_html;
  for (int days : kDay_choices)
    add_option(html, std::to_string(days), words("lost.days.n"_msg, {{"n", days}}), form["days"].empty() ? days == 92 : form["days"] == std::to_string(days));
  html << "</select></div><button class=\"btn p\">"_html << words("lost.find"_msg) << "</button></form>"_html;
}

void add_found(Html& html, const Context& context, const PageWords& words, const std::vector<CaseRow>& rows) {
  if (rows.empty()) {
    html << "<p class=\"card gap\" role=\"status\">"_html << words("lost.none"_msg) << "</p>"_html;
    return;
  }
  html << "<section class=\"card gap\" role=\"status\"><h2>"_html << words("lost.found"_msg, {{"n", rows.size()}}) << "</h2><ul class=\"cannot\">"_html;
  for (const auto& row : rows)
    html << "<li><a class=\"mono\" href=\"/cases/"_html << to_compact(row.code) << "\">"_html << to_grouped(row.code) << "</a> "_html
         << words.subject(row.category, row.subcategory) << " "_html << words.place(row.place) << "<small>"_html << words.time(row.submitted_at) << "·"_html
         << words.text().text_of("stage.now", kStages.name(row.stage)) << "</small></li>"_html;
  html << "</ul>"_html;
  if (kExporters & role_bit(context.visitor->person.role)) {
    html << "<form class=\"gap\" method=\"post\" action=\"/cases/lost/export\">"_html;
    add_csrf(html, context);
    for (auto name : {"mall", "phone", "asker", "purpose", "days"}) add_hidden(html, name, context.request.form[name]);
    html << "<p class=\"soft\">"_html << words("lost.export.what"_msg) << "</p><button class=\"btn\" name=\"format\" value=\"html\">"_html << words("lost.export.print"_msg)
         << "</button> <button class=\"btn\" name=\"format\" value=\"json\">"_html << words("lost.export"_msg) << "</button></form>"_html;
  }
  html << "</section>"_html;
}

Response show_lost(Context& context, const Outcome& outcome) {
  auto words = words_of(context, mall_of(context));
  Html main;
  if (!outcome.problem.empty()) add_alert(main, outcome.problem);
  main << "<div class=\"hd\"><div><h1>"_html << words("lost.title"_msg) << "</h1><p>"_html << words("lost.sub"_msg, {{"n", kLookups_an_hour}})
       << "</p></div></div>"_html;
  add_form(main, context, words);
  if (outcome.found) add_found(main, context, words, *outcome.found);
  return office_page(context, words, words("lost.title"_msg), Nav::cases, main, outcome.status);
}

// Nothing: somebody left out who asks or what for.
std::optional<PhoneLookup> asked(const Context& context) {
  const auto& form = context.request.form;
  const auto asker = kAskers.find(form["asker"]);
  const auto purpose = kPurposes_of_lookup.find(form["purpose"]);
  if (!asker || !purpose) return {};
  PhoneLookup out{mall_of(context), std::string(form["phone"]), *asker, *purpose, 0};
  std::from_chars(form["days"].data(), form["days"].data() + form["days"].size(), out.days);
  return out;
}

Response refuse_lost(Context& context, const Error& error) {
  auto words = words_of(context, mall_of(context));
  if (error.code == Errc::busy) return show_lost(context, {429, words("lost.error.busy"_msg), nullptr});
  if (error.code == Errc::not_found) return show_lost(context, {404, words("office.error.not_found"_msg), nullptr});
  if (error.code != Errc::invalid) return show_lost(context, {503, words("office.error.internal"_msg), nullptr});
  return show_lost(context, {422, words.word("lost.error", error.what), nullptr});
}

Response find(Context& context) {
  const auto lookup = asked(context);
  if (!lookup) return refuse_lost(context, invalid("missing"));
  auto found = find_by_phone(context.office, *lookup, *context.visitor);
  return found.ok() ? show_lost(context, {200, {}, &*found}) : refuse_lost(context, found.error());
}

Response export_data(Context& context) {
  const auto lookup = asked(context);
  if (!lookup) return refuse_lost(context, invalid("missing"));
  const auto format = kPerson_formats.find(context.request.form["format"]).value_or(PersonFormat::json);
  auto data = hand_out_person(context.office, *lookup, *context.visitor, choose_language(context.request), format);
  if (!data.ok()) return refuse_lost(context, data.error());
  const bool json = format == PersonFormat::json;
  return Response::download(std::move(*data), json ? "application/json; charset=utf-8" : "text/html; charset=utf-8", json ? "person.json" : "person.html");
}

void add_entry_row(Html& html, const PageWords& page_words, const Context& context, const PurposeEntry& entry, const std::string& name) {
  auto words = page_words.with(context.office.rules().of(std::string_view(entry.mall)));
  auto cell = [&](MessageKey label, Markup look) { html << "</td><td"_html << look << " data-label=\""_html << words(label) << "\">"_html; };
  const auto whole = " class=\"nw\""_html;
  html << "<tr><td class=\"nw\" data-label=\""_html << words("purposes.at"_msg) << "\">"_html << words.time(entry.at);
  cell("purposes.by"_msg, whole);
  html << name << "<small>"_html << words.mall() << "</small>"_html;
  cell("purposes.kind"_msg, whole);
  html << words.word("purposes.kind", kPurpose_kinds.name(entry.kind));
  cell("lost.asker"_msg, whole);
  html << words.word("asker", kAskers.name(entry.asker));
  cell("lost.purpose"_msg, whole);
  html << words.word("lookup", kPurposes_of_lookup.name(entry.purpose));
  cell("purposes.cases"_msg, ""_html);
  if (entry.cases.empty()) html << "–"_html;
  for (auto code : entry.cases) html << "<a class=\"mono\" href=\"/cases/"_html << to_compact(code) << "\">"_html << to_grouped(code) << "</a> "_html;
  html << "</td></tr>"_html;
}

Response show_log(Context& context) {
  auto words = words_of(context, context.request.query["mall"]);
  auto entries = list_purposes(context.office, context.request.query["mall"], *context.visitor);
  Html main;
  add_book_tabs(main, words, Book::purpose);
  main << "<div class=\"hd\"><div><h1>"_html << words("purposes.title"_msg) << "</h1><p>"_html << words("purposes.sub"_msg)
       << "</p></div><div class=\"r\"><a class=\"btn\" href=\"/purposes.csv\">CSV</a></div></div>"_html;
  if (!entries.ok()) add_alert(main, words("office.error.internal"_msg));
  else if (entries->empty()) main << "<p class=\"card\" role=\"status\">"_html << words("purposes.none"_msg) << "</p>"_html;
  else {
    std::map<std::string, std::string> names;
    if (auto reader = context.office.store().read(); reader.ok())
      if (auto people = list_people(**reader); people.ok())
        for (const auto& row : *people) names[row.person.staff] = row.person.name;
    main << "<div class=\"box\" role=\"region\" tabindex=\"0\" aria-label=\""_html << words("purposes.title"_msg)
         << "\"><table class=\"list\"><caption class=\"hidden\">"_html << words("purposes.title"_msg) << "</caption><thead><tr>"_html;
    for (auto key : {"purposes.at"_msg, "purposes.by"_msg, "purposes.kind"_msg, "lost.asker"_msg, "lost.purpose"_msg, "purposes.cases"_msg})
      main << "<th scope=\"col\">"_html << words(key) << "</th>"_html;
    main << "</tr></thead><tbody>"_html;
    for (const auto& entry : *entries) add_entry_row(main, words, context, entry, names.contains(entry.by) ? names[entry.by] : entry.by);
    main << "</tbody></table></div>"_html;
  }
  return office_page(context, words, words("purposes.title"_msg), Nav::corrections, main, entries.ok() ? 200 : 503);
}

Response download_log(Context& context) {
  auto entries = list_purposes(context.office, context.request.query["mall"], *context.visitor);
  if (!entries.ok()) return Response::text(503, "not available\n");
  return Response::download(purposes_csv(*entries), "text/csv; charset=utf-8", "purposes.csv");
}

}  // namespace

bool may_look_up(const Visitor& visitor) { return kAskers_of_cases & role_bit(visitor.person.role); }

void add_lost_pages(Router& router) {
  router.add("GET", "/cases/lost", kAskers_of_cases, [](Context& context) { return show_lost(context, {}); });
  router.add("POST", "/cases/lost", kAskers_of_cases, find);
  router.add("POST", "/cases/lost/export", kExporters, export_data);
  router.add("GET", "/purposes", kBook_readers, show_log);
  router.add("GET", "/purposes.csv", kBook_readers, download_log);
}

}  // namespace redress::headoffice
