#include <doctest/doctest.h>

#include "sync/headoffice/cases/case_detail.h"
#include "sync/headoffice/cases/case_list.h"
#include "sync/headoffice/report/report.h"
#include "tests/headoffice/kit.h"
#include "tests/headoffice/months.h"

using namespace redress;
using namespace redress::headoffice;
using namespace redress::headoffice::test;

TEST_CASE("R47 the day a shopper named begins at the mall's midnight, at head office as at the counter") {
  World world;
  Device kiosk(*world.office, "xinghe", "kiosk", "K1"), counter(*world.office, "xinghe", "counter", "C1");
  world.clock.now = kFirst + 40 * kDay_ms;
  kiosk.at = kFirst;  // noon in Hangzhou
  const auto code = make_case_code(world.random);
  kiosk.write(code, "submitted", object(R"({"contact_type":"complaint","category":"facilities","occurred":{"date":"2026-05-31"}})"), shopper());
  counter.at = kFirst - 12 * kHour_ms + 30 * kDay_ms + kHour_ms;  // thirty days after that midnight, and an hour
  counter.write(code, "escalated", object(R"({"role":"manager"})"), staff("1001", Role::service));
  world.send(kiosk.everything());
  world.send(counter.everything());
  CHECK(world.number("SELECT level FROM case_row") == 1);
}

TEST_CASE("R54 list, counts, case page and report agree on a level that age alone raised, before it and at the very moment") {
  World world;
  Device kiosk(*world.office, "xinghe", "kiosk", "K1");
  kiosk.at = kFirst;
  world.clock.now = kFirst + kHour_ms;
  const auto code = make_case_code(world.random);
  kiosk.write(code, "submitted", object(R"({"contact_type":"complaint","category":"service_attitude"})"), shopper());
  world.send(kiosk.everything());
  const auto agree = [&](int level) {
    Visitor visitor;
    visitor.person = {"9001", Role::manager, "service_desk", "钱经理"};
    visitor.mall = "xinghe";
    const auto listed = list_cases(*world.office, {}, visitor);
    REQUIRE(listed.ok());
    REQUIRE(listed->rows.size() == 1);
    CHECK(listed->rows[0].level == level);
    const auto counts = count_cases(*world.office, "xinghe", visitor);
    REQUIRE(counts.ok());
    CHECK(counts->open == 1);
    CHECK(counts->level_1 == (level == 1));
    const auto detail = case_detail(*world.office, code, visitor);
    REQUIRE(detail.ok());
    CHECK(detail->judgement->level == level);
    CHECK(detail->row.level == level);
    const auto report = make_report(*world.office, *Period::parse("2026"), {}, visitor);
    REQUIRE(report.ok());
    REQUIRE(report->overdue.size() == 1);
    CHECK(report->overdue[0].row.fact.level_at(report->as_of) == level);
    const auto& policy = world.office->rules().of("xinghe")->policy;
    CHECK(report->overdue[0].escalate_to == policy.clock_row(*policy.contact_type("complaint"), level).escalate_to);
  };
  const Instant submitted{world.number("SELECT submitted_at FROM case_row")};
  world.clock.now = submitted + 15 * kDay_ms - kHour_ms;  // a report is kept for a while, and says of when it is
  agree(4);
  world.clock.now = submitted + 15 * kDay_ms;
  agree(2);
}
