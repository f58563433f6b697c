// Legal holds outlive a restore: each hold and release is noted beside the database, its reason sealed for
// head office alone. Coming back from a copy that is older, head office says it once more before anything is
// served.
#pragma once

#include <string_view>

#include "core/base/result.h"
#include "core/store/database.h"

namespace redress::headoffice {

class Office;
class RecordWriter;

inline constexpr std::string_view kHolds_file = "holds.log";

// After a commit with a hold or release, and at every start, since the power may have gone in between.
Status note_holds(Office& office);
// Cases whose last noted word is not what this database says. Within the restore's transaction.
Status hold_again(Office& office, Database& db, RecordWriter& writer);

}  // namespace redress::headoffice
