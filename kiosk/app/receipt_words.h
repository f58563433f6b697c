// The words of one receipt (mockups 30, 31) out of a case: whatever differs by language, type of case, policy
// or place is here, kiosk/receipt only sets it. Pure; any thread.
#pragma once

#include <string>

#include "core/model/case_fold.h"
#include "core/text/language.h"
#include "kiosk/receipt/receipt.h"

namespace redress {

struct Policy;
struct Site;

ReceiptContent receipt_words(const Policy& policy, const Site& site, const CaseState& state,
                             Language language, const std::string& terminal);
// The boxed line of a copy: which one it is and when it was made.
ReceiptDuplicate duplicate_words(const Site& site, Language language, int copy, Instant now);

}  // namespace redress
