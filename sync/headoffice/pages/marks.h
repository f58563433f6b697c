// Pictures of the pages as inline SVG. State and level are told by shape and number too, never by colour alone.
#pragma once

#include "sync/headoffice/pages/html.h"
#include "sync/headoffice/pages/page_words.h"

namespace redress::headoffice {

enum class Mark { ok, warn, bad, off, wait };

Markup mark(Mark mark);
Markup tick();
Markup clock_mark();
Markup logo();
// Octagon, diamond, square, circle for levels 1 to 4 with a spoken name; nothing for other values.
void add_level(Html& html, const PageWords& words, int level, bool large = false);

}  // namespace redress::headoffice
