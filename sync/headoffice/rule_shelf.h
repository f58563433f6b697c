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

#include "core/policy/policy.h"
#include "core/policy/site.h"
#include "core/store/database.h"
#include "sync/wire/document.h"

namespace redress::headoffice {

struct Rules {
  std::int64_t mall = 0;
  std::string mall_id;
  Policy policy;
  Site site;
};

class RuleShelf {
 public:
  // Reads every mall's newest documents again.
  Status load(Database& db, const PublicKey& head_office);
  std::shared_ptr<const Rules> of(std::int64_t mall) const;  // null: no such mall
  std::shared_ptr<const Rules> of(std::string_view mall_id) const;
  std::vector<std::shared_ptr<const Rules>> all() const;

 private:
  mutable std::mutex guard_;
  std::map<std::int64_t, std::shared_ptr<const Rules>> rules_;
};

}  // namespace redress::headoffice
