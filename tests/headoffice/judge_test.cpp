#include <doctest/doctest.h>

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
