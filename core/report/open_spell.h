// When a case stood open past its deadline or escalated, and as what: so that a report can say what was open and overdue at
// any moment, whenever that was received (R111, R135). Pure; any thread.
#pragma once

#include <vector>

#include "core/report/case_fact.h"

namespace redress {

inline constexpr Instant kNo_end{9'000'000'000'000'000};  // nothing known will end it

// From a moment on, and not at `until` any more. The fact is what was known of the case then.
struct OpenSpell {
  Instant from, until;
  CaseFact fact;
  bool holds(Instant at) const { return from <= at && at < until; }
  bool operator==(const OpenSpell&) const = default;
};

// In order of time, and none overlapping. `fact`: that of all events; else as with case_fact().
std::vector<OpenSpell> open_spells(const Policy& policy, const Site& site, CaseCode code, const std::vector<CaseEvent>& events,
                                Instant arrived_at, const std::vector<ClusterFact>& clusters, const CaseFact& fact);

}  // namespace redress
