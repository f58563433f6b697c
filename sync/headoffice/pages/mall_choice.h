// Which mall a public page is about: the one named in the address, or the only one. Where several are served and none
// is named, the page asks; what is written to a mall and the phone to call in an emergency must not be guessed.
#pragma once

#include <memory>
#include <string_view>

#include "sync/headoffice/pages/page_words.h"
#include "sync/headoffice/router.h"

namespace redress::headoffice {

std::shared_ptr<const Rules> mall_of(Context& context, std::string_view mall_id);

// Links to `path` for every mall but the one shown, as buttons where none is shown.
void add_mall_links(Html& html, Context& context, const PageWords& words, Markup path);

}  // namespace redress::headoffice
