// 16: what is typed stays what was typed.
#include <doctest/doctest.h>

#include "tests/scenes/shopper_kit.h"

using namespace redress;
using namespace redress::stage;

TEST_CASE("what was typed is in the visit when the screen is left and back in the field when it returns") {
  SceneStage stage;
  fill(stage.app);
  stage.app.set_language(Language::en);
  stage.show(shopper::scenes(), "shopper.text");
  for (const char* key : {"key:shift", "key:H", "key:i"}) stage.press(key);
  stage.scene().leave(stage.app);
  CHECK(stage.app.visit.story.view() == "Hi");
  stage.app.set_language(Language::zh_hant);  // from the rail, while it is covered
  stage.scene().enter(stage.app);
  CHECK(stage.find("field:story")->value == "Hi");
  stage.show(shopper::scenes(), "shopper.text");  // gone and opened again
  CHECK(stage.find("field:story")->value == "Hi");
  CHECK(stage.sees(stage.app.say("text.q"_msg)));
}

TEST_CASE("question and example speak of what the shopper came for") {
  for (const std::string type : {"complaint", "suggestion", "enquiry", "help"}) {
    SceneStage stage;
    fill(stage.app);
    stage.app.visit.contact_type = type;
    stage.show(shopper::scenes(), "shopper.text");
    CHECK(stage.find("field:story")->label.starts_with("比如"));
    CHECK((stage.find("field:story")->label.find("谁、说了什么") != std::string::npos) == (type == "complaint"));
  }
}

TEST_CASE("who suggests, asks or wants help is asked a place and their words, not what happened, and offered sentences that fit") {
  for (const std::string type : {"suggestion", "enquiry", "help"}) {
    SceneStage stage;
    fill(stage.app);
    stage.app.visit.contact_type = type;
    stage.show(shopper::scenes(), "shopper.place");
    CHECK(words(stage.tap("next")) == "go shopper.text");
    stage.show(shopper::scenes(), "shopper.text");
    CHECK(stage.find("phrase:0")->label == stage.app.policy()->contact_type(type)->phrases[0].labels.in(Language::zh_hans));
    CHECK(words(stage.tap("next")) == "go shopper.contact");
    stage.show(shopper::scenes(), "shopper.review");
    CHECK(stage.find("edit:text"));
    for (const char* id : {"edit:when", "edit:impact", "edit:wish"}) CHECK_FALSE(stage.find(id));
  }
}

TEST_CASE("a complaint changed into a suggestion sends nothing of what only a complaint is asked, and back it needs its kind") {
  SceneStage stage;
  fill(stage.app);
  auto& visit = stage.app.visit;
  visit.subcategory = "repair_delay";
  visit.date = "2026-04-12";
  visit.media = Answer3::yes;
  visit.outcomes = {"refund"};
  visit.editing = true;
  stage.show(shopper::scenes(), "shopper.type");
  CHECK(words(stage.tap("type:suggestion")) == "back");
  const auto intake = visit.intake("zh-Hans", "", "");
  CHECK(intake.clear["impact"].members().size() == 1);  // nobody is hurt
  for (const char* key : {"subcategory", "occurred", "outcomes"}) CHECK_FALSE(intake.clear.has(key));
  stage.show(shopper::scenes(), "shopper.type");
  CHECK(words(stage.tap("type:complaint")) == "replace shopper.place");
}

TEST_CASE("pinyin: a candidate goes into the story, letters that were not chosen stay letters") {
  OneSentence pinyin;
  SceneStage stage(true, ui::Audience::shopper, &pinyin);
  fill(stage.app);
  stage.show(shopper::scenes(), "shopper.text");
  for (const char* key : {"key:d", "key:h"}) stage.press(key);
  stage.press("cand:1");
  for (const char* key : {"key:n", "key:i"}) stage.press(key);
  stage.scene().leave(stage.app);
  CHECK(stage.app.visit.story.view() == "电话也打不通ni");
}

TEST_CASE("half an e-mail address is named before it can have the complaint refused") {
  SceneStage stage;
  stage.show(shopper::scenes(), "shopper.contact_other");
  stage.tap("field:email");
  stage.type("zhou@");
  CHECK(words(stage.tap("next")) == "redraw");
  CHECK(stage.sees("完整的邮箱地址"));
  stage.type("mail.cn");
  CHECK_FALSE(stage.sees("完整的邮箱地址"));
  CHECK(words(stage.tap("next")) == "back");
  stage.leave_and_enter();
  CHECK(stage.app.visit.email.view() == "zhou@mail.cn");
}
