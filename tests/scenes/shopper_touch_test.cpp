// The shopper's screens in the loop: how they change, and what happens when nobody touches them.
#include <doctest/doctest.h>

#include <algorithm>

#include "core/policy/policy.h"
#include "kiosk/app/loop.h"
#include "kiosk/scenes/scene_table.h"
#include "tests/scenes/stage.h"

using namespace redress;
using namespace redress::stage;

namespace {

// A screen in memory that gives what the test touches.
class Glass final : public Screen {
 public:
  PixelBuffer pixels() override { return {memory_.data(), 1080, 1920, 1080}; }
  Status present(const std::vector<PixelRect>&) override {
    ++presented;
    return {};
  }
  int presented = 0;
  bool wait(InputEvent&, int) override { return false; }
  void wake() override {}

 private:
  std::vector<std::uint32_t> memory_ = std::vector<std::uint32_t>(1080 * 1920);
};

}  // namespace

TEST_CASE("a new screen fades in within 120 ms and then rests; dialogs, home and a device without motion swap") {
  SceneStage stage;
  Glass glass;
  LoopSetup setup;
  setup.first_scene = "shopper.home";
  const auto pictures = [&](Loop& loop) {  // until nothing is owed any more
    const auto before = glass.presented;
    for (int i = 0; i < 40; ++i) {
      stage.clock.pass(10);
      loop.step(0);
    }
    return glass.presented - before;
  };
  const auto pixel = [&](int x, int y) { return glass.pixels().pixels[y * 1080 + x]; };
  {
    setup.motion = true;
    Loop loop(stage.app, glass, shared_frame(), shopper::scenes(), setup);
    loop.step(0);
    CHECK(pictures(loop) == 0);
    loop.go(Step::go("shopper.type"));
    loop.step(0);
    const auto faint = pixel(60, 600), header = pixel(60, 120);
    CHECK(pictures(loop) >= 3);
    CHECK(pixel(60, 120) == header);
    CHECK(pixel(60, 600) != faint);
    CHECK(pictures(loop) == 0);
    loop.go(Step::go("shopper.language"));
    loop.step(0);
    CHECK(pictures(loop) == 0);
    loop.go(Step::back());
    loop.step(0);
    CHECK(pictures(loop) == 0);
    loop.go(Step::go("shopper.injury"));
    loop.end_fade();
    CHECK(pictures(loop) == 0);
  }
  setup.motion = false;
  Loop loop(stage.app, glass, shared_frame(), shopper::scenes(), setup);
  loop.step(0);
  loop.go(Step::go("shopper.type"));
  loop.step(0);
  CHECK(pictures(loop) == 0);
}

TEST_CASE("through the loop: forward by touches, a language in between, back with every answer") {
  SceneStage stage;  // its clock, desk and app; the loop shows the scenes itself
  Glass glass;
  LoopSetup setup;
  setup.first_scene = "shopper.home";
  Loop loop(stage.app, glass, shared_frame(), shopper::scenes(), setup);
  loop.step(0);
  const auto touch = [&](std::string_view id) {
    CAPTURE(id);
    stage.clock.pass(400);  // after a change of screen touches are not taken at once
    const auto* widget = loop.registry().find(id);
    REQUIRE(widget != nullptr);
    InputEvent event;
    event.kind = InputEvent::Kind::touch_down;
    event.x = widget->rect.mid_x();
    event.y = widget->rect.mid_y();
    event.at_ms = stage.app.now_ms();
    loop.inject(event);
    event.kind = InputEvent::Kind::touch_up;
    loop.inject(event);
  };
  for (const char* id : {"start", "type:complaint", "injury:no", "category:after_sales", "sub:repair_delay",
                         "floor:3f", "next", "next", "when:today", "next", "phrase:1"})
    touch(id);
  const auto noted = [&](const std::string& call) { return std::count(stage.desk.calls.begin(), stage.desk.calls.end(), call); };
  CHECK(noted("note_visit zh-Hans") == 1);  // so that the next start knows if this one is cut off
  CHECK(noted("note_visit ") == 0);
  CHECK(loop.scene_name() == "shopper.text");
  touch("rail:lang");
  touch("lang:en");
  if (loop.scene_name() == "shopper.language") touch("close");
  CHECK(loop.scene_name() == "shopper.text");
  CHECK(stage.app.language() == Language::en);
  CHECK_FALSE(stage.app.visit.story.empty());
  for (const char* scene :
       {"shopper.when", "shopper.product", "shopper.place", "shopper.category", "shopper.injury", "shopper.type"}) {
    touch("back");
    CHECK(loop.scene_name() == scene);
    CHECK(loop.registry().find("next") != nullptr);
  }
  touch("next");
  CHECK(loop.scene_name() == "shopper.injury");
  CHECK(loop.registry().find("injury:no")->chosen);
  touch("rail:cancel");
  touch("leave");
  CHECK(loop.scene_name() == "shopper.home");
  CHECK(noted("note_visit ") == 1);
}

TEST_CASE("26: after a restart that cut a visit off the notice stands for half a minute, then home") {
  SceneStage stage;
  Glass glass;
  LoopSetup setup;
  setup.first_scene = "shopper.home";
  Loop loop(stage.app, glass, shared_frame(), shopper::scenes(), setup);
  stage.app.set_language(Language::en);
  loop.go(Step::go("shopper.restarted"));
  loop.step(0);
  CHECK(stage.app.say("err.happened.restart"_msg).starts_with("This kiosk restarted"));
  stage.clock.pass(29'000);
  loop.step(0);
  CHECK(loop.scene_name() == "shopper.restarted");
  stage.clock.pass(2'000);
  loop.step(0);
  CHECK(loop.scene_name() == "shopper.home");
  CHECK(stage.app.language() == Language::zh_hans);
}

TEST_CASE("who touches nothing is asked: later where a text is typed, and later still with large letters") {
  SceneStage stage;
  Glass glass;
  LoopSetup setup;
  setup.first_scene = "shopper.home";
  setup.idle = {20'000, 40'000, "shopper.idle"};
  Loop loop(stage.app, glass, shared_frame(), shopper::scenes(), setup);
  const auto asked_after_s = [&](const char* scene) {
    loop.go(Step::go(scene));
    InputEvent key;
    key.kind = InputEvent::Kind::touch_up;
    loop.inject(key);
    for (int s = 1; s <= 200; ++s) {
      stage.clock.pass(1'000);
      loop.step(0);
      if (loop.scene_name() != "shopper.idle") continue;
      loop.go(Step::back());
      return s;
    }
    return 0;
  };
  CHECK(asked_after_s("shopper.category") == 20);
  CHECK(asked_after_s("shopper.text") == 40);
  stage.app.text_scale = 1.25f;
  CHECK(asked_after_s("shopper.category") == 40);
  CHECK(asked_after_s("shopper.text") == 80);
  stage.clock.pass(10'000'000);
  loop.go(Step::home());
  loop.step(0);
  CHECK(loop.scene_name() == "shopper.home");
}
