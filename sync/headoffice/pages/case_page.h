// Page 62: one case, its contact behind a purpose, and every action of the person's role.
#pragma once

#include "core/model/action.h"
#include "sync/headoffice/router.h"

namespace redress::headoffice {

Response show_case(Context& context);
Response show_contact(Context& context);
Response do_action(Context& context, const ActionRule& rule);

}  // namespace redress::headoffice
