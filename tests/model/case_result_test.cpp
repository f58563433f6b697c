// What ends a case and who has a say in it: results and their reviews, replies, escalations, extensions.
#include <doctest/doctest.h>

#include "tests/model/story.h"

using namespace redress;
using namespace redress::test;

TEST_CASE("R94 a review moves no stage, counts for who gave the result, and a new result is to be reviewed anew") {
  Story story;
  Steps step{story};
  step("acknowledged", "{}");
  step("assigned", R"({"departments":["service_desk"]})");
  step("reviewed", R"({"verdict":"faulty"})");  // nothing is resolved yet
  CHECK(story.fold().reviews.empty());
  step("investigated", R"({"cause_class":"process"})");
  step("resolved", R"({"remedies":["repair"]})", kOther);
  step("reviewed", R"({"verdict":"upheld"})", kOther);  // who may not
  CHECK_FALSE(story.fold().reviewed);
  const auto heads = story.fold().heads;
  step("reviewed", R"({"verdict":"upheld"})");
  step("reviewed", R"({"verdict":"faulty"})");  // the later word on the same result
  auto state = story.fold();
  CHECK(state.heads == heads);  // kiosks do not get reviews, so nothing may be written as knowing one
  CHECK(state.stage == Stage::feed_back);
  CHECK(state.reviewed);
  REQUIRE(state.reviews.size() == 1);
  CHECK_FALSE(state.reviews[0].upheld);
  CHECK(state.reviews[0].by == "1004");
  CHECK(state.reviews[0].resolved_by == "1002");
  step("fed_back", R"({"text":"x"})");
  step("disputed", R"({"reason":"not_done"})", kShopper);
  step("investigated", R"({"cause_class":"process"})");
  step("resolved", R"({"remedies":["refund"]})");
  step("reviewed", R"({"verdict":"upheld"})");  // their own
  CHECK_FALSE(story.fold().reviewed);
  step("reviewed", R"({"verdict":"upheld"})", kSecond_manager);
  state = story.fold();
  CHECK(state.reviewed);
  REQUIRE(state.reviews.size() == 2);
  CHECK(state.reviews[1].upheld);
  CHECK(state.reviews[1].resolved_by == "1004");
}

TEST_CASE("R94 R148 nobody reviews their own result, and is told why") {
  Story story;
  Steps step{story};
  step("acknowledged", "{}");
  step("assigned", R"({"departments":["service_desk"]})");
  step("investigated", R"({"cause_class":"process"})");
  step("resolved", R"({"remedies":["repair"]})");
  const auto asked = [&](const char* staff) {
    return may(action_rule(Verb::review), story.fold(), Person{staff, Role::manager, "service_desk", ""}, kStart + kHour_ms, kReopen_days);
  };
  CHECK(asked("1004").reason == "own_result");
  CHECK(asked("1005").allowed);
}

TEST_CASE("R94 a review made without knowing of a later result counts for the one its author knew") {
  Story story;
  Steps step{story};
  step("acknowledged", "{}");
  step("assigned", R"({"departments":["service_desk"]})");
  step("investigated", R"({"cause_class":"process"})");
  step("resolved", R"({"remedies":["repair"]})", kOther);
  const auto known_to_the_manager = step.last;
  step("fed_back", R"({"text":"x"})");
  step("disputed", R"({"reason":"not_done"})", kShopper);
  step("investigated", R"({"cause_class":"process"})");
  step("resolved", R"({"remedies":["refund"]})");
  story.add("reviewed", R"({"verdict":"faulty"})", {known_to_the_manager}, step.at_ms + kHour_ms, kManager);
  const auto state = story.fold();
  REQUIRE(state.reviews.size() == 1);
  CHECK(state.reviews[0].resolved_by == "1002");
  CHECK_FALSE(state.reviewed);
  CHECK(state.resolved_by == "1004");
}

TEST_CASE("R94 a review made without knowing of a dispute is no conflict, and counts for the result") {
  Story story;
  Steps step{story};
  step("acknowledged", "{}");
  step("assigned", R"({"departments":["service_desk"]})");
  step("investigated", R"({"cause_class":"process"})");
  step("resolved", R"({"remedies":["repair"]})", kOther);
  step("fed_back", R"({"text":"x"})");
  const auto known_to_the_manager = step.last;
  step("disputed", R"({"reason":"not_done"})", kShopper);
  story.add("reviewed", R"({"verdict":"upheld"})", {known_to_the_manager}, step.at_ms + kHour_ms, kManager);
  const auto state = story.fold();
  CHECK(state.conflicts.empty());
  CHECK(state.stage == Stage::investigate);
  CHECK(state.reviews.size() == 1);
}

TEST_CASE("R111 an escalated case is its superior's to see to, until it is assigned anew, resolved or closed") {
  Story story;
  auto last = story.submit();
  last = story.add("acknowledged", "{}", {last}, kHour_ms);
  last = story.add("assigned", R"({"departments":["engineering"],"person":"1002"})", {last}, 2 * kHour_ms);
  last = story.add("escalated", R"({"role":"supervisor","department":"tenant"})", {last}, 3 * kHour_ms);
  const auto state = story.fold();
  CHECK(escalated_to(state) == "supervisor tenant");
  const Person meant{"1006", Role::supervisor, "tenant", ""}, other{"1007", Role::supervisor, "service_desk", ""};
  CHECK(is_escalated_to(escalated_to(state), meant));
  CHECK_FALSE(is_escalated_to(escalated_to(state), other));
  CHECK_FALSE(is_escalated_to(escalated_to(state), Person{"1004", Role::manager, "tenant", ""}));
  CHECK_FALSE(is_escalated_to("", meant));
  CHECK(is_escalated_to("manager tenant", Person{"1004", Role::manager, "general_office", ""}));  // there may be but one
  const auto now = kStart + 4 * kHour_ms;
  CHECK(may(action_rule(Verb::assign), state, meant, now, kReopen_days).allowed);
  CHECK(may(action_rule(Verb::assign), state, other, now, kReopen_days).reason == "other_department");
  auto assigned = story;
  assigned.add("assigned", R"({"departments":["tenant"]})", {last}, 4 * kHour_ms);
  CHECK(escalated_to(assigned.fold()).empty());
  last = story.add("investigated", R"({"cause_class":"process"})", {last}, 4 * kHour_ms);
  CHECK(escalated_to(story.fold()) == "supervisor tenant");
  story.add("resolved", R"({"remedies":["repair"]})", {last}, 5 * kHour_ms);
  CHECK(escalated_to(story.fold()).empty());
}

TEST_CASE("R11 R66 a reply to an enquiry, a suggestion or a call for help is its result, to a complaint it is not") {
  for (const char* type : {"enquiry", "suggestion", "help", "complaint"}) {
    Story story;
    const auto a = story.add("submitted", (std::string(R"({"contact_type":")") + type + R"(","category":"membership"})").c_str(), {}, 0, kShopper);
    const auto b = story.add("acknowledged", "{}", {a}, 1000);
    const auto c = story.add("replied", R"({"text":"积分明天到账。"})", {b}, 2000);
    const bool complaint = type == std::string("complaint");
    CHECK(story.fold().first_answer_at == kStart + 2000);
    CHECK(story.fold().stage == (complaint ? Stage::assign : Stage::confirm));
    CHECK(story.fold().fed_back_times.size() == (complaint ? 0 : 1));
    CHECK(story.fold(kStart + 2000 + 7 * kDay_ms).open() == complaint);  // nobody objected
    if (complaint) continue;
    // It may go on: to a department, or because the shopper objects; then the next reply settles it again.
    const auto d = story.add("disputed", R"({"reason":"unclear"})", {c}, 3000, kShopper);
    CHECK(story.fold(kStart + 30 * kDay_ms).stage == Stage::investigate);
    const auto e = story.add("assigned", R"({"departments":["engineering"]})", {d}, 4000);
    story.add("replied", R"({"text":"已到账。"})", {e}, 5000, kManager);
    CHECK(story.fold().stage == Stage::confirm);
    CHECK(story.fold().fed_back_times == std::vector<Instant>{kStart + 2000, kStart + 5000});
    CHECK(story.fold().conflicts.empty());
  }
}

TEST_CASE("R68 R70 of several extensions the last one counts, also if its date is the earlier") {
  Story story;
  const auto a = story.submit();
  const auto b = story.add("extended", R"({"until":1776900000000,"reason":"parts"})", {a}, 1000, kManager);
  story.add("extended", R"({"until":1776600000000,"reason":"parts"})", {b}, 2000, kManager);
  REQUIRE(story.fold().extensions.size() == 2);
  CHECK(story.fold().extensions.back().until == Instant{1776600000000});
  CHECK(story.fold().extensions.back().at == kStart + 2000);
}
