#include "sync/headoffice/pages/case_page.h"

#include "sync/headoffice/cases/acts.h"
#include "sync/headoffice/cases/answer_faults.h"
#include "sync/headoffice/cases/case_detail.h"
#include "sync/headoffice/pages/action_form.h"
#include "sync/headoffice/pages/case_list_page.h"
#include "sync/headoffice/pages/case_sections.h"
#include "sync/headoffice/pages/frame.h"
#include "sync/headoffice/pages/hand_out.h"
#include "sync/headoffice/pages/marks.h"
#include "sync/headoffice/pages/pages.h"
#include "sync/headoffice/record/office.h"

namespace redress::headoffice {

namespace {

struct Outcome62 {
  int status = 200;
  std::string problem;                   // shown as alert
  const Json* contact = nullptr;
  const ActionRule* refused = nullptr;
  bool answer_doubted = false;
};

PageWords any_words(const Context& context) {
  auto all = context.office.rules().all();
  return {context, all.empty() ? nullptr : all.front()};
}

Response missing_case(Context& context, MessageKey what, int status) {
  auto words = any_words(context);
  Html main;
  add_alert(main, words(what));
  main << "<h1>"_html << words("office.cases.none"_msg) << "</h1><p class=\"gap\"><a class=\"btn\" href=\"/cases\">"_html << words("office.cases.title"_msg) << "</a></p>"_html;
  return office_page(context, words, words("office.cases.title"_msg), Nav::cases, main, status);
}

// A case that this person may not open: not found, or level 1 of a department that is named.
Response closed_case(Context& context, CaseCode code, const Error& error) {
  if (error.code == Errc::not_found) return missing_case(context, "office.error.not_found"_msg, 404);
  if (error.code != Errc::unauthorised) return missing_case(context, "office.error.internal"_msg, 503);
  PageWords words(context, context.office.rules().of(std::string_view(context.visitor->mall)));
  Html main;
  main << "<nav class=\"crumb\" aria-label=\""_html << words("office.case.crumb"_msg) << "\"><a href=\"/cases\">"_html << words("office.cases.title"_msg)
       << "</a> / <span class=\"mono\">"_html << to_grouped(code) << "</span></nav><h1>"_html;
  add_level(main, words, 1, true);
  main << " "_html << words("staff.queue.hidden_case"_msg, {{"level", words.level(1)}, {"department", words.department(error.what)}})
       << "</h1><p class=\"gap\"><a class=\"btn\" href=\"/cases\">"_html << words("office.cases.title"_msg) << "</a></p>"_html;
  return office_page(context, words, to_grouped(code), Nav::cases, main, 403);
}

std::string subject_of(const PageWords& words, const CaseDetail& detail) {
  const auto& row = detail.row;
  std::vector<std::string> parts;
  if (row.contact_type != "complaint") parts.push_back(words.word("contact_type", row.contact_type));
  if (!row.category.empty()) parts.push_back(words.subject(row.category, row.subcategory));
  if (auto place = words.place(row.place); !place.empty()) parts.push_back(place);
  std::string out;
  for (const auto& part : parts) out += (out.empty() ? "" : "·") + part;
  return out.empty() ? to_grouped(row.code) : out;
}

void add_head(Html& html, const CaseView& view) {
  const auto& words = view.words;
  const auto& row = view.detail.row;
  html << "<nav class=\"crumb\" aria-label=\""_html << words("office.case.crumb"_msg) << "\"><a href=\"/cases\">"_html << words("office.cases.title"_msg)
       << "</a> / "_html << words.mall() << " / <span class=\"mono\">"_html << to_grouped(row.code) << "</span></nav><div class=\"hd\"><div><h1>"_html;
  // The list may lag a day behind a level that comes by age alone; the card below is judged now.
  add_level(html, words, view.detail.judgement ? view.detail.judgement->level : row.level, true);
  html << " "_html << subject_of(words, view.detail) << "</h1><p>"_html << words.mall() << "·"_html << words.time(row.submitted_at) << "·"_html
       << (row.device.empty() || row.device == "head_office" ? words("role.head_office"_msg) : row.device);
  if (row.known) html << "·"_html << words.word("validity", kValidities.name(row.validity));
  if (row.held) html << " <span class=\"tag\">"_html << words("hold.legal"_msg) << "</span>"_html;
  html << "</p></div></div>"_html;
}

Response page(Context& context, CaseCode code, const Outcome62& outcome) {
  auto detail = case_detail(context.office, code, *context.visitor);
  if (!detail.ok()) return closed_case(context, code, detail.error());
  PageWords words(context, context.office.rules().of(std::string_view(detail->row.mall)));
  CaseView view{context, words, *detail, outcome.contact, outcome.refused, outcome.answer_doubted};
  Html main;
  if (!outcome.problem.empty()) add_alert(main, outcome.problem);
  if (context.request.query.has("done")) add_status(main, words("office.case.done"_msg));
  add_head(main, view);
  if (!detail->row.known) main << "<div class=\"note warn\" role=\"note\">"_html << mark(Mark::warn) << "<span>"_html << words("staff.unknown.why"_msg) << "</span></div>"_html;
  add_conflicts(main, view);
  const bool known = detail->row.known;  // else nothing is here of what was said and where it stands
  if (known) add_stage_list(main, view);
  main << "<div class=\"cas\"><div class=\"stack\">"_html;
  if (known) add_said(main, view);
  add_work(main, view);
  add_events(main, view);
  main << "</div><aside class=\"stack\" aria-label=\""_html << words("office.case.actions"_msg) << "\">"_html;
  if (known) add_level_card(main, view);
  add_clocks(main, view);
  add_kept(main, view);
  add_acts(main, view);
  main << "</aside></div>"_html;
  return office_page(context, words, to_grouped(code), Nav::cases, main, outcome.status);
}

int status_of(Errc code) {
  switch (code) {
    case Errc::refused: case Errc::conflict: return 409;
    case Errc::not_found: return 404;
    case Errc::invalid: case Errc::corrupt: case Errc::limit: return 422;
    default: return 503;
  }
}

// "Not saved: first …"; `what` of a refusal is a key, of a bad form it begins with the field's name.
std::string problem_words(const PageWords& words, const Error& error, const Fields& form) {
  auto reason = words("office.error.internal"_msg);
  if (error.code == Errc::refused || error.code == Errc::not_found) reason = words.word("refuse", error.what);
  if (status_of(error.code) == 422) {
    auto field = error.what.substr(0, error.what.find(':'));
    reason = words(form[field].empty() ? "refuse.missing"_msg : "refuse.wrong"_msg, {{"what", words.word("office.field", field)}});
  }
  return words("office.case.refused"_msg, {{"reason", reason}});
}

// What was filled in, as an action of this case; the erasure also needs the code typed again.
Result<Action> read_action(const Context& context, const PageWords& words, CaseCode code, const ActionRule& rule) {
  if (rule.verb == Verb::erase) {
    auto again = parse_case_code(context.request.form["again"]);
    if (!again.ok() || *again != code) return invalid("again: is not the code of this case");
  }
  auto json = action_json(words, rule, context.request.form);
  json.set("case", to_compact(code)).set("action", rule.name);
  return parse_action(json);
}

std::string fault_words(const PageWords& words, std::string_view text, const AnswerFinding& found) {
  const TextArgs what{{"what", std::string(text.substr(found.begin, found.end - found.begin))}};
  switch (found.fault) {
    case AnswerFault::name: return words("staff.res.found.name"_msg, what);
    case AnswerFault::phone: return words("staff.res.found.phone"_msg, what);
    case AnswerFault::internal_word: return words("staff.res.found.internal_word"_msg, what);
  }
  return {};
}

// What this text would tell everybody who holds the code, each finding in the counter's words; empty: nothing, or the
// writer has read that and sends it as it is. A warning, as at the counter: a number may be the brand's (R131).
std::string answer_doubts(Context& context, const PageWords& words, const Action& action) {
  const auto text = action.clear["text"].string();
  if (action.rule->verb != Verb::reply && action.rule->verb != Verb::feed_back) return {};
  if (context.request.form["as_it_is"] == "yes") return {};
  const auto faults = answer_faults(context.office, action.code, text);
  if (!faults.ok()) return words("office.error.internal"_msg);
  std::string out;
  for (const auto& found : *faults) out += (out.empty() ? "" : std::string(words("list.comma"_msg))) + fault_words(words, text, found);
  return out.empty() ? out : words("office.case.refused"_msg, {{"reason", out}});
}

}  // namespace

Response show_case(Context& context) {
  auto code = parse_case_code(context.wild[0]);
  if (!code.ok()) return missing_case(context, "staff.code.wrong"_msg, 404);
  return page(context, *code, {});
}

Response show_contact(Context& context) {
  auto code = parse_case_code(context.wild[0]);
  if (!code.ok()) return missing_case(context, "staff.code.wrong"_msg, 404);
  auto contact = open_contact(context.office, *code, *context.visitor, context.request.form["purpose"]);
  if (contact.ok()) return page(context, *code, {200, {}, &*contact, nullptr});
  auto words = any_words(context);
  auto problem = status_of(contact.error().code) == 422
                     ? words("office.case.refused"_msg, {{"reason", words("refuse.missing"_msg, {{"what", words("office.case.contact.purpose"_msg)}})}})
                     : words("staff.case.no_contact"_msg);
  return page(context, *code, {status_of(contact.error().code), problem, nullptr, nullptr});
}

Response do_action(Context& context, const ActionRule& rule) {
  auto code = parse_case_code(context.wild[0]);
  if (!code.ok()) return missing_case(context, "staff.code.wrong"_msg, 404);
  // Which mall's clock and lists the form was filled in with; a case this person may not see is not found.
  auto detail = case_detail(context.office, *code, *context.visitor);
  if (!detail.ok()) return closed_case(context, *code, detail.error());
  PageWords words(context, context.office.rules().of(std::string_view(detail->row.mall)));
  auto action = read_action(context, words, *code, rule);
  if (!action.ok()) return page(context, *code, {status_of(action.error().code), problem_words(words, action.error(), context.request.form), nullptr, &rule});
  if (auto doubts = answer_doubts(context, words, *action); !doubts.empty()) return page(context, *code, {422, doubts, nullptr, &rule, true});
  auto done = act_as_staff(context.office, *action, *context.visitor);
  if (!done.ok()) return page(context, *code, {status_of(done.error().code), problem_words(words, done.error(), context.request.form), nullptr, &rule});
  return Response::redirect("/cases/" + to_compact(*code) + "?done=" + std::string(rule.name));
}

void add_case_pages(Router& router) {
  router.add("GET", "/cases", kCase_roles, show_cases);
  router.add("GET", "/cases.csv", kCase_roles, download_cases);
  router.add("GET", "/cases/:code", kCase_roles, show_case);
  router.add("POST", "/cases/:code/contact", kContact_viewers, show_contact);
  add_pack_page(router);
  for (const auto& rule : action_rules())
    if (rule.verb != Verb::submit && rule.roles != 0)
      router.add("POST", "/cases/:code/" + std::string(rule.name), rule.roles, [&rule](Context& context) { return do_action(context, rule); });
}

}  // namespace redress::headoffice
