// What a character is for line breaking and for setting (screens-shopper.md section 3).
#pragma once

#include "kiosk/type/face.h"

namespace redress {

enum class CharClass : std::uint8_t {
  wide,       // hanzi, kana, full-width and other characters a line may break beside
  opening,    // never ends a line: （ 「 ( $
  closing,    // never starts a line: ） 。 , ) %
  word,       // letters and digits: held together
  leader,     // … —: a pair holds together
  space,      // the line breaks after it; it hangs over the edge
  glue,       // holds both neighbours: no-break space, word joiner
  attached,   // belongs to the character before it: combining mark, variation selector
  breaker,    // zero width space
  line_feed,
};

constexpr bool is_between(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

CharClass char_class(char32_t c);

// Characters that take a quarter em of air between each other.
bool is_hanzi_or_kana(char32_t c);
bool is_letter_or_digit(char32_t c);

// Blank part of a full-width mark's em, in em, that may close up against another mark.
struct MarkBlank {
  float before_em = 0, after_em = 0;
  bool is_mark = false;
};
MarkBlank mark_blank(char32_t c, Region region);

}  // namespace redress
