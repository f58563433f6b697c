// Screens 10 to 16.
#include <doctest/doctest.h>

#include <algorithm>

#include "kiosk/scenes/scene_table.h"
#include "tests/scenes/stage.h"

using namespace redress;
using namespace redress::stage;

namespace {

void fill(App& app, std::string_view category = "after_sales") {
  app.visit.contact_type = "complaint";
  app.visit.injured = Answer3::no;
  app.visit.category = category;
}

std::function<void(SceneStage&)> plain(std::string scene, std::function<void(SceneStage&)> before = {}) {
  return [=](SceneStage& stage) {
    if (scene != "shopper.home") fill(stage.app);
    if (before) before(stage);
    stage.show(shopper::scenes(), scene);
  };
}

}  // namespace

TEST_CASE("screens 10 to 16 keep size, contrast, fit and overlap in every language, letter size and orientation") {
  look_at({.name = "10-home", .prepare = plain("shopper.home")});
  look_at({.name = "10-home-closed", .prepare = plain("shopper.home", [](SceneStage& s) {
             s.here.record = RecordState::full;
             s.here.printer.paper = PaperState::out;
             s.apply();
           })});
  look_at({.name = "10-home-no-printer", .prepare = plain("shopper.home", [](SceneStage& s) {
             s.here.printer.paper = PaperState::out;
             s.apply();
           })});
  look_at({.name = "10-home-not-in-service", .prepare = plain("shopper.home", [](SceneStage& s) {
             s.here = Surroundings();
             s.apply();
           })});
  look_at({.name = "11-type", .prepare = plain("shopper.type", [](SceneStage& s) { s.app.visit.contact_type.clear(); })});
  look_at({.name = "11-type-again", .prepare = plain("shopper.type")});
  look_at({.name = "12-injury", .prepare = plain("shopper.injury", [](SceneStage& s) {
             s.app.visit.injured = Answer3::none;
             s.app.visit.category.clear();
           })});
  look_at({.name = "12-injury-help", .prepare = plain("shopper.injury", [](SceneStage& s) { s.app.visit.contact_type = "help"; })});
  look_at({.name = "12-alarm", .prepare = [](SceneStage& s) {
             fill(s.app);
             s.show(shopper::scenes(), "shopper.alarm");
             s.wake();
             AlarmView alarm;
             alarm.id = s.app.visit.alarm;
             alarm.kind = "injury";
             alarm.delivered = true;
             s.here.alarms = {alarm};
             s.apply();
           }});
  look_at({.name = "12-alarm-not-reached", .prepare = plain("shopper.alarm", [](SceneStage& s) {
             s.here.sync.phase = SyncPhase::offline;
             s.apply();
           })});
  look_at({.name = "13-category", .prepare = plain("shopper.category")});
  look_at({.name = "14-place", .prepare = plain("shopper.place", [](SceneStage& s) {
             s.app.visit.subcategory = "repair_delay";
             s.app.visit.place = "xh-318";
           })});
  look_at({.name = "14-place-search", .prepare = [](SceneStage& s) {
             fill(s.app);
             s.show(shopper::scenes(), "shopper.place");
             s.tap("field:search");
             s.type("q");
           }});
  look_at({.name = "15-when", .prepare = plain("shopper.when", [](SceneStage& s) {
             s.app.visit.date = "2026-04-12";
             s.app.visit.day_part = "morning";
             s.app.visit.before = s.app.visit.money = Answer3::yes;
             s.app.visit.promise = Answer3::no;
           })});
  look_at({.name = "15-impact", .prepare = [](SceneStage& s) {
             fill(s.app);
             s.app.visit.before = s.app.visit.money = Answer3::yes;
             s.show(shopper::scenes(), "shopper.when");
             if (s.app.text_scale > 1) s.tap("next");
             s.scan("nonsense");
           }});
  look_at({.name = "15-day", .prepare = plain("shopper.day", [](SceneStage& s) { s.app.visit.date = "2026-03-12"; })});
  look_at({.name = "15-code", .prepare = [](SceneStage& s) {
             fill(s.app);
             s.show(shopper::scenes(), "shopper.code");
             for (const char* key : {"key:7", "key:K", "key:3", "key:Q", "key:F"}) s.press(key);
           }});
  look_at({.name = "16-text", .prepare = plain("shopper.text", [](SceneStage& s) {
             s.app.visit.story.set("4月4日在轻木家居买了一张儿童书桌，用了几天抽屉滑轨就坏了。9日来店里报修，店员答应三天内上门。等到今天也没有人来，");
           })});
  look_at({.name = "16-text-empty", .prepare = plain("shopper.text")});
}
