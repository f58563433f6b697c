#include "core/policy/action_fits.h"

#include <algorithm>

#include "core/policy/case_facts.h"
#include "core/policy/judge.h"

namespace redress {
namespace {

using Reason = std::string_view;  // empty: it fits

bool has_department(const ActionGround& ground, std::string_view code) {
  const auto& here = ground.site.departments;
  return ground.policy.department(code) && (here.empty() || std::find(here.begin(), here.end(), code) != here.end());
}

// To people who are of a department chosen and are here (screen 43); a handler passes on inside their own.
Reason assign(const Json& body, const ActionGround& ground) {
  const auto departments = body["departments"].items();
  const auto chosen = [&](std::string_view code) {
    return std::any_of(departments.begin(), departments.end(), [&](const Json& one) { return one.string() == code; });
  };
  for (const auto& department : departments) {
    if (!has_department(ground, department.string())) return "unknown_department";
    if (ground.by && ground.by->role == Role::handler && department.string() != ground.by->department) return "only_own_department";
  }
  const auto number = body["person"].string();
  if (number.empty() || ground.staff.empty()) return {};
  const auto person = std::find_if(ground.staff.begin(), ground.staff.end(), [&](const auto& one) { return one.person.staff == number; });
  if (person == ground.staff.end()) return "unknown_assignee";
  const RoleSet kOf_department = role_bit(Role::service) | role_bit(Role::handler) | role_bit(Role::supervisor);
  const bool bound = (role_bit(person->person.role) & kOf_department) && !person->person.department.empty();
  if (bound && !chosen(person->person.department)) return "assignee_elsewhere";
  return person->away && person->away->covers(ground.site.zone.local(ground.now).date) ? "assignee_away" : Reason();
}

// A plan names who takes its measures, and a day that is still to come or is today (R92).
Reason investigate(const Json& body, const ActionGround& ground) {
  if (body.has("plan_department") && !has_department(ground, body["plan_department"].string())) return "unknown_plan_department";
  const auto until = parse_date(body["plan_until"].string());
  return until && *until < ground.site.zone.local(ground.now).date ? "plan_until_past" : Reason();
}

Reason recategorise(const Json& body, const ActionGround& ground) {
  const auto category = body["category"].string(), subcategory = body["subcategory"].string();
  const bool known = ground.policy.category(category) &&
                     (subcategory.empty() || ground.policy.subcategory(category, subcategory));
  return known ? Reason() : "unknown_category";
}

Reason extend(const Json& body, const ActionGround& ground) {
  const Instant until{body["until"].integer()};
  if (until <= ground.now) return "date_past";
  return ground.of_mall && until > extension_limit(ground) ? "extend_limit" : Reason();
}

Instant latest_pause(const Policy& policy, Instant now) { return now + policy.pause_at_most_days * kDay_ms; }

bool speaks_for_general_office(const ActionGround& ground) {
  if (!ground.by) return false;
  const auto* department = ground.policy.department(ground.by->department);
  return ground.by->role == Role::manager || (department && department->kind == "general_office");
}

// Nobody stops a clock for ever, nor in the name of the general office (R69).
Reason pause(const Json& body, const ActionGround& ground) {
  if (body["reason"].string() == "general_office" && !speaks_for_general_office(ground)) return "needs_general_office";
  if (!body.has("until")) return {};
  const Instant until{body["until"].integer()};
  if (until <= ground.now) return "date_past";
  return until > latest_pause(ground.policy, ground.now) ? "pause_limit" : Reason();
}

Reason regrade(const Json& body, const ActionGround& ground) {
  for (const auto& code : body["silences"].items())
    if (!ground.policy.trigger(code.string()) && code.string() != "default" && code.string() != "category")
      return "unknown_trigger";
  return {};
}

const Link* link_to(const Json& body, const ActionGround& ground) {
  const auto found = ground.state.links.find(std::string(body["other"].string()));
  return found == ground.state.links.end() ? nullptr : &found->second;
}

Reason link(const Json& body, const ActionGround& ground) {
  const auto other = parse_case_code(body["other"].string());
  if (other.ok() && *other == ground.state.code) return "same_case";
  const auto* before = link_to(body, ground);
  return before && before->relation == body["relation"].string() ? "already_linked" : Reason();
}

Reason rate(const Action& action) {
  const bool any = action.clear.has("speed") || action.clear.has("result") || action.clear.has("attitude") ||
                   action.sealed.has("comment");
  return any ? Reason() : "nothing_rated";
}

Reason reason_against(const Action& action, const ActionGround& ground) {
  switch (action.rule->verb) {
    case Verb::assign: return assign(action.clear, ground);
    case Verb::investigate: return investigate(action.clear, ground);
    case Verb::recategorise: return recategorise(action.clear, ground);
    case Verb::extend: return extend(action.clear, ground);
    case Verb::pause: return pause(action.clear, ground);
    case Verb::regrade: return regrade(action.clear, ground);
    case Verb::escalate: {
      const auto department = action.clear["department"].string();
      return department.empty() || has_department(ground, department) ? Reason() : "unknown_department";
    }
    case Verb::link: return link(action.clear, ground);
    case Verb::unlink: return link_to(action.clear, ground) ? Reason() : "no_link";
    case Verb::rate: return rate(action);
    default: return {};
  }
}

}  // namespace

Instant extension_limit(const ActionGround& ground) {
  auto facts = facts_of(ground.state, ground.site.zone);
  facts.extensions.clear();
  const auto* type = ground.policy.contact_type(facts.contact_type);
  const auto judged = judge_clocks(ground.policy, ground.site, facts, ground.now);
  // A suggestion's date is the manager's to set (R70).
  if (type && ground.policy.clock_row(*type, judged.level).manager_sets_date) return ground.now + 366 * kDay_ms;
  const auto* resolve = judged.clock(ClockKind::resolve);
  const Instant due = resolve ? std::max(resolve->due, ground.now) : ground.now;
  const auto& calendar = ground.site.calendar ? *ground.site.calendar : ground.policy.calendar;
  return add_duration(calendar, ground.site.zone, due, {ground.policy.extend_working_days, TimeUnit::working_days});
}

Permission applies(const ActionRule& rule, const CaseState& state, const Policy& policy) {
  const auto* type = policy.contact_type(state.intake["contact_type"].string("complaint"));
  if (rule.verb == Verb::regrade && type && !type->levels) return {false, "no_level"};
  return {true, {}};
}

Json event_body(const Action& action, const Policy& policy, Instant now) {
  auto body = action.clear;
  if (action.rule->verb == Verb::pause && !body.has("until")) body.set("until", latest_pause(policy, now).ms);
  return body;
}

Permission fits(const Action& action, const ActionGround& ground) {
  if (auto applied = applies(*action.rule, ground.state, ground.policy); !applied.allowed) return applied;
  const auto reason = reason_against(action, ground);
  return {reason.empty(), std::string(reason)};
}

}  // namespace redress
