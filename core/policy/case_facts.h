// What the rules need to know of one case, taken from the fold of its events.
#pragma once

#include "core/model/case_fold.h"
#include "core/policy/facts.h"

namespace redress {

CaseFacts facts_of(const CaseState& state);

}  // namespace redress
