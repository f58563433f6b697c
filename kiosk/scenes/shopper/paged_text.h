// A long text cut into pages of so many lines, at whole characters.
#pragma once

#include <string_view>
#include <vector>

#include "kiosk/ui/canvas.h"

namespace redress::shopper {

// Where each page begins; at least one page.
std::vector<std::size_t> text_pages(const ui::Canvas& c, std::string_view text, ui::Type t, float width, int lines);
// How many bytes of `text` fill at most `lines` lines, with `mark` behind them.
std::size_t fitting_bytes(const ui::Canvas& c, std::string_view text, ui::Type t, float width, int lines, std::string_view mark);

}  // namespace redress::shopper
