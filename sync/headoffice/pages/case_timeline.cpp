// The events table of page 62: every event as a sentence, who and where, newest first.
#include "core/text/time_words.h"
#include "sync/headoffice/pages/case_sections.h"
#include "sync/headoffice/pages/frame.h"

namespace redress::headoffice {

namespace {

std::string list_words(const PageWords& words, const Json& list, std::string_view area) {
  std::vector<std::string> items;
  for (const auto& item : list.items()) items.push_back(area == "department" ? words.department(item.string()) : words.word(area, item.string()));
  return join_list(words.text(), items);
}

// "Difficulty: complex" behind the words, if it was said.
std::string with_word(const PageWords& words, std::string before, std::string_view field, const Json& body) {
  if (!body.has(field)) return before;
  auto said = words("staff.case.related"_msg, {{"what", words.word("form", field)}, {"words", words.word(field, body[field].string())}});
  return words("staff.category"_msg, {{"category", std::move(before)}, {"subcategory", std::move(said)}});
}

// Who takes the measures of the plan, and until when (R92).
std::string with_plan(const PageWords& words, std::string before, const Json& body) {
  const auto add = [&](std::string_view field, const std::string& what) {
    before = words("staff.category"_msg, {{"category", before}, {"subcategory", words("staff.case.related"_msg, {{"what", words.word("form", field)}, {"words", what}})}});
  };
  if (body.has("plan_department")) add("plan_department", words.department(body["plan_department"].string()));
  if (const auto until = parse_date(body["plan_until"].string())) add("plan_until", words.day(*until));
  return before;
}

void add_entry(Html& html, const CaseView& view, const TimelineEntry& entry) {
  const auto& words = view.words;
  const auto* rule = action_of_event(entry.event.kind);
  html << "<tr><td class=\"nw soft\">"_html << words.time(entry.at) << "</td><td><b>"_html << event_title(words, entry.event) << "</b>"_html;
  if (rule) {
    html << (rule->seen_by_shopper ? " <span class=\"tag v\">"_html : " <span class=\"tag\">"_html)
         << (rule->seen_by_shopper ? words("staff.case.visible"_msg) : words("staff.case.internal"_msg)) << "</span>"_html;
  }
  if (auto detail = event_detail(words, entry); !detail.empty()) {
    html << "<div class=\"typed\">"_html << detail;
    // The shopper sees that it was done, not what was found.
    if (entry.event.kind == "investigated" || entry.event.kind == "resolved") html << " <span class=\"tag\">"_html << words("staff.case.internal"_msg) << "</span>"_html;
    html << "</div>"_html;
  }
  if (entry.event.id != view.detail.state.submitted_event)
    for (const auto& [key, value] : entry.sealed.members()) {
      html << "<div class=\"typed\">"_html << value.string();
      bool staff_only = rule && rule->seen_by_shopper && entry.event.actor.kind == ActorKind::staff;  // the step is shown, its text is not
      if (staff_only) html << " <span class=\"tag\">"_html << words("staff.case.internal"_msg) << "</span>"_html;
      html << "</div>"_html;
    }
  if (entry.sealed_missing) html << "<div class=\"soft\">"_html << words(view.detail.row.erased ? "office.case.erased"_msg : "staff.case.contact.transit"_msg) << "</div>"_html;
  auto transit = entry.arrived_at - entry.at;
  if (transit >= kMinute_ms) html << "<div class=\"soft\">"_html << words("office.case.transit"_msg, {{"span", span_words(words.text(), transit)}}) << "</div>"_html;
  html << "</td><td class=\"soft\">"_html << author_words(words, entry) << "</td></tr>"_html;
}

}  // namespace

std::string event_title(const PageWords& words, const Event& event) {
  if (event.kind == "submitted") return words.word("event.submitted", event.body["contact_type"].string("complaint"));
  if (event.kind == device_event::alarm_raised && event.body["alarm"].string() == "injury") return words("event.alarm_raised.injury"_msg);
  auto key = "event." + event.kind;
  return words.text().has(key) ? words.text().text(MessageKey(key)) : words("event.unknown"_msg, {{"kind", event.kind}});
}

std::string event_detail(const PageWords& words, const TimelineEntry& entry) {
  const auto& body = entry.event.body;
  const auto& kind = entry.event.kind;
  if (kind == "assigned") {
    auto to = list_words(words, body["departments"], "department");
    if (auto person = body["person"].string(); !person.empty())
      to += " " + (entry.person_name.empty() ? std::string(person) : entry.person_name);
    return words("event.assigned.detail"_msg, {{"to", to}});
  }
  if (kind == "investigated") {
    auto found = words("event.investigated.detail"_msg, {{"cause", words.word("cause", body["cause_class"].string())},
                                                         {"validity", words.word("validity", body["validity"].string("undecided"))}});
    for (std::string_view field : {"complexity", "outside_party"}) found = with_word(words, std::move(found), field, body);
    return with_plan(words, std::move(found), body);
  }
  if (kind == "resolved")
    return with_word(words, words("event.resolved.detail"_msg, {{"remedies", list_words(words, body["remedies"], "remedy")}}), "staff_fault", body);
  if (kind == "replied" || kind == "fed_back") return std::string(body["text"].string());
  if (kind == "disputed") return words.word("dispute_reason", body["reason"].string());
  if (kind == "reopened") return words.word("reopen_reason", body["reason"].string());
  if (kind == "paused") {
    auto reason = words.word("pause_reason", body["reason"].string());
    if (!body.has("until")) return reason;
    return words("event.paused.detail"_msg, {{"reason", reason}, {"t", words.time({body["until"].integer()})}});
  }
  if (kind == "extended") return words("event.extended.detail"_msg, {{"t", words.promised({body["until"].integer()})}});
  if (kind == "regraded") return words("event.regraded.detail"_msg, {{"level", words.level(static_cast<int>(body["level"].integer()))}});
  if (kind == "recategorised")
    return words("event.recategorised.detail"_msg, {{"category", words.subject(body["category"].string(), body["subcategory"].string())}});
  if (kind == "escalated") return words("event.escalated.detail"_msg, {{"to", escalated_words(words, escalated_to(body))}});
  if (kind == "linked" || kind == "unlinked") {
    auto code = parse_case_code(body["other"].string());
    auto shown = code.ok() ? to_grouped(*code) : std::string(body["other"].string());
    if (kind == "unlinked") return shown;
    return words("event.linked.detail"_msg, {{"relation", words.word("relation", body["relation"].string())}, {"code", shown}});
  }
  if (kind == "viewed") return words("event.viewed.detail"_msg, {{"purpose", words.word("purpose", body["purpose"].string())}});
  if (kind == "reviewed") return words.word("verdict", body["verdict"].string());
  if (kind == "erased") return words.word("erase_scope", body["scope"].string());
  if (kind == "rated") {
    auto digit = [&](std::string_view key) { return body.has(key) ? std::to_string(body[key].integer()) : std::string("–"); };
    return words("event.rated.detail"_msg, {{"speed", digit("speed")}, {"result", digit("result")}, {"attitude", digit("attitude")}});
  }
  return {};
}

std::string author_words(const PageWords& words, const TimelineEntry& entry) {
  const auto& actor = entry.event.actor;
  auto who = words.word("role", kActorKinds.name(actor.kind));
  if (actor.kind == ActorKind::staff) who = entry.staff_name.empty() ? actor.staff : entry.staff_name;
  auto where = entry.device == "head_office" ? words("role.head_office"_msg) : entry.device;
  return where.empty() || where == who ? who : words("staff.person"_msg, {{"name", who}, {"role", where}});
}

void add_events(Html& html, const CaseView& view) {
  const auto& words = view.words;
  html << "<section class=\"card\"><table class=\"ev\"><caption>"_html << words("office.case.events"_msg) << "</caption><thead class=\"hidden\"><tr><th scope=\"col\">"_html
       << words("office.case.events.time"_msg) << "</th><th scope=\"col\">"_html << words("office.case.events.what"_msg) << "</th><th scope=\"col\">"_html
       << words("office.case.events.who"_msg) << "</th></tr></thead><tbody>"_html;
  for (auto it = view.detail.timeline.rbegin(); it != view.detail.timeline.rend(); ++it) add_entry(html, view, *it);
  html << "</tbody></table></section>"_html;
}

}  // namespace redress::headoffice
