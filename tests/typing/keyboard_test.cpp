#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>

#include "kiosk/ui/key_codes.h"
#include "kiosk/ui/text_entry.h"
#include "platform/input_method/rime_input_method.h"

using namespace redress;
using namespace redress::ui;

namespace {

std::vector<Key> keys_of(const KeyboardLayout& layout) {
  std::vector<Key> keys;
  for (KeyRow row : layout.rows) keys.insert(keys.end(), row.begin(), row.end());
  return keys;
}

RimeInputMethod rime() { return RimeInputMethod({RIME_SHARED_FOLDER, RIME_USER_FOLDER}); }

void keys_on(TextEntry& entry, std::string_view letters) {
  for (char c : letters) entry.press("key:" + std::string(1, c));
}

}  // namespace

TEST_CASE("every key of every layout types its own character, once in a layout") {
  for (const KeyboardLayout* layout : all_keyboard_layouts()) {
    CAPTURE(std::string(layout->name));
    REQUIRE(layout->rows.size() == 4);
    std::set<std::string_view> ids;
    for (const Key& key : keys_of(*layout)) {
      CAPTURE(std::string(key.id));
      CHECK(ids.insert(key.id).second);
      CHECK(find_key(*layout, key.id)->output == key.output);
      CHECK(key.label.empty() != key.text_key.empty());
      if (key.act != KeyAct::character) continue;
      TextEdit edit;
      CHECK(edit.insert(key.output) == EditResult::changed);
      CHECK(edit.value() == key.output);
    }
  }
}

TEST_CASE("an address is typed in Latin letters and with @ at hand, whatever the language") {
  TextEntry entry(nullptr, TextRules::email(), TypingLanguage::simplified);
  CHECK(entry.page() == KeyPage::latin);
  CHECK_FALSE(entry.chinese_missing());
  keys_on(entry, "li");
  entry.press("key:underscore");
  entry.press("key:symbols");
  keys_on(entry, "88");
  entry.press("key:letters");
  entry.press("key:at");
  keys_on(entry, "qq");
  entry.press("key:period");
  keys_on(entry, "com");
  CHECK(entry.value() == "li_88@qq.com");
  entry.hardware_text(" 李＠");
  CHECK(entry.value() == "li_88@qq.com@");
}

TEST_CASE("every key reaches the text from the page it stands on") {
  struct Page {
    bool chinese;
    std::vector<std::string> way;
    KeyPage page;
  };
  const std::vector<Page> pages = {
      {false, {}, KeyPage::latin},
      {false, {"key:shift"}, KeyPage::latin_shift},
      {false, {"key:symbols"}, KeyPage::symbols},
      {false, {"key:symbols", "key:more_symbols"}, KeyPage::symbols_more},
      {true, {}, KeyPage::pinyin},
      {true, {"key:english"}, KeyPage::latin},
      {true, {"key:english", "key:shift"}, KeyPage::latin_shift},
      {true, {"key:symbols"}, KeyPage::symbols},
      {true, {"key:symbols", "key:more_symbols"}, KeyPage::symbols_more},
  };
  for (const Page& page : pages) {
    auto language = page.chinese ? TypingLanguage::simplified : TypingLanguage::english;
    const KeyboardLayout& layout = keyboard_layout(page.page, page.chinese);
    for (const Key& key : keys_of(layout)) {
      if (key.act != KeyAct::character && key.act != KeyAct::space) continue;
      TextEntry entry(nullptr, TextRules::story(), language);  // without an engine letters stay letters
      for (const auto& id : page.way) entry.press(id);
      REQUIRE(&entry.layout() == &layout);
      CAPTURE(std::string(layout.name));
      CAPTURE(std::string(key.id));
      CHECK(entry.press(key.id).value);
      CHECK(entry.value() == key.output);
    }
  }
}

TEST_CASE("pads hold every digit and every symbol of a case code") {
  std::string digits, symbols;
  for (const Key& key : digit_keys()) digits += key.output;
  for (const Key& key : code_keys()) symbols += key.output;
  CHECK(digits == "1234567890");
  CHECK(symbols == "0123456789ABCDEFGHJKMNPQRSTVWXYZ");
  CHECK(code_keys().size() == 34);
  TextEntry code(nullptr, TextRules::case_code(), TypingLanguage::simplified);
  for (char c : std::string("7K3QF8M2X9TJ")) CHECK(code.press("key:" + std::string(1, c)).value);
  CHECK(code.value() == "7K3QF8M2X9TJ");
  CHECK(code.press("key:0").full);
  CHECK(code.press("key:backspace").value);
  CHECK(code.press("key:clear").value);
  CHECK(code.value().empty());
}

TEST_CASE("keys stand inside their tray, apart, and as large as the design says") {
  for (const TrayMetrics& m : {TrayMetrics::portrait(), TrayMetrics::landscape(), TrayMetrics::counter(),
                               TrayMetrics::counter().fitted(1366)}) {
    const float width = m.has_hide_key ? 1920.f : m.width() + 2 * m.pad_x;
    const Rect tray{0, 0, width, m.height(true)};
    if (m.has_hide_key) CHECK(tray.h <= 88 * 4.03f);
    for (const KeyboardLayout* layout : all_keyboard_layouts()) {
      auto keys = place_keys(*layout, m, tray, true);
      for (const PlacedKey& a : keys) {
        CAPTURE(std::string(a.key->id));
        CHECK(a.rect.x >= tray.x);
        CHECK(a.rect.right() <= tray.right() + 0.1f);
        CHECK(a.rect.y >= candidate_bar(m, tray).bottom());
        CHECK(a.rect.bottom() <= tray.bottom());
        CHECK(std::min(a.rect.w, a.rect.h) >= 15 * 4.03f);
        for (const PlacedKey& b : keys)
          if (&a != &b) CHECK_FALSE(a.rect.inset(-3).overlaps(b.rect));
      }
    }
  }
  auto keys = place_keys(keyboard_layout(KeyPage::pinyin, true), TrayMetrics::portrait(), {0, 0, 1080, 554}, true);
  CHECK(keys[0].rect.w == doctest::Approx(92.8));
  CHECK(keys[1].rect.x - keys[0].rect.x == doctest::Approx(100.8));
  CHECK(TrayMetrics::portrait().height(true) == 554);
}

TEST_CASE("pinyin is typed key by key and picked by space, digit, touch and Enter") {
  auto ime = rime();
  TextEntry entry(&ime, TextRules::story(), TypingLanguage::simplified);
  keys_on(entry, "tousu");
  CHECK(entry.composing());
  CHECK(entry.value().empty());
  CHECK(entry.edit().undo_steps() == 0);
  CHECK(entry.candidates().front() == "投诉");
  CHECK(entry.press("key:space").value);
  keys_on(entry, "fuwutaidu");
  CHECK(entry.press("cand:1").value);
  CHECK(entry.value() == "投诉服务态度");
  keys_on(entry, "shi");
  std::string third = entry.candidates()[2];
  CHECK(entry.hardware_text("3").value);
  CHECK(entry.value() == "投诉服务态度" + third);
  entry.edit().undo();
  entry.edit().undo();
  CHECK(entry.value() == "投诉");
  keys_on(entry, "wode");
  CHECK(entry.press("key:enter").value);  // as letters
  CHECK(entry.value() == "投诉wode");
  keys_on(entry, "hao");
  CHECK(entry.press("key:comma").value);  // a mark takes the first candidate
  CHECK(entry.value() == "投诉wode好，");
  CHECK(entry.press("key:enter").value);
  CHECK(entry.press("key:space").value);
  CHECK(entry.value() == "投诉wode好，\n ");
}

TEST_CASE("traditional script types pinyin too, and a language switch keeps what was typed") {
  auto ime = rime();
  TextEntry entry(&ime, TextRules::story(), typing_language("zh-Hant"));
  keys_on(entry, "fuwutaidu");
  entry.press("key:space");
  CHECK(entry.value() == "服務態度");
  keys_on(entry, "hao");
  entry.set_language(typing_language("en"));
  CHECK(entry.value() == "服務態度hao");
  CHECK_FALSE(entry.shows_candidates());
  keys_on(entry, "x");
  entry.set_language(typing_language("zh-Hans"));
  keys_on(entry, "tousu");
  entry.press("key:space");
  CHECK(entry.value() == "服務態度haox投诉");
}

TEST_CASE("backspace takes letters of the composition first, then characters") {
  auto ime = rime();
  TextEntry entry(&ime, TextRules::story(), TypingLanguage::simplified);
  entry.insert_phrase("电话打不通。");
  keys_on(entry, "ni");
  entry.press("key:backspace");
  CHECK(entry.composing());
  entry.press("key:backspace");
  CHECK_FALSE(entry.composing());
  CHECK(entry.value() == "电话打不通。");
  entry.press("key:backspace");
  CHECK(entry.value() == "电话打不通");
  keys_on(entry, "xi");
  entry.press("key:split");
  keys_on(entry, "an");
  CHECK(entry.candidates().front() == "西安");
  CHECK(entry.leave().value);
  CHECK(entry.value() == "电话打不通xi'an");
  CHECK_FALSE(entry.composing());
}

TEST_CASE("candidate pages go on behind what was shown and come back") {
  auto ime = rime();
  TextEntry entry(&ime, TextRules::story(), TypingLanguage::simplified);
  keys_on(entry, "shi");
  auto first = entry.candidates();
  entry.set_candidates_shown(5);
  entry.press("cand:more");
  CHECK(entry.first_candidate() == 5);
  CHECK(entry.candidates().front() == first[5]);
  CHECK(entry.candidates_before());
  std::string wanted = entry.candidates()[1];
  entry.press("cand:back");
  CHECK(entry.candidates().front() == first[0]);
  entry.press("cand:more");
  entry.press("cand:2");
  CHECK(entry.value() == wanted);
}

TEST_CASE("a full field says so and takes no more letters") {
  auto ime = rime();
  TextEntry entry(&ime, TextRules::line(4), TypingLanguage::simplified);
  keys_on(entry, "fuwutaidu");
  entry.press("key:space");
  CHECK(entry.value() == "服务态度");
  CHECK(entry.press("key:a").full);
  CHECK_FALSE(entry.composing());
  CHECK(entry.press("key:comma").full);
  CHECK(entry.press("key:enter").done);
  entry.press("key:backspace");
  keys_on(entry, "tousu");
  auto change = entry.press("key:space");  // two characters into one place
  CHECK(change.full);
  CHECK(entry.value() == "服务态");
}

TEST_CASE("hardware keys edit, move, undo and switch between pinyin and Latin") {
  auto ime = rime();
  TextEntry entry(&ime, TextRules::story(), TypingLanguage::simplified);
  for (char c : std::string("tousu")) entry.hardware_text(std::string(1, c));
  entry.hardware_text(" ");
  entry.hardware_key(keys::left, 0);
  entry.hardware_text("A");
  CHECK(entry.value() == "投A诉");
  entry.hardware_key('z', keys::ctrl_mask & 0x40);
  CHECK(entry.value() == "投诉");
  entry.hardware_key(keys::space, 0x40);
  for (char c : std::string("ok")) entry.hardware_text(std::string(1, c));
  CHECK(entry.value() == "投ok诉");
  entry.hardware_key(keys::del, 0);
  CHECK(entry.value() == "投ok");
  entry.hardware_key(keys::home, 0);
  entry.hardware_key(keys::space, 0x40);
  for (char c : std::string("hao")) entry.hardware_text(std::string(1, c));
  entry.hardware_key(keys::escape, 0);
  CHECK(entry.value() == "投ok");
  for (char c : std::string("hao")) entry.hardware_text(std::string(1, c));
  entry.move_cursor(3);  // a touch behind 投 while composing in front of it
  CHECK(entry.value() == "hao投ok");
  CHECK(entry.edit().cursor() == 6);
  CHECK_FALSE(entry.hardware_key('v', keys::ctrl_mask & 0x40).used);  // no clipboard
}
