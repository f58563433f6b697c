// What came late for a report: its figures are others than they were, and these cases are why (R133, R136).
#pragma once

#include "core/base/instant.h"
#include "core/base/result.h"
#include "core/store/database.h"

namespace redress {
class Period;
}

namespace redress::headoffice {

class Office;
struct ReportScope;
struct Sheet;

// Complaints of the scope of which something that happened in the period or before came after its end, or, if they were
// received in it, something that happened before it settled came after that.
Status find_late(Office& office, Database& db, const Period& period, const ReportScope& scope, Instant now, Sheet& sheet);

}  // namespace redress::headoffice
