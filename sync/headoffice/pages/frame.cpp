#include "sync/headoffice/pages/frame.h"

#include "assets/asset.h"
#include "sync/headoffice/pages/marks.h"
#include "sync/headoffice/pages/pages.h"
#include "sync/headoffice/record/office.h"

namespace redress::headoffice {

namespace {

std::string clock_text(int minutes) {
  auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return two(minutes / 60) + ":" + two(minutes % 60);
}

void begin(Html& html, const PageWords& words, std::string_view title, Markup style_sheet) {
  html << "<!doctype html>\n<html lang=\""_html << language_code(words.language())
       << "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
          "<meta name=\"robots\" content=\"noindex\">\n<title>"_html
       << title << "</title>\n<link rel=\"icon\" href=\"data:,\">\n<link rel=\"stylesheet\" href=\""_html << style_sheet << "\">\n</head>\n"_html;
}

Response finish(const Html& html, int status) {
  auto response = Response::html(html.str(), status);
  // Our own forms keep their origin (browsers send "null" under no-referrer), other sites still learn nothing.
  response.headers.emplace_back("Referrer-Policy", "same-origin");
  return response;
}

void add_nav(Html& html, const PageWords& words, Role role, Nav here) {
  html << "<nav aria-label=\""_html << words("office.nav"_msg) << "\">"_html;
  auto link = [&](Markup address, MessageKey key, Nav nav) {
    html << "<a href=\""_html << address << "\""_html;
    if (nav == here) html << " aria-current=\"page\""_html;
    html << ">"_html << words(key) << "</a>"_html;
  };
  if (role != Role::technician) link("/cases"_html, "office.nav.cases"_msg, Nav::cases);
  if (kReport_readers & role_bit(role)) link("/reports"_html, "office.nav.reports"_msg, Nav::reports);
  if (kBook_readers & role_bit(role)) link("/corrections"_html, "office.nav.corrections"_msg, Nav::corrections);
  if (role == Role::manager || role == Role::analyst || role == Role::administrator) link("/devices"_html, "office.nav.devices"_msg, Nav::devices);
  if (role != Role::technician) link("/policy"_html, "office.nav.policy"_msg, Nav::policy);
  if (role == Role::administrator) link("/people"_html, "office.nav.people"_msg, Nav::people);
  html << "</nav>"_html;
}

void add_one_phone(Html& html, const PageWords& words) {
  const auto& site = words.rules()->site;
  add_phone_link(html, site.phone);
  html << words("track.desk.hours"_msg, {{"from", clock_text(site.phone_hours.from_minute)}, {"to", clock_text(site.phone_hours.to_minute)}});
}

}  // namespace

Response office_page(Context& context, const PageWords& words, std::string_view title, Nav here, const Html& main, int status) {
  Html html;
  begin(html, words, words("office.title"_msg, {{"page", title}}), "/web/office.css"_html);
  html << "<body>\n<a class=\"skip\" href=\"#main\">"_html << words("office.skip"_msg) << "</a>\n<header class=\"bar\"><div><a class=\"brand\" href=\"/cases\">"_html
       << logo() << words("app.name"_msg) << "</a>"_html;
  if (context.visitor) add_nav(html, words, context.visitor->person.role, here);
  html << "<div class=\"me\">"_html;
  if (context.visitor) {
    const auto& person = context.visitor->person;
    html << "<span>"_html << words("office.person"_msg, {{"name", person.name}, {"role", words.word("role", kRoles.name(person.role))}})
         << "</span><form method=\"post\" action=\"/sign-out\">"_html;
    add_csrf(html, context);
    html << "<button class=\"link\">"_html << words("office.logout"_msg) << "</button></form>"_html;
  }
  add_language_links(html, context, words, true);
  html << "</div></div></header>\n<main id=\"main\">"_html << main << "</main>\n<footer class=\"foot\"><span>"_html << words("office.product"_msg)
       << "</span><span>"_html << words("office.footer.zone"_msg, {{"zone", words.word("office.zone", words.rules() ? words.rules()->site.time_zone : "Asia/Shanghai")}})
       << "</span><span>"_html << words("office.footer.as_of"_msg, {{"t", words.time(context.office.now())}}) << "</span></footer>\n</body>\n</html>\n"_html;
  return finish(html, status);
}

Response track_page(Context& context, const PageWords& words, std::string_view title, const Html& main, int status) {
  Html html;
  begin(html, words, title, "/web/track.css"_html);
  html << "<body>\n<a class=\"skip\" href=\"#main\">"_html << words("track.skip"_msg) << "</a>\n<header class=\"bar\"><a class=\"brand\" href=\"/?lang="_html
       << language_code(words.language()) << "\">"_html << logo() << words.mall() << "</a>"_html;
  add_language_links(html, context, words, false);
  html << "</header>\n<main id=\"main\">"_html << main << "</main>\n<footer class=\"foot\"><p>"_html << words("list.label"_msg, {{"label", words("track.desk"_msg)}, {"value", ""}});
  add_desk_phones(html, context, words);
  html << "</p><p>"_html << words("track.private"_msg) << "</p>"_html;
  auto all = context.office.rules().all();
  const Rules* any = words.rules() ? words.rules() : all.empty() ? nullptr : all.front().get();
  if (any && !any->policy.regulator_phone.empty())
    html << "<p>"_html << words("track.regulator"_msg, {{"n", any->policy.regulator_phone}}) << "</p>"_html;
  html << "<p>"_html << words("track.as_of"_msg, {{"t", words.time(context.office.now())}}) << "</p></footer>\n</body>\n</html>\n"_html;
  return finish(html, status);
}

void add_alert(Html& html, std::string_view text) {
  html << "<div class=\"note bad\" role=\"alert\" id=\"alert\" tabindex=\"-1\">"_html << mark(Mark::bad) << "<span>"_html << text << "</span></div>"_html;
}

void add_status(Html& html, std::string_view text) {
  html << "<div class=\"note ok\" role=\"status\">"_html << mark(Mark::ok) << "<span>"_html << text << "</span></div>"_html;
}

void add_csrf(Html& html, const Context& context) {
  if (context.visitor) add_hidden(html, "csrf", context.visitor->csrf);
}

void add_language_links(Html& html, const Context& context, const PageWords& words, bool office) {
  html << "<nav class=\"lang\" aria-label=\""_html << words("track.language"_msg) << "\">"_html;
  // A page that answers a POST has no address of its own: its links go to the page before it.
  auto path = context.request.path;
  auto last = path.find_last_of('/');
  if (context.request.method == "POST" && last != 0 && last != std::string::npos) path = path.substr(0, last);
  auto plain = encode_percent(path);
  std::string address;  // percent-encoded, but for its slashes
  for (std::size_t at = 0; at < plain.size(); ++at) {
    bool slash = plain.compare(at, 3, "%2F") == 0;
    address += slash ? '/' : plain[at];
    if (slash) at += 2;
  }
  if (address.empty() || address.starts_with("//")) address = "/";
  for (auto language : offered_languages()) {
    if (language == words.language()) continue;
    const auto& info = language_info(language);
    html << "<a hreflang=\""_html << info.code << "\" lang=\""_html << info.code << "\" href=\""_html;
    if (office) html << "/language/"_html << info.code << "?next="_html << encode_percent(context.request.method == "POST" ? address : context.request.target);
    else html << address << "?lang="_html << info.code;
    html << "\">"_html << info.short_name << "</a>"_html;
  }
  html << "</nav>"_html;
}

void add_phone_link(Html& html, std::string_view phone) {
  std::string digits;
  for (char c : phone)
    if ((c >= '0' && c <= '9') || c == '+') digits += c;
  html << "<a class=\"nw\" href=\"tel:"_html << digits << "\">"_html << phone << "</a>"_html;
}

void add_desk_phones(Html& html, const Context& context, const PageWords& words) {
  if (words.rules()) return add_one_phone(html, words);
  bool first = true;
  for (const auto& rules : context.office.rules().all()) {
    if (!first) html << "<br>"_html;
    first = false;
    auto of_mall = words.with(rules);
    html << of_mall.mall() << " "_html;
    add_one_phone(html, of_mall);
  }
}

Response style_sheet(std::string_view asset_path) {
  Response response{200, "text/css; charset=utf-8", std::string(asset("web/base.css")), {}};
  response.body += asset(asset_path);
  response.headers.emplace_back("Cache-Control", "public, max-age=600");
  return response;
}

}  // namespace redress::headoffice
