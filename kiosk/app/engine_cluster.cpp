// Same complaints by different people (R53), as the cases here show them. Whose a complaint is, is known only where its
// contact may be opened; the keys stay in memory (decision 17).
#include <algorithm>

#include "core/model/person_key.h"
#include "core/policy/cluster.h"
#include "core/policy/policy.h"
#include "kiosk/app/engine.h"

namespace redress {

namespace {

constexpr std::size_t kPersons_at_once = 3;  // a millisecond
constexpr std::size_t kJudged_at_once = 300;  // a few milliseconds
constexpr std::size_t kMost_groups = 256;    // of a few kilobytes

bool enough(const Policy& policy, std::size_t complaints) {
  return std::any_of(policy.triggers.begin(), policy.triggers.end(), [&](const Trigger& trigger) {
    return trigger.when == TriggerWhen::cluster && static_cast<std::size_t>(trigger.count) <= complaints;
  });
}

}  // namespace

std::string Engine::person_of(const Json& contact) const {
  return mall_keys_.empty() ? std::string() : person_key(mall_keys_.front().secret, contact["phone"].string());
}

void Engine::find_person(SameComplaint& one) {
  if (one.erased) persons_.erase(one.code);
  else if (one.person.empty() && one.code != CaseCode{}) one.person = person_of(one.code);
}

// Asked again as long as the sealed part is not here.
std::string Engine::person_of(CaseCode code) {
  if (const auto known = persons_.find(code); known != persons_.end()) return known->second;
  auto state = state_of(code);
  if (!state.ok()) return {};
  if (state->known && !state->has_sealed_intake) return persons_[code] = {};
  auto sealed = open_sealed_json(code, state->submitted_event);
  if (!sealed.ok()) return nobodys_.insert(code), std::string();
  nobodys_.erase(code);
  return persons_[code] = person_of((*sealed)["contact"]);
}

// Opening thousands of contacts takes longer than anybody waits for a scanned case.
bool Engine::waits_for_persons(const std::vector<SameComplaint>& group) {
  std::vector<CaseCode> unknown;
  if (defers_neighbours_)
    for (const auto& one : group)
      if (!one.erased && !persons_.contains(one.code) && !nobodys_.contains(one.code))
        unknown.push_back(one.code);
  if (unknown.size() <= kPersons_at_once) return false;
  strangers_.insert(unknown.begin(), unknown.end());
  return true;
}

bool Engine::catch_up() {
  if (role() == DeviceRole::kiosk || !provisioned()) return false;
  if (!board_.is_whole()) return board_.read_some(*store_).ok();
  const auto now = store_->stamp().at;
  if (!board_.to_judge(now, 1).empty()) return judge_board(now, kJudged_at_once).ok();
  if (strangers_.empty()) return false;
  for (std::size_t i = 0; i < kPersons_at_once && !strangers_.empty(); ++i)
    (void)person_of(strangers_.extract(strangers_.begin()).value());
  if (strangers_.empty()) board_.work_out_anew();
  return true;
}

Result<CountsAs> Engine::counts_as_when_erased(const CaseState& state) {
  if (state.erased) return state.counts_as;
  const std::int64_t window_ms = cluster_days(*policy_) * kDay_ms;
  REDRESS_TRY_ASSIGN(const auto group, store_->same_complaints(state.category, std::string(state.intake["place"].string()),
                                                               state.submitted_at - window_ms, state.submitted_at + window_ms));
  std::vector<std::string> others;
  for (const auto& one : group)
    if (one.code != state.code && !one.erased) others.push_back(person_of(one.code));
  return redress::counts_as_when_erased(person_of(state.code), others);
}

std::vector<ClusterFact> Engine::clusters(const CaseFacts& facts, const std::string& place, SameComplaint own) {
  const int days = policy_ ? cluster_days(*policy_) : 0;
  if (days == 0 || place.empty() || facts.contact_type != "complaint") return {};
  const std::int64_t window_ms = days * kDay_ms;
  forget_changed_groups();
  const GroupKey key{facts.category, place, own.at.ms / window_ms};
  if (const auto* kept = kept_group(key, own)) return kept->clusters_of(*policy_, own.code);
  // All that any complaint of the key's stretch of time has in its window.
  const Instant from{(std::get<2>(key) - 1) * window_ms};
  auto group = store_->same_complaints(facts.category, place, from, from + 3 * window_ms);
  if (!group.ok()) return {};
  const bool stored = std::erase_if(*group, [&](const auto& one) { return one.code == own.code; }) > 0;
  if (!enough(*policy_, group->size() + 1) || waits_for_persons(*group)) return {};
  const auto of = own.code;
  group->push_back(std::move(own));
  for (auto& one : *group) find_person(one);
  const bool all_known = std::none_of(group->begin(), group->end(), [&](const auto& one) { return nobodys_.contains(one.code); });
  ComplaintGroup whole(*group);
  auto found = whole.clusters_of(*policy_, of);
  if (stored && all_known) keep_group(key, std::move(whole));
  return found;
}

void Engine::forget_changed_groups() {
  auto changes = store_->cases_changed_since(groups_newest_);
  if (!changes.ok() || changes->all) groups_.clear();
  if (!changes.ok()) return;
  groups_newest_ = changes->newest;
  for (auto code : changes->codes) {
    auto row = store_->case_row(code);
    if (!row.ok()) return groups_.clear();
    std::erase_if(groups_, [&](const auto& one) {
      const auto& [category, place, stretch] = one.first;
      return one.second.holds(code) || (*row && (*row)->category == category && (*row)->place == place);
    });
  }
}

// Not for one that is only supposed (what if it were erased, or registered): the group holds what is written.
const ComplaintGroup* Engine::kept_group(const GroupKey& key, const SameComplaint& own) const {
  const auto kept = groups_.find(key);
  return kept != groups_.end() && !own.erased && kept->second.holds(own.code) ? &kept->second : nullptr;
}

void Engine::keep_group(GroupKey key, ComplaintGroup group) {
  if (groups_.size() >= kMost_groups) groups_.clear();
  groups_.insert_or_assign(std::move(key), std::move(group));
}

// Complaints of the last days that may be the same matter, newest first (screen 46).
Result<std::vector<QueueRowView>> Engine::similar(const std::string& category, const std::string& place, const Person& person) {
  std::vector<QueueRowView> out;
  if (!provisioned() || category.empty() || place.empty()) return out;
  const auto now = store_->now();
  REDRESS_TRY_ASSIGN(auto found, store_->same_complaints(category, place, now - policy_->duplicate_days * kDay_ms, now));
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.at != b.at ? a.at > b.at : a.code < b.code; });
  for (const auto& one : found) {
    if (out.size() == kMost_similar) break;
    REDRESS_TRY_ASSIGN(auto row, store_->case_row(one.code));
    if (!row) continue;
    REDRESS_TRY_ASSIGN(auto shown, queue_row(*row, person, now));
    out.push_back(std::move(shown));
  }
  return out;
}

}  // namespace redress
