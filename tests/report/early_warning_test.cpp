#include "core/report/early_warning.h"

#include <doctest/doctest.h>

using namespace redress;

namespace {

constexpr CivilDate kFirst{2026, 3, 2};  // a Monday

// Ten weeks: two on a weekday, nine on a Saturday and a Sunday.
CategoryDays ten_weeks() {
  CategoryDays out;
  auto first = days_from_civil(kFirst);
  for (int i = 0; i < 70; ++i) out["facilities"][first + i] = i % 7 < 5 ? 2 : 9;
  return out;
}

}  // namespace

TEST_CASE(
    "R158 a day is compared with the same weekday before: more than ever on that day gives an early "
    "warning") {
  auto counts = ten_weeks();
  auto last_week = add_days(kFirst, 63), end = add_days(kFirst, 70);
  CHECK(early_warnings(counts, last_week, end, 3).empty());
  counts["facilities"][days_from_civil(add_days(last_week, 1))] =
      6;  // Tuesday: more than any, yet less than a Saturday
  counts["facilities"][days_from_civil(add_days(last_week, 5))] = 9;  // Saturday: as ever
  counts["facilities"][days_from_civil(add_days(last_week, 6))] = 10;
  CHECK(early_warnings(counts, last_week, end, 3) ==
        std::vector<DayWarning>{{"facilities", add_days(last_week, 1), 6, 2},
                                {"facilities", add_days(last_week, 6), 10, 9}});
}

TEST_CASE("R157 few complaints and a short record warn of nothing; a new category of an old record does") {
  CategoryDays counts;
  auto first = days_from_civil(kFirst);
  counts["safety"][first + 14] = 50;
  CHECK(early_warnings(counts, kFirst, add_days(kFirst, 21), 3).empty());  // nothing to compare with
  counts["other"][first - 7] = 1;
  CHECK(early_warnings(counts, kFirst, add_days(kFirst, 21), 3) ==
        std::vector<DayWarning>{{"safety", add_days(kFirst, 14), 50, 0}});
  counts["safety"][first + 14] = 2;
  CHECK(early_warnings(counts, kFirst, add_days(kFirst, 21), 3).empty());
}
