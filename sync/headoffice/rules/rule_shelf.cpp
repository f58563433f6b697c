#include "sync/headoffice/rules/rule_shelf.h"

#include "core/policy/documents.h"

namespace redress::headoffice {

Result<RuleShelf::Versions> RuleShelf::read_versions(Database& db, std::int64_t mall, const PublicKey& key) {
  Versions out;
  for (auto kind : {wire::DocumentKind::policy, wire::DocumentKind::site}) {
    auto& into = kind == wire::DocumentKind::policy ? out.policies : out.sites;
    auto row = db.query("SELECT at, bytes FROM document WHERE mall = ? AND kind = ? ORDER BY version", mall,
                        wire::name(kind));
    while (true) {
      REDRESS_TRY_ASSIGN(bool more, row.step());
      if (!more) break;
      REDRESS_TRY_ASSIGN(auto document, wire::decode_document(row.blob(1), key));
      std::string name(document.content["version"].string());
      into.push_back({std::move(name), row.instant(0), std::move(document.content)});
    }
    if (into.empty())
      return Error{Errc::not_found,
                   "mall " + std::to_string(mall) + " has no document " + std::string(wire::name(kind))};
  }
  return out;
}

std::size_t RuleShelf::version_of(const std::vector<Version>& all, std::string_view name,
                                  Instant arrived_at) {
  std::size_t in_force = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!name.empty() && all[i].name == name) return i;
    if (all[i].at <= arrived_at) in_force = i;
  }
  return in_force;
}

Result<std::shared_ptr<const Rules>> RuleShelf::parse(Versions& versions, std::size_t policy,
                                                      std::size_t site, std::int64_t mall,
                                                      const std::string& id) {
  auto& kept = versions.parsed[{policy, site}];
  if (kept) return kept;
  auto rules = std::make_shared<Rules>();
  rules->mall = mall;
  rules->mall_id = id;
  REDRESS_TRY_ASSIGN(rules->policy, policy_of(versions.policies[policy].content));
  REDRESS_TRY_ASSIGN(rules->wording, wording_of(versions.policies[policy].content));
  REDRESS_TRY_ASSIGN(rules->site, site_of(versions.sites[site].content));
  kept = std::move(rules);
  return kept;
}

Status RuleShelf::load(Database& db, const PublicKey& head_office) {
  std::map<std::int64_t, std::shared_ptr<const Rules>> loaded;
  std::map<std::int64_t, Versions> versions;
  auto row = db.query("SELECT no, id FROM mall");
  while (true) {
    REDRESS_TRY_ASSIGN(bool more, row.step());
    if (!more) break;
    auto mall = row.integer(0);
    REDRESS_TRY_ASSIGN(auto read, read_versions(db, mall, head_office));
    REDRESS_TRY_ASSIGN(loaded[mall],
                       parse(read, read.policies.size() - 1, read.sites.size() - 1, mall, row.string(1)));
    versions.emplace(mall, std::move(read));
  }
  std::lock_guard lock(guard_);
  rules_ = std::move(loaded);
  versions_ = std::move(versions);
  return {};
}

std::shared_ptr<const Rules> RuleShelf::of(std::int64_t mall) const {
  std::lock_guard lock(guard_);
  auto found = rules_.find(mall);
  return found == rules_.end() ? nullptr : found->second;
}

int RuleShelf::confirm_days(std::int64_t mall) const {
  const auto rules = of(mall);
  return rules ? rules->policy.confirm_days : Policy{}.confirm_days;
}

int RuleShelf::reopen_days(std::int64_t mall) const {
  const auto rules = of(mall);
  return rules ? rules->policy.reopen_days : Policy{}.reopen_days;
}

std::shared_ptr<const Rules> RuleShelf::of(std::string_view mall_id) const {
  std::lock_guard lock(guard_);
  for (const auto& [no, rules] : rules_)
    if (rules->mall_id == mall_id) return rules;
  return nullptr;
}

std::shared_ptr<const Rules> RuleShelf::of_case(std::int64_t mall, const Json& intake,
                                                Instant arrived_at) const {
  std::lock_guard lock(guard_);
  auto newest = rules_.find(mall);
  auto found = versions_.find(mall);
  if (newest == rules_.end() || found == versions_.end()) return nullptr;
  auto policy = version_of(found->second.policies, intake["policy"].string(), arrived_at);
  auto site = version_of(found->second.sites, intake["site"].string(), arrived_at);
  auto rules = parse(found->second, policy, site, mall, newest->second->mall_id);
  // A version that this program can no longer read was published by an older one.
  return rules.ok() ? *rules : newest->second;
}

std::vector<std::shared_ptr<const Rules>> RuleShelf::every_policy() const {
  std::lock_guard lock(guard_);
  std::vector<std::shared_ptr<const Rules>> out;
  for (auto& [mall, versions] : versions_)
    for (std::size_t i = 0; i < versions.policies.size(); ++i)
      if (auto rules = parse(versions, i, versions.sites.size() - 1, mall, rules_.at(mall)->mall_id); rules.ok()) out.push_back(*rules);
  return out;
}

std::vector<std::shared_ptr<const Rules>> RuleShelf::all() const {
  std::lock_guard lock(guard_);
  std::vector<std::shared_ptr<const Rules>> out;
  for (const auto& [no, rules] : rules_) out.push_back(rules);
  return out;
}

}  // namespace redress::headoffice
