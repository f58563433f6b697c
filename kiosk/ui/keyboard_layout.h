// Which keys there are and where: data without drawing. Units: du (rect.h).
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "kiosk/ui/rect.h"

namespace redress::ui {

enum class KeyAct {
  character,       // types `output`
  backspace,
  space,
  enter,           // line feed, or "done" in a field of one line
  shift,
  syllable_break,  // 分词
  to_symbols,
  to_symbols_more,
  to_letters,      // back from symbols
  to_english,
  to_chinese,
  clear,
  hide,            // counter only: puts the keyboard away
};

struct Key {
  std::string_view id;      // "key:a"; the widget's id
  KeyAct act = KeyAct::character;
  std::string_view output;  // UTF-8 typed by a character key
  std::string_view label;   // what stands on it; empty: the catalogue's text of `text_key`
  std::string_view text_key;
  float weight = 0;         // width: 0 = a letter key, < 0 = takes what is left, else du
};

using KeyRow = std::span<const Key>;

struct KeyboardLayout {
  std::string_view name;
  std::span<const KeyRow> rows;
};

// What a field is written in. 繁體 types pinyin too (decision 31).
enum class TypingLanguage { simplified, traditional, english };
// "zh-Hans", "zh-Hant", everything else types Latin letters.
TypingLanguage typing_language(std::string_view language_tag);
inline bool is_chinese(TypingLanguage language) { return language != TypingLanguage::english; }

enum class KeyPage { pinyin, latin, latin_shift, symbols, symbols_more };

// `chinese`: the field's language is Chinese, so that latin has a key back and symbols are full-width.
const KeyboardLayout& keyboard_layout(KeyPage page, bool chinese);
// For an address: Latin in every language, @ where the space bar is.
const KeyboardLayout& email_layout(KeyPage page);
std::span<const KeyboardLayout* const> all_keyboard_layouts();

// The three trays of the mockups.
struct TrayMetrics {
  float key_width = 92.8f, key_height = 92, gap = 8, row_gap = 12;
  float side_key = 143.2f;     // 分词, shift, delete
  float mode_key = 112;        // 123, 英文
  float enter_key = 143.2f;
  float candidate_bar = 112;   // with its line; none when Latin is typed
  float candidate_gap = 12;    // from the bar to the keys
  float pad_x = 40, pad_bottom = 24;
  float border = 2;            // line on top of the tray
  bool has_hide_key = false;
  bool for_staff = false;      // smaller letters, words for people who work here

  float rows_height() const { return 4 * key_height + 3 * row_gap; }
  float width() const { return 10 * key_width + 9 * gap; }
  // Whole tray, with or without the candidate bar.
  float height(bool candidates) const {
    return border + (candidates ? candidate_bar + candidate_gap : candidate_gap) + rows_height() + pad_bottom;
  }

  static TrayMetrics portrait() { return {}; }  // 1080 wide, full width
  static TrayMetrics landscape();               // in the right column, 1208 wide
  static TrayMetrics counter();                 // lower 88 mm of a 1920 wide screen
  // Inside a form that puts the keyboard away itself: no hide key, keys no wider than this width has room for.
  TrayMetrics fitted(float width) const;
};

struct PlacedKey {
  const Key* key = nullptr;
  Rect rect;
};
// Keys of the layout inside the tray (du); the candidate bar lies above them.
std::vector<PlacedKey> place_keys(const KeyboardLayout& layout, const TrayMetrics& metrics, const Rect& tray,
                                  bool candidates);
Rect candidate_bar(const TrayMetrics& metrics, const Rect& tray);

// Telephone keypad 3 x 4, the same with + where there is nothing to clear yet, and the keys of the case-code
// alphabet: 32 + delete + clear.
KeyRow digit_keys();
KeyRow empty_phone_keys();
KeyRow code_keys();
// The key of this id on the layout, else on the pads, else the hide key; null if it is no key.
const Key* find_key(const KeyboardLayout& layout, std::string_view id);

}  // namespace redress::ui
