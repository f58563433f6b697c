#include <doctest/doctest.h>

#include "core/policy/action_fits.h"
#include "core/policy/case_facts.h"
#include "core/policy/judge.h"

using namespace redress;

namespace {

constexpr Instant kSubmitted{1'776'319'560'000};  // Thursday 2026-04-16 14:06

struct Desk {
  Site site = *demo_site("xinghe");
  CaseState state;
  std::vector<Assignable> staff{{{"1001", Role::service, "service", ""}, {}}, {{"1003", Role::handler, "engineering", ""}, {}}, {{"1005", Role::manager, "general_office", ""}, {}}};
  Instant now = kSubmitted + kHour_ms;

  Desk() {
    state.code = CaseCode{5124095576030430};
    state.known = true;
    state.category = "hygiene";
    state.submitted_at = kSubmitted;
    state.clock_trusted = true;
    state.intake = *parse_json(R"({"contact_type":"complaint","category":"hygiene"})");
  }
  std::string refused(const std::string& line, bool of_mall = true, std::optional<Person> by = {}) const {
    auto action = parse_action_line(R"({"case":"4HMA-SW9N-F6YE","staff":"1005","pin":"123456",)" + line + "}");
    REQUIRE_MESSAGE(action.ok(), line);
    return fits(*action, {default_policy(), site, state, now, staff, of_mall, std::move(by)}).reason;
  }
  std::string extend(Instant until, bool of_mall = true) const {
    return refused(R"("action":"extend","reason":"parts","until":)" + std::to_string(until.ms), of_mall);
  }
};

}  // namespace

TEST_CASE("what an action names must exist in this mall") {
  const Desk desk;
  CHECK(desk.refused(R"("action":"assign","departments":["engineering"],"person":"1003")").empty());
  CHECK(desk.refused(R"("action":"assign","departments":["nope"])") == "unknown_department");
  CHECK(desk.refused(R"("action":"assign","departments":["engineering"],"person":"2003")") == "unknown_assignee");
  CHECK(desk.refused(R"("action":"recategorise","category":"price_promotion")").empty());
  CHECK(desk.refused(R"("action":"recategorise","category":"nope")") == "unknown_category");
  CHECK(desk.refused(R"("action":"recategorise","category":"hygiene","subcategory":"nope")") == "unknown_category");
  CHECK(desk.refused(R"("action":"regrade","level":3,"silences":["nope"],"reason":"x")") == "unknown_trigger");
  CHECK(desk.refused(R"("action":"escalate","role":"manager","department":"nope","reason":"x")") == "unknown_department");
  CHECK(desk.refused(R"("action":"rate")") == "nothing_rated");
  CHECK(desk.refused(R"("action":"rate","result":4)").empty());
}

TEST_CASE("a case is given to somebody who is here and of a department chosen; a handler passes it on inside their own") {
  Desk desk;
  const std::string to_engineering = R"("action":"assign","departments":["engineering"])";
  CHECK(desk.refused(to_engineering + R"(,"person":"1001")") == "assignee_elsewhere");
  CHECK(desk.refused(to_engineering + R"(,"person":"1005")").empty());  // a manager may be given any
  CHECK(desk.refused(R"("action":"assign","departments":["engineering","service"],"person":"1001")").empty());
  const auto today = desk.site.zone.local(desk.now).date;
  desk.staff[1].away = Absence{add_days(today, -1), today};
  CHECK(desk.refused(to_engineering + R"(,"person":"1003")") == "assignee_away");
  desk.now = desk.now + kDay_ms;
  CHECK(desk.refused(to_engineering + R"(,"person":"1003")").empty());
  const Person handler{"1003", Role::handler, "engineering", ""};
  CHECK(desk.refused(to_engineering, true, handler).empty());
  CHECK(desk.refused(R"("action":"assign","departments":["engineering","tenant"])", true, handler) == "only_own_department");
}

TEST_CASE("R92 a plan names a department of this mall and a day that has not passed; either may be left out") {
  Desk desk;
  const auto plan = [&](const std::string& fields) {
    return desk.refused(R"("action":"investigate","cause_class":"process","findings":"x")" + fields);
  };
  CHECK(plan("").empty());
  CHECK(plan(R"(,"plan":"换一把锁","plan_department":"engineering","plan_until":"2026-04-16")").empty());
  CHECK(plan(R"(,"plan_department":"nope")") == "unknown_plan_department");
  CHECK(plan(R"(,"plan_until":"2026-04-15")") == "plan_until_past");
  for (const char* day : {"16.4.2026", "2026-02-30", "soon"}) {
    const auto action = parse_action_line(std::string(R"({"case":"4HMA-SW9N-F6YE","action":"investigate","cause_class":"process","findings":"x","plan_until":")") + day + "\"}");
    REQUIRE_FALSE(action.ok());
    CHECK(action.error().what.starts_with("plan_until: "));
  }
}

TEST_CASE("a case is linked to another one, once, and only what is linked is unlinked") {
  Desk desk;
  const std::string other = R"("other":"EVT4-7WGR-NEHR")";
  CHECK(desk.refused(R"("action":"link","relation":"repeat",)" + other).empty());
  CHECK(desk.refused(R"("action":"unlink",)" + other) == "no_link");
  const auto action = parse_action_line(R"({"case":"4HMA-SW9N-F6YE","staff":"1005","pin":"123456","action":"unlink",)" + other + "}");
  desk.state.links[std::string(action->clear["other"].string())] = {"repeat", kSubmitted};
  CHECK(desk.refused(R"("action":"link","relation":"repeat",)" + other) == "already_linked");
  CHECK(desk.refused(R"("action":"link","relation":"duplicate",)" + other).empty());
  CHECK(desk.refused(R"("action":"unlink",)" + other).empty());
  desk.state.code = *parse_case_code("EVT4-7WGR-NEHR");
  CHECK(desk.refused(R"("action":"link","relation":"repeat",)" + other) == "same_case");
}

TEST_CASE("R68 a mall extends by so many working days behind the deadline at most, head office further, nobody into the past") {
  Desk desk;
  const auto facts = facts_of(desk.state, desk.site.zone);
  const auto due = judge(default_policy(), desk.site, facts, desk.now).clock(ClockKind::resolve)->due;
  // Level 4: 48 hours, Saturday 14:06. Five working days of 24 hours behind a Saturday end with the next Friday.
  CHECK(due == kSubmitted + 2 * kDay_ms);
  const auto limit = extension_limit({default_policy(), desk.site, desk.state, desk.now, {}});
  CHECK(desk.site.zone.local(limit).date == parse_date("2026-04-24"));
  CHECK(desk.extend(desk.now) == "date_past");
  CHECK(desk.extend(limit).empty());
  CHECK(desk.extend(limit + 1) == "extend_limit");
  CHECK(desk.extend(limit + 300 * kDay_ms, false).empty());
  desk.state.extensions = {{desk.now, limit}};  // extending again does not move the limit
  CHECK(desk.extend(limit + kDay_ms) == "extend_limit");
  CHECK(desk.refused(R"("action":"pause","reason":"supplier","until":)" + std::to_string(kSubmitted.ms)) == "date_past");
}

TEST_CASE("R69 a pause lasts so many days at most, and only a manager or the general office says that one waits for it") {
  Desk desk;
  const auto pause = [&](const std::string& reason, Instant until, std::optional<Person> by = {}) {
    return desk.refused(R"("action":"pause","reason":")" + reason + R"(","until":)" + std::to_string(until.ms), true, std::move(by));
  };
  const Person handler{"3001", Role::handler, "engineering", ""}, manager{"1005", Role::manager, "operations", ""},
      clerk{"2005", Role::service, "general_office", ""};
  const auto latest = desk.now + 30 * kDay_ms;
  CHECK(pause("supplier", latest, handler).empty());
  CHECK(pause("supplier", latest + 1, handler) == "pause_limit");
  CHECK(pause("supplier", latest + 1, manager) == "pause_limit");
  CHECK(pause("general_office", latest, handler) == "needs_general_office");
  CHECK(pause("general_office", latest) == "needs_general_office");
  CHECK(pause("general_office", latest, manager).empty());
  CHECK(pause("general_office", latest, clerk).empty());
  // One that names no end ends with the policy's days.
  const auto open = parse_action_line(R"({"case":"4HMA-SW9N-F6YE","action":"pause","reason":"supplier","staff":"1005","pin":"1"})");
  REQUIRE(open.ok());
  CHECK(event_body(*open, default_policy(), desk.now).dump() == R"({"reason":"supplier","until":)" + std::to_string(latest.ms) + "}");
}

TEST_CASE("A level can only be given to what has one (decision 8)") {
  Desk desk;
  const std::string regrade = R"("action":"regrade","level":2,"reason":"x")";
  CHECK(desk.refused(regrade).empty());
  CHECK(applies(action_rule(Verb::regrade), desk.state, default_policy()).allowed);
  for (const char* type : {"enquiry", "suggestion", "help"}) {
    desk.state.intake = Json::object().set("contact_type", type);
    CHECK(desk.refused(regrade) == "no_level");
    CHECK(applies(action_rule(Verb::regrade), desk.state, default_policy()).reason == "no_level");
    CHECK(applies(action_rule(Verb::extend), desk.state, default_policy()).allowed);
  }
}

TEST_CASE("R70 a manager promises a suggestion an earlier date as well as a later one") {
  Desk desk;
  desk.state.intake = Json::object().set("contact_type", "suggestion");
  CHECK(desk.extend(desk.now + kHour_ms).empty());
  CHECK(desk.extend(desk.now + 60 * kDay_ms).empty());
  desk.state.extensions = {{desk.now, desk.now + 60 * kDay_ms}};
  CHECK(desk.extend(desk.now + 2 * kDay_ms).empty());
}
