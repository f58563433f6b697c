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
