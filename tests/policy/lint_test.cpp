#include "core/policy/lint.h"

#include <doctest/doctest.h>

#include "assets/asset.h"

using namespace redress;

namespace {

// The shipped policy with one part of its text changed; the change must be there to be made.
std::vector<std::string> faults_after(const std::string& part, const std::string& other) {
  std::string text(asset("policy/mall.json"));
  auto at = text.find(part);
  REQUIRE_MESSAGE(at != std::string::npos, part);
  text.replace(at, part.size(), other);
  auto policy = parse_policy(text);
  REQUIRE_MESSAGE(policy.ok(), (policy.ok() ? std::string() : policy.error().what));
  return lint_policy(*policy);
}

void check_one(const std::vector<std::string>& faults, const std::string& beginning) {
  REQUIRE(faults.size() == 1);
  CHECK_MESSAGE(faults[0].starts_with(beginning), faults[0]);
}

Policy changed(void (*change)(Policy&)) {
  auto policy = default_policy();
  change(policy);
  return policy;
}

}  // namespace

TEST_CASE("The shipped policy has no fault") { CHECK(lint_policy(default_policy()).empty()); }

TEST_CASE("A trigger whose question is not asked cannot be reached, and is named with its path") {
  check_one(faults_after("\"promise_broken\",", ""), "triggers.promise_broken: cannot be reached: impact_questions does not ask");
}

TEST_CASE("A loss above every band cannot be reached") {
  check_one(lint_policy(changed([](Policy& p) { p.loss_bands_fen = {0, 10'000}; })), "triggers.major_loss.fen: cannot be reached");
}

TEST_CASE("A trigger behind a wider one that is no milder cannot be reached, and is told once") {
  check_one(lint_policy(changed([](Policy& p) {
              auto second = *p.trigger("major_loss");
              second.code = "huge_loss";
              second.fen = 200'000;
              second.level = 2;
              p.triggers.push_back(second);
            })),
            "triggers.huge_loss: cannot be reached: \"major_loss\"");
  check_one(lint_policy(changed([](Policy& p) {
              auto twin = *p.trigger("open_15_days");
              twin.code = "open_again";
              p.triggers.push_back(twin);
            })),
            "triggers.open_again: cannot be reached");
}

TEST_CASE("A trigger that gives no worse level than its categories have anyway cannot be reached") {
  check_one(lint_policy(changed([](Policy& p) {
              for (auto& category : p.categories)
                if (category.code == "facilities") category.level = 2;
              for (auto& category : p.categories)
                if (category.code == "facilities")
                  for (auto& sub : category.subcategories) sub.level.reset();
            })),
            "triggers.facility.level: cannot be reached");
}

TEST_CASE("Clocks that stand upside down are named") {
  check_one(lint_policy(changed([](Policy& p) { p.clocks[0].first_answer.amount = 30; p.clocks[0].resolve.amount = 40; p.clocks[0].outer_limit.amount = 72; })),
            "clocks.level_1.first_answer: is slower");
  check_one(lint_policy(changed([](Policy& p) { p.clocks[3].escalate_to.clear(); })), "clocks.level_4.escalate_to: names nobody");
  auto faults = lint_policy(changed([](Policy& p) { p.clocks[1].first_answer.amount = 6; }));
  bool named = false;
  for (const auto& fault : faults) named = named || fault.starts_with("clocks.level_2.first_answer: is shorter");
  CHECK(named);
}

TEST_CASE("A stage point after the result, and an escalation to somebody who reads no case, are named") {
  check_one(lint_policy(changed([](Policy& p) { p.clocks[0].investigate->amount = 90; })),
            "clocks.level_1.resolve: is shorter than investigate");
  check_one(lint_policy(changed([](Policy& p) { p.clocks[1].assign->amount = 60; })),
            "clocks.level_2.investigate: is shorter than assign");
  check_one(lint_policy(changed([](Policy& p) { p.clocks[2].escalate_to = {"supervisor", "technician"}; })),
            "clocks.level_3.escalate_to: names \"technician\"");
}

TEST_CASE("More departments than the policy knows can never be involved") {
  check_one(lint_policy(changed([](Policy& p) {
              for (auto& trigger : p.triggers)
                if (trigger.code == "departments_3") trigger.count = 50;
            })),
            "triggers.departments_3.count: cannot be reached");
}

TEST_CASE("Important cases are kept no shorter than ordinary ones, whatever the units") {
  check_one(lint_policy(changed([](Policy& p) { p.retention.important = {1, Keep::Unit::days}; })), "retention.important: is shorter");
  CHECK(lint_policy(changed([](Policy& p) { p.retention.important = {12, Keep::Unit::months}; })).empty());
  check_one(lint_policy(changed([](Policy& p) { p.retention.important = {11, Keep::Unit::months}; })), "retention.important: is shorter");
}

TEST_CASE("A consent that does not say how long is named with its language") {
  check_one(lint_policy(changed([](Policy& p) {
              auto& text = p.consent.by_language[static_cast<std::size_t>(Language::en)];
              text.erase(text.find("{keep}"), 6);
            })),
            "consent.labels.en: ");
}

TEST_CASE("R140 R158 a goal no better than its floor, and a day's warning above the period's, are named with their units") {
  check_one(faults_after(R"("floor": 95, "goal": 98)", R"("floor": 95, "goal": 95)"),
            "report.targets.closure.goal: is no better than its floor of 95 percent");
  check_one(faults_after(R"("response_time": {"floor": 24,)", R"("response_time": {"floor": 24, "goal": 30,)"),
            "report.targets.response_time.goal: is no better than its floor of 24 hours");
  CHECK(faults_after(R"("response_time": {"floor": 24,)", R"("response_time": {"floor": 24, "goal": 12,)").empty());
  check_one(faults_after(R"("warn_day_cases": 3)", R"("warn_day_cases": 6)"), "report.warn_day_cases: ");
}

TEST_CASE("R136 R154 the policy names targets, rate and warnings in their units; what it leaves out is as the sources say") {
  std::string text(asset("policy/mall.json"));
  const auto begin = text.find("  \"report\": {"), end = text.find("  \"task_phrases\"");
  REQUIRE(begin != std::string::npos);
  const auto with = [&](const std::string& report) { return parse_policy(text.substr(0, begin) + report + text.substr(end)); };
  const auto silent = with(""), some = with(R"("report": {"targets": {"closure": {"floor": 80, "unit": "percent"}}, "minute_fen": 250},)");
  REQUIRE(silent.ok());
  REQUIRE(some.ok());
  CHECK(silent->report.target("closure")->goal == 98);
  CHECK(silent->report.minute_fen == default_policy().report.minute_fen);
  CHECK(some->report.target("closure")->floor == 80);
  CHECK_FALSE(some->report.target("closure")->goal);
  CHECK(some->report.target("answered_in_24_h")->floor == 95);
  CHECK(some->report.minute_fen == 250);
  const auto wrong = with(R"("report": {"targets": {"response_time": {"floor": 24, "unit": "percent"}}},)");
  REQUIRE_FALSE(wrong.ok());
  CHECK(wrong.error().what.find("report.targets.response_time.unit") != std::string::npos);
}
