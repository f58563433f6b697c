#include "sync/headoffice/pages/track_page.h"

#include <algorithm>

#include "sync/headoffice/cases/acts.h"
#include "sync/headoffice/pages/action_form.h"
#include "sync/headoffice/pages/frame.h"
#include "sync/headoffice/pages/pages.h"
#include "sync/headoffice/record/office.h"

namespace redress::headoffice {

namespace {

enum class Shown { progress, dispute, rate, add };

PageWords plain_words(const Context& context) { return {context, nullptr}; }

// Only guesses that miss count, so nobody behind a mall's one address is kept from their own case.
bool too_many(Context& context) {
  ++context.office.counters().wrong_codes;
  return context.office.guesses().wrong(context.request.address, context.office.now());
}

Response too_many_page(Context& context) {
  auto words = plain_words(context);
  Html main;
  add_alert(main, words("track.too_many"_msg));
  main << "<h1>"_html << words("track.title"_msg) << "</h1>"_html;
  auto response = track_page(context, words, words("track.title"_msg), main, 429);
  response.headers.emplace_back("Retry-After", "600");
  return response;
}

Response malformed_page(Context& context, std::string_view typed) {
  if (too_many(context)) return too_many_page(context);
  auto words = plain_words(context);
  Html main;
  main << "<h1>"_html << words("track.h1.malformed"_msg) << "</h1><p class=\"code\">"_html << typed.substr(0, 40) << "</p><p class=\"card\">"_html
       << words("track.malformed.what"_msg) << "</p>"_html;
  add_find_form(main, words, {}, "track.unknown.other"_msg);
  return track_page(context, words, words("track.title"_msg), main, 404);
}

// Well formed but not here: the kiosk may be offline, so it is never called wrong.
Response unknown_page(Context& context, CaseCode code) {
  if (too_many(context)) return too_many_page(context);
  auto words = plain_words(context);
  Html main;
  main << "<h1>"_html << words("track.h1.unknown"_msg) << "</h1><p class=\"code\">"_html << to_grouped(code) << "</p><section class=\"card\" aria-label=\""_html
       << words("track.unknown.ok"_msg) << "\"><p><b>"_html << words("track.unknown.ok"_msg) << "</b>"_html << words.gap() << words("track.unknown.why"_msg) << "</p><p>"_html
       << words("track.unknown.holds"_msg) << "</p></section><a class=\"btn p\" href=\"/C/"_html << to_compact(code) << "?lang="_html << language_code(words.language())
       << "\">"_html << words("track.unknown.again"_msg) << "</a>"_html;
  add_find_form(main, words, {}, "track.unknown.other"_msg);
  main << "<section class=\"card\" aria-labelledby=\"day\"><h2 id=\"day\">"_html << words("track.unknown.day.q"_msg) << "</h2><p>"_html
       << words("track.unknown.day"_msg, {{"place", words("track.desk.name"_msg)}}) << "</p><p>"_html;
  add_desk_phones(main, context, words);
  main << "</p></section>"_html;
  return track_page(context, words, words("track.title"_msg), main, 404);
}

void add_code(Html& html, const TrackView& view) {
  html << "<p class=\"soft\">"_html << view.words("track.code"_msg) << "</p><p class=\"code\">"_html << to_grouped(view.tracking.code) << "</p>"_html;
}

void add_done(Html& html, const TrackView& view) {
  const auto& words = view.words;
  auto done = view.context.request.query["done"];
  if (done == "submit") add_status(html, words("new.done"_msg));
  if (done == "confirm") add_status(html, words("track.h1.confirmed"_msg));
  if (done == "dispute") add_status(html, words("track.h1.disputed"_msg));
  if (done == "rate") add_status(html, words("track.rate.thanks"_msg));
  if (done == "add") add_status(html, words("track.add.thanks"_msg));
}

void add_link(Html& html, const TrackView& view, Markup kind, Markup what, MessageKey text) {
  html << "<p class=\"more\"><a"_html << kind << " href=\""_html << view.address << "/"_html << what << "?lang="_html << language_code(view.words.language()) << "\">"_html
       << view.words(text) << "</a></p>"_html;
}

void add_progress_page(Html& html, const TrackView& view) {
  const auto& tracking = view.tracking;
  html << "<h1>"_html << headline(view) << "</h1>"_html;
  if (tracking.state == TrackingState::collision) {
    html << "<p class=\"card\">"_html;
    add_desk_phones(html, view.context, view.words);
    html << "</p>"_html;
    return;
  }
  add_promise(html, view);
  add_answers(html, view);
  if (tracking.may_confirm) add_confirm_form(html, view);
  else if (tracking.may_dispute) add_link(html, view, " class=\"btn\""_html, "dispute"_html, "track.solved.no"_msg);
  if (tracking.may_rate && !tracking.may_confirm && view.context.request.query["done"] != "rate") add_link(html, view, " class=\"btn\""_html, "rate"_html, "track.title.rate"_msg);
  if (tracking.state == TrackingState::closed)
    html << "<p class=\"card\">"_html << view.words("track.closed.again"_msg) << "<br><a href=\"/new?mall="_html << tracking.mall << "&amp;lang="_html << language_code(view.words.language())
         << "\">"_html << view.words("new.title"_msg) << "</a></p>"_html;
  add_progress(html, view);
  bool open = tracking.state != TrackingState::answered && tracking.state != TrackingState::confirmed && tracking.state != TrackingState::closed;
  if (tracking.may_add && open) {
    html << "<section class=\"card\" aria-labelledby=\"more\"><h2 id=\"more\">"_html << view.words("track.add.q"_msg) << "</h2><p>"_html
         << view.words("track.add.hint"_msg) << "</p>"_html;
    add_link(html, view, " class=\"btn\""_html, "add"_html, "track.add"_msg);
    html << "</section>"_html;
  } else if (tracking.may_add) {
    add_link(html, view, ""_html, "add"_html, "track.add"_msg);
  }
}

// A step that cannot be taken now (any more): said on the page that shows the case as it is.
Shown possible(const Tracking& tracking, Shown wanted) {
  if (wanted == Shown::dispute && !tracking.may_dispute) return Shown::progress;
  if (wanted == Shown::rate && !tracking.may_rate) return Shown::progress;
  if (wanted == Shown::add && !tracking.may_add) return Shown::progress;
  return wanted;
}

void add_shown(Html& html, const TrackView& view, Shown shown) {
  if (shown == Shown::progress) return add_progress_page(html, view);
  const auto asked = shown == Shown::dispute ? "track.dispute.title"_msg : shown == Shown::rate ? "track.rate.q"_msg : "track.add.q"_msg;
  html << "<h1 id=\"asked\">"_html << view.words(asked) << "</h1>"_html;
  if (shown == Shown::dispute) return add_dispute_form(html, view);
  if (shown == Shown::rate) return add_rate_form(html, view);
  add_addition_form(html, view);
}

Response case_page(Context& context, CaseCode code, Shown wanted, std::string_view problem = {}, int status = 200) {
  auto tracking = track(context.office, code);
  if (!tracking.ok()) {
    if (tracking.error().code == Errc::not_found) return unknown_page(context, code);
    auto words = plain_words(context);
    Html main;
    add_alert(main, words("track.failed"_msg));
    main << "<h1>"_html << words("track.title"_msg) << "</h1>"_html;
    return track_page(context, words, words("track.title"_msg), main, 503);
  }
  PageWords words(context, context.office.rules().of(std::string_view(tracking->mall)));
  auto address = "/C/" + to_compact(code);
  TrackView view{context, words, *tracking, address};
  auto shown = possible(*tracking, wanted);
  Html main;
  if (!problem.empty()) add_alert(main, problem);
  add_done(main, view);
  add_code(main, view);
  add_shown(main, view, shown);
  return track_page(context, words, words(shown == Shown::rate ? "track.title.rate"_msg : "track.title"_msg), main, status);
}

Response show(Context& context, Shown shown) {
  auto code = parse_case_code(context.wild[0]);
  if (!code.ok()) return malformed_page(context, context.wild[0]);
  return case_page(context, *code, shown);
}

bool known_reason(const ActionRule& rule, const Json& json) {
  const auto field = std::find_if(rule.fields.begin(), rule.fields.end(), [](const Field& f) { return f.key == "reason"; });
  return check_field(*field, json["reason"]).ok();
}

Response act(Context& context, Verb verb, Shown form) {
  auto code = parse_case_code(context.wild[0]);
  if (!code.ok()) return malformed_page(context, context.wild[0]);
  auto words = plain_words(context);
  const auto& rule = action_rule(verb);
  auto json = action_json(words, rule, context.request.form);
  bool empty_rating = verb == Verb::rate && json.members().empty();
  json.set("case", to_compact(*code)).set("action", rule.name);
  auto back = "/C/" + to_compact(*code) + "?lang=" + std::string(language_code(words.language()));
  if (empty_rating) return Response::redirect(back);  // every row is optional: sending nothing is "no rating"
  // Only a case that is here takes anything: nothing is written for a code that somebody guessed.
  const auto tracking = track(context.office, *code);
  if (!tracking.ok()) return case_page(context, *code, Shown::progress);
  auto action = parse_action(json);
  if (!action.ok()) {
    bool long_text = action.error().code == Errc::limit;
    auto problem = verb == Verb::dispute && !known_reason(rule, json) ? words("track.dispute.title"_msg)
                   : long_text                                  ? words("track.add.long"_msg, {{"n", 2000}})
                   : verb == Verb::add && !json.has("text")     ? words("track.add.empty"_msg)
                                                                : words("track.failed"_msg);
    return case_page(context, *code, form, problem, 422);
  }
  auto done = act_as_shopper(context.office, *action);
  if (done.ok()) {
    auto next = verb == Verb::confirm ? "/C/" + to_compact(*code) + "/rate?lang=" + std::string(language_code(words.language())) : back;
    return Response::redirect(next + "&done=" + std::string(rule.name));
  }
  // Sent twice (a double tap, a page from before): it was done the first time, and the page shows what came of it.
  const bool sent_twice = !tracking->steps.empty() && tracking->steps.front().kind == rule.event;
  if (done.error().code == Errc::refused && sent_twice)
    return Response::redirect(back + "&done=" + std::string(rule.name));
  if (done.error().code == Errc::refused) return case_page(context, *code, Shown::progress, words("track.not_now"_msg), 409);
  return case_page(context, *code, form, words("track.failed"_msg), 503);
}

// Home of the public side: type a code. It never says whether a code exists.
Response home(Context& context) {
  auto words = plain_words(context);
  Html main;
  main << "<h1>"_html << words("track.title"_msg) << "</h1>"_html;
  add_find_form(main, words, {}, "track.code"_msg);
  main << "<p><a class=\"btn\" href=\"/new?lang="_html << language_code(words.language()) << "\">"_html << words("new.title"_msg) << "</a></p>"_html;
  main << "<p><a class=\"btn\" href=\"/promise?lang="_html << language_code(words.language()) << "\">"_html << words("promise.title"_msg) << "</a></p>"_html;
  return track_page(context, words, words("track.title"_msg), main);
}

Response find(Context& context) {
  auto words = plain_words(context);
  auto typed = std::string(context.request.query["code"]);
  auto code = parse_scanned_code(typed);
  if (!code.ok()) return malformed_page(context, typed);
  return Response::redirect("/C/" + to_compact(*code) + "?lang=" + std::string(language_code(words.language())));
}

void add_case_routes(Router& router, const std::string& at) {
  router.open("GET", at, [](Context& context) { return show(context, Shown::progress); });
  router.open("GET", at + "/dispute", [](Context& context) { return show(context, Shown::dispute); });
  router.open("GET", at + "/rate", [](Context& context) { return show(context, Shown::rate); });
  router.open("GET", at + "/add", [](Context& context) { return show(context, Shown::add); });
  router.open("GET", at + "/confirm", [](Context& context) { return show(context, Shown::progress); });
  router.open("POST", at + "/confirm", [](Context& context) { return act(context, Verb::confirm, Shown::progress); });
  router.open("POST", at + "/dispute", [](Context& context) { return act(context, Verb::dispute, Shown::dispute); });
  router.open("POST", at + "/rate", [](Context& context) { return act(context, Verb::rate, Shown::rate); });
  router.open("POST", at + "/add", [](Context& context) { return act(context, Verb::add, Shown::add); });
}

}  // namespace

void add_track_pages(Router& router) {
  router.open("GET", "/", home);
  router.open("GET", "/find", find);
  add_case_routes(router, "/C/:code");
  add_case_routes(router, "/c/:code");
}

}  // namespace redress::headoffice
