// Page 60: number and password, wrong and locked, sign-out, language.
#include "sync/headoffice/pages/frame.h"
#include "sync/headoffice/pages/pages.h"
#include "sync/headoffice/record/office.h"

namespace redress::headoffice {

namespace {

// Only addresses of this server: anything else would send a person who just signed in elsewhere.
std::string safe_next(std::string_view next) {
  bool own = next.starts_with('/') && !next.starts_with("//") && next.find('\\') == std::string_view::npos;
  for (char c : next)
    if (static_cast<unsigned char>(c) <= 0x20) own = false;
  return own && next != "/" ? std::string(next) : "/cases";
}

Response form_page(Context& context, std::string_view problem, int status) {
  const auto& request = context.request;
  PageWords words(choose_language(request), nullptr);
  auto next = safe_next(request.method == "POST" ? request.form["next"] : request.query["next"]);
  Html main;
  main << "<form class=\"sign\" method=\"post\" action=\"/sign-in\"><h1>"_html << words("office.signin.title"_msg) << "</h1>"_html;
  if (!problem.empty()) add_alert(main, problem);
  add_hidden(main, "next", next);
  auto invalid = problem.empty() ? ""_html : " aria-invalid=\"true\" aria-describedby=\"alert\""_html;
  main << "<div class=\"card\"><div class=\"fld\"><label for=\"staff\">"_html << words("office.signin.number"_msg)
       << "</label><input class=\"in\" id=\"staff\" name=\"staff\" required maxlength=\"16\" autocomplete=\"username\" value=\""_html
       << request.form["staff"] << "\""_html << invalid << (problem.empty() ? " autofocus"_html : ""_html)
       << "></div><div class=\"fld\"><label for=\"password\">"_html << words("office.signin.password"_msg)
       << "</label><input class=\"in\" id=\"password\" name=\"password\" type=\"password\" required maxlength=\"128\" autocomplete=\"current-password\""_html
       << invalid << (problem.empty() ? ""_html : " autofocus"_html) << "></div><button class=\"btn p w\">"_html << words("office.signin.submit"_msg)
       << "</button></div><p class=\"soft gap\">"_html << words("office.signin.forgot"_msg) << "<br>"_html
       << words("office.signin.limit"_msg, {{"n", kSign_in_tries}, {"m", kSign_in_lock_ms / kMinute_ms}}) << "</p></form>"_html;
  return office_page(context, words, words("office.signin.title"_msg), Nav::none, main, status);
}

Response show(Context& context) {
  if (context.visitor) return Response::redirect(safe_next(context.request.query["next"]));
  return form_page(context, {}, 200);
}

Response enter(Context& context) {
  const auto& request = context.request;
  auto staff = request.form["staff"];
  auto cookies = sign_in(context.office, request, staff, request.form["password"]);
  if (cookies.ok()) {
    auto response = Response::redirect(safe_next(request.form["next"]));
    for (auto& cookie : *cookies) response.headers.emplace_back("Set-Cookie", std::move(cookie));
    return response;
  }
  PageWords words(choose_language(request), nullptr);
  if (cookies.error().code == Errc::refused) return form_page(context, words("office.signin.no_page"_msg), 403);
  if (cookies.error().code == Errc::limit)
    return form_page(context, words("office.signin.address"_msg, {{"m", GuessLimit::kWindow_ms / kMinute_ms}}), 429);
  if (cookies.error().code == Errc::unavailable) {
    auto response = form_page(context, words("office.signin.crowded"_msg), 503);
    response.headers.emplace_back("Retry-After", "2");
    return response;
  }
  const auto tries = sign_in_tries(context.office, request, staff);
  bool locked = cookies.error().code == Errc::busy || tries.failed >= kSign_in_tries;
  if (locked) return form_page(context, words("office.signin.locked"_msg, {{"t", words.time(tries.until)}}), 429);
  if (cookies.error().code != Errc::unauthorised) return form_page(context, words("office.error.internal"_msg), 503);
  return form_page(context, words("office.signin.wrong"_msg, {{"n", kSign_in_tries - tries.failed}}), 401);
}

Response leave(Context& context) {
  auto response = Response::redirect("/sign-in");
  response.headers.emplace_back("Set-Cookie", sign_out(context.office, context.request, *context.visitor));
  return response;
}

Response set_language(Context& context) {
  auto response = Response::redirect(context.request.query["next"].starts_with("/sign-in") ? "/sign-in" : safe_next(context.request.query["next"]));
  auto language = find_language(context.wild[0]);
  if (language)
    response.headers.emplace_back("Set-Cookie", std::string(kLanguage_cookie) + "=" + std::string(language_code(*language)) +
                                                    "; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000");
  return response;
}

}  // namespace

void add_sign_in_pages(Router& router) {
  router.open("GET", "/sign-in", show);
  router.open("POST", "/sign-in", enter);
  router.add("POST", "/sign-out", kAny_role, leave);
  router.open("GET", "/language/:code", set_language);
}

}  // namespace redress::headoffice
