#include "kiosk/ui/keyboard_layout.h"

namespace redress::ui {

namespace {

// Width of a key that TrayMetrics decides.
constexpr float kSide = 10001, kMode = 10002, kEnter = 10003, kRest = -1;

constexpr Key letter(std::string_view id, std::string_view c) { return {id, KeyAct::character, c, c, {}, 0}; }
#define LETTER(c) letter("key:" c, c)
#define MARK(id, c) letter("key:" id, c)

constexpr Key kBackspace{"key:backspace", KeyAct::backspace, {}, {}, "kbd.delete", kSide};
constexpr Key kSpace{"key:space", KeyAct::space, " ", {}, "kbd.space", kRest};
constexpr Key kEnterKey{"key:enter", KeyAct::enter, {}, {}, "kbd.enter", kEnter};
constexpr Key kShift{"key:shift", KeyAct::shift, {}, {}, "kbd.shift", kSide};
constexpr Key kSplit{"key:split", KeyAct::syllable_break, "'", {}, "kbd.split", kSide};
constexpr Key kSymbols{"key:symbols", KeyAct::to_symbols, {}, {}, "kbd.number", kMode};
constexpr Key kSymbolsBack{"key:symbols", KeyAct::to_symbols, {}, {}, "kbd.number", kSide};
constexpr Key kSymbolsMore{"key:more_symbols", KeyAct::to_symbols_more, {}, {}, "kbd.symbols", kSide};
constexpr Key kEnglish{"key:english", KeyAct::to_english, {}, {}, "kbd.latin", kMode};
constexpr Key kChinese{"key:chinese", KeyAct::to_chinese, {}, {}, "kbd.chinese", kMode};
constexpr Key kLetters{"key:letters", KeyAct::to_letters, {}, {}, "kbd.letters", kMode};
constexpr Key kFullComma = MARK("comma", "，"), kFullStop = MARK("period", "。");
constexpr Key kComma = MARK("comma", ","), kStop = MARK("period", ".");
constexpr Key kAtBar{"key:at", KeyAct::character, "@", "@", {}, kRest};
constexpr Key kQuestion = MARK("question", "?");

constexpr Key kLower1[] = {LETTER("q"), LETTER("w"), LETTER("e"), LETTER("r"), LETTER("t"),
                           LETTER("y"), LETTER("u"), LETTER("i"), LETTER("o"), LETTER("p")};
constexpr Key kLower2[] = {LETTER("a"), LETTER("s"), LETTER("d"), LETTER("f"), LETTER("g"),
                           LETTER("h"), LETTER("j"), LETTER("k"), LETTER("l")};
constexpr Key kPinyin3[] = {kSplit,      LETTER("z"), LETTER("x"), LETTER("c"), LETTER("v"),
                            LETTER("b"), LETTER("n"), LETTER("m"), kBackspace};
constexpr Key kLower3[] = {kShift,      LETTER("z"), LETTER("x"), LETTER("c"), LETTER("v"),
                           LETTER("b"), LETTER("n"), LETTER("m"), kBackspace};
constexpr Key kUpper1[] = {LETTER("Q"), LETTER("W"), LETTER("E"), LETTER("R"), LETTER("T"),
                           LETTER("Y"), LETTER("U"), LETTER("I"), LETTER("O"), LETTER("P")};
constexpr Key kUpper2[] = {LETTER("A"), LETTER("S"), LETTER("D"), LETTER("F"), LETTER("G"),
                           LETTER("H"), LETTER("J"), LETTER("K"), LETTER("L")};
constexpr Key kUpper3[] = {kShift,      LETTER("Z"), LETTER("X"), LETTER("C"), LETTER("V"),
                           LETTER("B"), LETTER("N"), LETTER("M"), kBackspace};

constexpr Key kDigits[] = {LETTER("1"), LETTER("2"), LETTER("3"), LETTER("4"), LETTER("5"),
                           LETTER("6"), LETTER("7"), LETTER("8"), LETTER("9"), LETTER("0")};
constexpr Key kFullMarks2[] = {MARK("hyphen", "-"),     MARK("slash", "/"),       MARK("colon", "："),
                               MARK("semicolon", "；"), MARK("paren_open", "（"), MARK("paren_close", "）"),
                               MARK("yuan", "￥"),      MARK("quote_open", "“"),  MARK("quote_close", "”")};
constexpr Key kFullMarks3[] = {kSymbolsMore,           MARK("full_stop", "."), MARK("at", "@"),
                               MARK("pause", "、"),    MARK("question", "？"), MARK("exclaim", "！"),
                               MARK("dash", "——"),     MARK("ellipsis", "……"), kBackspace};
constexpr Key kFullMore1[] = {MARK("title_open", "《"), MARK("title_close", "》"), MARK("lens_open", "【"),
                              MARK("lens_close", "】"), MARK("single_open", "‘"),  MARK("single_close", "’"),
                              MARK("corner_open", "「"), MARK("corner_close", "」"), MARK("dot", "·"),
                              MARK("tilde", "～")};
constexpr Key kMarks2[] = {MARK("hyphen", "-"),    MARK("slash", "/"),      MARK("colon", ":"),
                           MARK("semicolon", ";"), MARK("paren_open", "("), MARK("paren_close", ")"),
                           MARK("yuan", "¥"),      MARK("ampersand", "&"),  MARK("at", "@")};
constexpr Key kMarks3[] = {kSymbolsMore,          MARK("quote", "\""),   MARK("apostrophe", "'"), kQuestion,
                           MARK("exclaim", "!"),  MARK("number", "#"),   MARK("percent", "%"),    MARK("plus", "+"),
                           kBackspace};
constexpr Key kMore1[] = {MARK("bracket_open", "["), MARK("bracket_close", "]"), MARK("brace_open", "{"),
                          MARK("brace_close", "}"),  MARK("pound", "£"),         MARK("euro", "€"),
                          MARK("degree", "°"),       MARK("caret", "^"),         MARK("grave", "`"),
                          MARK("tilde", "~")};
constexpr Key kMore2[] = {MARK("dollar", "$"),    MARK("star", "*"),  MARK("equals", "="),
                          MARK("underscore", "_"), MARK("less", "<"),  MARK("greater", ">"),
                          MARK("bar", "|"),        MARK("backslash", "\\"), MARK("section", "§")};
constexpr Key kFullMore3[] = {kSymbolsBack,         MARK("number", "#"),     MARK("percent", "%"),
                              MARK("ampersand", "&"), MARK("plus", "+"),     MARK("quote", "\""),
                              MARK("apostrophe", "'"), MARK("degree", "°"), kBackspace};
constexpr Key kMore3[] = {kSymbolsBack,          MARK("copyright", "©"), MARK("half", "½"),
                          MARK("ellipsis", "..."), MARK("e_acute", "é"), MARK("u_umlaut", "ü"),
                          MARK("n_tilde", "ñ"),    MARK("times", "×"),   kBackspace};

constexpr Key kPinyin4[] = {kSymbols, kEnglish, kFullComma, kSpace, kFullStop, kEnterKey};
constexpr Key kLatinBack4[] = {kSymbols, kChinese, kComma, kSpace, kStop, kEnterKey};
constexpr Key kLatin4[] = {kSymbols, kComma, kSpace, kStop, kQuestion, kEnterKey};
constexpr Key kEmail4[] = {kSymbols, MARK("underscore", "_"), kAtBar, kStop, MARK("hyphen", "-"), kEnterKey};
constexpr Key kFullSymbols4[] = {kChinese, kEnglish, kFullComma, kSpace, kFullStop, kEnterKey};
constexpr Key kSymbols4[] = {kLetters, kComma, kSpace, kStop, kEnterKey};

constexpr KeyRow kPinyinRows[] = {kLower1, kLower2, kPinyin3, kPinyin4};
constexpr KeyRow kLatinRows[] = {kLower1, kLower2, kLower3, kLatin4};
constexpr KeyRow kLatinUpperRows[] = {kUpper1, kUpper2, kUpper3, kLatin4};
constexpr KeyRow kLatinBackRows[] = {kLower1, kLower2, kLower3, kLatinBack4};
constexpr KeyRow kLatinBackUpperRows[] = {kUpper1, kUpper2, kUpper3, kLatinBack4};
constexpr KeyRow kEmailRows[] = {kLower1, kLower2, kLower3, kEmail4};
constexpr KeyRow kEmailUpperRows[] = {kUpper1, kUpper2, kUpper3, kEmail4};
constexpr KeyRow kFullSymbolRows[] = {kDigits, kFullMarks2, kFullMarks3, kFullSymbols4};
constexpr KeyRow kFullMoreRows[] = {kFullMore1, kMore2, kFullMore3, kFullSymbols4};
constexpr KeyRow kSymbolRows[] = {kDigits, kMarks2, kMarks3, kSymbols4};
constexpr KeyRow kMoreRows[] = {kMore1, kMore2, kMore3, kSymbols4};

constexpr KeyboardLayout kPinyin{"pinyin", kPinyinRows};
constexpr KeyboardLayout kLatin{"latin", kLatinRows};
constexpr KeyboardLayout kLatinUpper{"latin_shift", kLatinUpperRows};
constexpr KeyboardLayout kLatinBack{"latin_in_chinese", kLatinBackRows};
constexpr KeyboardLayout kLatinBackUpper{"latin_in_chinese_shift", kLatinBackUpperRows};
constexpr KeyboardLayout kEmail{"email", kEmailRows};
constexpr KeyboardLayout kEmailUpper{"email_shift", kEmailUpperRows};
constexpr KeyboardLayout kFullSymbols{"symbols_chinese", kFullSymbolRows};
constexpr KeyboardLayout kFullMore{"symbols_chinese_more", kFullMoreRows};
constexpr KeyboardLayout kSymbolsLayout{"symbols", kSymbolRows};
constexpr KeyboardLayout kMoreLayout{"symbols_more", kMoreRows};

constexpr const KeyboardLayout* kAll[] = {&kPinyin,      &kLatin,    &kLatinUpper,    &kLatinBack, &kLatinBackUpper,
                                          &kFullSymbols, &kFullMore, &kSymbolsLayout, &kMoreLayout,  &kEmail, &kEmailUpper};

constexpr Key kHide{"key:hide", KeyAct::hide, {}, {}, "kbd.close", 0};
constexpr Key kClear{"key:clear", KeyAct::clear, {}, {}, "kbd.clear", 0};
constexpr Key kPlus = MARK("plus", "+");
constexpr Key kPadBackspace{"key:backspace", KeyAct::backspace, {}, {}, "kbd.delete", 0};

constexpr Key kDigitPad[] = {LETTER("1"), LETTER("2"), LETTER("3"), LETTER("4"), LETTER("5"), LETTER("6"),
                             LETTER("7"), LETTER("8"), LETTER("9"), kClear,      LETTER("0"), kPadBackspace};
constexpr Key kEmptyPhonePad[] = {LETTER("1"), LETTER("2"), LETTER("3"), LETTER("4"), LETTER("5"), LETTER("6"),
                                  LETTER("7"), LETTER("8"), LETTER("9"), kPlus,       LETTER("0"), kPadBackspace};
constexpr Key kCodePad[] = {
    LETTER("0"), LETTER("1"), LETTER("2"), LETTER("3"), LETTER("4"), LETTER("5"), LETTER("6"), LETTER("7"), LETTER("8"),
    LETTER("9"), LETTER("A"), LETTER("B"), LETTER("C"), LETTER("D"), LETTER("E"), LETTER("F"), LETTER("G"), LETTER("H"),
    LETTER("J"), LETTER("K"), LETTER("M"), LETTER("N"), LETTER("P"), LETTER("Q"), LETTER("R"), LETTER("S"), LETTER("T"),
    LETTER("V"), LETTER("W"), LETTER("X"), LETTER("Y"), LETTER("Z"), kClear,      kPadBackspace};

#undef LETTER
#undef MARK

float key_width(const Key& key, const TrayMetrics& m) {
  if (key.weight == kSide) return m.side_key;
  if (key.weight == kMode) return m.mode_key;
  if (key.weight == kEnter) return m.enter_key;
  return key.weight > 0 ? key.weight : m.key_width;
}

float fixed_width(KeyRow row, const TrayMetrics& m) {
  float width = m.gap * static_cast<float>(row.size() - 1);
  for (const Key& key : row)
    if (key.weight != kRest) width += key_width(key, m);
  return width;
}

void place_row(KeyRow row, const TrayMetrics& m, Rect line, std::vector<PlacedKey>& out) {
  float rest = line.w - fixed_width(row, m);
  bool stretches = false;
  for (const Key& key : row) stretches = stretches || key.weight == kRest;
  if (!stretches) line = line.after(rest / 2);
  for (const Key& key : row)
    out.push_back({&key, line.take_left(key.weight == kRest ? rest : key_width(key, m), m.gap)});
}

}  // namespace

TypingLanguage typing_language(std::string_view tag) {
  if (tag == "zh-Hans") return TypingLanguage::simplified;
  if (tag == "zh-Hant") return TypingLanguage::traditional;
  return TypingLanguage::english;
}

const KeyboardLayout& keyboard_layout(KeyPage page, bool chinese) {
  switch (page) {
    case KeyPage::pinyin: return kPinyin;
    case KeyPage::latin: return chinese ? kLatinBack : kLatin;
    case KeyPage::latin_shift: return chinese ? kLatinBackUpper : kLatinUpper;
    case KeyPage::symbols: return chinese ? kFullSymbols : kSymbolsLayout;
    case KeyPage::symbols_more: return chinese ? kFullMore : kMoreLayout;
  }
  return kLatin;
}

const KeyboardLayout& email_layout(KeyPage page) {
  if (page == KeyPage::latin) return kEmail;
  return page == KeyPage::latin_shift ? kEmailUpper : keyboard_layout(page, false);
}

std::span<const KeyboardLayout* const> all_keyboard_layouts() { return kAll; }

TrayMetrics TrayMetrics::landscape() {
  TrayMetrics m;
  m.key_width = 107.6f;
  m.row_gap = 10;
  m.side_key = 165.4f;
  m.enter_key = 143;
  m.candidate_bar = 96;
  m.pad_x = 30;
  m.pad_bottom = 16;
  return m;
}

TrayMetrics TrayMetrics::counter() {
  TrayMetrics m;
  m.key_width = 128;
  m.key_height = 62;  // 15.4 mm
  m.row_gap = 8;
  m.gap = 10;
  m.side_key = 197;
  m.mode_key = 150;
  m.enter_key = 197;
  m.candidate_bar = 64;
  m.candidate_gap = 6;
  m.pad_x = 40;
  m.pad_bottom = 9;
  m.has_hide_key = m.for_staff = true;
  return m;
}

TrayMetrics TrayMetrics::fitted(float room) const {
  TrayMetrics m = *this;
  m.has_hide_key = false;
  m.pad_x = std::min(pad_x, 16.f);
  m.candidate_gap = m.pad_bottom = 14;  // a frame of its own: even room on all sides
  const float narrower = std::min(1.f, (room - 2 * m.pad_x - 9 * gap) / 10 / key_width);
  for (float* width : {&m.key_width, &m.side_key, &m.mode_key, &m.enter_key}) *width *= narrower;
  return m;
}

std::vector<PlacedKey> place_keys(const KeyboardLayout& layout, const TrayMetrics& m, const Rect& tray,
                                  bool candidates) {
  std::vector<PlacedKey> out;
  Rect block{tray.x + (tray.w - m.width()) / 2,
             tray.y + m.border + (candidates ? m.candidate_bar : 0) + m.candidate_gap, m.width(), m.rows_height()};
  Rect rest = block;
  for (KeyRow row : layout.rows) place_row(row, m, rest.take_top(m.key_height, m.row_gap), out);
  if (m.has_hide_key) {
    Rect corner{block.right() + m.gap * 2, block.bottom() - m.key_height, m.side_key, m.key_height};
    out.push_back({&kHide, corner});
  }
  return out;
}

Rect candidate_bar(const TrayMetrics& m, const Rect& tray) {
  return Rect{tray.x + (tray.w - m.width()) / 2, tray.y + m.border, m.width(), m.candidate_bar};
}

KeyRow digit_keys() { return kDigitPad; }
KeyRow empty_phone_keys() { return kEmptyPhonePad; }
KeyRow code_keys() { return kCodePad; }

const Key* find_key(const KeyboardLayout& layout, std::string_view id) {
  auto in = [&](KeyRow row) -> const Key* {
    for (const Key& key : row)
      if (key.id == id) return &key;
    return nullptr;
  };
  for (KeyRow row : layout.rows)
    if (const Key* key = in(row)) return key;
  if (const Key* key = in(kCodePad)) return key;
  if (id == kPlus.id) return &kPlus;
  return id == kHide.id ? &kHide : nullptr;
}

}  // namespace redress::ui
