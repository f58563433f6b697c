#include "core/policy/cluster.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>

namespace redress {

namespace {

constexpr std::int64_t kSame_session_ms = 10 * kMinute_ms;

// What is known of an erased one.
void name_erased(SameComplaint& one) {
  if (one.erased) one.person = *one.erased == CountsAs::person ? to_compact(one.code) : std::string();
}

bool is_nobodys(const SameComplaint& one) { return one.erased == CountsAs::nobody; }

// Names the anonymous ones: one person goes on until ten minutes without a complaint on that device.
void name_anonymous(std::vector<SameComplaint>& group) {
  std::map<Uuid, std::pair<Instant, std::string>> last;
  for (auto& one : group) {
    if (!one.person.empty() || is_nobodys(one)) continue;
    auto [it, first] = last.try_emplace(one.device, one.at, std::string());
    auto& [seen_at, name] = it->second;
    if (first || one.at - seen_at >= kSame_session_ms) name = to_text(one.device) + "/" + std::to_string(one.at.ms);
    seen_at = one.at;
    one.person = name;
  }
}

using Ordered = ComplaintGroup::Ordered;

std::vector<Ordered> in_order(std::span<const SameComplaint> group) {
  std::vector<SameComplaint> sorted(group.begin(), group.end());
  std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return std::tie(a.at, a.code) < std::tie(b.at, b.code); });
  for (auto& one : sorted) name_erased(one);
  name_anonymous(sorted);
  std::map<std::string_view, std::size_t> people;
  std::vector<Ordered> out;
  for (const auto& one : sorted) {
    out.push_back({one.code, one.at, std::nullopt});
    if (!is_nobodys(one)) out.back().person = people.try_emplace(one.person, people.size()).first->second;
  }
  return out;
}

// The complaints `first` to `last` of the group, and how many people they are of.
class Window {
 public:
  Window(std::span<const Ordered> group, std::size_t first)
      : group_(group), cases_(group.size()), first_(first), end_(first) {}
  void extend_to(std::size_t last, std::int64_t window_ms) {
    for (; end_ <= last; ++end_)
      if (auto person = group_[end_].person) people_ += cases_[*person]++ == 0;
    for (; group_[last].at - group_[first_].at > window_ms; ++first_)
      if (auto person = group_[first_].person) people_ -= --cases_[*person] == 0;
  }
  std::size_t first() const { return first_; }
  int people() const { return people_; }

 private:
  std::span<const Ordered> group_;
  std::vector<int> cases_;  // by person
  std::size_t first_, end_;
  int people_ = 0;
};

// Since when the complaint at `own` lies in a window with enough people, and who else does.
std::optional<ClusterFact> cluster_of(const Trigger& trigger, std::size_t own, std::span<const Ordered> group) {
  const std::int64_t window_ms = trigger.days * kDay_ms;
  std::optional<ClusterFact> fact;
  const auto earliest = group[own].at - window_ms;
  const auto from =
      std::partition_point(group.begin(), group.end(), [&](const auto& one) { return one.at < earliest; });
  Window window(group, static_cast<std::size_t>(from - group.begin()));
  std::size_t first = 0, end = 0;  // all windows with enough people, joined: each holds `own`
  std::set<std::size_t> seen;      // people of the cluster
  for (std::size_t last = own; last < group.size() && group[last].at - group[own].at <= window_ms; ++last) {
    window.extend_to(last, window_ms);
    if (window.people() < trigger.count) continue;
    if (!fact) {
      fact = ClusterFact{trigger.code, group[last].at, 0, {}};
      first = window.first();
      for (auto i = first; i <= last; ++i)
        if (group[i].person) seen.insert(*group[i].person);
    } else if (group[last].person && seen.insert(*group[last].person).second) {
      fact->joined.push_back(group[last].at);
    }
    fact->people = std::max(fact->people, window.people());
    end = last + 1;
  }
  for (std::size_t i = first; i < end; ++i)
    if (i != own) fact->others.push_back(group[i].code);
  return fact;
}

}  // namespace

int cluster_days(const Policy& policy) {
  int days = 0;
  for (const auto& trigger : policy.triggers)
    if (trigger.when == TriggerWhen::cluster) days = std::max(days, trigger.days);
  return days;
}

ComplaintGroup::ComplaintGroup(std::span<const SameComplaint> complaints) : ordered_(in_order(complaints)) {
  for (std::size_t i = 0; i < ordered_.size(); ++i) places_.try_emplace(ordered_[i].code, i);
}

std::vector<ClusterFact> ComplaintGroup::clusters_of(const Policy& policy, CaseCode of) const {
  std::vector<ClusterFact> out;
  const auto found = places_.find(of);
  if (found == places_.end()) return out;
  for (const auto& trigger : policy.triggers) {
    if (trigger.when != TriggerWhen::cluster) continue;
    if (auto fact = cluster_of(trigger, found->second, ordered_)) out.push_back(std::move(*fact));
  }
  return out;
}

std::vector<ClusterFact> clusters_of(const Policy& policy, CaseCode of,
                                     std::span<const SameComplaint> group) {
  return ComplaintGroup(group).clusters_of(policy, of);
}

CountsAs counts_as_when_erased(std::string_view person, std::span<const std::string> others) {
  if (person.empty()) return CountsAs::session;
  return std::find(others.begin(), others.end(), person) == others.end() ? CountsAs::person : CountsAs::nobody;
}

}  // namespace redress
