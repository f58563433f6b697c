// What is kept about one person, for that person (R126, R130): their complaints as they told them, what they were answered and
// when what was done. Names of staff and internal notes are other people's and stay out.
#pragma once

#include <vector>

#include "core/base/json.h"
#include "sync/headoffice/cases/phone_lookup.h"

namespace redress::headoffice {

// The cases of the look-up with everything typed by the person; each contact that is handed out is a `viewed` event of its
// case, and the hand-out stands in the purpose log. Errors as find_by_phone.
Result<Json> person_data(Office& office, const PhoneLookup& lookup, const Visitor& visitor);

}  // namespace redress::headoffice
