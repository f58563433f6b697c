// Page 65: what a draft of policy or site document changes, what is wrong with it, its second signature, all versions.
#include <algorithm>
#include <charconv>

#include "sync/headoffice/pages/frame.h"
#include "sync/headoffice/pages/marks.h"
#include "sync/headoffice/pages/pages.h"
#include "sync/headoffice/people/people.h"
#include "sync/headoffice/record/office.h"
#include "sync/headoffice/rules/document_diff.h"
#include "sync/headoffice/rules/publishing.h"
#include "sync/headoffice/rules/what_if.h"

namespace redress::headoffice {

namespace {

using wire::DocumentKind;

constexpr std::size_t kCell_bytes = 300, kRows = 200;
constexpr std::int64_t kRerun_ms = 30 * kDay_ms;

// One document of one mall, as asked for in the address or the form; a mall's own people see their mall's.
struct Subject65 {
  std::string mall;
  DocumentKind kind = DocumentKind::policy;
  PageWords words;
  std::string address() const { return "/policy?mall=" + mall + "&kind=" + std::string(wire::name(kind)); }
};

Subject65 subject(const Context& context, std::string_view mall, std::string_view kind) {
  auto own = context.visitor->mall.empty() ? mall : std::string_view(context.visitor->mall);
  auto rules = context.office.rules().of(own);
  if (!rules && !context.office.rules().all().empty()) rules = context.office.rules().all().front();
  return {rules ? rules->mall_id : std::string(), kind == "site" ? DocumentKind::site : DocumentKind::policy, PageWords(context, rules)};
}

bool signs(const Context& context) { return kDevice_approvers & role_bit(context.visitor->person.role); }

std::string short_text(std::string_view text) {
  if (text.size() <= kCell_bytes) return std::string(text);
  auto end = kCell_bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return std::string(text.substr(0, end)) + "…";
}

std::string name_of(Context& context, const std::string& staff) {
  auto reader = context.office.store().read();
  if (!reader.ok()) return staff;
  auto person = find_person(**reader, staff);
  return person.ok() && *person ? (*person)->person.name : staff;
}

void add_choice(Html& html, const Context& context, const Subject65& about) {
  const auto& words = about.words;
  html << "<nav class=\"tabs\" aria-label=\""_html << words("office.policy.which"_msg) << "\">"_html;
  for (const auto& rules : context.office.rules().all()) {
    if (!context.visitor->mall.empty() && context.visitor->mall != rules->mall_id) continue;
    for (auto kind : {DocumentKind::policy, DocumentKind::site}) {
      html << "<a href=\"/policy?mall="_html << rules->mall_id << "&amp;kind="_html << wire::name(kind) << "\""_html
           << (rules->mall_id == about.mall && kind == about.kind ? " aria-current=\"true\""_html : ""_html) << ">"_html
           << words("list.label"_msg, {{"label", words.with(rules).mall()}, {"value", words.word("office.policy.kind", wire::name(kind))}}) << "</a>"_html;
    }
  }
  html << "</nav>"_html;
}

void add_differences(Html& html, const PageWords& words, const Json& current, const Json& draft) {
  auto rows = differences(current, draft);
  html << "<section class=\"box\" role=\"region\" tabindex=\"0\" aria-label=\""_html << words("office.policy.diff"_msg, {{"n", rows.size()}})
       << "\"><table class=\"list diff\"><caption>"_html << words("office.policy.diff"_msg, {{"n", rows.size()}}) << "</caption><thead><tr><th scope=\"col\">"_html
       << words("office.policy.col.path"_msg) << "</th><th scope=\"col\">"_html << words("office.policy.col.before"_msg) << "</th><th scope=\"col\">"_html
       << words("office.policy.col.after"_msg) << "</th></tr></thead><tbody>"_html;
  auto cell = [&](MessageKey label, std::string_view text, bool added) {
    html << "<td data-label=\""_html << words(label) << "\">"_html;
    if (text.empty()) html << "—"_html;
    else if (added) html << "<ins>"_html << short_text(text) << "</ins>"_html;
    else html << "<del>"_html << short_text(text) << "</del>"_html;
    html << "</td>"_html;
  };
  for (std::size_t i = 0; i < std::min(rows.size(), kRows); ++i) {
    html << "<tr><td class=\"path\" data-label=\""_html << words("office.policy.col.path"_msg) << "\">"_html << rows[i].path << "</td>"_html;
    cell("office.policy.col.before"_msg, rows[i].before, false);
    cell("office.policy.col.after"_msg, rows[i].after, true);
    html << "</tr>"_html;
  }
  html << "</tbody></table></section>"_html;
}

// The last month judged again under the draft.
void add_rerun(Html& html, Context& context, const Subject65& about, const std::string& text) {
  auto rules = context.office.rules().of(std::string_view(about.mall));
  auto policy = about.kind == DocumentKind::policy ? parse_policy(text) : Result<Policy>(rules->policy);
  auto site = about.kind == DocumentKind::site ? parse_site(text) : Result<Site>(rules->site);
  if (!policy.ok() || !site.ok()) return;
  auto now = context.office.now();
  auto result = what_if(context.office, about.mall, *policy, *site, now - kRerun_ms, now);
  if (!result.ok()) return;
  std::int64_t levels = 0;
  for (const auto& [pair, n] : result->levels) levels += n;
  html << "<li>"_html << mark(Mark::ok) << " "_html
       << about.words("office.policy.rerun"_msg, {{"n", result->cases}, {"a", levels}, {"b", result->resolve_earlier}, {"c", result->resolve_later}}) << "</li>"_html;
}

void add_checks(Html& html, Context& context, const Subject65& about, const std::string& text, const std::vector<std::string>& faults) {
  const auto& words = about.words;
  html << "<section class=\"card\" aria-labelledby=\"checks\"><h2 id=\"checks\">"_html << words("office.policy.checks"_msg) << "</h2><ul class=\"checks\">"_html;
  if (faults.empty()) {
    for (auto key : {"office.policy.good.languages"_msg, "office.policy.good.reached"_msg, "office.policy.good.clocks"_msg})
      html << "<li>"_html << mark(Mark::ok) << " "_html << words(key) << "</li>"_html;
    add_rerun(html, context, about, text);
  }
  for (const auto& fault : faults) html << "<li>"_html << mark(Mark::bad) << " <span lang=\"en\">"_html << fault << "</span></li>"_html;
  html << "</ul></section>"_html;
}

void add_form(Html& html, const Context& context, const Subject65& about, Markup action) {
  html << "<form method=\"post\" action=\"/policy/"_html << action << "\">"_html;
  add_csrf(html, context);
  add_hidden(html, "mall", about.mall);
  add_hidden(html, "kind", wire::name(about.kind));
}

void add_signing(Html& html, Context& context, const Subject65& about, const DraftDocument& draft, bool good) {
  const auto& words = about.words;
  html << "<section class=\"card noprint\" aria-labelledby=\"publish\"><h2 id=\"publish\">"_html << words("office.policy.publish"_msg) << "</h2><p>"_html << draft.note
       << "</p><p class=\"soft\">"_html << words("office.policy.draft.by"_msg, {{"name", name_of(context, draft.by)}, {"t", words.time(draft.at)}}) << "</p>"_html;
  if (!good) html << "<p>"_html << words("office.policy.faulty"_msg) << "</p>"_html;
  else if (draft.by == context.visitor->person.staff) html << "<p>"_html << words("office.policy.second.wait"_msg) << "</p>"_html;
  else {
    add_form(html, context, about, "publish"_html);
    html << "<button class=\"btn p w gap\">"_html << words("office.policy.sign"_msg) << "</button></form>"_html;
  }
  html << "<p class=\"soft gap\">"_html << words("office.policy.forever"_msg) << "</p>"_html;
  add_form(html, context, about, "discard"_html);
  html << "<button class=\"btn w gap\">"_html << words("office.policy.discard"_msg) << "</button></form></section>"_html;
}

void add_upload(Html& html, const Context& context, const Subject65& about) {
  const auto& words = about.words;
  const auto& form = context.request.form;
  html << "<section class=\"card noprint\" aria-labelledby=\"import\"><h2 id=\"import\">"_html << words("office.policy.import"_msg) << "</h2>"_html;
  add_form(html, context, about, "draft"_html);
  html << "<label for=\"note\">"_html << words("office.policy.note"_msg) << "</label><textarea class=\"in ta\" id=\"note\" name=\"note\" required maxlength=\"400\" rows=\"3\">"_html
       << form["note"] << "</textarea><label class=\"gap\" for=\"text\">"_html << words("office.policy.text"_msg)
       << "</label><textarea class=\"in ta mono\" id=\"text\" name=\"text\" required rows=\"8\" spellcheck=\"false\">"_html << form["text"]
       << "</textarea><button class=\"btn w gap\">"_html << words("office.policy.keep"_msg) << "</button></form></section>"_html;
}

void add_versions(Html& html, Context& context, const Subject65& about, const std::vector<PublishedVersion>& versions) {
  const auto& words = about.words;
  html << "<section class=\"card\"><table class=\"list\"><caption>"_html << words("office.policy.versions"_msg) << "</caption><thead><tr>"_html;
  for (auto key : {"office.policy.version"_msg, "office.policy.published"_msg, "office.policy.signers"_msg, "office.policy.note"_msg})
    html << "<th scope=\"col\">"_html << words(key) << "</th>"_html;
  html << "</tr></thead><tbody>"_html;
  for (const auto& row : versions) {
    html << "<tr><td data-label=\""_html << words("office.policy.version"_msg) << "\"><a href=\"/policy/"_html << about.mall << "/"_html << wire::name(about.kind)
         << "/"_html << row.number << "\">"_html << row.version << "</a>"_html;
    if (&row == &versions.front()) html << " <span class=\"tag v\">"_html << words("office.policy.current"_msg) << "</span>"_html;
    html << "</td><td data-label=\""_html << words("office.policy.published"_msg) << "\">"_html << words.time(row.at) << "</td><td data-label=\""_html
         << words("office.policy.signers"_msg) << "\">"_html;
    if (row.by.empty()) html << "—"_html;
    else html << join_list(words.text(), {name_of(context, row.by), name_of(context, row.second)});
    html << "</td><td data-label=\""_html << words("office.policy.note"_msg) << "\">"_html << (row.note.empty() ? "—" : row.note) << "</td></tr>"_html;
  }
  html << "</tbody></table></section>"_html;
}

void add_calendar_note(Html& html, const Context& context, const PageWords& words) {
  if (!words.rules()) return;
  const auto& site = words.rules()->site;
  const auto& calendar = site.calendar ? *site.calendar : words.rules()->policy.calendar;
  if (const auto year = unplanned_year(calendar, site.zone.local(context.office.now()).date))
    html << "<div class=\"note warn\" role=\"note\">"_html << mark(Mark::warn) << "<span>"_html
         << words("office.policy.unplanned"_msg, {{"year", std::to_string(*year)}}) << "</span></div>"_html;
}

Response page(Context& context, const Subject65& about, const std::string& problem, int status) {
  const auto& words = about.words;
  auto title = words("office.policy.title"_msg);
  Html main;
  if (!problem.empty()) add_alert(main, problem);
  if (context.request.query.has("done")) add_status(main, words("office.case.done"_msg));
  auto versions = list_versions(context.office, about.mall, about.kind);
  auto current = read_version(context.office, about.mall, about.kind, 0);
  auto draft = find_draft(context.office, about.mall, about.kind);
  main << "<div class=\"hd\"><div><h1>"_html << title << "</h1><p>"_html << words("office.policy.sub"_msg) << "</p></div></div>"_html;
  if (!versions.ok() || !current.ok() || !draft.ok()) {
    add_alert(main, words("office.error.internal"_msg));
    return office_page(context, words, title, Nav::policy, main, 503);
  }
  add_choice(main, context, about);
  add_calendar_note(main, context, words);
  main << "<div class=\"cas\"><div class=\"stack\">"_html;
  bool shown = *draft && signs(context);
  auto faults = shown ? check_draft(context.office, about.mall, about.kind, (*draft)->text) : std::vector<std::string>();
  if (shown) {
    if (auto json = parse_json((*draft)->text, {4u << 20, 16}); json.ok()) add_differences(main, words, *current, *json);
    add_checks(main, context, about, (*draft)->text, faults);
  }
  add_versions(main, context, about, *versions);
  main << "</div>"_html;
  if (signs(context)) {
    main << "<aside class=\"stack\" aria-label=\""_html << words("office.policy.publish"_msg) << "\">"_html;
    if (shown) add_signing(main, context, about, **draft, faults.empty());
    add_upload(main, context, about);
    main << "</aside>"_html;
  }
  main << "</div>"_html;
  return office_page(context, words, title, Nav::policy, main, status);
}

Response show(Context& context) {
  return page(context, subject(context, context.request.query["mall"], context.request.query["kind"]), {}, 200);
}

Response download(Context& context) {
  std::int64_t number = 0;
  std::from_chars(context.wild[2].data(), context.wild[2].data() + context.wild[2].size(), number);
  bool own = context.visitor->mall.empty() || context.visitor->mall == context.wild[0];
  auto kind = context.wild[1] == "site" ? DocumentKind::site : DocumentKind::policy;
  auto content = own && number > 0 ? read_version(context.office, context.wild[0], kind, number) : Result<Json>(Error{Errc::not_found, ""});
  if (!content.ok()) return Response::text(404, "no such version\n");
  Response response{200, "application/json; charset=utf-8", content->dump() + "\n", {}};
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + std::string(wire::name(kind)) + "-" + std::to_string(number) + ".json\"");
  return response;
}

// What the form asked for is done, or said on the page again with everything typed.
Response change(Context& context, Status (*what)(Context&, const Subject65&)) {
  auto about = subject(context, context.request.form["mall"], context.request.form["kind"]);
  auto done = what(context, about);
  if (done.ok()) return Response::redirect(about.address() + "&done=1");
  bool form = done.error().code == Errc::invalid || done.error().code == Errc::corrupt || done.error().code == Errc::limit;
  return page(context, about, about.words("office.case.refused"_msg, {{"reason", done.error().what}}), form ? 422 : 409);
}

}  // namespace

void add_policy_pages(Router& router) {
  router.add("GET", "/policy", kCase_roles, show);
  router.add("GET", "/policy/:mall/:kind/:version", kCase_roles, download);
  router.add("POST", "/policy/draft", kDevice_approvers, [](Context& context) {
    return change(context, [](Context& c, const Subject65& about) {
      const auto& form = c.request.form;
      return keep_draft(c.office, about.mall, about.kind, {std::string(form["text"]), std::string(form["note"].substr(0, 1600)), c.visitor->person.staff, {}});
    });
  });
  router.add("POST", "/policy/publish", kDevice_approvers, [](Context& context) {
    return change(context, [](Context& c, const Subject65& about) { return publish_draft(c.office, about.mall, about.kind, c.visitor->person.staff); });
  });
  router.add("POST", "/policy/discard", kDevice_approvers, [](Context& context) {
    return change(context, [](Context& c, const Subject65& about) { return drop_draft(c.office, about.mall, about.kind); });
  });
}

}  // namespace redress::headoffice
