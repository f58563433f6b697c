// Who may take an action in any case at all, whatever its stage.
#pragma once

#include "core/model/action.h"
#include "core/model/event.h"

namespace redress {

// The fold gives no effect to events that fail here, on every machine alike; head office refuses them.
bool role_allows(const ActionRule& rule, const Actor& actor);

}  // namespace redress
