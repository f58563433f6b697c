// 13 to 15: categories, floors and shops, products, days and earlier codes.
#include <doctest/doctest.h>

#include "core/policy/policy.h"
#include "tests/scenes/shopper_kit.h"

using namespace redress;
using namespace redress::stage;

TEST_CASE(
    "a policy with more than twelve categories turns pages, and comes back to the page of the chosen one") {
  SceneStage stage;
  fill(stage.app, "");
  auto policy = std::make_shared<Policy>(*stage.here.policy);
  for (int i = 0; i < 3; ++i) {
    policy->categories.push_back(policy->categories.front());
    policy->categories.back().code = "more_" + std::to_string(i);
    policy->categories.back().group = "after";
  }
  stage.here.policy = policy;
  stage.apply();
  stage.show(shopper::scenes(), "shopper.category");
  CHECK(stage.problems().empty());
  CHECK(stage.find("category:more_2") == nullptr);
  stage.tap("page:next");
  CHECK(stage.find("category:product_quality") == nullptr);
  CHECK(words(stage.tap("category:more_2")) == "go shopper.place");
  stage.show(shopper::scenes(), "shopper.category");
  CHECK(stage.find("category:more_2")->chosen);
}

TEST_CASE("another category while a line of the review is edited asks for its kind before it returns") {
  SceneStage stage;
  fill(stage.app);
  stage.app.visit.subcategory = "repair_delay";
  stage.app.visit.editing = true;
  stage.show(shopper::scenes(), "shopper.category");
  CHECK(words(stage.tap("category:hygiene")) == "replace shopper.place");
  stage.show(shopper::scenes(), "shopper.place");
  CHECK(stage.find("next")->off);
  CHECK(stage.find("next")->label == stage.app.say("nav.done_edit"_msg));
}

TEST_CASE("the kiosk's own floor is shown first, but is no answer") {
  SceneStage stage;
  fill(stage.app);
  stage.here.floor = "3F";
  stage.apply();
  stage.show(shopper::scenes(), "shopper.place");
  CHECK(stage.find("floor:3f")->chosen);
  CHECK(stage.find("place:xh-318") == nullptr);  // second page of that floor
  stage.tap("page:next");
  CHECK(stage.find("place:xh-318") != nullptr);
  CHECK(stage.app.visit.place.empty());
  stage.here.floor = "9F";  // no floor of this mall
  stage.apply();
  stage.show(shopper::scenes(), "shopper.place");
  CHECK(stage.find("place:xh-318") == nullptr);
  CHECK_FALSE(stage.find("floor:3f")->chosen);
}

TEST_CASE("which product is asked where the policy says so, goes into the sealed part, and is dropped unasked") {
  SceneStage stage;
  fill(stage.app);
  auto& visit = stage.app.visit;
  visit.subcategory = "repair_delay";
  stage.show(shopper::scenes(), "shopper.product");
  stage.type("X200");
  stage.scene().leave(stage.app);
  CHECK(visit.intake("zh-Hans", "", "").sealed["product"].string() == "X200");
  CHECK(visit.intake("zh-Hans", "", "").clear.dump().find("X200") == std::string::npos);
  stage.show(shopper::scenes(), "shopper.review");
  CHECK(stage.sees("X200"));
  stage.show(shopper::scenes(), "shopper.category");
  stage.tap("category:hygiene");
  CHECK(visit.product.empty());
  visit.subcategory = "other";
  stage.show(shopper::scenes(), "shopper.place");
  CHECK(words(stage.tap("next")) == "go shopper.when");
}

TEST_CASE("safety after nobody is hurt asks once more") {
  SceneStage stage;
  fill(stage.app, "");
  stage.show(shopper::scenes(), "shopper.category");
  CHECK(words(stage.tap("category:safety")) == "go shopper.injury");
  stage.cover(shopper::scenes(), "shopper.injury");
  CHECK(words(stage.tap("injury:no")) == "go shopper.place");
}

TEST_CASE("parts of today that have not begun are not offered, and an answer that lies ahead is not kept") {
  SceneStage stage;
  stage.clock.now = kStageNow - 13 * kHour_ms - 36 * kMinute_ms;  // 00:30
  stage.show(shopper::scenes(), "shopper.when");
  stage.app.visit.day_part = "evening";
  stage.tap("when:yesterday");
  CHECK(stage.find("part:evening"));
  stage.tap("when:today");
  CHECK(stage.find("part:morning"));
  CHECK(stage.find("part:unknown"));
  CHECK_FALSE(stage.find("part:afternoon"));
  CHECK_FALSE(stage.find("part:evening"));
  stage.leave_and_enter();
  CHECK(stage.app.visit.day_part.empty());
}

TEST_CASE("the earlier code is scanned or typed, and a wrong one is refused by its check symbol") {
  SceneStage stage;
  fill(stage.app);
  stage.show(shopper::scenes(), "shopper.when");
  stage.scan("HTTPS://SD.EXAMPLE/C/" + to_compact(sample_code()));
  CHECK(stage.app.visit.earlier_case == to_compact(sample_code()));
  CHECK(stage.sees(to_grouped(sample_code())));
  stage.tap("code:clear");
  CHECK(stage.app.visit.earlier_case.empty());
  stage.show(shopper::scenes(), "shopper.code");
  std::string code = to_compact(sample_code());
  const auto type = [&] {
    Step step;
    for (const char symbol : code) step = stage.press(std::string("key:") + symbol);
    return step;
  };
  std::swap(code[0], code[1]);
  type();
  CHECK(stage.sees(stage.app.say("check.wrong"_msg)));
  stage.press("key:clear");
  std::swap(code[0], code[1]);
  CHECK(words(type()) == "back");
  CHECK(stage.app.visit.earlier_case == code);
}

TEST_CASE("search finds by name, number and initials; the typed answer stays when the keyboard goes") {
  SceneStage stage;
  fill(stage.app);
  stage.show(shopper::scenes(), "shopper.place");
  for (const char* typed : {"QM", "318", "轻木"}) {
    CAPTURE(typed);
    stage.tap("field:search");
    CHECK(stage.scene().has_text_field());
    stage.type(typed);
    REQUIRE(stage.find("place:xh-318") != nullptr);
    CHECK(words(stage.tap("back")) == "redraw");  // only the keyboard goes
    CHECK(stage.find("place:xh-318") != nullptr);
    stage.tap("search:clear");
  }
  stage.tap("field:search");
  stage.type("zzz");
  CHECK(stage.sees(stage.app.say("place.none"_msg)));
}
