// The public web form /new: a complaint without a kiosk, by plain form, no cookie, no script (R18–R20). It
// answers with the page of the new case: code and promised date.
#include <algorithm>

#include "sync/headoffice/cases/web_intake.h"
#include "sync/headoffice/pages/frame.h"
#include "sync/headoffice/pages/marks.h"
#include "sync/headoffice/pages/pages.h"
#include "sync/headoffice/record/office.h"

namespace redress::headoffice {

namespace {

constexpr std::size_t kStory_code_points = 2000;

struct View {
  Context& context;
  const PageWords& words;
  const Rules& rules;
  const Fields& form;
};

void add_card(Html& html, Markup id, std::string_view title) {
  html << "<section class=\"card\" aria-labelledby=\""_html << id << "\"><h2 id=\""_html << id << "\">"_html
       << title << "</h2>"_html;
}

void begin_select(Html& html, Markup name, std::string_view label) {
  html << "<p><label for=\""_html << name << "\">"_html << label << "</label><select class=\"in\" id=\""_html
       << name << "\" name=\""_html << name << "\">"_html;
}

void add_line(Html& html, const View& view, Markup name, std::string_view label, Markup attributes) {
  html << "<p><label for=\""_html << name << "\">"_html << label << "</label><input class=\"in\" id=\""_html
       << name << "\" name=\""_html << name << "\" value=\""_html << view.form[name.text] << "\" "_html
       << attributes << "></p>"_html;
}

void add_tick(Html& html, const View& view, std::string_view name, std::string_view value,
              std::string_view label) {
  auto chosen = view.form.every(name);
  html << "<label class=\"pick\"><input type=\"checkbox\" name=\""_html << name << "\" value=\""_html << value
       << "\""_html
       << (std::find(chosen.begin(), chosen.end(), value) != chosen.end() ? " checked"_html : ""_html)
       << ">"_html << label << "</label>"_html;
}

void add_what(Html& html, const View& view) {
  const auto& words = view.words;
  const auto& policy = view.rules.policy;
  add_card(html, "what"_html, words("new.what"_msg));
  begin_select(html, "contact_type"_html, words("new.type"_msg));
  for (const auto& type : policy.contact_types)
    if (type.enabled && type.code != "help")
      add_option(html, type.code, words.word("contact_type", type.code),
                 view.form["contact_type"] == type.code);
  html << "</select></p>"_html;
  begin_select(html, "category"_html, words("office.cases.col.category"_msg));
  add_option(html, "", words("nav.not_selected"_msg), view.form["category"].empty());
  for (const auto& group : policy.groups) {
    html << "<optgroup label=\""_html << group.labels.in(words.language()) << "\">"_html;
    for (const auto& row : policy.categories)
      if (row.group == group.code)
        add_option(html, row.code, row.labels.in(words.language()), view.form["category"] == row.code);
    html << "</optgroup>"_html;
  }
  html << "</select></p>"_html;
  begin_select(html, "place"_html, words("office.cases.col.place"_msg));
  add_option(html, "", words("nav.not_selected"_msg), view.form["place"].empty());
  for (const auto& place : view.rules.site.places)
    if (!place.closed) add_option(html, place.id, words.place(place.id), view.form["place"] == place.id);
  html << "</select></p>"_html;
  add_line(html, view, "date"_html, words("new.date"_msg), "type=\"date\""_html);
  html << "</section>"_html;
}

void add_story(Html& html, const View& view) {
  const auto& words = view.words;
  add_card(html, "story"_html, words("new.story"_msg));
  html << "<p><label for=\"text\">"_html << words("new.story.hint"_msg, {{"n", kStory_code_points}})
       << "</label><textarea class=\"in ta\" id=\"text\" name=\"text\" rows=\"6\" maxlength=\"2000\">"_html
       << view.form["text"] << "</textarea></p>"_html;
  add_tick(html, view, "injured", "yes", words("new.injured"_msg));
  add_tick(html, view, "promise_broken", "yes", words("new.promise_broken"_msg));
  html << "</section><fieldset class=\"card\"><legend>"_html << words("new.outcome"_msg) << "</legend>"_html;
  for (const auto& outcome : view.rules.policy.outcomes)
    add_tick(html, view, "outcomes", outcome.code, outcome.labels.in(words.language()));
  html << "</fieldset>"_html;
}

void add_contact(Html& html, const View& view) {
  const auto& words = view.words;
  add_card(html, "contact"_html, words("contact.q"_msg));
  html << "<p class=\"soft\">"_html << words("contact.same"_msg) << "</p>"_html;
  add_line(html, view, "name"_html, words("contact.name"_msg), "autocomplete=\"name\" maxlength=\"60\""_html);
  add_line(html, view, "phone"_html, words("contact.number"_msg),
           "type=\"tel\" autocomplete=\"tel\" maxlength=\"24\""_html);
  add_line(html, view, "email"_html, words("contact.email"_msg),
           "type=\"email\" autocomplete=\"email\" maxlength=\"120\""_html);
  add_tick(html, view, "consent", "yes", words("contact.consent"_msg));
  html << "<p class=\"soft\">"_html << consent_text(view.rules.policy, words.language())
       << "</p></section>"_html;
}

std::string new_token(Office& office) {
  return to_base64url(office.random().array<16>());
}

void add_form(Html& html, const View& view) {
  html << "<form method=\"post\" action=\"/new\">"_html;
  add_hidden(html, "lang", language_code(view.words.language()));
  add_hidden(html, "mall", view.rules.mall_id);
  auto token = view.form["token"];
  add_hidden(html, "token", token.empty() ? new_token(view.context.office) : std::string(token));
  add_what(html, view);
  add_story(html, view);
  add_contact(html, view);
  html << "<button class=\"btn p\">"_html << view.words("new.send"_msg) << "</button></form>"_html;
}

void add_other_malls(Html& html, const View& view) {
  html << "<nav class=\"malls\" aria-label=\""_html << view.words("office.cases.mall"_msg) << "\">"_html;
  for (const auto& other : view.context.office.rules().all())
    if (other->mall_id != view.rules.mall_id)
      html << "<p><a href=\"/new?mall="_html << other->mall_id << "&amp;lang="_html
           << language_code(view.words.language()) << "\">"_html << view.words.with(other).mall()
           << "</a></p>"_html;
  html << "</nav>"_html;
}

Response page(Context& context, int status = 200, std::string_view problem = {}) {
  const auto& form = context.request.form;
  auto all = context.office.rules().all();
  auto rules = context.office.rules().of(form["mall"].empty() ? context.request.query["mall"] : form["mall"]);
  if (!rules && !all.empty()) rules = all.front();
  PageWords words(choose_language(context.request), rules);
  auto title = words("new.title"_msg);
  Html main;
  if (!problem.empty()) add_alert(main, problem);
  main << "<h1>"_html << title << "</h1>"_html;
  if (!rules) return track_page(context, words, title, main, 503);
  View view{context, words, *rules, form};
  main << "<p class=\"soft\">"_html << words("new.intro"_msg, {{"mall", words.mall()}})
       << "</p><p class=\"card\">"_html << words("new.urgent"_msg, {{"phone", rules->site.duty_phone}})
       << "</p>"_html;
  add_form(main, view);
  add_other_malls(main, view);
  return track_page(context, words, title, main, status);
}

Json intake_of(const Fields& form, const Rules* rules, Language language) {
  auto intake = Json::object();
  for (std::string_view key : {"contact_type", "category", "place", "text"})
    if (!form[key].empty()) intake.set(std::string(key), form[key]);
  intake.set("language", language_code(language));
  auto outcomes = Json::array();
  for (auto outcome : form.every("outcomes")) outcomes.push(outcome);
  if (!outcomes.items().empty()) intake.set("outcomes", std::move(outcomes));
  if (!form["date"].empty()) intake.set("occurred", Json::object().set("date", form["date"]));
  auto impact = Json::object(), contact = Json::object();
  for (std::string_view key : {"injured", "promise_broken"})
    if (form[key] == "yes") impact.set(std::string(key), true);
  if (!impact.members().empty()) intake.set("impact", std::move(impact));
  for (std::string_view key : {"name", "phone", "email"})
    if (!form[key].empty()) contact.set(std::string(key), form[key]);
  if (contact.members().empty()) return intake;
  intake.set("contact", std::move(contact));
  if (form["consent"] == "yes" && rules)
    intake.set("consent", Json::object()
                              .set("text", consent_text(rules->policy, language))
                              .set("version", rules->policy.consent_version));
  return intake;
}

std::string problem_words(const PageWords& words, const Error& error) {
  std::string_view what = error.what;
  if (what.starts_with("category")) return words("new.no_category"_msg);
  if (what.starts_with("consent")) return words("contact.tick"_msg);
  if (what.starts_with("contact.phone")) return words("contact.implausible"_msg);
  if (what.starts_with("text")) return words("track.add.long"_msg, {{"n", kStory_code_points}});
  return words("track.failed"_msg);
}

// Every registration from an address counts, as a wrong guess does elsewhere.
Response submit(Context& context, GuessLimit& sent) {
  auto& office = context.office;
  const auto& form = context.request.form;
  auto rules = office.rules().of(form["mall"]);
  PageWords words(choose_language(context.request), rules);
  if (sent.wrong(context.request.address, office.now())) return page(context, 429, words("new.too_many"_msg));
  auto code = register_from_web(office, {std::string(form["mall"]), std::string(form["token"]),
                                         intake_of(form, rules.get(), words.language())});
  if (code.ok())
    return Response::redirect("/C/" + to_compact(*code) +
                              "?lang=" + std::string(language_code(words.language())) + "&done=submit");
  if (code.error().code == Errc::invalid || code.error().code == Errc::limit)
    return page(context, 422, problem_words(words, code.error()));
  return page(context, code.error().code == Errc::not_found ? 404 : 503, words("track.failed"_msg));
}

}  // namespace

void add_new_page(Router& router) {
  router.open("GET", "/new", [](Context& context) { return page(context); });
  auto sent = std::make_shared<GuessLimit>();
  router.open("POST", "/new", [sent](Context& context) { return submit(context, *sent); });
}

}  // namespace redress::headoffice
