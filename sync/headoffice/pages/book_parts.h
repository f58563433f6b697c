// What the pages of head office's books share.
#pragma once

#include "sync/headoffice/pages/html.h"
#include "sync/headoffice/pages/page_words.h"
#include "sync/headoffice/record/ledger.h"
#include "sync/headoffice/router.h"

namespace redress::headoffice {

// Roles that may find a case by its shopper's phone.
bool may_look_up(const Visitor& visitor);

void add_book_tabs(Html& html, const PageWords& words, Book here);
// For visitors of every mall; others have their own.
void add_mall_select(Html& html, const Context& context, const PageWords& words, std::string_view chosen);

}  // namespace redress::headoffice
