// Same complaints by different people (R53): one category and one place, so many people within so many days raise all of
// them. A pure function of the complaints, so it comes out alike in whatever order they arrived.
#pragma once

#include <span>
#include <vector>

#include "core/policy/facts.h"
#include "core/policy/policy.h"

namespace redress {

// Longest window that a rule of the policy looks at, in days; 0: none counts same complaints.
int cluster_days(const Policy& policy);

// What the policy's rules find for the complaint `of`, which must be in `group`. Anonymous complaints are of different
// people when on different devices or at least ten minutes apart (decision 17).
std::vector<ClusterFact> clusters_of(const Policy& policy, CaseCode of, std::span<const SameComplaint> group);

}  // namespace redress
