// Screens 10 to 16: how they look, and the way through them.
#include <doctest/doctest.h>

#include "tests/scenes/shopper_kit.h"

using namespace redress;
using namespace redress::stage;

TEST_CASE(
    "screens 10 to 16 keep size, contrast, fit and overlap in every language, letter size and orientation") {
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
  look_at({.name = "11-type",
           .prepare = plain("shopper.type", [](SceneStage& s) { s.app.visit.contact_type.clear(); })});
  look_at({.name = "11-type-again", .prepare = plain("shopper.type")});
  look_at({.name = "12-injury", .prepare = plain("shopper.injury", [](SceneStage& s) {
                                  s.app.visit.injured = Answer3::none;
                                  s.app.visit.category.clear();
                                })});
  look_at({.name = "12-injury-help",
           .prepare = plain("shopper.injury", [](SceneStage& s) { s.app.visit.contact_type = "help"; })});
  look_at({.name = "12-alarm", .prepare = [](SceneStage& s) {
             fill(s.app);
             s.show(shopper::scenes(), "shopper.alarm");
             s.wake();
             AlarmView alarm;
             alarm.id = s.app.visit.alarm();
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
  look_at({.name = "14-place-own-floor", .prepare = plain("shopper.place", [](SceneStage& s) {
                                           s.here.floor = "3F";
                                           s.apply();
                                         })});
  look_at({.name = "14-place-suggestion", .prepare = plain("shopper.place", [](SceneStage& s) { s.app.visit.contact_type = "suggestion"; })});
  look_at({.name = "14-product", .prepare = plain("shopper.product")});
  look_at({.name = "14-product-written", .prepare = plain("shopper.product", [](SceneStage& s) {
                                           s.app.visit.product.set("儿童书桌，小票 20260404-0173");
                                         })});
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
  look_at({.name = "15-day",
           .prepare = plain("shopper.day", [](SceneStage& s) { s.app.visit.date = "2026-03-12"; })});
  look_at({.name = "15-code", .prepare = [](SceneStage& s) {
             fill(s.app);
             s.show(shopper::scenes(), "shopper.code");
             for (const char* key : {"key:7", "key:K", "key:3", "key:Q", "key:F"}) s.press(key);
           }});
  look_at({.name = "16-text", .prepare = plain("shopper.text", [](SceneStage& s) {
                                s.app.visit.story.set(
                                    "4月4日在轻木家居买了一张儿童书桌，用了几天抽屉滑轨就坏了。9日来店里报修"
                                    "，店员答应三天内上门。等到今天也没有人来，");
                              })});
  OneSentence pinyin;
  look_at({.name = "16-text-pinyin",
           .prepare =
               [](SceneStage& s) {
                 fill(s.app);
                 s.app.visit.story.set("等到今天也没有人来，");
                 s.show(shopper::scenes(), "shopper.text");
                 for (const char* key : {"key:d", "key:i", "key:a", "key:n"}) s.press(key);
               },
           .input_method = &pinyin});
  look_at({.name = "16-text-empty", .prepare = plain("shopper.text")});
  look_at({.name = "16-text-suggestion", .prepare = plain("shopper.text", [](SceneStage& s) { s.app.visit.contact_type = "suggestion"; })});
}

TEST_CASE(
    "a visit goes from home to the wish by touches alone, and the touch itself moves on where one answer is "
    "enough") {
  SceneStage stage;
  auto& visit = stage.app.visit;
  stage.show(shopper::scenes(), "shopper.home");
  CHECK(words(stage.tap("start")) == "go shopper.type");
  stage.show(shopper::scenes(), "shopper.type");
  CHECK(stage.find("next") == nullptr);
  CHECK(words(stage.tap("type:complaint")) == "go shopper.injury");
  stage.show(shopper::scenes(), "shopper.injury");
  CHECK(words(stage.tap("injury:no")) == "go shopper.category");
  stage.show(shopper::scenes(), "shopper.category");
  CHECK(words(stage.tap("category:after_sales")) == "go shopper.place");
  stage.show(shopper::scenes(), "shopper.place");
  CHECK(words(stage.tap("next")) == "redraw");  // off, and says why
  CHECK(stage.sees(stage.app.say("place.need_kind"_msg)));
  stage.tap("sub:repair_delay");
  stage.tap("floor:3f");
  stage.tap("index:3");  // M–R, two pages
  stage.tap("page:next");
  stage.tap("place:xh-318");
  CHECK(visit.place == "xh-318");
  stage.tap("place:xh-318");
  CHECK(visit.place.empty());  // a second touch takes it back
  stage.tap("place:xh-318");
  CHECK(words(stage.tap("next")) == "go shopper.product");
  stage.show(shopper::scenes(), "shopper.product");
  CHECK(words(stage.tap("next")) == "go shopper.when");  // may stay empty
  stage.show(shopper::scenes(), "shopper.when");
  stage.tap("when:earlier");
  stage.tap("day:before");
  stage.tap("day:before");
  CHECK(visit.date == "2026-04-12");
  stage.tap("part:morning");
  stage.tap("impact:money:yes");
  stage.tap("loss:50000");
  CHECK(visit.loss_fen == 50000);
  stage.tap("impact:money:no");
  CHECK_FALSE(visit.loss_fen);
  CHECK(words(stage.tap("next")) == "go shopper.text");
  stage.show(shopper::scenes(), "shopper.text");
  CHECK(stage.desk.called("prepare"));
  stage.tap("phrase:0");
  CHECK(stage.tap("phrase:0").kind == Step::Kind::stay);  // once is enough
  CHECK(words(stage.tap("next")) == "go shopper.wish");
  stage.scene().leave(stage.app);
  CHECK_FALSE(visit.story.empty());
  CHECK(visit.intake("zh-Hans", "", "").clear["place"].string() == "xh-318");
  for (const char* scene :
       {"shopper.type", "shopper.injury", "shopper.category"}) {  // back: marked, and a way on
    stage.show(shopper::scenes(), scene);
    CHECK(stage.find("next") != nullptr);
  }
}

TEST_CASE("every language keeps every answer") {
  SceneStage stage;
  fill(stage.app);
  stage.app.visit.subcategory = "repair_delay";
  stage.app.visit.place = "xh-318";
  for (const auto& language : kLanguages) {
    stage.app.set_language(language.id);
    stage.show(shopper::scenes(), "shopper.place");
    CHECK(stage.find("sub:repair_delay")->chosen);
    CHECK(stage.find("place:xh-318")->chosen);  // the page with it is shown
  }
}
