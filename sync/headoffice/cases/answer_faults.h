// What keeps an answer from being read by everybody who holds the code: a name, a telephone or identity number, an
// internal word (core/policy/answer_check.h), by the people and the policy of the case's mall (R131). Any thread.
#pragma once

#include <string_view>
#include <vector>

#include "core/model/case_code.h"
#include "core/policy/answer_check.h"
#include "core/base/result.h"

namespace redress::headoffice {

class Office;

// Empty: it may be sent. The mall's own numbers and the regulator's are nobody's, so they pass. The shopper's name is
// compared here and shown to nobody.
Result<std::vector<AnswerFinding>> answer_faults(Office& office, CaseCode code, std::string_view text);

}  // namespace redress::headoffice
