// Golden words: screens-shopper.md sections 8 and 10, screens-staff.md section 4.
#include <doctest/doctest.h>

#include "core/base/instant.h"
#include "core/text/dates.h"
#include "core/text/time_words.h"

using namespace redress;
using State = TimeLeft::State;

namespace {

const Catalogue& hans = Catalogue::of(Language::zh_hans);
const Catalogue& hant = Catalogue::of(Language::zh_hant);
const Catalogue& en = Catalogue::of(Language::en);

void check(const TimeLeft& time, const char* a, const char* b, const char* c) {
  CHECK(time_left_words(hans, time) == a);
  CHECK(time_left_words(hant, time) == b);
  CHECK(time_left_words(en, time) == c);
}
TimeLeft left(std::int64_t ms) { return {.left_ms = ms}; }
TimeLeft over(std::int64_t ms, std::int64_t transit_ms = 0) {
  return {.state = State::overdue, .late_ms = ms, .transit_ms = transit_ms};
}

}  // namespace

TEST_CASE("time left is said as in the staff table, rounded so that nobody is told more time than there is") {
  constexpr auto m = kMinute_ms, h = kHour_ms, d = kDay_ms;
  check(left(59'999), "不到 1 分钟", "不到 1 分鐘", "less than 1 min");
  check(left(22 * m), "剩 22 分钟", "剩 22 分鐘", "22 min left");
  check(left(22 * m + 59'999), "剩 22 分钟", "剩 22 分鐘", "22 min left");
  check(left(h - 1), "剩 59 分钟", "剩 59 分鐘", "59 min left");
  check(left(2 * h + 34 * m + 59'000), "剩 2 小时 34 分", "剩 2 小時 34 分", "2 h 34 min left");
  check(left(3 * h), "剩 3 小时", "剩 3 小時", "3 h left");
  check(left(d - 1), "剩 23 小时 59 分", "剩 23 小時 59 分", "23 h 59 min left");
  check(left(27 * h + 59 * m), "剩 1 天 3 小时", "剩 1 天 3 小時", "1 day 3 h left");
  check(left(50 * h), "剩 2 天 2 小时", "剩 2 天 2 小時", "2 days 2 h left");
  check(left(2 * d), "剩 2 天", "剩 2 天", "2 days left");
  check({.left_ms = 2 * d, .working_days_left = 2}, "剩 2 个工作日", "剩 2 個工作天", "2 working days left");
  check({.left_ms = 30 * h, .working_days_left = 1}, "剩 1 个工作日", "剩 1 個工作天", "1 working day left");
  check(over(h + 40 * m), "超时 1 小时 40 分", "逾時 1 小時 40 分", "1 h 40 min overdue");
  check(over(h + 39 * m + 1), "超时 1 小时 40 分", "逾時 1 小時 40 分", "1 h 40 min overdue");
  check(over(27 * h - 1), "超时 1 天 3 小时", "逾時 1 天 3 小時", "1 day 3 h overdue");
  check(over(d - 1), "超时 1 天", "逾時 1 天", "1 day overdue");
  check(over(7 * h, 6 * h), "超时 7 小时，其中传输 6 小时", "逾時 7 小時，其中傳輸 6 小時", "7 h overdue, 6 h of it in transit");
  check({.state = State::paused}, "已暂停", "已暫停", "Paused");
  check({.state = State::stopped_in_time, .took_ms = 40 * m}, "用时 40 分钟", "用時 40 分鐘", "took 40 min");
  check({.state = State::stopped_in_time, .took_ms = 59'999}, "用时不到 1 分钟", "用時不到 1 分鐘", "took less than 1 min");
  check({.state = State::stopped_late, .late_ms = 6 * h, .took_ms = 30 * h}, "用时 30 小时，超 6 小时", "用時 30 小時，逾 6 小時",
        "took 30 h, 6 h late");
}

TEST_CASE("a promised date carries weekday and time in every language") {
  CivilTime t{{2026, 4, 17}, 14, 6, 0};
  CHECK(promised_words(hans, t) == "4月17日（周五）14:06");
  CHECK(promised_words(hant, t) == "4月17日（週五）14:06");
  CHECK(promised_words(en, t) == "Fri 17 April, 14:06");
  CHECK(promised_before_words(hans, t) == "4月17日（周五）14:06 前");
  CHECK(promised_before_words(en, t) == "by Fri 17 April, 14:06");
  CHECK(hans.text("review.promise"_msg, {{"t", promised_words(hans, t)}}) == "提交后，最晚 4月17日（周五）14:06 前首次答复您");
}

TEST_CASE("a day of another year is told with its year, a day of this year without") {
  const CivilTime t{{2026, 4, 17}, 14, 6, 0};
  CHECK(promised_words(hans, t, 2026) == "4月17日（周五）14:06");
  CHECK(promised_words(hans, t, 2027) == "2026年4月17日（周五）14:06");
  CHECK(promised_words(en, t, 2025) == "Fri 17 April 2026, 14:06");
  CHECK(day_words(hant, t.date, 2027) == "2026年4月17日");
  CHECK(day_time_words(en, t, 2027) == "17 April 2026, 14:06");
}

TEST_CASE("days are said as on the screens") {
  CHECK(day_part_words(hans, {2026, 4, 12}, "morning", 2026) == "4月12日（周日）上午");
  CHECK(day_part_words(hans, {2026, 4, 12}, "morning", 2027) == "2026年4月12日（周日）上午");
  CHECK(day_weekday_words(en, {2026, 4, 12}, 2027) == "Sun 12 April 2026");
  CHECK(day_part_words(en, {2026, 4, 12}, "morning", 2026) == "Sun 12 April, morning");
  CHECK(bar_day_words(hans, {2026, 3, 17}) == "3月17日 周二");
  CHECK(bar_day_words(en, {2026, 3, 17}) == "Tue 17 Mar");
  CHECK(full_day_time_words(hans, {{2026, 4, 16}, 14, 6, 0}) == "2026年4月16日 14:06");
  CHECK(full_day_time_words(en, {{2026, 4, 16}, 14, 6, 0}) == "16 April 2026, 14:06");
  CivilDate today{2026, 12, 31};
  CHECK(relative_words(hans, {today, 14, 48, 0}, today) == "今天 14:48");
  CHECK(relative_words(en, {today, 14, 48, 0}, today) == "14:48 today");
  CHECK(relative_words(hant, {{2027, 1, 1}, 9, 5, 0}, today) == "明天 09:05");
  CHECK(relative_words(hans, {{2026, 12, 30}, 9, 5, 0}, today) == "昨天 09:05");
  CHECK(relative_words(hans, {{2027, 1, 2}, 9, 5, 0}, today) == "2027年1月2日（周六）09:05");
  CHECK(days_ago_words(hans, {2026, 12, 27}, today) == "4 天前");
  CHECK(days_ago_words(en, {2026, 12, 29}, today) == "2 days ago");
}

TEST_CASE("places and plurals are filled, missing values stay visible") {
  CHECK(fill_template("{n} {n|day|days} ago", {{"n", 1}}) == "1 day ago");
  CHECK(fill_template("{n} {n|day|days} ago", {{"n", 2}}) == "2 days ago");
  CHECK(fill_template("{n} {n|day|days} ago", {{"n", 0}}) == "0 days ago");
  CHECK(fill_template("a {x} b", {}) == "a {x} b");
  CHECK(fill_template("{a}{b}", {{"a", "{b}"}, {"b", "c"}}) == "{b}c");  // values are never read as places
  CHECK(hans.text("no.such"_msg) == "⟦no.such⟧");
  CHECK(group_digits(1995) == "1,995");
  CHECK(group_digits(-1234567) == "-1,234,567");
  CHECK(group_digits(999) == "999");
}
