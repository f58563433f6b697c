#include "sync/headoffice/cases/judge.h"

#include <algorithm>

#include "core/policy/case_facts.h"
#include "sync/headoffice/rules/rule_shelf.h"

namespace redress::headoffice {

namespace {

void earlier(std::optional<Instant>& slot, Instant at, Instant now) {
  if (at > now && (!slot || at < *slot)) slot = at;
}

std::optional<Instant> next_look(const CaseState& state, const Judgement& judgement, Instant now) {
  std::optional<Instant> at;
  if (judgement.ripens_at) earlier(at, *judgement.ripens_at, now);
  if (state.stage == Stage::confirm && judgement.confirm_until) earlier(at, *judgement.confirm_until, now);
  if (judgement.resumes_at) earlier(at, *judgement.resumes_at, now);
  return at;
}

std::optional<Judgement> judge_with(decltype(judge)& how, const RuleShelf& rules, std::int64_t mall,
                                    const CaseState& state, Instant arrived_at, Instant now,
                                    std::vector<ClusterFact> clusters) {
  auto mine = rules.of(mall);
  if (!mine || !state.known) return std::nullopt;
  auto facts = facts_of(state, mine->site.zone);
  facts.arrived_at = arrived_at;
  facts.clusters = std::move(clusters);
  return how(mine->policy, mine->site, facts, now);
}

}  // namespace

std::optional<Judgement> full_judgement(const RuleShelf& rules, std::int64_t mall, const CaseState& state,
                                        Instant arrived_at, Instant now, std::vector<ClusterFact> clusters) {
  return judge_with(judge, rules, mall, state, arrived_at, now, std::move(clusters));
}

std::optional<Escalation> escalation_of(const Judgement& judgement) {
  if (judgement.escalate_to.empty()) return std::nullopt;
  Escalation out{judgement.escalate_to, judgement.decided_by, {}, std::nullopt};
  if (judgement.level == kWorstLevel && judgement.because()) {
    out.since = judgement.because()->since;
    return out;
  }
  for (const auto& clock : judgement.clocks) {
    if (clock.state != ClockState::overdue || (out.clock && out.since <= clock.due)) continue;
    out.since = clock.due;
    out.clock = clock.kind;
  }
  return out;
}

std::vector<std::string> escalated_to(const Policy& policy, const CaseRow& row, Instant now) {
  const bool at_once = row.level == kWorstLevel && !row.due_clock.empty();
  const auto* type = policy.contact_type(row.contact_type.empty() ? "complaint" : row.contact_type);
  if (!type || row.stage == Stage::archived || (!at_once && !row.overdue(now))) return {};
  return policy.clock_row(*type, row.level).escalate_to;
}

std::string decided_by(const Policy& policy, const Site& site, const CaseRow& row, Instant now) {
  const bool open = row.level != kNoLevel && row.stage < Stage::confirm;
  return open && row.outer_limit && *row.outer_limit < now ? general_office(policy, site) : std::string();
}

Judged judge_case(const RuleShelf& rules, std::int64_t mall, const CaseState& state, Instant arrived_at,
                  Instant now, std::vector<ClusterFact> clusters) {
  Judged out;
  auto judgement = judge_with(judge_deadlines, rules, mall, state, arrived_at, now, std::move(clusters));
  if (!judgement) return out;
  out.level = judgement->level;
  if (const auto* step = judgement->because()) out.because = step->because.code;
  if (const auto* clock = judgement->clock(ClockKind::first_answer)) out.first_answer_due = clock->due;
  if (const auto* clock = judgement->clock(ClockKind::resolve)) out.resolve_due = clock->due;
  const auto* nearest = judgement->nearest();
  if (nearest && nearest->state != ClockState::paused) {
    out.due_at = nearest->due;
    out.due_clock = kClockNames[static_cast<std::size_t>(nearest->kind)];
  }
  out.resumes_at = judgement->resumes_at;
  const bool moves = out.resumes_at && judgement->outer_limit >= now;
  if (!moves) out.outer_limit = judgement->outer_limit;
  out.recheck_at = next_look(state, *judgement, now);
  return out;
}

}  // namespace redress::headoffice
