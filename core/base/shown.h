// What a terminal or a log may be shown of a text that somebody else wrote.
#pragma once

#include <string>
#include <string_view>

namespace redress {

// Control characters (but line feed and tab), bidi controls and bad UTF-8 as U+FFFD: nothing moves a cursor, colours
// a line or turns it round.
std::string shown(std::string_view text);

}  // namespace redress
