#include "sync/headoffice/pages/pages.h"

#include "sync/headoffice/pages/frame.h"

namespace redress::headoffice {

namespace {

MessageKey words_of(std::string_view reason) {
  if (reason == "not_found" || reason == "method") return "office.error.not_found"_msg;
  if (reason == "role") return "office.error.forbidden"_msg;
  if (reason == "internal") return "office.error.internal"_msg;
  return "office.error.expired"_msg;  // form, csrf, sign_in
}

Response error_page(Context& context, int status, std::string_view reason) {
  PageWords words(context, nullptr);
  Html main;
  auto title = words(words_of(reason));
  main << "<h1>"_html << title << "</h1>"_html;
  if (context.visitor) {
    if (may_use_pages(context.visitor->person.role))
      main << "<p class=\"gap\"><a class=\"btn\" href=\"/cases\">"_html << words("office.nav.cases"_msg) << "</a></p>"_html;
    return office_page(context, words, title, Nav::none, main, status);
  }
  bool of_staff = reason == "sign_in";
  main << "<p class=\"gap\"><a class=\"btn\" href=\""_html << (of_staff ? "/sign-in" : "/") << "\">"_html
       << words(of_staff ? "office.signin.title"_msg : "track.title"_msg) << "</a></p>"_html;
  return track_page(context, words, title, main, status);
}

}  // namespace

void add_pages(Router& router) {
  router.open("GET", "/web/office.css", [](Context&) { return style_sheet("web/office.css"); });
  router.open("GET", "/web/track.css", [](Context&) { return style_sheet("web/track.css"); });
  router.open("GET", "/robots.txt", [](Context&) { return Response::text(200, "User-agent: *\nDisallow: /\n"); });
  add_sign_in_pages(router);
  add_lost_pages(router);  // before the addresses of single cases
  add_case_pages(router);
  add_report_pages(router);
  add_correction_pages(router);
  add_training_pages(router);
  add_device_pages(router);
  add_policy_pages(router);
  add_people_pages(router);
  add_track_pages(router);
  add_promise_page(router);
  add_new_page(router);
  router.set_sign_in_path("/sign-in");
  router.set_error_page(error_page);
}

}  // namespace redress::headoffice
