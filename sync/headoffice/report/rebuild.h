// Lists, counters and report rows written anew from the events. What is kept while events arrive is equal to this
// (property test); so a damaged or outdated projection costs minutes, never data.
#pragma once

#include <cstdint>

#include "core/base/result.h"

namespace redress::headoffice {

class Office;

// In one transaction: readers see the old rows until it ends. Gives the number of case codes.
Result<std::int64_t> rebuild_projections(Office& office);

}  // namespace redress::headoffice
