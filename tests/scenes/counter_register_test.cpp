// 46 registering for a shopper, call-backs, and cases that belong together.
#include <doctest/doctest.h>

#include "core/policy/policy.h"
#include "kiosk/ui/key_codes.h"
#include "tests/scenes/counter_kit.h"

using namespace redress;
using namespace redress::stage;

namespace {

CaseView judged_with_cluster() {
  auto view = sample_case(Stage::acknowledge, kStageNow, true);
  view.facts.clusters = {{"cluster", kStageNow, 3, {sample_queue().rows[1].code, sample_queue().rows[2].code}}};
  view.state.departments = {"tenant"};
  return view;
}

void filled(SceneStage& stage) {
  Counter::signed_in(stage);
  stage.desk.judge_answer.answer = judged_with_cluster();
  auto rows = sample_queue().rows;
  stage.desk.similar_answer.answer = std::vector<QueueRowView>{rows[1], rows[2]};
  stage.show(counter::scenes(), "counter.register");
  for (const char* id : {"pick:category", "category:after_sales", "subcategory:repair_delay", "pick:when", "day:2026-04-14", "part:afternoon"}) stage.tap(id);
}

void type_into(SceneStage& stage, const std::string& field, std::string_view text) {
  stage.tap("field:" + field);
  stage.type(text);
  stage.tap("typing:done");
}

CaseView answered() { return sample_case(Stage::confirm, kStageNow, true); }

}  // namespace

TEST_CASE("screen 46 is clean in every language and size") {
  for (const char* tab : {"matter", "questions", "rule"})
    look_at({.name = std::string("46-register-") + tab, .audience = ui::Audience::staff, .prepare = [tab](SceneStage& stage) {
               filled(stage);
               const auto id = std::string("tab:") + tab;
               if (stage.find("tab:matter")) stage.tap("tab:matter");
               type_into(stage, "story", "周日在云朵童装买了两件，门口海报写“全场第二件半价”，结账时店员说新款不参加。");
               if (stage.find("tab:questions")) stage.tap("tab:questions");
               stage.tap("injured:no");
               stage.tap("money:yes");
               stage.tap("consent");
               if (stage.find(id)) stage.tap(id);
             }});
}

TEST_CASE("the lists of screen 46 are clean in every language and size") {
  for (const char* pick : {"category", "place", "when", "wish", "received", "language"})
    look_at({.name = std::string("46-register-pick-") + pick, .audience = ui::Audience::staff, .prepare = [pick](SceneStage& stage) {
               filled(stage);
               if (stage.find("tab:matter")) stage.tap("tab:matter");
               stage.tap(std::string("pick:") + pick);
               if (std::string_view(pick) == "place") stage.tap("floor:" + stage.app.site()->floors.front().code);
               if (std::string_view(pick) == "received") stage.tap("received_day:2026-04-14");
             }});
}

TEST_CASE("the registered code is clean in every language and size") {
  look_at({.name = "46-registered", .audience = ui::Audience::staff, .prepare = [](SceneStage& stage) {
             filled(stage);
             stage.tap("submit");
           }});
}

TEST_CASE("the call-back is clean in every language and size") {
  look_at({.name = "42-call-back", .audience = ui::Audience::staff, .prepare = [](SceneStage& stage) {
             Counter::signed_in(stage);
             Counter::open(stage, "counter.callback", answered());
             stage.tap("reached:yes");
             stage.tap("solved:yes");
             stage.tap("mark:result:4");
           }});
}

TEST_CASE("the list of call-backs is clean in every language and size") {
  look_at({.name = "41-queue-call-backs", .audience = ui::Audience::staff, .prepare = [](SceneStage& stage) {
             Counter::signed_in(stage);
             auto queue = sample_queue();
             queue.call_backs = 4;
             for (std::size_t i = 0; i < queue.rows.size(); ++i) {
               queue.rows[i].stage = i % 2 ? Stage::archived : Stage::confirm;
               queue.rows[i].call_back_due = kStageNow + (static_cast<std::int64_t>(i) - 1) * kDay_ms;
             }
             queue.rows[2].cluster = 3;
             stage.desk.queue_answer.answer = queue;
             stage.app.staff->filter.call_back = true;
             stage.show(counter::scenes(), "counter.queue");
           }});
}

TEST_CASE("A case that belongs to others shows which, clean in every language and size") {
  look_at({.name = "42-case-related", .audience = ui::Audience::staff, .prepare = [](SceneStage& stage) {
             Counter::signed_in(stage);
             auto view = judged_with_cluster();
             view.links = {{sample_queue().rows[1].code, "duplicate", false}, {sample_queue().rows[3].code, "repeat", true}};
             view.said = Json::object().set("text", "抽屉滑轨坏了，约了三天没有人来。");
             Counter::open(stage, "counter.case", std::move(view));
             stage.wake();
           }});
}

TEST_CASE("What is registered holds channel, time of receipt, answers, contact with consent, and what it is linked to") {
  Counter stage;
  filled(stage);
  stage.tap("channel:wechat");
  stage.tap("promise:yes");
  stage.tap("money:yes");
  type_into(stage, "loss", "129");
  type_into(stage, "story", "abc");
  type_into(stage, "phone", "13700004416");
  CHECK(stage.find("submit")->off);  // the consent is missing
  stage.tap("consent");
  const auto other = sample_queue().rows[1].code;
  stage.tap("same:" + to_compact(other));
  stage.tap("submit");
  REQUIRE(stage.desk.submitted_intakes.size() == 1);
  const auto& intake = stage.desk.submitted_intakes[0];
  CHECK(intake.clear["channel"].string() == "wechat");
  CHECK(intake.clear["received_at"].integer() == kStageNow.ms);
  CHECK(intake.clear["source"].string() == "external");
  CHECK(intake.clear["occurred"]["date"].string() == "2026-04-14");
  CHECK(intake.clear["impact"]["loss_fen"].integer() == 12900);
  CHECK(intake.clear["impact"]["promise_broken"].boolean());
  CHECK(intake.clear["consent"]["version"].string() == default_policy().consent_version);
  CHECK(intake.sealed["contact"]["phone"].string() == "13700004416");
  CHECK(intake.sealed["text"].string() == "abc");
  CHECK_FALSE(intake.clear.has("text"));
  CHECK(stage.desk.linked == std::vector<CaseCode>{other});
  CHECK(stage.sees("已登记"));
  stage.tap("told");
  CHECK(stage.desk.actions.back().rule->verb == Verb::note);
  CHECK(words(stage.tap("open")) == "replace counter.case");
}

TEST_CASE("R1 A letter that came earlier is registered with the day and hour it came, in the shopper's language") {
  Counter stage;
  filled(stage);
  for (const char* id : {"channel:mail", "pick:language", "language:en", "pick:received", "received_day:2026-04-14"}) stage.tap(id);
  CHECK(stage.find("received_hour:0"));
  stage.tap("received_hour:9");
  stage.scan(to_compact(sample_code()));
  stage.scene().leave(stage.app);
  stage.show(counter::scenes(), "counter.register");
  stage.tap("submit");
  REQUIRE(stage.desk.submitted_intakes.size() == 1);
  const auto& clear = stage.desk.submitted_intakes[0].clear;
  CHECK(clear["received_at"].integer() == stage.app.zone().utc({{2026, 4, 14}, 9}).ms);
  CHECK(clear["language"].string() == "en");
}

TEST_CASE("Received today offers no hour that lies ahead, and just now takes the day back") {
  Counter stage;
  filled(stage);
  stage.tap("pick:received");
  stage.tap("received_day:" + to_iso(stage.app.today()));
  CHECK(stage.find("received_hour:11"));
  CHECK_FALSE(stage.find("received_hour:15"));
  stage.tap("received_hour:11");
  stage.tap("pick:received");
  stage.tap("received:now");
  stage.tap("submit");
  CHECK(stage.desk.submitted_intakes[0].clear["received_at"].integer() == kStageNow.ms);
}

TEST_CASE("R6 who wrote is registered with where the answer goes; an e-mail is told from an address") {
  for (const auto& [reach, key] : {std::pair{"a@b.example", "email"}, {"7 River Lane", "address"}}) {
    Counter stage;
    filled(stage);
    stage.tap("channel:mail");
    type_into(stage, "reach", reach);
    CHECK(stage.find("submit")->off);  // it is a contact: the consent is missing
    stage.tap("consent");
    stage.tap("submit");
    REQUIRE(stage.desk.submitted_intakes.size() == 1);
    const auto& intake = stage.desk.submitted_intakes[0];
    CHECK(intake.sealed["contact"][key].string() == reach);
    CHECK(intake.sealed["contact"].members().size() == 1);
  }
  Counter half;
  filled(half);
  half.tap("consent");
  type_into(half, "reach", "a@b");
  CHECK(half.find("submit")->off);  // half an address would have the whole registration refused
}

TEST_CASE("Without a contact it is anonymous; without a category nothing is registered") {
  Counter stage;
  stage.show(counter::scenes(), "counter.register");
  CHECK(stage.find("submit")->off);
  stage.tap("pick:category");
  stage.tap("category:hygiene");
  stage.tap("dialog:close");
  stage.tap("submit");
  REQUIRE(stage.desk.submitted_intakes.size() == 1);
  CHECK(stage.desk.submitted_intakes[0].clear["anonymous"].boolean());
  CHECK(stage.desk.submitted_intakes[0].clear["channel"].string() == "phone");
}

TEST_CASE("R13 R17 what staff notice themselves is registered as internal, everything else as external") {
  Counter stage;
  filled(stage);
  stage.tap("channel:noticed");
  stage.tap("submit");
  REQUIRE(stage.desk.submitted_intakes.size() == 1);
  CHECK(stage.desk.submitted_intakes[0].clear["source"].string() == "internal");
  CHECK(stage.desk.submitted_intakes[0].clear["channel"].string() == "counter");
}

TEST_CASE("Somebody hurt calls the duty staff before anything else, and a mistake takes the call back") {
  Counter stage;
  filled(stage);
  stage.tap("injured:yes");
  CHECK(stage.desk.called("raise_alarm injury"));
  stage.tap("injured:no");
  CHECK(std::any_of(stage.desk.calls.begin(), stage.desk.calls.end(), [](const auto& call) { return call.starts_with("withdraw_alarm"); }));
}

TEST_CASE("A scan keeps a half-filled registration for the same person") {
  Counter stage;
  filled(stage);
  stage.tap("channel:mail");
  const auto other = sample_queue().rows[1].code;
  stage.tap("same:" + to_compact(other));
  stage.tap("injured:yes");
  stage.wake();
  type_into(stage, "story", "abc");
  stage.scan(to_compact(sample_code()));
  stage.scene().leave(stage.app);
  stage.show(counter::scenes(), "counter.register");
  stage.wake();
  CHECK(stage.find("channel:mail")->chosen);
  CHECK_FALSE(stage.find("submit")->off);
  CHECK(stage.find("same:" + to_compact(other))->chosen);
  stage.tap("injured:no");
  CHECK(std::any_of(stage.desk.calls.begin(), stage.desk.calls.end(), [](const auto& call) { return call.starts_with("withdraw_alarm"); }));
}

TEST_CASE("A call-back is one step: reached, marks, and solved or not as the shopper says") {
  Counter stage;
  Counter::open(stage, "counter.callback", answered());
  CHECK(stage.find("submit")->off);
  stage.tap("reached:yes");
  CHECK(stage.find("submit")->off);
  stage.tap("mark:result:2");
  stage.tap("solved:no");
  stage.scene().leave(stage.app);  // somebody else's receipt is scanned
  stage.show(counter::scenes(), "counter.callback");
  CHECK(words(stage.tap("submit")) == "back");
  CHECK(stage.desk.called("act_together call_back rate dispute"));
  CHECK(stage.desk.actions[1].clear["result"].integer() == 2);
  Counter other;
  Counter::open(other, "counter.callback", answered());
  other.tap("reached:no");
  other.tap("submit");
  CHECK(other.desk.called("act_together call_back"));
  CHECK_FALSE(other.desk.actions[0].clear["reached"].boolean());
}

TEST_CASE("A handler is not offered to register for a shopper") {
  Counter handler(Role::handler);
  handler.show(counter::scenes(), "counter.queue");
  CHECK_FALSE(handler.find("register"));
  CHECK_FALSE(handler.find("call_back"));
  Counter service;
  service.show(counter::scenes(), "counter.queue");
  CHECK(words(service.tap("register")) == "go counter.register");
}
