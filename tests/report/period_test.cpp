#include <doctest/doctest.h>

#include "core/report/period.h"

using namespace redress;

namespace {
Period named(std::string_view name) {
  auto period = Period::parse(name);
  REQUIRE(period);
  return *period;
}
}  // namespace

TEST_CASE("R135 a week begins on Monday, and its year is the one of its Thursday") {
  CHECK(Period::of(PeriodKind::week, {2026, 1, 1}).name() == "2026-W01");
  CHECK(Period::of(PeriodKind::week, {2027, 1, 3}).name() == "2026-W53");
  CHECK(named("2026-W47").first_day() == CivilDate{2026, 11, 16});
  CHECK(named("2026-W47").last_day() == CivilDate{2026, 11, 22});
  CHECK(named("2026-W53").after().name() == "2027-W01");
  CHECK(named("2026-W01").before().name() == "2025-W52");
  CHECK(named("2026-W53").a_year_before().name() == "2025-W52");
}

TEST_CASE("R136 R139 months, quarters, half-years and years") {
  CHECK(named("2026-02").end_day() == CivilDate{2026, 3, 1});
  CHECK(named("2024-02").last_day() == CivilDate{2024, 2, 29});
  CHECK(named("2026-Q4").first_day() == CivilDate{2026, 10, 1});
  CHECK(named("2026-Q4").after().name() == "2027-Q1");
  CHECK(named("2026-H1").before().name() == "2025-H2");
  CHECK(named("2026-01").before(13).name() == "2024-12");
  CHECK(named("2026").a_year_before().name() == "2025");
  CHECK(Period::of(PeriodKind::half_year, {2026, 7, 1}).name() == "2026-H2");
}

TEST_CASE("names that are no period are refused") {
  for (auto name : {"", "26", "2026-", "2026-13", "2026-0", "2026-00", "2026-1", "2026-W00", "2026-W54", "2025-W53", "2026-W1", "2026-Q5",
                    "2026-Q0", "2026-H3", "2026-H12", "2026-w01", "2026-1x", "x026-11", "2026-11-01"})
    CHECK_MESSAGE(!Period::parse(name), name);
  for (auto kind : kAllPeriodKinds)
    for (int day = 0; day < 1500; day += 3) {
      auto period = Period::of(kind, add_days({2023, 12, 25}, day));
      CHECK(Period::parse(period.name()) == period);
      CHECK(period.after().before() == period);
    }
}

TEST_CASE("a period begins at the mall's own midnight, also across a change of clocks") {
  auto berlin = Zone::parse_rule("CET-1CEST,M3.5.0,M10.5.0/3");
  REQUIRE(berlin.ok());
  auto march = named("2026-03");
  CHECK(march.end(*berlin) - march.begin(*berlin) == 31 * kDay_ms - kHour_ms);
}
