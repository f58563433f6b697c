// Whether what an action names exists here, and what it promises may be promised: beside may() (core/model), which asks
// who does it and when. Counters, commands and pages ask the same.
#pragma once

#include <span>
#include <string>

#include "core/model/absence.h"
#include "core/model/action.h"
#include "core/model/case_fold.h"
#include "core/policy/policy.h"
#include "core/policy/site.h"

namespace redress {

// Who can be given a case, and when they are not here.
struct Assignable {
  Person person;
  std::optional<Absence> away;
};

struct ActionGround {
  const Policy& policy;
  const Site& site;
  const CaseState& state;
  Instant now;
  std::span<const Assignable> staff = {};  // empty: not known here
  bool of_mall = true;                     // false: head office's own people, who may extend as they see fit
  std::optional<Person> by = {};           // nobody: the shopper
};

// Texts refuse.<key>: unknown_department, only_own_department, unknown_assignee, assignee_elsewhere, assignee_away,
// unknown_category, unknown_trigger, unknown_plan_department, plan_until_past, date_past, extend_limit, pause_limit,
// needs_general_office, no_level, same_case, already_linked, no_link, nothing_rated.
Permission fits(const Action& action, const ActionGround& ground);

// As far as it does not depend on what the action says: a case without a level cannot be given one (no_level).
Permission applies(const ActionRule& rule, const CaseState& state, const Policy& policy);

// What its event says: a pause always names its end, the policy's latest one if its author named none (R69).
Json event_body(const Action& action, const Policy& policy, Instant now);

// The latest date a mall may extend a case to: so many working days behind the deadline without extensions (R68).
Instant extension_limit(const ActionGround& ground);

}  // namespace redress
