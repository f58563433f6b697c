#include <doctest/doctest.h>

#include "kiosk/ui/key_codes.h"
#include "kiosk/ui/pointer.h"

using namespace redress;
using namespace redress::ui;
using Kind = UiEvent::Kind;

namespace {

Widget target(std::string id, Rect rect) {
  Widget w;
  w.role = Role::button;
  w.id = std::move(id);
  w.rect = rect;
  return w;
}

// "a" left, "b" right of it, nothing below 100.
Registry two_buttons() {
  Registry r;
  r.add(target("a", {0, 0, 100, 100}));
  r.add(target("b", {100, 0, 100, 100}));
  return r;
}

InputEvent touch(InputEvent::Kind kind, float x, float y, std::uint64_t at_ms = 1000, int finger = 0) {
  InputEvent e;
  e.kind = kind;
  e.x = x;
  e.y = y;
  e.at_ms = at_ms;
  e.finger = finger;
  return e;
}
InputEvent down(float x, float y, std::uint64_t at_ms = 1000, int finger = 0) {
  return touch(InputEvent::Kind::touch_down, x, y, at_ms, finger);
}
InputEvent move(float x, float y) { return touch(InputEvent::Kind::touch_move, x, y); }
InputEvent up(float x, float y, std::uint64_t at_ms = 1100, int finger = 0) {
  return touch(InputEvent::Kind::touch_up, x, y, at_ms, finger);
}
InputEvent key(int code, int modifiers = 0) {
  InputEvent e;
  e.kind = InputEvent::Kind::key_down;
  e.key = code;
  e.modifiers = modifiers;
  e.at_ms = 1000;
  return e;
}

}  // namespace

TEST_CASE("a touch acts on release inside, and only there") {
  const Registry r = two_buttons();
  Pointer p;
  CHECK(p.on(down(50, 50), r).kind == Kind::none);
  CHECK(p.pressed() == "a");
  CHECK(p.on(up(60, 60), r).tapped("a"));
  CHECK(p.pressed().empty());

  p.on(down(50, 50), r);
  p.on(move(150, 50), r);
  CHECK(p.pressed().empty());  // slid off: no longer drawn as pressed
  CHECK(p.on(up(150, 50), r).kind == Kind::none);

  p.on(down(50, 50), r);
  p.on(move(150, 50), r);
  p.on(move(40, 40), r);
  CHECK(p.pressed() == "a");
  CHECK(p.on(up(40, 40), r).tapped("a"));  // slid back
}

TEST_CASE("a touch whose target vanished before the release does nothing") {
  Pointer p;
  p.on(down(50, 50), two_buttons());
  Registry other;
  other.add(target("delete", {0, 0, 100, 100}));
  CHECK(p.on(up(50, 50), other).kind == Kind::none);
}

TEST_CASE("a second finger neither acts nor disturbs the first") {
  const Registry r = two_buttons();
  Pointer p;
  p.on(down(50, 50, 1000, 0), r);
  CHECK(p.on(down(150, 50, 1010, 1), r).kind == Kind::none);
  CHECK(p.on(up(150, 50, 1020, 1), r).kind == Kind::none);
  CHECK(p.pressed() == "a");
  CHECK(p.on(up(50, 50, 1030, 0), r).tapped("a"));
}

TEST_CASE("a lost release does not deafen the screen") {
  const Registry r = two_buttons();
  Pointer p;
  p.on(down(50, 50), r);
  p.on(down(150, 50), r);
  CHECK(p.on(up(150, 50), r).tapped("b"));
}

TEST_CASE("touches are ignored for 300 ms after a scene change, also when released later") {
  const Registry r = two_buttons();
  Pointer p;
  p.scene_changed(1000);
  p.on(down(50, 50, 1299), r);
  CHECK(p.on(up(50, 50, 1500), r).kind == Kind::none);
  p.on(down(50, 50, 1300), r);
  CHECK(p.on(up(50, 50, 1350), r).tapped("a"));
}

TEST_CASE("a press held over a scene change does not touch the new scene") {
  const Registry r = two_buttons();
  Pointer p;
  p.on(down(50, 50, 1000), r);
  p.scene_changed(1100);
  CHECK(p.on(up(50, 50, 2000), r).kind == Kind::none);
}

TEST_CASE("an off control says why instead of acting") {
  Registry r;
  Widget w = target("next", {0, 0, 100, 100});
  w.off = true;
  w.why = "choose a kind first";
  r.add(w);
  Pointer p;
  p.on(down(50, 50), r);
  const UiEvent e = p.on(up(50, 50), r);
  CHECK(e.kind == Kind::refused);
  CHECK(e.id == "next");
  CHECK(e.text == "choose a kind first");
}

TEST_CASE("keys of a keyboard act on press and once") {
  Registry r;
  Widget w = target("key:q", {0, 0, 100, 100});
  w.on_press = true;
  r.add(w);
  Pointer p;
  const UiEvent e = p.on(down(50, 50), r);
  CHECK(e.kind == Kind::press);
  CHECK(e.id == "key:q");
  CHECK(p.on(up(50, 50), r).kind == Kind::none);
}

TEST_CASE("a dialog's cover swallows touches for what lies below") {
  Registry r = two_buttons();
  Widget cover;
  cover.role = Role::blocker;
  cover.rect = {0, 0, 200, 100};
  r.add(cover);
  r.add(target("ok", {20, 20, 50, 50}));
  CHECK(r.hit(150, 50) == nullptr);
  REQUIRE(r.hit(30, 30) != nullptr);
  CHECK(r.hit(30, 30)->id == "ok");
  CHECK(r.next_focus("", 1) == "ok");
  CHECK(r.next_focus("ok", 1) == "ok");
}

TEST_CASE("touching where nothing is gives an outside event, so that dialogs may close") {
  const Registry r = two_buttons();
  Pointer p;
  p.on(down(50, 500), r);
  CHECK(p.on(up(50, 500), r).kind == Kind::outside);
}

TEST_CASE("a keypad alone reaches and touches everything") {
  const Registry r = two_buttons();
  Pointer p;
  CHECK(p.on(key(keys::tab), r).kind == Kind::none);
  CHECK(p.focused() == "a");
  p.on(key(keys::down), r);
  CHECK(p.focused() == "b");
  CHECK(p.on(key(keys::enter), r).tapped("b"));
  p.on(key(keys::tab), r);
  CHECK(p.focused() == "a");  // round
  p.on(key(keys::tab, keys::shift_mask), r);
  CHECK(p.focused() == "b");
  p.on(down(50, 50), r);
  CHECK(p.focused().empty());  // a touch ends keypad operation
}

TEST_CASE("arrows go where they point, and on in reading order where nothing lies that way") {
  Registry r = two_buttons();
  Widget next = target("next", {100, 200, 100, 50});
  next.after_content = true;
  Registry page;
  page.add(next);  // drawn first, reached last
  for (const Widget& w : r.widgets()) page.add(w);
  Widget sign = target("sign", {0, 300, 50, 50});
  sign.role = Role::image;
  page.add(sign);
  Pointer p;
  p.on(key(keys::down), page);
  CHECK(p.focused() == "a");
  p.on(key(keys::right), page);
  CHECK(p.focused() == "b");
  p.on(key(keys::down), page);
  CHECK(p.focused() == "next");
  p.on(key(keys::down), page);
  CHECK(p.focused() == "a");  // round; a sign is no control
  p.on(key(keys::left), page);
  CHECK(p.focused() == "next");
  p.on(key(keys::up), page);
  CHECK(p.focused() == "b");
}

TEST_CASE("while a keypad is used the focus is always on something, and returns where it was") {
  const Registry r = two_buttons();
  Pointer p;
  CHECK_FALSE(p.settle_focus(r));
  CHECK(p.focused().empty());
  p.on(key(keys::tab), r);
  p.on(key(keys::tab), r);
  CHECK(p.focused() == "b");
  p.scene_changed(2000);
  CHECK(p.settle_focus(r));
  CHECK(p.focused() == "a");
  p.focus("b");
  CHECK_FALSE(p.settle_focus(r));
  Registry other;
  other.add(target("far", {0, 900, 10, 10}));
  other.add(target("near", {100, 50, 10, 10}));
  CHECK(p.settle_focus(other));
  CHECK(p.focused() == "near");
  Widget field = target("story", {0, 200, 300, 100});
  field.role = Role::field;
  field.editing = true;
  other.add(field);
  p.scene_changed(3000);
  CHECK(p.settle_focus(other));
  CHECK(p.focused() == "story");  // what takes the keys already
  p.on(down(50, 50, 5000), r);
  CHECK_FALSE(p.settle_focus(r));
  p.focus("b");
  CHECK(p.focused().empty());
}

TEST_CASE("arrow keys and space belong to a field that is being edited") {
  Registry r = two_buttons();
  Widget field = target("story", {0, 200, 300, 100});
  field.role = Role::field;
  field.editing = true;
  r.add(field);
  Pointer p;
  CHECK(p.on(key(keys::left), r).kind == Kind::key);
  p.on(key(keys::tab), r);
  CHECK(p.focused() == "a");
  CHECK(p.on(key(keys::space), r).kind == Kind::key);
}

TEST_CASE("ids with a prefix give their rest") {
  UiEvent e;
  e.kind = Kind::tap;
  e.id = "category:price";
  CHECK(e.tapped_after("category:") == "price");
  CHECK(e.tapped_after("shop:").empty());
}
