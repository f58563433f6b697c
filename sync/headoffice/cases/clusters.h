// Same complaints by different people (R53) at head office: which cases belong together, worked out behind the record for
// the categories and places where something came in. A case's level then follows from what is kept here.
//
// Whose a complaint is, is known only while its contact can be opened, and kept in memory (decision 17).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/policy/facts.h"
#include "core/store/database.h"
#include "sync/headoffice/record/keys.h"

namespace redress::headoffice {

class Office;

// A complaint of this category and place came, went or was erased; `since`: when it was captured.
struct ClusterChange {
  std::int64_t mall = 0;
  std::string category, place;
  Instant since;
};
Status note_cluster_change(Database& db, const ClusterChange& change);
// What was last worked out for the case whose row is `n`.
Result<std::vector<ClusterFact>> clusters_of_row(Database& db, std::int64_t n);

// Lives as long as the thread that works on it.
class ClusterUpkeep {
 public:
  explicit ClusterUpkeep(Office& office) : office_(office) {}
  // Complaints of this category and place since then, with whose they are.
  Result<std::vector<SameComplaint>> complaints(Database& db, const ClusterChange& from);
  // The next category and place of which something changed: folds anew the cases whose cluster is another now. Gives how
  // many groups were looked at.
  Result<int> work_some();

 private:
  struct Member {
    SameComplaint complaint;
    std::int64_t n = 0;
  };
  Result<std::vector<Member>> members(Database& db, const ClusterChange& from);
  Result<std::string> person_of(Database& db, std::int64_t mall, const Member& member);
  Office& office_;
  std::map<std::int64_t, std::string> people_;  // by row of the case
};

}  // namespace redress::headoffice
