// Screens 24 and 25: a receipt is looked up, and what the shopper may do with the case.
#include <doctest/doctest.h>

#include "core/policy/policy.h"
#include "kiosk/scenes/scene_table.h"
#include "tests/scenes/stage.h"

using namespace redress;
using namespace redress::stage;

namespace {

std::function<void(SceneStage&)> at(std::string scene, std::function<void(SceneStage&)> before = {}, std::function<void(SceneStage&)> after = {}) {
  return [=](SceneStage& stage) {
    if (before) before(stage);
    stage.show(shopper::scenes(), scene);
    stage.wake();
    if (after) after(stage);
  };
}

void looked_up(SceneStage& s, CaseView view) {
  s.app.visit.looked_up = sample_code();
  s.desk.look_up_answer.answer = std::move(view);
}

}  // namespace

TEST_CASE("screens 24 and 25 keep size, contrast, fit and overlap in every language, letter size and orientation") {
  look_at({.name = "24-check", .prepare = at("shopper.check")});
  for (const std::string side : {"left", "right"})
    look_at({.name = "24-check-" + side, .prepare = at("shopper.check", [side](SceneStage& s) {
               s.here.scanner_side = side;
               s.apply();
             })});
  look_at({.name = "24-check-wrong", .prepare = at("shopper.check", {}, [](SceneStage& s) { s.scan("something else"); })});
  look_at({.name = "24-check-lost", .prepare = at("shopper.check", {}, [](SceneStage& s) { s.tap("lost"); })});
  look_at({.name = "24-find", .prepare = at("shopper.find", {}, [](SceneStage& s) { s.type("7K3QF8"); })});
  look_at({.name = "24-find-wrong", .prepare = at("shopper.find", {}, [](SceneStage& s) { s.type("7K3QF8M2X9T0"); })});
  look_at({.name = "25-status", .prepare = at("shopper.status", [](SceneStage& s) { looked_up(s, sample_case(Stage::confirm)); }, [](SceneStage& s) { s.tap("solved:yes"); })});
  look_at({.name = "25-status-new", .prepare = at("shopper.status", [](SceneStage& s) { looked_up(s, sample_case(Stage::acknowledge)); })});
  look_at({.name = "25-status-late", .prepare = at("shopper.status", [](SceneStage& s) { looked_up(s, sample_case(Stage::investigate, kStageNow + 9 * kDay_ms)); })});
  look_at({.name = "25-status-closed", .prepare = at("shopper.status", [](SceneStage& s) { looked_up(s, sample_case(Stage::archived, kStageNow + 30 * kDay_ms)); })});
  look_at({.name = "25-status-unknown", .prepare = at("shopper.status", [](SceneStage& s) { looked_up(s, CaseView()); })});
  look_at({.name = "25-dispute", .prepare = at("shopper.dispute", [](SceneStage& s) { looked_up(s, sample_case(Stage::confirm)); }, [](SceneStage& s) { s.tap("reason:not_done"); })});
  look_at({.name = "25-rate", .prepare = at("shopper.rate", [](SceneStage& s) { looked_up(s, sample_case(Stage::archived)); }, [](SceneStage& s) { s.tap("rate:speed:4"); })});
  look_at({.name = "25-add", .prepare = at("shopper.add", [](SceneStage& s) { looked_up(s, sample_case(Stage::assign)); })});
}

TEST_CASE("a receipt held to the scanner shows its case; something else is told") {
  SceneStage s;
  s.show(shopper::scenes(), "shopper.check");
  CHECK(words(s.scan("HTTP://SHOP.EXAMPLE")) == "redraw");
  CHECK(s.sees("不是投诉回执"));
  CHECK(words(s.scan(sample_submitted().tracking_address)) == "go shopper.status");
  CHECK(s.app.visit.looked_up == sample_code());
  CHECK(s.desk.called("note_scan " + to_grouped(sample_code())));
}

TEST_CASE("days of another year are told with it, those of this one without") {
  for (const bool later : {false, true}) {
    SceneStage s;
    if (later) s.clock.now = kStageNow + 300 * kDay_ms;
    looked_up(s, sample_case(Stage::acknowledge));
    s.show(shopper::scenes(), "shopper.status");
    s.wake();
    CHECK(s.sees("2026年4月") == later);
    CHECK(s.sees("4月"));
  }
}

TEST_CASE("a wrong check symbol is told at the twelfth symbol") {
  SceneStage s;
  s.show(shopper::scenes(), "shopper.find");
  auto code = to_compact(sample_code());
  auto wrong = code;
  wrong[3] = wrong[3] == '7' ? '8' : '7';
  s.type(wrong.substr(0, 11));
  CHECK_FALSE(s.sees("编号有误"));
  s.type(wrong.substr(11));
  CHECK(s.sees("编号有误"));
  s.press("key:clear");
  s.type(code);
  CHECK(words(s.tap("find")) == "go shopper.status");
  CHECK(s.app.visit.looked_up == sample_code());
}

TEST_CASE("a code this kiosk does not know is never called non-existent") {
  SceneStage s;
  looked_up(s, CaseView());
  s.show(shopper::scenes(), "shopper.status");
  s.wake();
  CHECK(s.sees("本机还查不到这个编号"));
}

TEST_CASE("the status never shows name, number, level or who of the staff wrote") {
  SceneStage s;
  auto view = sample_case(Stage::confirm, kStageNow, true);
  looked_up(s, view);
  s.show(shopper::scenes(), "shopper.status");
  s.wake();
  const auto text = s.all_words();
  for (const char* secret : {"周敏", "1024", "2051", "13900001234", "1 级", "2 级", "书桌"}) CHECK(text.find(secret) == std::string::npos);
  CHECK(s.sees("维修师傅昨天已经上门"));
}

TEST_CASE("solved: confirmed, and the marks that were given go with it") {
  SceneStage s;
  looked_up(s, sample_case(Stage::confirm));
  s.show(shopper::scenes(), "shopper.status");
  s.wake();
  CHECK(s.find("submit")->off);
  s.tap("solved:yes");
  s.tap("rate:speed:4");
  s.tap("rate:result:5");
  s.tap("submit");
  CHECK(words(s.wake()) == "redraw");
  REQUIRE(s.desk.actions.size() == 2);
  CHECK(s.desk.actions[0].rule->verb == Verb::confirm);
  CHECK(s.desk.actions[1].rule->verb == Verb::rate);
  CHECK(s.desk.actions[1].clear.dump() == R"({"speed":4,"result":5})");
}

TEST_CASE("a case that somebody else moved on is told so, without words of the staff, and shown as it stands") {
  SceneStage s;
  looked_up(s, sample_case(Stage::confirm));
  s.show(shopper::scenes(), "shopper.status");
  s.wake();
  s.tap("solved:yes");
  s.desk.act_answer.answer = Error{Errc::refused, "first_investigate"};
  looked_up(s, sample_case(Stage::investigate));
  s.tap("submit");
  s.wake();
  CHECK(s.sees("这件事刚才有了新进展"));
  CHECK_FALSE(s.sees("先填写调查结果"));
  s.wake();
  CHECK(s.find("submit") == nullptr);
  CHECK(s.desk.actions.size() == 1);
}

TEST_CASE("not solved asks why and says what follows") {
  SceneStage s;
  looked_up(s, sample_case(Stage::confirm));
  s.show(shopper::scenes(), "shopper.status");
  s.wake();
  s.tap("solved:no");
  CHECK(words(s.tap("submit")) == "go shopper.dispute");
  s.show(shopper::scenes(), "shopper.dispute");
  CHECK(s.find("submit")->off);
  s.tap("reason:not_done");
  s.tap("write");
  s.type("又过了两天");
  s.tap("line:done");
  s.tap("submit");
  CHECK(words(s.wake()) == "back");
  REQUIRE(s.desk.actions.size() == 1);
  CHECK(s.desk.actions[0].clear["reason"].string() == "not_done");
  CHECK(s.desk.actions[0].sealed["text"].string() == "又过了两天");
}

TEST_CASE("what is added is sealed and wiped from the screen") {
  SceneStage s;
  looked_up(s, sample_case(Stage::assign));
  s.show(shopper::scenes(), "shopper.add");
  s.type("师傅电话不对");
  s.tap("submit");
  s.wake();
  REQUIRE(s.desk.actions.size() == 1);
  CHECK(s.desk.actions[0].sealed["text"].string() == "师傅电话不对");
  CHECK(s.desk.actions[0].clear.members().empty());
  CHECK(s.sees("已补充"));
  CHECK_FALSE(s.sees("师傅电话"));
}
