#include <algorithm>

#include "core/model/author.h"
#include "core/model/case_fold.h"

namespace redress {

namespace {

Permission refuse(std::string reason) { return {false, std::move(reason)}; }

// The step that has to come first, or why it is too late.
std::string stage_reason(const ActionRule& rule, const CaseState& state) {
  if (state.stage == Stage::archived) return "archived";
  for (auto stage = state.stage; stage != Stage::archived; stage = static_cast<Stage>(static_cast<int>(stage) + 1))
    if (rule.stages & stage_bit(stage)) return "first_" + std::string(kStages.name(state.stage));
  if (rule.stages == stage_bit(Stage::archived)) return "still_open";
  return "already_done";
}

// Whoever was asked first and whoever has it now own a case; without a named person their department does (R102).
bool owns(const Person& person, const CaseState& state) {
  if (person.staff == state.owner || person.staff == state.first_contact) return true;
  return state.owner.empty() &&
         std::find(state.departments.begin(), state.departments.end(), person.department) != state.departments.end();
}

bool in_department(const Person& person, const CaseState& state) {
  if (state.departments.empty()) return true;
  if (is_escalated_to(escalated_to(state), person)) return true;
  return owns(person, state) ||
         std::find(state.departments.begin(), state.departments.end(), person.department) != state.departments.end();
}

std::string role_reason(const ActionRule& rule) {
  if (rule.roles & role_bit(Role::manager)) return rule.roles & role_bit(Role::supervisor) ? "needs_supervisor" : "needs_manager";
  if (rule.roles & role_bit(Role::administrator)) return "needs_administrator";
  if (rule.roles & role_bit(Role::service)) return "needs_service";
  return "only_shopper";
}

// A case that is not here yet takes what a shopper at the desk says (screen 47), nothing that moves it on.
bool allowed_before_known(Verb verb) {
  return verb == Verb::note || verb == Verb::add || verb == Verb::confirm || verb == Verb::dispute;
}

}  // namespace

bool role_allows(const ActionRule& rule, const Actor& actor) {
  if (actor.kind == ActorKind::staff) return actor.role && (rule.roles & role_bit(*actor.role)) != 0;
  // It orders an erasure again whose event a restore lost.
  if (actor.kind == ActorKind::head_office) return rule.verb == Verb::erase;
  return actor.kind == ActorKind::shopper && rule.shopper;
}

Permission may(const ActionRule& rule, const CaseState& state, const std::optional<Person>& person, Instant now, int reopen_days) {
  if (!person && !rule.shopper) return refuse("only_staff");
  if (person && !(rule.roles & role_bit(person->role))) return refuse(role_reason(rule));
  if (state.collision && !person) return refuse("collision");
  if (!state.known) return allowed_before_known(rule.verb) ? Permission{true, {}} : refuse("unknown_here");
  if (!(rule.stages & stage_bit(state.stage))) return refuse(stage_reason(rule, state));
  if (state.stage == Stage::archived && (rule.verb == Verb::dispute || rule.verb == Verb::reopen) && state.archived_at &&
      now - *state.archived_at > reopen_days * kDay_ms)
    return refuse("closed_too_long");
  if (person) {
    bool local = person->role == Role::handler || person->role == Role::supervisor;
    if (local && !in_department(*person, state)) return refuse("other_department");
    bool answers = rule.verb == Verb::reply || rule.verb == Verb::feed_back;  // to the shopper: the owner or a manager
    bool must_own = rule.owner_only && (person->role == Role::service || person->role == Role::handler || (answers && local));
    if (must_own && !owns(*person, state)) return refuse("needs_owner");
  }
  switch (rule.verb) {
    case Verb::pause: if (state.paused) return refuse("already_paused"); break;
    case Verb::resume: if (!state.paused) return refuse("not_paused"); break;
    case Verb::hold: if (state.held) return refuse("already_held"); break;
    case Verb::release: if (!state.held) return refuse("not_held"); break;
    case Verb::erase:
      if (state.erased_all) return refuse("already_erased");
      if (state.held) return refuse("held");
      break;
    case Verb::settle: if (state.conflicts.empty() && !state.collision) return refuse("no_conflict"); break;
    case Verb::review:
      if (!state.resolved_at) return refuse("no_result");  // answered at once (R11)
      if (person && person->staff == state.resolved_by) return refuse("own_result");
      break;
    case Verb::unlink: if (state.links.empty()) return refuse("no_link"); break;
    default: break;
  }
  return {true, {}};
}

}  // namespace redress
