// Who reads the content of a case at all (domain.md section 5): level 1 of another department is for managers
// and head office; the others see that it is there and who has it, nothing of what it says. One rule for
// counter and pages.
#pragma once

#include "core/model/action.h"

namespace redress {

// `own_department`: the case is with this person, with their department or with none yet.
constexpr bool may_read_content(Role role, int level, bool own_department) {
  constexpr RoleSet kBound = role_bit(Role::service) | role_bit(Role::handler) | role_bit(Role::supervisor);
  return role != Role::technician && (level != 1 || own_department || !(kBound & role_bit(role)));
}

}  // namespace redress
