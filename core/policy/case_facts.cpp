#include "core/policy/case_facts.h"

#include "core/model/intake.h"

namespace redress {

namespace {

void take_intake(const Json& intake, CaseFacts& facts) {
  const Json& impact = intake["impact"];
  facts.contact_type = intake["contact_type"].string("complaint");
  facts.injured = impact["injured"].boolean();
  facts.promise_broken = impact["promise_broken"].boolean();
  facts.media_or_court = impact["media_or_court"].boolean();
  facts.loss_fen = impact["loss_fen"].integer();
  facts.has_earlier_case = impact.has("earlier_case");
  facts.promised_first_answer = promised_date(intake, "first_answer");
  facts.promised_resolve = promised_date(intake, "resolve");
}

}  // namespace

CaseFacts facts_of(const CaseState& state, const Zone& zone) {
  CaseFacts facts;
  take_intake(state.intake, facts);
  if (auto day = parse_date(state.intake["occurred"]["date"].string()))
    facts.occurred_at = zone.utc({*day, 0, 0, 0});
  facts.category = state.category;
  facts.subcategory = state.subcategory;
  facts.captured_at = state.submitted_at;
  facts.registered_by_staff = state.submitted_by.kind == ActorKind::staff;
  facts.clock_trusted = state.clock_trusted;
  for (const auto& [department, since] : state.departments_since) facts.departments_involved.push_back(since);
  const auto first = [](std::initializer_list<std::optional<Instant>> steps) {
    for (const auto& at : steps)
      if (at) return at;
    return std::optional<Instant>();
  };
  const auto given =
      state.fed_back_times.empty() ? std::nullopt : std::optional(state.fed_back_times.front());
  facts.acknowledged_at = first({state.acknowledged_at, state.assigned_at});
  facts.investigated_at = first({state.investigated_at, state.resolved_at, given});
  facts.assigned_at = first({state.assigned_at, facts.investigated_at});
  facts.first_answer_at = state.first_answer_at;
  facts.fed_back = state.fed_back_times;
  facts.disputed = state.disputed_times;
  facts.reopened = state.reopened_times;
  facts.confirmed_at = state.confirmed_at;
  facts.archived_at = state.archived_at;
  for (const auto& pause : state.pauses) facts.pauses.push_back({pause.from, pause.to, pause.reason, pause.until});
  for (const auto& regrade : state.regrades)
    facts.regrades.push_back({regrade.at, regrade.level, regrade.silences, false, regrade.by});
  facts.escalated = state.escalated_at;
  for (const auto& [other, link] : state.links)
    if (link.relation == "repeat") facts.repeats.push_back(link.at);
  for (const auto& extension : state.extensions) facts.extensions.push_back({extension.at, extension.until});
  facts.complex_found = state.complex_found;
  facts.validity = kValidities.name(state.validity);
  facts.validity_since = state.validity_since;
  return facts;
}

}  // namespace redress
