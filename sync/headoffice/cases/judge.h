// Level and deadlines of a case as its policy says (core/policy), for the projection and the case page.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/model/case_fold.h"
#include "core/policy/judge.h"

namespace redress::headoffice {

class RuleShelf;

struct Judged {
  int level = 0;                  // 0: none
  std::string because;            // code of the trigger that holds
  std::optional<Instant> due_at;  // of the next running clock
  std::string due_clock;
  std::optional<Instant> first_answer_due, resolve_due;
  std::optional<Instant> recheck_at;  // when time alone may change the row
};
// `clusters`: clusters_of_row() of the case.
Judged judge_case(const RuleShelf& rules, std::int64_t mall, const CaseState& state, Instant arrived_at,
                  Instant now, std::vector<ClusterFact> clusters = {});
// The whole judgement with its reasons, for the case page. Nothing: no such mall.
std::optional<Judgement> full_judgement(const RuleShelf& rules, std::int64_t mall, const CaseState& state,
                                        Instant arrived_at, Instant now,
                                        std::vector<ClusterFact> clusters = {});

}  // namespace redress::headoffice
