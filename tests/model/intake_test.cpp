#include <doctest/doctest.h>

#include "core/model/action.h"
#include "core/model/intake.h"

using namespace redress;

TEST_CASE("What a person typed goes into the sealed part, everything else stays clear (R6, R131)") {
  auto intake = parse_intake_line(
      R"({"contact_type":"complaint","category":"after_sales","subcategory":"repair_delay","place":"3f.318",
      "text":"书桌坏了","occurred":{"date":"2026-04-12","part":"morning"},
      "impact":{"injured":false,"loss_fen":50000,"product":"桌子 A1"},"outcomes":["repair"],
      "contact":{"phone":"139 0000 1234"},"consent":{"text":"同意","version":"2026-01"}})");
  REQUIRE(intake.ok());
  CHECK(intake->sealed.dump() == R"({"text":"书桌坏了","product":"桌子 A1","contact":{"phone":"139 0000 1234"}})");
  CHECK(intake->clear.dump().find("1234") == std::string::npos);
  CHECK(intake->clear["impact"].dump() == R"({"injured":false,"loss_fen":50000})");
}

TEST_CASE("An intake with anything unknown or malformed is rejected with key and reason (R3)") {
  struct { const char* line; const char* starts; } cases[] = {
      {R"({"category":"x"})", "contact_type: is missing"},
      {R"({"contact_type":"complaint","category":"x","colour":1})", "colour: unknown key"},
      {R"({"contact_type":"rant","category":"x"})", "contact_type: must be one of"},
      {R"({"contact_type":"help","category":"Bad Name"})", "category: must be a code"},
      {R"({"contact_type":"help","category":"x","impact":{"loss_fen":-1}})", "impact.loss_fen: must be"},
      {R"({"contact_type":"help","category":"x","impact":{"hurt":true}})", "impact.hurt: unknown key"},
      {R"({"contact_type":"help","category":"x","occurred":{"date":"2026-13-01"}})", "occurred.date"},
      {R"({"contact_type":"help","category":"x","contact":{"phone":"13900001234"}})", "consent: is missing"},
      {R"({"contact_type":"help","category":"x","contact":{"phone":"call me"},"consent":{"text":"a","version":"1"}})", "contact.phone"},
      {R"({"contact_type":"help","category":"x","anonymous":true,"contact":{"name":"a"},"consent":{"text":"a","version":"1"}})", "anonymous"},
      {R"({"contact_type":"help","category":"x","text":""})", "text: must not be empty"},
      {R"({"contact_type":"help","category":"x","text":" \u3000\n "})", "text: has only blanks"},
      {R"({"contact_type":"help","category":"x","impact":{"product":"  "}})", "impact.product: has only blanks"},
      {R"({"contact_type":"help","category":"x","occurred":{"date":"1800-01-01"}})", "occurred.date: lies before 2000-01-01"},
      {R"({"contact_type":"help","category":"x","occurred":{"date":"2026-02-30"}})", "occurred.date: there is no such day"},
      {R"({"contact_type":"help","category":"x","contact":{"email":"not an email"},"consent":{"text":"a","version":"1"}})", "contact.email: is no address"},
      {R"({"contact_type":"help","category":"x","impact":[]})", "impact: must be an object"},
      {R"([1])", "an intake"}};
  for (const auto& c : cases) {
    auto result = parse_intake_line(c.line);
    REQUIRE_FALSE(result.ok());
    INFO(c.line, " gave ", result.error().what);
    CHECK(result.error().what.rfind(c.starts, 0) == 0);
  }
}

TEST_CASE("What is said to have happened or come in after now is rejected") {
  const Instant now{1'776'000'000'000};  // 2026-04-12
  const auto check = [&](const std::string& more) {
    const auto intake = parse_intake_line(R"({"contact_type":"help","category":"x",)" + more + "}");
    REQUIRE(intake.ok());
    const auto checked = check_not_ahead(*intake, now, {2026, 4, 12});
    return checked.ok() ? std::string() : checked.error().what;
  };
  CHECK(check(R"("occurred":{"date":"2026-04-12"},"received_at":1776000000000)").empty());
  CHECK(check(R"("occurred":{"date":"2026-04-13"})") == "occurred.date: lies ahead; today is 2026-04-12");
  CHECK(check(R"("received_at":4080000000000)") == "received_at: lies ahead");
}

TEST_CASE("An e-mail address has one @ and a host with a dot") {
  for (const auto* good : {"a@b.cn", "zhou.min+x@mail.example.com", "周敏@例子.公司"}) CHECK(is_email(good));
  for (const auto* bad : {"not an email", "a@b", "@b.cn", "a@b@c.cn", "a@.cn", "a@b.", "a b@c.cn", ""}) CHECK_FALSE(is_email(bad));
}

TEST_CASE("Every action's event has its own name and every name finds its rule") {
  for (const auto& rule : action_rules()) {
    CHECK(find_action(rule.name) == &rule);
    CHECK(action_of_event(rule.event) == &rule);
    CHECK(&action_rule(rule.verb) == &rule);
  }
}

TEST_CASE("An action with wrong fields is rejected before anybody's PIN is looked at") {
  CHECK(parse_action_line(R"({"case":"4HMA-SW9N-F6YE","action":"acknowledge","staff":"1001","pin":"246810"})").ok());
  CHECK(parse_action_line(R"({"case":"4HMA-SW9N-F6YF","action":"acknowledge"})").error().what.rfind("case:", 0) == 0);
  CHECK(parse_action_line(R"({"case":"4HMA-SW9N-F6YE","action":"assign"})").error().what == "departments: is missing");
  CHECK(parse_action_line(R"({"case":"4HMA-SW9N-F6YE","action":"fly"})").error().what == "action: unknown action");
  CHECK(parse_action_line(R"({"case":"4HMA-SW9N-F6YE","action":"rate","speed":6})").error().what.rfind("speed:", 0) == 0);
}
