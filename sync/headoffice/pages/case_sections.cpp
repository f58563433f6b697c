#include "sync/headoffice/pages/case_sections.h"

#include <algorithm>

#include "core/policy/case_facts.h"
#include "core/text/time_words.h"
#include "sync/headoffice/cases/judge.h"
#include "sync/headoffice/pages/frame.h"
#include "sync/headoffice/pages/marks.h"
#include "sync/headoffice/pages/pages.h"
#include "sync/headoffice/record/office.h"

namespace redress::headoffice {

namespace {

constexpr Stage kShown_stages[] = {Stage::acknowledge, Stage::assign, Stage::investigate, Stage::resolve, Stage::feed_back, Stage::archived};

void add_pair(Html& html, std::string_view label, std::string_view value) {
  if (value.empty()) return;
  html << "<dt>"_html << label << "</dt><dd class=\"typed\">"_html << value << "</dd>"_html;
}

// A word of a list that has the field's name, under the field's label of the counter's forms.
void add_word(Html& html, const CaseView& view, std::string_view field, std::string_view word) {
  if (!word.empty()) add_pair(html, view.words.word("form", field), view.words.word(field, word));
}

std::string joined(const PageWords& words, const Json& list, std::string_view area) {
  std::vector<std::string> items;
  for (const auto& item : list.items()) items.push_back(words.word(area, item.string()));
  return join_list(words.text(), items);
}

std::string money(std::int64_t fen) {
  auto rest = std::to_string(fen % 100);
  return std::to_string(fen / 100) + "." + (rest.size() < 2 ? "0" : "") + rest;
}

void add_contact(Html& html, const CaseView& view) {
  const auto& words = view.words;
  const auto& row = view.detail.row;
  html << "<dt>"_html << words("office.case.contact"_msg) << "</dt><dd>"_html;
  if (row.erased) {
    html << words("office.case.erased"_msg) << "</dd>"_html;
    return;
  }
  if (!row.has_contact) {
    html << words("staff.case.no_contact"_msg) << "</dd>"_html;
    return;
  }
  if (view.contact) {
    html << "<dl class=\"kv in1\" role=\"status\">"_html;
    for (const auto& [key, value] : view.contact->members()) add_pair(html, words.word("office.field", key), value.string());
    html << "</dl></dd>"_html;
    return;
  }
  html << words("staff.case.has_contact"_msg);
  if (kContact_viewers & role_bit(view.context.visitor->person.role)) {
    html << "<details><summary>"_html << words("office.case.contact.show"_msg) << "</summary><form class=\"act\" method=\"post\" action=\"/cases/"_html
         << to_compact(row.code) << "/contact\">"_html;
    add_csrf(html, view.context);
    html << "<label for=\"purpose\">"_html << words("office.case.contact.purpose"_msg) << "</label><select class=\"in\" id=\"purpose\" name=\"purpose\" required>"_html;
    add_option(html, "", words("nav.not_selected"_msg), false);
    for (auto word : {"call_back", "clarify", "deliver", "complaint_letter", "other"}) add_option(html, word, words.word("purpose", word), false);
    html << "</select><button class=\"btn p\">"_html << words("office.case.contact.show"_msg) << "</button></form></details>"_html;
  }
  html << "</dd>"_html;
}

const TimelineEntry* newest(const CaseDetail& detail, std::string_view kind) {
  for (auto it = detail.timeline.rbegin(); it != detail.timeline.rend(); ++it)
    if (it->event.kind == kind) return &*it;
  return nullptr;
}

// The rules in force made the level; those the shopper's dates were promised by may be older.
std::string policy_words(const CaseView& view) {
  const auto& now = view.words.rules()->policy.version;
  const auto& then = view.detail.policy;
  if (then.empty() || then == now) return view.words("staff.case.derived.by"_msg, {{"version", now}});
  return view.words("office.case.policies"_msg, {{"now", now}, {"then", then}});
}

// The name of one who acted in this case; of somebody the office does not know, the role.
std::string staff_words(const CaseView& view, std::string_view staff) {
  for (const auto& entry : view.detail.timeline) {
    const auto& actor = entry.event.actor;
    if (actor.kind != ActorKind::staff || actor.staff != staff) continue;
    return entry.staff_name.empty() ? view.words.word("role", actor.role ? kRoles.name(*actor.role) : "head_office") : entry.staff_name;
  }
  return view.words.word("role", "head_office");
}

std::string reason_words(const CaseView& view, const CaseFacts& facts, TriggerHit hit) {
  const auto& rules = *view.words.rules();
  if (!hit.by.empty()) hit.by = staff_words(view, hit.by);
  return trigger_words(view.words.text(), rules.policy, rules.site, facts, hit, view.words.this_year());
}

void add_history(Html& html, const CaseView& view, const Judgement& judgement, const CaseFacts& facts) {
  const auto& words = view.words;
  html << "<h3>"_html << words("staff.case.level.history"_msg) << "</h3><ol class=\"cannot\">"_html;
  for (auto step = judgement.history.rbegin(); step != judgement.history.rend(); ++step)
    html << "<li><b>"_html << words.level(step->level) << "</b> "_html << words.time(step->since) << "<small>"_html
         << words("staff.case.because"_msg, {{"trigger", reason_words(view, facts, step->because)}})
         << "</small></li>"_html;
  html << "</ol>"_html;
}

// What else holds, and what a regrade set aside: that stays visible (R45).
void add_other_triggers(Html& html, const CaseView& view, const Judgement& judgement, const CaseFacts& facts) {
  const auto& words = view.words;
  Html list;
  for (const auto& hit : judgement.triggers) {
    if (hit.code == "default") continue;  // says only that nothing else does
    if (!hit.silenced_at && hit.code == judgement.because()->because.code) continue;
    list << "<li>"_html << reason_words(view, facts, hit) << "<small>"_html
         << words("office.case.trigger.gives"_msg, {{"level", words.level(hit.level)}, {"t", words.time(hit.at)}});
    if (hit.silenced_at) list << words.gap() << words("office.case.trigger.silenced"_msg, {{"t", words.time(*hit.silenced_at)}});
    list << "</small></li>"_html;
  }
  if (list.empty()) return;
  html << "<h3>"_html << words("office.case.triggers"_msg) << "</h3><ul class=\"cannot\">"_html << list << "</ul>"_html;
}

void add_level_reasons(Html& html, const CaseView& view, const Judgement& judgement) {
  const auto& words = view.words;
  const auto& rules = *words.rules();
  const auto facts = facts_of(view.detail.state, rules.site.zone);
  html << "<p class=\"soft\">"_html
       << words("staff.case.because"_msg, {{"trigger", reason_words(view, facts, judgement.because()->because)}})
       << "<br>"_html << policy_words(view) << "</p>"_html;
  add_history(html, view, judgement, facts);
  add_other_triggers(html, view, judgement, facts);
}

}  // namespace

std::string wish_words(const PageWords& words, const Json& intake, const Json& typed) {
  std::vector<std::string> items;
  const auto* rules = words.rules();
  for (const auto& item : intake["outcomes"].items()) {
    const auto* outcome = rules ? rules->policy.outcome(item.string()) : nullptr;
    items.push_back(outcome ? outcome->labels.in(words.language()) : std::string(item.string()));
  }
  if (auto text = typed["outcome_text"].string(); !text.empty()) items.emplace_back(text);
  return join_list(words.text(), items);
}

std::string impact_words(const PageWords& words, const Json& intake) {
  const auto& impact = intake["impact"];
  std::vector<std::string> items;
  const std::pair<std::string_view, MessageKey> yes[] = {
      {"injured", "impact.injury"_msg}, {"promise_broken", "impact.promise"_msg}, {"media_or_court", "impact.public"_msg}};
  for (const auto& [key, label] : yes)
    if (impact[key].boolean()) items.push_back(words(label));
  if (auto fen = impact["loss_fen"].integer(); fen > 0) items.push_back(words("office.case.loss"_msg, {{"yuan", money(fen)}}));
  if (auto code = parse_case_code(impact["earlier_case"].string()); code.ok())
    items.push_back(words("staff.case.earlier"_msg, {{"code", to_grouped(*code)}}));
  return join_list(words.text(), items);
}

namespace {

// Whom the case went up to by the policy's ladder, and since when (R104, R111).
void add_escalation(Html& html, const CaseView& view, const Judgement& judgement) {
  const auto& words = view.words;
  const auto escalation = escalation_of(judgement);
  if (!escalation) return;
  const auto since = words.relative(escalation->since, view.context.office.now());
  html << "<tr><th scope=\"row\">"_html << words("office.case.escalated"_msg) << "</th><td class=\"n\">"_html << mark(Mark::warn) << " <b>"_html
       << role_list(words, escalation->roles, escalation->decided_by) << "</b><small>"_html
       << (escalation->clock ? words("office.case.escalated.late"_msg, {{"clock", words.word("clock", kClockNames[static_cast<std::size_t>(*escalation->clock)])}, {"t", since}})
                             : words("office.case.escalated.level"_msg, {{"level", words.level(judgement.level)}, {"t", since}}))
       << "</small></td></tr>"_html;
}

// Beyond it only a manager's extension moves the result (R68).
void add_outer_limit(Html& html, const CaseView& view, const Judgement& judgement) {
  const auto* resolve = judgement.clock(ClockKind::resolve);
  if (!judgement.outer_limit || !resolve || !resolve->runs()) return;
  const auto& words = view.words;
  const bool over = *judgement.outer_limit < view.context.office.now();
  html << "<tr><th scope=\"row\">"_html << words("office.case.outer_limit"_msg) << "</th><td class=\"n\">"_html << (over ? mark(Mark::bad) : clock_mark()) << " "_html
       << words.promised(*judgement.outer_limit) << "<small>"_html
       << (!judgement.decided_by.empty() ? words("office.case.outer_limit.decides"_msg, {{"department", words.department(judgement.decided_by)}})
                                         : words(over ? "office.case.outer_limit.over"_msg : "office.case.outer_limit.what"_msg))
       << "</small></td></tr>"_html;
}

// Until when the stage should be over (R73, R79), beside its name.
std::string stage_words(const CaseView& view, const std::string& name) {
  const auto& state = view.detail.state;
  const auto kind = state.stage == Stage::assign ? ClockKind::assign : ClockKind::investigate;
  const bool has_point = state.stage == Stage::assign || state.stage == Stage::investigate;
  if (has_point && view.detail.judgement)
    for (const auto& point : view.detail.judgement->stage_points)
      if (point.kind == kind && point.runs())
        return name + (point.state == ClockState::overdue ? view.words("stage.late.suffix"_msg)
                                                          : view.words("stage.by.suffix"_msg, {{"t", view.words.promised(point.due)}}));
  return view.words("stage.current"_msg, {{"stage", name}});
}

}  // namespace

void add_stage_list(Html& html, const CaseView& view) {
  const auto& state = view.detail.state;
  auto current = state.stage == Stage::confirm ? Stage::feed_back : state.stage;
  html << "<ol class=\"steps\" aria-label=\""_html << view.words("office.case.stages"_msg) << "\">"_html;
  for (auto stage : kShown_stages) {
    auto name = view.words.text().text_of("stage", kStages.name(stage));
    if (stage == current) html << "<li aria-current=\"step\">"_html << stage_words(view, name);
    else if (stage < current) html << "<li class=\"d\">"_html << tick() << " "_html << name;
    else html << "<li>"_html << name;
    html << "</li>"_html;
  }
  html << "</ol>"_html;
}

void add_said(Html& html, const CaseView& view) {
  const auto& words = view.words;
  const auto& detail = view.detail;
  const auto& intake = detail.state.intake;
  auto text = detail.intake_text["text"].string();
  html << "<section class=\"card\" aria-labelledby=\"said\"><h2 id=\"said\">"_html << words("office.case.said"_msg) << "</h2>"_html;
  if (!text.empty()) html << "<p class=\"typed\" lang=\""_html << intake["language"].string("zh-Hans") << "\">"_html << text << "</p>"_html;
  else html << "<p class=\"soft\">"_html << (detail.row.erased ? words("office.case.erased"_msg) : words("staff.case.no_text"_msg)) << "</p>"_html;
  html << "<dl class=\"kv gap\">"_html;
  if (detail.row.known)
    add_pair(html, words("office.case.source"_msg),
             words.word("source", intake["source"].string("external")) + "·" + words.word("channel", intake["channel"].string("kiosk")));
  add_pair(html, words("office.case.impact"_msg), impact_words(words, intake));
  add_pair(html, words("office.case.wish"_msg), wish_words(words, intake, detail.intake_text));
  add_pair(html, words("impact.product"_msg), detail.intake_text["product"].string());
  if (auto date = parse_date(intake["occurred"]["date"].string()))
    add_pair(html, words("staff.case.when"_msg), words.day(words.utc({*date, 12, 0, 0})));
  auto language = find_language(intake["language"].string());
  add_pair(html, words("staff.case.language"_msg), language ? language_info(*language).own_name : intake["language"].string());
  add_contact(html, view);
  if (auto version = intake["consent"]["version"].string(); !version.empty())
    add_pair(html, words("office.case.consent"_msg), words("office.case.consent.given"_msg, {{"version", version}, {"t", words.time(detail.row.submitted_at)}}));
  html << "</dl></section>"_html;
}

void add_work(Html& html, const CaseView& view) {
  const auto& words = view.words;
  const auto* investigated = newest(view.detail, "investigated");
  const auto* resolved = newest(view.detail, "resolved");
  const auto& state = view.detail.state;
  const auto& answers = state.answers;
  if (!investigated && !resolved && answers.empty()) return;
  html << "<section class=\"card\" aria-labelledby=\"work\"><h2 id=\"work\">"_html << words("office.case.work"_msg) << "</h2><dl class=\"kv\">"_html;
  if (investigated) {
    const auto& body = investigated->event.body;
    add_pair(html, words("office.case.findings"_msg), investigated->sealed["findings"].string());
    std::vector<std::string> cause{words.word("cause", body["cause_class"].string())};
    if (auto why = investigated->sealed["whys_text"].string(); !why.empty()) cause.emplace_back(why);
    add_pair(html, words("office.case.cause"_msg), join_list(words.text(), cause));
    add_pair(html, words("staff.inv.validity.q"_msg), words.word("validity", body["validity"].string("undecided")));
    add_word(html, view, "complexity", state.complexity);
    add_word(html, view, "outside_party", state.outside_party);
    add_pair(html, words("staff.inv.plan"_msg), investigated->sealed["plan"].string());
    if (body.has("plan_department")) add_pair(html, words.word("form", "plan_department"), words.department(body["plan_department"].string()));
    if (auto until = parse_date(body["plan_until"].string())) add_pair(html, words.word("form", "plan_until"), words.day(*until));
  }
  if (resolved) {
    const auto& body = resolved->event.body;
    add_pair(html, words("office.case.remedies"_msg), joined(words, body["remedies"], "remedy"));
    if (body.has("cost_fen") || body.has("minutes"))
      add_pair(html, words("staff.res.cost"_msg), words("office.case.cost"_msg, {{"yuan", money(body["cost_fen"].integer())}, {"n", body["minutes"].integer()}}));
    add_word(html, view, "staff_fault", state.staff_fault);
    add_pair(html, words("office.field.text"_msg), resolved->sealed["text"].string());
  }
  for (const auto& answer : answers) add_pair(html, words("staff.case.answers"_msg), answer.text);
  html << "</dl></section>"_html;
}

void add_level_card(Html& html, const CaseView& view) {
  const auto& words = view.words;
  const auto& judgement = view.detail.judgement;
  html << "<section class=\"card\" aria-labelledby=\"level\"><h2 id=\"level\">"_html << words("office.case.level"_msg) << "</h2><p>"_html;
  int level = judgement ? judgement->level : view.detail.row.level;
  add_level(html, words, level);
  html << " <b>"_html << words.level(level) << "</b></p>"_html;
  if (judgement && judgement->because() && words.rules()) add_level_reasons(html, view, *judgement);
  html << "</section>"_html;
}

void add_clocks(Html& html, const CaseView& view) {
  const auto& words = view.words;
  if (!view.detail.judgement || view.detail.judgement->clocks.empty()) return;
  auto now = view.context.office.now();
  html << "<section class=\"card\"><table><caption>"_html << words("office.case.clocks"_msg) << "</caption><tbody>"_html;
  for (const auto& clock : view.detail.judgement->clocks) {
    bool late = clock.state == ClockState::overdue || clock.state == ClockState::stopped_late;
    auto picture = late ? mark(Mark::bad) : clock.state == ClockState::stopped_in_time ? mark(Mark::ok) : clock.warned ? mark(Mark::warn) : clock_mark();
    html << "<tr><th scope=\"row\">"_html << words.word("clock", kClockNames[static_cast<std::size_t>(clock.kind)]) << "</th><td class=\"n\">"_html
         << picture << " "_html << time_left_words(words.text(), time_left(clock)) << "<small>"_html
         << (clock.runs() || clock.moved ? words(late ? "date.was_due"_msg : "date.before"_msg, {{"t", words.relative(clock.due, now)}})
                                         : words("office.case.limit"_msg, {{"span", limit_words(words, clock.limit)}}))
         << "</small></td></tr>"_html;
  }
  add_escalation(html, view, *view.detail.judgement);
  add_outer_limit(html, view, *view.detail.judgement);
  html << "</tbody></table></section>"_html;
}

}  // namespace redress::headoffice
