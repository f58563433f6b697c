// 10 and 12: home, what is scanned there, and somebody who is hurt.
#include <doctest/doctest.h>

#include "tests/scenes/shopper_kit.h"

using namespace redress;
using namespace redress::stage;

TEST_CASE(
    "someone is hurt: the alarm is raised without a question, told honestly and can be undone for 30 "
    "seconds") {
  SceneStage stage;
  stage.app.visit.contact_type = "complaint";
  stage.show(shopper::scenes(), "shopper.injury");
  CHECK(words(stage.tap("injury:yes")) == "go shopper.alarm");
  stage.desk.alarm_answer.by_hand = true;
  stage.show(shopper::scenes(), "shopper.alarm");
  CHECK(stage.desk.called("raise_alarm injury"));
  CHECK(stage.sees(stage.app.say("alarm.sending"_msg)));  // recorded, nobody told yet
  stage.desk.alarm_answer.give();
  stage.wake();
  REQUIRE_FALSE(stage.app.visit.alarm().empty());
  CHECK_FALSE(stage.sees(stage.app.say("alarm.title"_msg)));
  stage.pass(11'000);
  CHECK(stage.sees("0571-0000-6688"));
  CHECK(stage.find("retry") != nullptr);  // no path to staff
  AlarmView alarm;
  alarm.id = stage.app.visit.alarm();
  alarm.delivered = true;
  stage.here.alarms = {alarm};
  stage.apply();
  stage.wake();
  CHECK(stage.sees(stage.app.say("alarm.title"_msg)));
  CHECK(stage.find("retry") == nullptr);
  SUBCASE("undone") {
    const auto id = stage.app.visit.alarm();
    stage.tap("undo");
    CHECK(stage.desk.called("withdraw_alarm " + id));
    CHECK(stage.app.visit.alarm().empty());
    CHECK(stage.app.visit.injured == Answer3::none);
    CHECK(stage.sees(stage.app.say("alarm.withdrawn"_msg)));
  }
  SUBCASE("too late to undo, going on chooses safety") {
    stage.pass(20'000);
    CHECK(stage.find("undo") == nullptr);
    CHECK(words(stage.tap("next")) == "go shopper.category");
    CHECK(stage.app.visit.category == "safety");
  }
}

TEST_CASE("an injury alarm taken back leaves the call for staff made before it") {
  SceneStage stage;
  stage.app.visit.contact_type = "help";
  stage.show(shopper::scenes(), "shopper.injury");
  stage.tap("injury:call");
  stage.wake();
  const auto call = stage.app.visit.alarm();
  stage.desk.alarm_answer.answer = *uuid_from_text("BAQEBAQEBAQEBAQEBAQEBA");
  stage.show(shopper::scenes(), "shopper.alarm");
  stage.wake();
  REQUIRE(stage.app.visit.alarm() != call);
  stage.tap("undo");
  CHECK(stage.app.visit.alarm() == call);
  CHECK(stage.find("rail:call")->label == stage.app.say("rail.called"_msg));
}

TEST_CASE("help offers to call staff before anything else") {
  SceneStage stage;
  stage.app.visit.contact_type = "help";
  stage.show(shopper::scenes(), "shopper.injury");
  stage.tap("injury:call");
  CHECK(stage.desk.called("raise_alarm call_staff"));
  stage.wake();
  CHECK_FALSE(stage.app.visit.alarm().empty());
  CHECK(stage.find("injury:call")->chosen);
}

TEST_CASE(
    "home: a scanned receipt shows its case, anything else is explained, a closed record only takes "
    "look-ups") {
  SceneStage stage;
  stage.show(shopper::scenes(), "shopper.home");
  CHECK(words(stage.scan("HTTPS://OTHER.EXAMPLE/C/" + to_compact(sample_code()))) == "go shopper.status");
  CHECK(stage.app.visit.looked_up == sample_code());
  CHECK(words(stage.scan("6901234567892")) == "redraw");
  CHECK(stage.sees(stage.app.say("check.not_ours"_msg)));
  stage.pass(9'000);
  CHECK_FALSE(stage.sees(stage.app.say("check.not_ours"_msg)));
  stage.tap("lang:en");
  CHECK(stage.sees("Touch to start"));
  stage.pass(180'000);  // nobody here: dark, and the language of the next shopper
  CHECK(stage.app.language() == Language::zh_hans);
  CHECK(stage.draw().hit(540, 1000)->id == "wake");
  CHECK(words(stage.tap("wake")) == "redraw");
  stage.here.record = RecordState::full;
  stage.apply();
  CHECK(stage.find("start") == nullptr);
  CHECK(stage.find("lookup") != nullptr);
  CHECK(stage.sees("0571-0000-6688"));
  stage.here = Surroundings();
  stage.apply();
  CHECK(stage.find("lookup") == nullptr);
  CHECK(stage.sees(stage.app.say("home.out_of_service"_msg)));
}

TEST_CASE(
    "home forgets a visit that went all the way back, and a typed story is covered when the idle warning "
    "comes") {
  SceneStage stage;
  fill(stage.app);
  stage.show(shopper::scenes(), "shopper.text");
  stage.type("private");
  CHECK(stage.scene().has_text_field());
  const auto uncovered = stage.draw().texts().size();
  stage.clock.pass(121'000);
  stage.scene().leave(stage.app);
  CHECK(stage.draw().texts().size() < uncovered);  // bars, no line of text
  stage.show(shopper::scenes(), "shopper.home");
  stage.pass(61'000);
  CHECK(stage.app.visit.story.empty());
  CHECK(stage.app.visit.category.empty());
}
