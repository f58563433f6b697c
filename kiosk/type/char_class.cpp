#include "kiosk/type/char_class.h"

#include <algorithm>
#include <string_view>

#include "core/base/utf8.h"

namespace redress {
namespace {

bool is_in(std::u32string_view set, char32_t c) { return set.find(c) != std::u32string_view::npos; }

constexpr std::u32string_view wide_opening = U"（［｛〈《「『【〔〖〘〚“‘";
constexpr std::u32string_view wide_closing = U"）］｝〉》」』】〕〗〙〛”’";
constexpr std::u32string_view wide_stops = U"，。、．；：！？";
constexpr std::u32string_view narrow_opening = U"([{$£€¥￥＄￡«";
constexpr std::u32string_view narrow_closing = U")]},.;:!?%‰°℃％»·・‧";
// Kana and marks that Japanese setting keeps off a line's start.
constexpr std::u32string_view no_start_kana = U"ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶー々〻ゝゞヽヾ";

bool is_attached(char32_t c) {
  return is_between(c, 0x300, 0x36F) || is_between(c, 0x1AB0, 0x1AFF) || is_between(c, 0x1DC0, 0x1DFF) ||
         is_between(c, 0x20D0, 0x20FF) || is_between(c, 0xFE00, 0xFE0F) || is_between(c, 0xFE20, 0xFE2F) ||
         c == 0x200D || c == 0x3099 || c == 0x309A || is_between(c, 0x1F3FB, 0x1F3FF) ||
         is_between(c, 0xE0000, 0xE0FFF);
}

bool is_hangul(char32_t c) { return is_between(c, 0xAC00, 0xD7A3) || is_between(c, 0x1100, 0x11FF); }

}  // namespace

CharClass char_class(char32_t c) {
  if (c == U'\n') return CharClass::line_feed;
  if (c == U' ' || c == U'\t') return CharClass::space;
  if (is_between(c, U'a', U'z') || is_between(c, U'A', U'Z') || is_between(c, U'0', U'9')) return CharClass::word;
  if (is_between(c, 0x4E00, 0x9FFF)) return CharClass::wide;
  if (c == 0x3000) return CharClass::space;
  if (c == 0xA0 || c == 0x202F || c == 0x2060 || c == 0xFEFF) return CharClass::glue;
  if (c == 0x200B) return CharClass::breaker;
  if (is_attached(c)) return CharClass::attached;
  if (c == U'…' || c == U'—' || c == U'⋯') return CharClass::leader;
  if (is_in(wide_opening, c) || is_in(narrow_opening, c)) return CharClass::opening;
  if (is_in(wide_closing, c) || is_in(wide_stops, c) || is_in(narrow_closing, c) || is_in(no_start_kana, c))
    return CharClass::closing;
  if (is_hangul(c)) return CharClass::word;  // Korean breaks between words
  return is_wide(c) ? CharClass::wide : CharClass::word;
}

bool is_hanzi_or_kana(char32_t c) {
  return is_between(c, 0x4E00, 0x9FFF) || is_between(c, 0x3041, 0x30FA) || is_han(c);
}

bool is_letter_or_digit(char32_t c) {
  return is_between(c, U'a', U'z') || is_between(c, U'A', U'Z') || is_between(c, U'0', U'9') || c == U'%' ||
         c == U'$' || c == U'¥' || c == U'€' || c == U'£' ||
         (is_between(c, 0xC0, 0x24F) && c != 0xD7 && c != 0xF7) || is_between(c, 0x370, 0x52F);
}

MarkBlank mark_blank(char32_t c, Region region) {
  if (is_in(wide_opening, c)) return {0.5f, 0, true};
  if (is_in(wide_closing, c)) return {0, 0.5f, true};
  if (!is_in(wide_stops, c)) return {};
  const bool is_centred = region == Region::tc || (region != Region::sc && is_in(U"；：！？", c));
  return is_centred ? MarkBlank{0.25f, 0.25f, true} : MarkBlank{0, 0.5f, true};
}

}  // namespace redress
