// Report rows follow the record as the search index does: behind it, so that no device waits for them. A
// report first catches up, so nobody ever reads rows that are behind.
#pragma once

#include "core/base/result.h"
#include "core/store/database.h"

namespace redress::headoffice {

class Office;

// Rows of the cases named by the next `most` events after the last one done; gives how many events (0: all
// done).
Result<int> report_some(Office& office, int most);
Status catch_up_reports(Office& office);
// All rows anew, within the caller's transaction.
Status rewrite_report_rows(Office& office, Database& db);

}  // namespace redress::headoffice
