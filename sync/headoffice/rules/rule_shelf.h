// Policy and site documents of each mall, read once and kept; every version stays, since a case is judged by
// the version its promise was made with (R42, decision 21).
//
// Thread: from any thread; what is given out never changes.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/policy/policy.h"
#include "core/policy/policy_wording.h"
#include "core/policy/site.h"
#include "core/store/database.h"
#include "sync/wire/document.h"

namespace redress::headoffice {

struct Rules {
  std::int64_t mall = 0;
  std::string mall_id;
  Policy policy;
  Site site;
  Wording wording;
};

class RuleShelf {
 public:
  // Reads every mall's newest documents again.
  Status load(Database& db, const PublicKey& head_office);
  std::shared_ptr<const Rules> of(std::int64_t mall) const;  // null: no such mall
  std::shared_ptr<const Rules> of(std::string_view mall_id) const;
  std::vector<std::shared_ptr<const Rules>> all() const;
  // Of the mall's policy in force: how long an answer waits for its confirmation, and a closed case for a dispute.
  int confirm_days(std::int64_t mall) const;
  int reopen_days(std::int64_t mall) const;
  // Every policy that was ever published and that this program can read, with the newest site.
  std::vector<std::shared_ptr<const Rules>> every_policy() const;
  // What a case was promised by: the versions that its registration names, else those in force when it
  // arrived. So a case is judged the same however often anything is published later.
  std::shared_ptr<const Rules> of_case(std::int64_t mall, const Json& intake, Instant arrived_at) const;

 private:
  struct Version {
    std::string name;
    Instant at;
    Json content;
  };
  struct Versions {
    std::vector<Version> policies, sites;  // oldest first
    std::map<std::pair<std::size_t, std::size_t>, std::shared_ptr<const Rules>> parsed;
  };
  static Result<Versions> read_versions(Database& db, std::int64_t mall, const PublicKey& head_office);
  static std::size_t version_of(const std::vector<Version>& all, std::string_view name, Instant arrived_at);
  static Result<std::shared_ptr<const Rules>> parse(Versions& versions, std::size_t policy, std::size_t site,
                                                    std::int64_t mall, const std::string& id);
  mutable std::mutex guard_;
  mutable std::map<std::int64_t, Versions> versions_;
  std::map<std::int64_t, std::shared_ptr<const Rules>> rules_;
};

}  // namespace redress::headoffice
