#include "sync/headoffice/rule_shelf.h"

namespace redress::headoffice {

namespace {

Result<std::string> read_document(Database& db, std::int64_t mall, wire::DocumentKind kind,
                                  const PublicKey& key) {
  auto row = db.query("SELECT bytes FROM document WHERE mall = ? AND kind = ? ORDER BY version DESC LIMIT 1",
                      mall, wire::name(kind));
  REDRESS_TRY_ASSIGN(bool found, row.step());
  if (!found)
    return Error{Errc::not_found,
                 "mall " + std::to_string(mall) + " has no document " + std::string(wire::name(kind))};
  REDRESS_TRY_ASSIGN(auto document, wire::decode_document(row.blob(0), key));
  return document.content.dump();
}

}  // namespace

Status RuleShelf::load(Database& db, const PublicKey& head_office) {
  std::map<std::int64_t, std::shared_ptr<const Rules>> loaded;
  auto row = db.query("SELECT no, id FROM mall");
  while (true) {
    REDRESS_TRY_ASSIGN(bool more, row.step());
    if (!more) break;
    auto rules = std::make_shared<Rules>();
    rules->mall = row.integer(0);
    rules->mall_id = row.string(1);
    REDRESS_TRY_ASSIGN(auto policy, read_document(db, rules->mall, wire::DocumentKind::policy, head_office));
    REDRESS_TRY_ASSIGN(rules->policy, parse_policy(policy));
    REDRESS_TRY_ASSIGN(auto site, read_document(db, rules->mall, wire::DocumentKind::site, head_office));
    REDRESS_TRY_ASSIGN(rules->site, parse_site(site));
    loaded[rules->mall] = std::move(rules);
  }
  std::lock_guard lock(guard_);
  rules_ = std::move(loaded);
  return {};
}

std::shared_ptr<const Rules> RuleShelf::of(std::int64_t mall) const {
  std::lock_guard lock(guard_);
  auto found = rules_.find(mall);
  return found == rules_.end() ? nullptr : found->second;
}

std::shared_ptr<const Rules> RuleShelf::of(std::string_view mall_id) const {
  std::lock_guard lock(guard_);
  for (const auto& [no, rules] : rules_)
    if (rules->mall_id == mall_id) return rules;
  return nullptr;
}

std::vector<std::shared_ptr<const Rules>> RuleShelf::all() const {
  std::lock_guard lock(guard_);
  std::vector<std::shared_ptr<const Rules>> out;
  for (const auto& [no, rules] : rules_) out.push_back(rules);
  return out;
}

}  // namespace redress::headoffice
