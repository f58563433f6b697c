// A whole copy while serving goes on, and coming back from one (decisions 15, 16).
#pragma once

#include <string>

#include "core/base/result.h"
#include "core/env/clock.h"
#include "core/env/random.h"

namespace redress::headoffice {

class Office;

// The copy is verified as a whole; only then may devices prune what it holds (backed_up horizon). Errc::corrupt: it has a
// fault and is left where it is, devices prune nothing more. The keys are not in it (key_file.h).
Status back_up(Office& office, const std::string& to);

struct Restored {
  std::int64_t events = 0, erased_again = 0;
  std::string set_aside;  // the former database, empty if there was none
};
// The copy becomes the database, in a new epoch, so every device offers again what it still holds. What was
// erased since the copy was made is erased again before anything is served. The key file must lie in the
// folder; without it, or with another head office's, nothing is touched.
// A start in the middle of it ends it.
Result<Restored> restore(const std::string& folder, const std::string& from, Clock& clock, Random& random);

// Makes the copy that was put here head office's own; nothing to do otherwise. Part of every start.
Status finish_restore(Office& office);

}  // namespace redress::headoffice
