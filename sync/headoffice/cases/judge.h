// Level and deadlines of a case as its policy says (core/policy), for the projection and the case page.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/model/case_fold.h"
#include "core/policy/judge.h"
#include "sync/headoffice/cases/case_list.h"

namespace redress::headoffice {

class RuleShelf;

struct Judged {
  int level = 0;                  // 0: none
  std::string because;            // code of the trigger that holds
  std::optional<Instant> due_at;  // of the next running clock that does not stand still
  std::string due_clock;
  std::optional<Instant> first_answer_due, resolve_due, outer_limit;
  std::optional<Instant> resumes_at;  // the resolve clock is held back until then at the latest
  std::optional<Instant> recheck_at;  // when time alone may change the row
};
// `clusters`: clusters_of_row() of the case.
Judged judge_case(const RuleShelf& rules, std::int64_t mall, const CaseState& state, Instant arrived_at,
                  Instant now, std::vector<ClusterFact> clusters = {});
// The whole judgement with its reasons, for the case page. Nothing: no such mall.
std::optional<Judgement> full_judgement(const RuleShelf& rules, std::int64_t mall, const CaseState& state,
                                        Instant arrived_at, Instant now,
                                        std::vector<ClusterFact> clusters = {});

// Whom the ladder of the policy names now: roles, nearest first, and since when (R104, R111): since the first clock that is
// over ran out, at level 1 since the case has it. Nothing: nobody yet.
struct Escalation {
  std::vector<std::string> roles;
  std::string decided_by;          // department, beyond the outer limit (R69)
  Instant since;
  std::optional<ClockKind> clock;  // the one that ran out first; nothing: level 1 goes up at once
};
std::optional<Escalation> escalation_of(const Judgement& judgement);
// The same for a row of a list, from what the projection holds; roles are empty: nobody.
std::vector<std::string> escalated_to(const Policy& policy, const CaseRow& row, Instant now);
std::string decided_by(const Policy& policy, const Site& site, const CaseRow& row, Instant now);

}  // namespace redress::headoffice
