// The sheet of a lost receipt: who asks, what for, the phone, and what is found.
#include <doctest/doctest.h>

#include "kiosk/ui/key_codes.h"
#include "tests/scenes/counter_kit.h"

using namespace redress;
using namespace redress::stage;

namespace {

std::vector<FoundCase> found(int count) {
  std::vector<FoundCase> out;
  for (int i = 0; i < count; ++i) {
    auto code = sample_code();
    code.number += static_cast<std::uint64_t>(i);
    out.push_back({code, "complaint", "after_sales", "repair_delay", "xh-318", Stage::resolve,
                   kStageNow - (i + 1) * kDay_ms});
  }
  return out;
}

void open_sheet(SceneStage& stage) {
  stage.show(counter::scenes(), "counter.queue");
  stage.cover(counter::scenes(), "counter.lost");
}

void ask(SceneStage& stage, const char* phone = "13700004416") {
  for (const char* digit = phone; *digit; ++digit) stage.press(std::string("key:") + *digit);
  stage.tap("asker:shopper");
  stage.tap("purpose:lost_receipt");
}

}  // namespace

TEST_CASE("the sheet of a lost receipt is clean in every language and size") {
  for (const char* step : {"", "found", "none", "busy"})
    look_at({.name = std::string("40x-lost") + (*step ? "-" : "") + step,
             .audience = ui::Audience::staff,
             .prepare = [step = std::string(step)](SceneStage& stage) {
               Counter::signed_in(stage);
               stage.desk.found_answer.answer = found(step == "found" ? 3 : 0);
               if (step == "busy") stage.desk.found_answer.answer = Error{Errc::limit, "busy"};
               open_sheet(stage);
               ask(stage);
               if (!step.empty()) stage.tap("find");
             }});
}

TEST_CASE("A phone is looked up only after saying who asks and what for (R130)") {
  Counter stage;
  open_sheet(stage);
  CHECK(stage.find("find")->why == "请选择谁在查、为什么查");
  stage.tap("asker:relative");
  stage.tap("purpose:progress");
  CHECK(stage.find("find")->why == "手机号太短");
  for (char digit : std::string("1370000")) stage.press(std::string("key:") + digit);
  stage.tap("days:366");
  stage.tap("find");
  REQUIRE(stage.desk.questions.size() == 1);
  const auto& question = stage.desk.questions[0];
  CHECK(question.phone == "1370000");
  CHECK(question.asker == Asker::relative);
  CHECK(question.purpose == Purpose::progress);
  CHECK(question.days == 366);
  CHECK(stage.sees("没有留这个手机号的投诉"));
}

TEST_CASE("What is found is a card of code, kind, place and date, and opens the case") {
  Counter stage;
  stage.desk.found_answer.answer = found(8);
  open_sheet(stage);
  ask(stage);
  stage.tap("find");
  CHECK(stage.sees("找到 8 件"));
  CHECK(stage.sees(to_grouped(sample_code())));
  CHECK_FALSE(stage.sees("13700004416"));
  CHECK_FALSE(stage.sees("儿童书桌"));  // the shopper's words
  const auto eighth = "case:" + to_compact(found(8).back().code);
  CHECK_FALSE(stage.find(eighth));
  stage.tap("found:next");
  CHECK(words(stage.tap(eighth)) == "replace counter.case");
  CHECK(stage.app.staff->open_case == found(8).back().code);
}

TEST_CASE("Going back from what was found asks anew, without the number") {
  Counter stage;
  open_sheet(stage);
  ask(stage);
  stage.tap("find");
  CHECK(words(stage.tap("cancel")) == "redraw");
  CHECK(stage.find("find")->why == "手机号太短");
  CHECK(words(stage.key(ui::keys::escape)) == "back");
}

TEST_CASE("While contacts are opened nobody asks twice; too many questions are refused in words") {
  Counter stage;
  stage.desk.found_answer.by_hand = true;
  open_sheet(stage);
  ask(stage);
  stage.tap("find");
  CHECK(stage.find("find")->off);
  stage.desk.found_answer.give(Error{Errc::limit, "busy"});
  stage.wake();
  CHECK(stage.sees("一小时内查得太多了"));
  CHECK(stage.desk.questions.size() == 1);
}

TEST_CASE("The sheet for a code offers the phone to the roles that may look up") {
  Counter service;
  service.show(counter::scenes(), "counter.queue");
  service.cover(counter::scenes(), "counter.code");
  CHECK(words(service.tap("lost")) == "replace counter.lost");
  Counter handler(Role::handler);
  handler.show(counter::scenes(), "counter.queue");
  handler.cover(counter::scenes(), "counter.code");
  CHECK(handler.find("lost")->off);
  CHECK(handler.find("lost")->why == "由客服来做");
}
