#include "sync/headoffice/cases/tracking.h"

#include <algorithm>

#include "sync/headoffice/cases/case_record.h"
#include "sync/headoffice/cases/clusters.h"
#include "sync/headoffice/cases/judge.h"
#include "sync/headoffice/record/office.h"

namespace redress::headoffice {

namespace {

TrackingState state_of(const CaseState& state, const Judged& judged, Instant now, int reopen_days) {
  if (state.collision) return TrackingState::collision;
  if (state.stage == Stage::archived) {
    bool fresh = state.archived_at && now - *state.archived_at <= reopen_days * kDay_ms;
    return state.confirmed_at && fresh ? TrackingState::confirmed : TrackingState::closed;
  }
  if (state.stage == Stage::confirm) return TrackingState::answered;
  bool answer_late = !state.first_answer_at && judged.first_answer_due && *judged.first_answer_due < now;
  bool result_late = judged.resolve_due && *judged.resolve_due < now;
  if (answer_late || result_late) return TrackingState::late;
  if (judged.resumes_at) return TrackingState::paused;
  if (state.disputed_at && (!state.fed_back_at || *state.fed_back_at <= *state.disputed_at))
    return TrackingState::disputed;
  return state.stage == Stage::acknowledge ? TrackingState::received : TrackingState::working;
}

bool is_shown(const Event& event) {
  const ActionRule* rule = action_of_event(event.kind);
  return rule && rule->seen_by_shopper;
}

std::string department_of(const Event& event) {
  if (event.kind == "assigned" && !event.body["departments"].items().empty())
    return std::string(event.body["departments"].items().front().string());
  return event.actor.department;
}

// An extension moves the result, and only by the policy's leave the first answer (R70): which date it was, the judgement
// without it tells.
void tell_extended(const Judged& judged, const Judged& without, Tracking& out) {
  out.first_answer_extended = judged.first_answer_due != without.first_answer_due;
  out.resolve_extended = judged.resolve_due != without.resolve_due;
}

}  // namespace

Result<Tracking> track(Office& office, CaseCode code) {
  REDRESS_TRY_ASSIGN(auto reader, office.store().read());
  REDRESS_TRY_ASSIGN(auto record, load_case(*reader, code));
  auto now = office.now();
  auto rules = office.rules().of(record.mall);
  const int reopen_days = office.rules().reopen_days(record.mall);
  auto state = fold_case(code, record.events, now, office.rules().confirm_days(record.mall));
  if (!state.known) return Error{Errc::not_found, "not here yet"};
  REDRESS_TRY_ASSIGN(auto clusters, clusters_of_row(*reader, record.first_n));
  auto judged = judge_case(office.rules(), record.mall, state, record.arrived_at, now, clusters);
  Tracking out;
  out.code = code;
  out.state = state_of(state, judged, now, reopen_days);
  if (rules) out.mall = rules->mall_id;
  if (state.collision) return out;
  out.contact_type = state.intake["contact_type"].string();
  out.language = state.intake["language"].string("zh-Hans");
  out.department = state.owner_department;
  out.submitted_at = state.submitted_at;
  out.first_answer_by = judged.first_answer_due;
  // While its clock stands still the result's date moves with every day: nothing to promise.
  if (!judged.resumes_at || (judged.resolve_due && *judged.resolve_due < now)) out.resolve_by = judged.resolve_due;
  if (!state.extensions.empty()) {
    auto promised = state;
    promised.extensions.clear();
    tell_extended(judged, judge_case(office.rules(), record.mall, promised, record.arrived_at, now, clusters), out);
  }
  if (judged.resumes_at) {
    out.paused_until = judged.resumes_at;
    out.pause_reason = state.pauses.back().reason;
  }
  if (out.state == TrackingState::late) {
    const auto whole = full_judgement(office.rules(), record.mall, state, record.arrived_at, now, std::move(clusters));
    out.escalated = !state.escalated_at.empty() || (whole && escalation_of(*whole));
  }
  out.answers = state.answers;
  for (auto index : state.order) {
    const auto& e = record.events[index];
    if (is_shown(e.event)) out.steps.push_back({e.event.kind, department_of(e.event), e.corrected_at});
  }
  std::reverse(out.steps.begin(), out.steps.end());
  auto allowed = [&](Verb verb) {
    return may(action_rule(verb), state, std::nullopt, now, reopen_days).allowed;
  };
  out.may_confirm = allowed(Verb::confirm);
  out.may_dispute = allowed(Verb::dispute);
  out.may_rate = allowed(Verb::rate);
  out.may_add = allowed(Verb::add);
  return out;
}

}  // namespace redress::headoffice
