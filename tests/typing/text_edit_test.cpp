#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "core/base/utf8.h"
#include "kiosk/ui/text_edit.h"

using namespace redress;
using namespace redress::ui;

namespace {

const std::vector<std::string> kPieces = {
    "a", "投", "诉", "服务态度", "，", " ", "\n", "é", "e", "\xcc\x81" /* acute */, "\xcc\x88" /* diaeresis */,
    "👍", "👍🏽", "👨‍👩‍👧", "🇨🇳", "🇨", "ㄱ", "각", "ᄀ", "ᅡ", "ᆨ", "が", "か", "\xe3\x82\x99" /* dakuten */, "\xef\xb8\x8f",
    "ﬃ", "½", "\xe2\x80\xae" /* bidi override */, "\x07", "\xc2\x85", "Ω", "豈", "𠮷", "«", "1", ".", "\xff", "ü"};

}  // namespace

TEST_CASE("whatever is typed where, the value is what cleaning the whole text gives") {
  for (unsigned seed = 0; seed < 300; ++seed) {
    std::mt19937 random(seed);
    TextEdit edit;
    std::vector<std::string> history;
    for (int i = 0; i < 60; ++i) {
      std::string before(edit.value());
      std::size_t steps = edit.undo_steps();
      switch (random() % 6) {
        case 0: edit.erase_back(); break;
        case 1: edit.erase_forward(); break;
        case 2: edit.move_to(random() % (edit.value().size() + 1)); break;
        default: edit.insert(kPieces[random() % kPieces.size()]);
      }
      CAPTURE(seed);
      CAPTURE(i);
      auto clean = clean_typed_text(edit.value(), 2000, 8192);
      REQUIRE(clean);
      CHECK(clean->text == edit.value());
      CHECK(clean->removed == 0);
      REQUIRE(clean->code_points == edit.code_points());
      REQUIRE(edit.cursor() <= edit.value().size());
      REQUIRE(is_valid_utf8(edit.value().substr(0, edit.cursor())));
      if (edit.undo_steps() > steps) history.push_back(before);
    }
    while (edit.undo_steps() > 0) {
      REQUIRE(edit.undo() == EditResult::changed);
      REQUIRE(edit.value() == history.back());
      history.pop_back();
    }
    CHECK(edit.value().empty());
    CHECK(edit.code_points() == 0);
  }
}

TEST_CASE("the cursor moves over whole characters, also joined ones") {
  TextEdit edit;
  const std::vector<std::string> characters = {"投", "é", "👨‍👩‍👧", "👍🏽", "🇨🇳", "🇯🇵", "q̣̇", "𠮷", "❤️", "\n", "x"};
  for (const auto& c : characters) REQUIRE(edit.insert(c) == EditResult::changed);
  std::vector<std::size_t> right, left;
  for (edit.move_home(); edit.cursor() < edit.value().size(); edit.move_right()) right.push_back(edit.cursor());
  right.push_back(edit.cursor());
  CHECK(right.size() == characters.size() + 1);
  for (edit.move_end();; edit.move_left()) {
    left.insert(left.begin(), edit.cursor());
    if (edit.cursor() == 0) break;
  }
  CHECK(left == right);
  for (std::size_t byte = 0; byte <= edit.value().size(); ++byte) {
    edit.move_to(byte);
    CHECK(std::count(right.begin(), right.end(), edit.cursor()) == 1);
  }
  edit.move_end();
  for (std::size_t n = characters.size(); n > 0; --n) edit.erase_back();
  CHECK(edit.empty());
  CHECK(edit.undo_steps() == 2 * characters.size());
}

TEST_CASE("2,000 characters fit, the next does not; the warning comes at 100 left") {
  TextEdit edit;
  for (int i = 0; i < 1899; ++i) edit.insert("投");
  CHECK(edit.left() == 101);
  CHECK_FALSE(edit.nearly_full());
  edit.insert("𠮷");  // counts once, though 4 bytes
  CHECK(edit.left() == 100);
  CHECK(edit.nearly_full());
  for (int i = 0; i < 99; ++i) edit.insert("诉");
  CHECK(edit.insert("态度") == EditResult::full);  // all or nothing
  CHECK(edit.left() == 1);
  CHECK(edit.insert("度") == EditResult::changed);
  CHECK(edit.full());
  CHECK(edit.insert("x") == EditResult::full);
  CHECK(edit.code_points() == 2000);
  CHECK(edit.undo() == EditResult::changed);
  CHECK(edit.left() == 1);
  CHECK(edit.undo_steps() < TextEdit::kUndoSteps);

  TextEdit bytes;
  std::string emoji;
  for (int i = 0; i < 2000; ++i) emoji += "😀";
  CHECK(bytes.insert(emoji) == EditResult::changed);  // 8,000 of 8,192 bytes
  CHECK(bytes.insert("x") == EditResult::full);
}

TEST_CASE("digits, phone and code fields take only their own characters") {
  TextEdit pin(TextRules::pin());
  CHECK(pin.insert("１2a3") == EditResult::changed);
  CHECK(pin.value() == "123");
  CHECK(pin.insert("4567") == EditResult::full);
  CHECK(pin.value() == "123");
  CHECK(pin.insert("x") == EditResult::unchanged);

  TextEdit phone(TextRules::phone());
  phone.insert("+86 139-0000");
  phone.insert("+1");
  CHECK(phone.value() == "+8613900001");
  CHECK(grouped_phone("13900001234") == "139 0000 1234");
  CHECK(grouped_phone("+8613900001234") == "+8613900001234");

  TextEdit code(TextRules::case_code());
  code.insert("7k3q-f8m2");
  code.insert("-oIlU");
  CHECK(code.value() == "7K3QF8M2011");
  CHECK(grouped_code(code.value()) == "7K3Q-F8M2-011");
  CHECK(grouped_code("7K3Q") == "7K3Q");

  TextEdit line(TextRules::line());
  line.insert("轻木\n家居");
  CHECK(line.value() == "轻木家居");
}

TEST_CASE("the composing run is shown at the cursor and belongs neither to value nor undo") {
  TextEdit edit;
  edit.insert("今天没来");
  edit.move_to(6);
  edit.set_composing("ye da");
  CHECK(edit.value() == "今天没来");
  CHECK(edit.shown().view() == "今天ye da没来");
  CHECK(edit.shown_cursor() == 11);
  CHECK(edit.value_byte(3) == 3);
  CHECK(edit.value_byte(8) == 6);
  CHECK(edit.value_byte(14) == 9);
  CHECK(edit.undo_steps() == 1);
  edit.set_composing({});
  CHECK(edit.shown().view() == edit.value());
}

TEST_CASE("a draft that comes back is loaded without undo") {
  TextEdit edit;
  edit.insert("x");
  CHECK(edit.load("投诉e\xcc\x81") == EditResult::changed);
  CHECK(edit.value() == "投诉é");
  CHECK(edit.cursor() == edit.value().size());
  CHECK(edit.undo() == EditResult::unchanged);
}
