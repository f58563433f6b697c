#include <doctest/doctest.h>

#include <functional>
#include <vector>

#include "kiosk/ui/keyboard.h"
#include "kiosk/ui/text_field.h"
#include "platform/input_method/rime_input_method.h"
#include "tests/typing/picture.h"

using namespace redress;
using namespace redress::ui;

namespace {

TextFieldLook field_look(const char* id) {
  TextFieldLook look;
  look.field.id = id;
  look.field.label = "";
  look.field.placeholder = "…";
  look.field.editing = true;
  return look;
}

std::string story() {
  std::string text;
  for (int i = 0; i < 8; ++i) text += "4月4日在轻木家居买了一张儿童书桌，用了几天抽屉滑轨就坏了。👨‍👩‍👧 OK?\n";
  return text;
}

UiEvent tap(const Registry& registry, std::string_view id, float dx, float dy) {
  const Widget* w = registry.find(id);
  REQUIRE(w);
  UiEvent e;
  e.kind = UiEvent::Kind::tap;
  e.id = std::string(id);
  e.x = w->rect.x + dx;
  e.y = w->rect.y + dy;
  return e;
}

}  // namespace

TEST_CASE("every page of the keyboard is large enough, readable and whole in every language, theme and text size") {
  RimeInputMethod ime({RIME_SHARED_FOLDER, RIME_USER_FOLDER});
  struct Place {
    bool upright;
    TrayMetrics metrics;
    Rect tray;
    Audience audience;
  };
  const Place places[] = {{true, TrayMetrics::portrait(), {0, 1046, 1080, 554}, Audience::shopper},
                          {false, TrayMetrics::landscape(), {664, 411, 1208, 533}, Audience::shopper},
                          {false, TrayMetrics::counter(), {0, 726, 1920, 354}, Audience::staff}};
  const std::vector<std::vector<std::string>> ways = {
      {}, {"key:t", "key:o", "key:u"}, {"key:symbols"}, {"key:symbols", "key:more_symbols"}, {"key:english"}};
  for (const Place& place : places) {
    Picture picture(place.upright);
    for (std::string language : {"zh-Hans", "zh-Hant", "en"})
      for (float scale : {1.f, 1.5f})
        for (const auto& way : ways) {
          TextEntry entry(&ime, TextRules::story(), typing_language(language));
          for (const auto& id : way) entry.press(id);
          Theme theme{scale > 1 ? ThemeKind::contrast : ThemeKind::normal, scale, place.audience};
          const Registry& seen = picture.show(theme, language, [&](Canvas& c) {
            Rect tray = place.tray;
            if (!entry.shows_candidates()) tray = tray.bottom_part(keyboard_height(entry, place.metrics));
            keyboard(c, tray, entry, place.metrics);
          });
          CAPTURE(language);
          CAPTURE(scale);
          for (const std::string& broken : check_all(seen, theme, 4.03f)) FAIL_CHECK(broken);
          std::size_t keys = 0;
          for (const Widget& w : seen.widgets()) {
            keys += w.id.starts_with("key:");
            CHECK(w.on_press);
            CHECK(w.label.find("⟦") == std::string::npos);
          }
          std::size_t expected = place.metrics.has_hide_key;
          for (KeyRow row : entry.layout().rows) expected += row.size();
          CHECK(keys == expected);
          if (entry.composing()) CHECK(seen.find("cand:1"));
        }
  }
}

TEST_CASE("a touch in the text puts the cursor at the nearest character, on every page of it") {
  TextEntry entry(nullptr, TextRules::story(), TypingLanguage::simplified);
  entry.insert_phrase(story());
  TextFieldView view;
  Picture picture;
  auto draw = [&] {
    return picture.show(Theme{}, "zh-Hans", [&](Canvas& c) { view.draw(c, {60, 640, 960, 296}, entry, field_look("story")); });
  };
  Registry seen = draw();
  for (const std::string& broken : check_all(seen, Theme{}, 4.03f)) FAIL_CHECK(broken);
  REQUIRE(seen.find("story:up"));
  CHECK_FALSE(seen.find("story:up")->off);
  CHECK(seen.find("story:down")->off);
  std::size_t last = 1'000'000;
  while (!draw().find("story:up")->off) {
    CHECK(view.on(tap(draw(), "story:up", 10, 10), entry).used);
    CHECK(view.on(tap(draw(), "story", 40, 60), entry).used);  // the first character of the page
    CHECK(entry.edit().cursor() < last);
    last = entry.edit().cursor();
  }
  CHECK(last == 0);
  view.on(tap(draw(), "story", 35 + 36 * 2.1f, 60), entry);  // behind "4月4": 20 + 36 + 20 px
  CHECK(entry.value().substr(0, entry.edit().cursor()) == "4月4");
  view.on(tap(draw(), "story", 700, 60), entry);
  std::size_t right = entry.edit().cursor();
  view.on(tap(draw(), "story", 40, 120), entry);
  CHECK(entry.edit().cursor() > right);
  entry.edit().move_end();
  draw();
  CHECK(draw().find("story:down")->off);  // the view follows the cursor
}

TEST_CASE("a secret field shows dots, a covered field bars, and neither says its value") {
  TextEntry pin(nullptr, TextRules::pin(), TypingLanguage::simplified);
  pin.insert_phrase("739164");
  TextEntry text(nullptr, TextRules::story(), TypingLanguage::simplified);
  text.insert_phrase("Qjvkxwz");
  TextFieldView a, b;
  Picture picture;
  auto look = field_look("text");
  look.covered = true;
  const Registry& seen = picture.show(Theme{}, "zh-Hans", [&](Canvas& c) {
    a.draw(c, {60, 100, 468, 100}, pin, field_look("pin"));
    b.draw(c, {60, 640, 960, 296}, text, look);
  });
  CHECK(seen.to_json().dump().find("739164") == std::string::npos);
  for (const TextMark& mark : seen.texts()) {
    CHECK(mark.text.find("739164") == std::string::npos);
    CHECK(mark.text.find("Qjvkxwz") == std::string::npos);
  }
}

TEST_CASE("pads are large enough and readable, for shoppers and staff") {
  for (Audience audience : {Audience::shopper, Audience::staff}) {
    Theme theme{ThemeKind::normal, 1, audience};
    Picture picture;
    for (auto draw : {std::function<void(Canvas&)>([](Canvas& c) { digit_pad(c, {60, 220, 468, 484}); }),
                      std::function<void(Canvas&)>([](Canvas& c) { code_pad(c, {60, 880, 960, 608}); }),
                      std::function<void(Canvas&)>([](Canvas& c) { code_pad(c, {60, 880, 960, 400}); })}) {
      const Registry& seen = picture.show(theme, "zh-Hans", draw);
      for (const std::string& broken : check_all(seen, theme, 4.03f)) FAIL_CHECK(broken);
      CHECK(seen.find("key:7"));
      CHECK(seen.find("key:backspace"));
    }
  }
}
