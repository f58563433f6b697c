// 42 the case: summary, events, actions.
#include <doctest/doctest.h>

#include "tests/scenes/counter_kit.h"

using namespace redress;
using namespace redress::stage;

namespace {

CaseView long_story() {
  auto view = sample_case(Stage::assign, kStageNow, true);
  std::string text;
  for (int i = 0; i < 40; ++i)
    text += "约好的时间没有人来，打了电话也没有人接，第 " + std::to_string(i) + " 次。";
  view.said = Json::object().set("text", text);
  return view;
}

}  // namespace

TEST_CASE("screen 42 is clean in every language and size") {
  for (const char* tab : {"summary", "events", "actions"})
    look_at({.name = std::string("42-case-") + tab,
             .audience = ui::Audience::staff,
             .prepare = [tab](SceneStage& stage) {
               Counter::signed_in(stage);
               Counter::open(stage, "counter.case", sample_case(Stage::assign, kStageNow, true));
               stage.wake();
               const auto id = std::string("tab:") + tab;
               if (stage.find(id)) stage.tap(id);
             }});
}

TEST_CASE("screen 42 with a long text and an opened contact is clean in every language and size") {
  look_at({.name = "42-case-long", .audience = ui::Audience::staff, .prepare = [](SceneStage& stage) {
             Counter::signed_in(stage);
             Counter::open(stage, "counter.case", long_story());
             stage.wake();
             stage.tap("contact");
             stage.tap("purpose:call");
             stage.wake();
           }});
}

TEST_CASE("A text longer than the card is turned page by page and none of it is lost") {
  Counter stage;
  Counter::open(stage, "counter.case", long_story());
  stage.wake();
  CHECK(stage.find("said:prev")->off);
  CHECK(stage.sees("第 0 次"));
  CHECK_FALSE(stage.sees("第 39 次"));
  for (int i = 0; i < 40 && !stage.find("said:next")->off; ++i) stage.tap("said:next");
  CHECK(stage.sees("第 39 次"));
}
