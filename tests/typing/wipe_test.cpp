// What was typed is nowhere in this process's writable memory once the entry is wiped, another picture drawn
// and the visit over. Markers are kept complemented here, so that the search does not find the test itself.
#include <doctest/doctest.h>

#include <cinttypes>
#include <cstdio>
#include <fstream>
#include <vector>

#include "core/base/utf8.h"
#include "kiosk/ui/keyboard.h"
#include "kiosk/ui/text_field.h"
#include "platform/input_method/rime_input_method.h"
#include "platform/input_method/wiping_heap.h"
#include "tests/typing/picture.h"

using namespace redress;
using namespace redress::ui;

namespace {

using Hidden = std::vector<unsigned char>;

template <class Char>
void hide(std::vector<Hidden>& out, const std::basic_string<Char>& text) {
  Hidden hidden;
  auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  for (std::size_t i = 0; i < text.size() * sizeof(Char); ++i) hidden.push_back(static_cast<unsigned char>(~bytes[i]));
  out.push_back(std::move(hidden));
}

// The text as UTF-8, -16 and -32.
void hide_all(std::vector<Hidden>& out, std::string_view text) {
  std::string narrow(text);
  std::u32string wide = to_utf32(text);
  std::u16string middle(wide.begin(), wide.end());
  hide(out, narrow);
  hide(out, middle);
  hide(out, wide);
  wipe(narrow);
  wipe(wide);
  wipe(middle);
}

bool stands_at(const unsigned char* p, const Hidden& hidden) {
  for (unsigned char h : hidden)
    if (*p++ != static_cast<unsigned char>(~h)) return false;
  return true;
}

std::vector<std::string> found(const std::vector<Hidden>& markers) {
  std::vector<std::string> places;
  std::ifstream maps("/proc/self/maps");
  for (std::string line; std::getline(maps, line);) {
    std::uintptr_t begin = 0, end = 0;
    char mode[5] = {};
    if (std::sscanf(line.c_str(), "%" SCNxPTR "-%" SCNxPTR " %4s", &begin, &end, mode) != 3) continue;
    if (mode[0] != 'r' || mode[1] != 'w') continue;
    for (std::size_t m = 0; m < markers.size(); ++m)
      for (std::uintptr_t p = begin; p + markers[m].size() <= end; ++p)
        if (stands_at(reinterpret_cast<const unsigned char*>(p), markers[m]))
          places.push_back(std::to_string(m) + " at " + std::to_string(p - begin) + " in " + line);
  }
  return places;
}

void show(Picture& picture, TextFieldView& view, TextEntry& entry) {
  picture.show(Theme{}, "zh-Hans", [&](Canvas& c) {
    const TrayMetrics tray = TrayMetrics::portrait();
    TextFieldLook look;
    look.field.id = "story";
    look.field.editing = true;
    view.draw(c, {60, 640, 960, 296}, entry, look);
    keyboard(c, {0, 1046, 1080, keyboard_height(entry, tray)}, entry, tray);
  });
}

}  // namespace

TEST_CASE("nothing typed stays in memory after the session (A9)") {
  if (!wiping_heap_in_use()) return;  // a sanitizer keeps freed memory on purpose
  RimeInputMethod ime({RIME_SHARED_FOLDER, RIME_USER_FOLDER});
  Picture picture;
  TextFieldView view;
  std::vector<Hidden> markers;
  {
    TextEntry story(&ime, TextRules::story(), TypingLanguage::simplified);
    TextEntry phone(nullptr, TextRules::phone(), TypingLanguage::simplified);
    static const char letters[] = "hei'xiong'zhuo'mao'teng'kong";
    std::string whole;
    for (const char* c = letters; *c; ++c) {
      story.press(*c == '\'' ? "key:split" : std::string("key:") + *c);
      if (*c != '\'') whole += *c;
      show(picture, view, story);
    }
    hide_all(markers, whole);
    hide_all(markers, std::string_view(whole).substr(4));  // clear() alone zeroes the first letter of a string
    hide_all(markers, story.edit().composing());
    wipe(whole);
    story.press("cand:more");
    show(picture, view, story);
    story.press("cand:back");
    for (int i = 0; i < 9 && story.composing(); ++i) {
      story.press("cand:1");
      show(picture, view, story);
    }
    REQUIRE(story.value().size() == 18);
    hide_all(markers, story.value());
    hide_all(markers, story.value().substr(0, 12));  // short enough to stand inside a string object
    story.hardware_key('z', 0x40);
    story.hardware_key(0x40000050, 0);
    show(picture, view, story);
    std::string sentence;
    for (const char* c = "Qjvkxwz marker sentence 7391"; *c; ++c) sentence += *c;
    hide_all(markers, std::string_view(sentence).substr(0, 14));
    story.insert_phrase(sentence);
    wipe(sentence);
    show(picture, view, story);
    story.press("key:backspace");
    for (char c : {'5', '9', '0', '2', '6', '4', '8', '1', '3', '7', '0'}) phone.hardware_text(std::string(1, c));
    hide_all(markers, phone.value());
    show(picture, view, phone);
    CHECK_FALSE(found(markers).empty());  // the search does see what is there
    story.wipe();
    phone.wipe();
    show(picture, view, story);
  }
  view.reset();
  picture.show(Theme{}, "zh-Hans", [](Canvas&) {});
  picture.rest();  // the picture before that one is forgotten too
  wipe_unused_stack();
  for (const std::string& place : found(markers)) FAIL_CHECK(place);
}
