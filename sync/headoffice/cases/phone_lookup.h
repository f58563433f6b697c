// A lost receipt: the shopper's phone leads to their cases, after somebody said who asks and what for. No index of phones is
// kept anywhere: contacts of the days asked for are opened one after the other and only compared.
#pragma once

#include <string>
#include <vector>

#include "core/model/lookup.h"
#include "sync/headoffice/cases/case_list.h"
#include "sync/headoffice/cases/purposes.h"

namespace redress::headoffice {

struct PhoneLookup {
  std::string mall, phone;
  Asker asker = Asker::shopper;
  Purpose purpose = Purpose::lost_receipt;
  int days = 92;  // back from now, at most kLookup_days
};

// Newest first; cases that the visitor may not see are left out. The question stands in the purpose log before this returns.
// Errc::invalid names the field (phone, days); Errc::not_found: no such mall, or not theirs; Errc::busy: too many questions.
Result<std::vector<CaseRow>> find_by_phone(Office& office, const PhoneLookup& lookup, const Visitor& visitor);

}  // namespace redress::headoffice
