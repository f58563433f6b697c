// The public web form /new: a complaint without a kiosk, by plain form, no cookie, no script (R18–R20). It
// answers with the page of the new case: code and promised date.
#include "sync/headoffice/cases/web_intake.h"
#include "sync/headoffice/pages/frame.h"
#include "sync/headoffice/pages/mall_choice.h"
#include "sync/headoffice/pages/new_form.h"
#include "sync/headoffice/pages/pages.h"
#include "sync/headoffice/record/office.h"

namespace redress::headoffice {

namespace {

std::string new_token(Office& office) {
  return to_base64url(office.random().array<16>());
}

void add_form(Html& html, Context& context, const PageWords& words) {
  const auto& typed = context.request.form;
  html << "<form method=\"post\" action=\"/new\">"_html;
  add_hidden(html, "lang", language_code(words.language()));
  add_hidden(html, "mall", words.rules()->mall_id);
  auto token = typed["token"];
  add_hidden(html, "token", token.empty() ? new_token(context.office) : std::string(token));
  add_new_fields(html, {words, typed});
  html << "<button class=\"btn p\">"_html << words("new.send"_msg) << "</button></form>"_html;
}

// The number inside the sentence is a link: somebody hurt should not have to type it.
void add_urgent(Html& html, const PageWords& words, const std::string& phone) {
  const auto sentence = words("new.urgent"_msg, {{"phone", phone}});
  const auto at = phone.empty() ? std::string::npos : sentence.find(phone);
  html << std::string_view(sentence).substr(0, at);
  if (at == std::string::npos) return;
  add_phone_link(html, phone);
  html << std::string_view(sentence).substr(at + phone.size());
}

Response page(Context& context, int status = 200, std::string_view problem = {}) {
  const auto& form = context.request.form;
  auto rules = mall_of(context, form["mall"].empty() ? context.request.query["mall"] : form["mall"]);
  PageWords words(context, rules);
  auto title = words("new.title"_msg);
  Html main;
  if (!problem.empty()) add_alert(main, problem);
  main << "<h1>"_html << title << "</h1>"_html;
  if (!rules) {
    add_mall_links(main, context, words, "/new"_html);
    return track_page(context, words, title, main, context.office.rules().all().empty() ? 503 : status);
  }
  main << "<p class=\"soft\">"_html << words("new.intro"_msg, {{"mall", words.mall()}})
       << "</p><p class=\"card\">"_html;
  add_urgent(main, words, rules->site.duty_phone);
  main << "</p>"_html;
  add_form(main, context, words);
  add_mall_links(main, context, words, "/new"_html);
  return track_page(context, words, title, main, status);
}

std::string problem_words(const PageWords& words, const Error& error) {
  std::string_view what = error.what;
  if (what.starts_with("category")) return words("new.no_category"_msg);
  if (what.starts_with("consent")) return words("contact.tick"_msg);
  if (what.starts_with("impact.earlier_case")) return words("new.earlier.wrong"_msg);
  if (what.starts_with("contact.phone")) return words("contact.implausible"_msg);
  if (what.starts_with("text")) return words("track.add.long"_msg, {{"n", kStory_code_points}});
  return words("track.failed"_msg);
}

// Every registration from an address counts, as a wrong guess does elsewhere.
Response submit(Context& context, GuessLimit& sent) {
  auto& office = context.office;
  const auto& form = context.request.form;
  auto rules = office.rules().of(form["mall"]);
  PageWords words(context, rules);
  if (sent.wrong(context.request.address, office.now())) return page(context, 429, words("new.too_many"_msg));
  auto code = register_from_web(office, {std::string(form["mall"]), std::string(form["token"]),
                                         new_intake(words, form)});
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
