#include "core/report/case_fact.h"

#include <algorithm>

#include "core/policy/case_facts.h"
#include "core/policy/clocks.h"
#include "core/policy/judge.h"
#include "core/policy/level.h"

namespace redress {

namespace {

Instant last_time(const std::vector<CaseEvent>& events) {
  Instant last;
  for (const auto& event : events) last = std::max(last, event.corrected_at);
  return last;
}

void take_ratings(const CaseState& state, CaseFact& out) {
  for (const auto& rating : state.ratings) {
    if (rating.result > 0) (rating.by_staff ? out.staff_rating : out.shopper_rating) = rating.result;
    if (rating.attitude > 0 && !rating.by_staff) out.attitude = rating.attitude;
  }
}

CaseFact from_state(const Policy& policy, const CaseState& state) {
  CaseFact out;
  out.contact_type = state.intake["contact_type"].string("complaint");
  out.category = state.category;
  out.place = state.intake["place"].string();
  out.channel = state.intake["channel"].string("kiosk");
  out.department = state.owner_department;
  if (out.department.empty()) out.department = policy.department_of(state.category, state.subcategory);
  out.owner = state.owner;
  out.cause = state.cause_class;
  out.source = state.intake["source"].string("external");  // shoppers at kiosks and on the web say nothing of it
  out.complexity = state.complexity;
  out.outside_party = state.outside_party;
  out.staff_fault = state.staff_fault;
  out.validity = state.validity;
  out.acknowledged_at = state.acknowledged_at ? state.acknowledged_at : state.assigned_at;
  if (state.first_answer_at && (!out.acknowledged_at || *state.first_answer_at < *out.acknowledged_at))
    out.acknowledged_at = state.first_answer_at;
  out.first_answer_at = state.first_answer_at;
  out.closed_at = state.archived_at;
  if (!out.closed_at && state.stage == Stage::confirm && state.fed_back_at)
    out.closed_at = *state.fed_back_at + policy.confirm_days * kDay_ms;
  out.assigned = state.assigned_count;
  out.disputes = state.disputes + static_cast<int>(state.reopened_times.size());
  out.escalated = !state.escalated_at.empty();
  out.told = state.fed_back_at.has_value();
  for (const auto& [other, link] : state.links) out.is_repeat |= link.relation == "repeat";
  out.cost_fen = state.cost_fen;
  out.resolved_by = state.resolved_by;
  for (const auto& review : state.reviews) out.reviews.push_back({review.resolved_by, review.upheld});
  take_ratings(state, out);
  if (may_be_called(state)) out.call_back = was_called(state) ? CallBackState::done : CallBackState::owed;
  const auto& received_at = state.intake["received_at"];
  if (received_at.is_int()) out.registered_ms = std::max<std::int64_t>(0, state.submitted_at.ms - received_at.integer());
  return out;
}

// Minutes add up the way the cost does: over the steps that took effect. So the fold is asked for them in its place.
std::int64_t minutes_worked(CaseCode code, std::vector<CaseEvent> events, Instant rest, int confirm_days) {
  bool any = false;
  for (auto& event : events) {
    if (event.event.kind != action_rule(Verb::resolve).event) continue;
    auto minutes = event.event.body["minutes"].integer();
    any |= minutes > 0;
    event.event.body = Json::object().set("cost_fen", minutes);
  }
  return any ? fold_case(code, events, rest, confirm_days).cost_fen : 0;
}

// The open resolve clock: when it runs out if nobody acts. Age may raise the level on the way and so bring the
// deadline nearer, but never to before that moment. `rest`: when the clock was looked at; what ripened in a pause that
// was not over yet is looked at then too.
std::optional<Instant> runs_out(const Policy& policy, const Site& site, const CaseFacts& facts, const ClockView& clock,
                                std::optional<Instant> ripens_at, Instant rest) {
  if (clock.state == ClockState::overdue) return clock.due;
  if (clock.state == ClockState::paused) return std::nullopt;
  if (!ripens_at || *ripens_at > clock.due) return clock.due;
  auto later = judge(policy, site, facts, std::max(rest, *ripens_at));
  return std::max(later.clock(ClockKind::resolve)->due, *ripens_at);
}

void ripen(const Policy& policy, const CaseFacts& facts, Instant start, std::optional<Instant> at, CaseFact& out) {
  out.ripens_at = at;
  if (at) out.ripe_level = level_history(facts, find_triggers(policy, facts, start, *at), start, *at).back().level;
}

// Level when the last event happened, and what age or others' complaints make of it later (R53, R54).
void take_ripening(const Policy& policy, const CaseFacts& facts, const Judgement& judged, Instant last, Instant rest,
                   Instant start, CaseFact& out) {
  if (judged.level == kNoLevel) return;
  for (const auto& step : judged.history)
    if (step.since <= std::max(last, start)) out.level = step.level;
  if (out.level != judged.level) {
    out.ripens_at = judged.history.back().since;
    out.ripe_level = judged.level;
    return;
  }
  ripen(policy, facts, start, next_trigger(policy, facts, start, rest), out);
}

}  // namespace

bool counts_for_reports(const Event& event) {
  const auto* rule = event.code ? action_of_event(event.kind) : nullptr;
  return rule && rule->verb != Verb::note;
}

CaseFact case_fact(const Policy& policy, const Site& site, CaseCode code, const std::vector<CaseEvent>& events,
                   Instant arrived_at, std::vector<ClusterFact> clusters) {
  auto rest = last_time(events);
  auto state = fold_case(code, events, rest, policy.confirm_days);
  // A pause is over by itself, as announced or after the policy's days (R69): what follows is known already.
  if (state.paused) {
    const auto& pause = state.pauses.back();
    rest = std::max(rest, pause_end(policy, {pause.from, pause.to, pause.reason, pause.until}));
    state = fold_case(code, events, rest, policy.confirm_days);
  }
  auto out = from_state(policy, state);
  out.cost_fen += minutes_worked(code, events, rest, policy.confirm_days) * policy.report.minute_fen;
  auto facts = facts_of(state, site.zone);
  facts.arrived_at = arrived_at;
  facts.clusters = std::move(clusters);
  auto judged = judge(policy, site, facts, rest);
  const auto& resolve = *judged.clock(ClockKind::resolve);
  out.level = judged.level;
  out.captured_at = resolve.start;
  for (auto* step : {&out.acknowledged_at, &out.first_answer_at})  // staff had it before it arrived, and its own clock was wrong
    if (*step) *step = std::max(**step, out.captured_at);
  out.transit_ms = std::max<std::int64_t>(0, arrived_at - state.submitted_at);
  out.excuse_ms = judged.transit_ms;
  out.resolve_due = resolve.due;
  out.took_ms = resolve.took_ms;
  if (resolve.stop) {
    out.resolved_at = resolve.stop;
    out.in_time = resolve.state == ClockState::stopped_in_time;
    out.late_by_transit = resolve.late_ms > 0 && resolve.late_ms <= judged.transit_ms;
    if (judged.level != kNoLevel) ripen(policy, facts, resolve.start, next_cluster(facts, rest), out);
    return out;
  }
  out.took_ms = 0;
  take_ripening(policy, facts, judged, last_time(events), rest, resolve.start, out);
  out.overdue_from = runs_out(policy, site, facts, resolve, out.ripens_at, rest);
  return out;
}

}  // namespace redress
