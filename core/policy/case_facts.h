// What the rules need to know of one case, taken from the fold of its events.
#pragma once

#include "core/base/zone.h"
#include "core/model/case_fold.h"
#include "core/policy/facts.h"

namespace redress {

// `zone` is the mall's: the day the shopper named begins at its midnight (R47).
CaseFacts facts_of(const CaseState& state, const Zone& zone);

}  // namespace redress
