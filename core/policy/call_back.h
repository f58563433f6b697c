// When the shopper is to be asked whether it is solved (R116, R117).
#pragma once

#include "core/model/case_fold.h"
#include "core/policy/policy.h"
#include "core/policy/site.h"

namespace redress {

// So many working days after the result; `owed_since` is call_back_owed_since() of the case.
Instant call_back_due(const Policy& policy, const Site& site, Instant owed_since);

}  // namespace redress
