// Same complaints by different people (R53): one category and one place, so many people within so many days raise all of
// them. A pure function of the complaints, so it comes out alike in whatever order they arrived.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/policy/facts.h"
#include "core/policy/policy.h"

namespace redress {

// Longest window that a rule of the policy looks at, in days; 0: none counts same complaints.
int cluster_days(const Policy& policy);

// Complaints of one category and place, put in order once. Anonymous ones are of different people when on
// different devices or at least ten minutes apart (decision 17). Erasing one never makes the others more people.
class ComplaintGroup {
 public:
  explicit ComplaintGroup(std::span<const SameComplaint> complaints);
  // What the policy's rules find for the complaint `of`; nothing if it is not in the group.
  std::vector<ClusterFact> clusters_of(const Policy& policy, CaseCode of) const;
  bool holds(CaseCode code) const { return places_.contains(code); }

  struct Ordered {
    CaseCode code;
    Instant at;
    std::optional<std::size_t> person;  // nothing: counts for nobody
  };

 private:
  std::vector<Ordered> ordered_;
  std::unordered_map<CaseCode, std::size_t> places_;
};
std::vector<ClusterFact> clusters_of(const Policy& policy, CaseCode of, std::span<const SameComplaint> group);

// What a complaint counts for among the same ones once nobody can know its person any more (R53): told at the last moment
// when that is known, so an erasure never makes one person two. `person`: its key, empty without one; `others`: the keys
// of those that lie with it in some rule's window.
CountsAs counts_as_when_erased(std::string_view person, std::span<const std::string> others);

}  // namespace redress
