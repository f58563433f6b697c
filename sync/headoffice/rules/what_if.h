// A past period judged again under a draft: how many levels and deadlines would have been others. Nothing is written.
#pragma once

#include <map>
#include <string_view>
#include <vector>

#include "core/base/instant.h"
#include "core/model/case_code.h"
#include "core/policy/policy.h"
#include "core/policy/site.h"

namespace redress::headoffice {

class Office;

struct WhatIf {
  std::int64_t cases = 0;
  std::map<std::pair<int, int>, std::int64_t> levels;  // (as it was, under the draft) → cases, changed ones only
  std::int64_t answer_earlier = 0, answer_later = 0, resolve_earlier = 0, resolve_later = 0;
  std::int64_t late_now = 0, late_then = 0;  // first answer or result late, or running late
  std::vector<CaseCode> changed;             // the first hundred
};
// Cases captured in [from, until). Promises printed then are left out on both sides: what the rules alone say is
// compared. `until` is also the moment of judging, at most now.
Result<WhatIf> what_if(Office& office, std::string_view mall, const Policy& policy, const Site& site, Instant from, Instant until);

}  // namespace redress::headoffice
