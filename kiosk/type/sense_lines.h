// Where a short text of two or three lines is best broken: after a comma or a full stop rather than in the
// middle of a clause, and never leaving one or two characters alone on the last line (screens-shopper.md 3).
// Never more lines than break_lines() gives, so heights can be counted with either. Longer texts, and texts
// that carry their own line feeds, only lose their lone characters. Pure; any thread with its own store.
#pragma once

#include <string_view>
#include <vector>

#include "kiosk/type/text_layout.h"

namespace redress {

std::vector<TextLine> break_by_sense(FontStore& fonts, const TextStyle& style, std::string_view text,
                                     float max_width_px);

}  // namespace redress
