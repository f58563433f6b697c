// What people do on head office's pages, as events in its own log (decision 14), checked by the same `may()`
// as on every device. Typed text is sealed for mall, head office and recovery key.
#pragma once

#include <string_view>

#include "core/base/uuid.h"
#include "core/model/action.h"
#include "sync/headoffice/people/session.h"

namespace redress::headoffice {

class Office;

// confirm, dispute, rate, add from the tracking page; `action.staff` is ignored.
// Errc::refused: `what` is the key refuse.<reason>; Errc::not_found: the case is not here.
Result<Uuid> act_as_shopper(Office& office, const Action& action);
// Any action of the table for a visitor whose role may do it.
Result<Uuid> act_as_staff(Office& office, const Action& action, const Visitor& visitor);

}  // namespace redress::headoffice
