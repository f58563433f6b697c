// A form for any action of the one table (core/model/action.h): its fields are drawn and read by their type, so a new
// action needs no new page.
#pragma once

#include "core/base/json.h"
#include "core/model/action.h"
#include "sync/headoffice/http/http.h"
#include "sync/headoffice/pages/assign_offer.h"
#include "sync/headoffice/pages/html.h"
#include "sync/headoffice/pages/page_words.h"

namespace redress::headoffice {

// The fields without <form> and button. `typed`: what was sent before, shown again after an error; may be null.
// `offer`: for the action that gives a case to somebody.
void add_action_fields(Html& html, const PageWords& words, const ActionRule& rule, const Fields* typed,
                       const AssignOffer& offer = {});

// What was filled in as the action's JSON; empty fields are left out. Values are not checked here.
Json action_json(const PageWords& words, const ActionRule& rule, const Fields& form);

}  // namespace redress::headoffice
