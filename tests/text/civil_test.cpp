#include <doctest/doctest.h>

#include <ctime>
#include <fstream>
#include <iterator>

#include "core/base/civil.h"
#include "core/base/zone.h"

using namespace redress;

TEST_CASE("days and civil dates are inverse, and weekdays and ISO weeks agree with the C library") {
  int weekday_before = weekday(civil_from_days(-800000));
  for (std::int64_t day = -799999; day < 800000; ++day) {
    CivilDate date = civil_from_days(day);
    REQUIRE(is_valid(date));
    REQUIRE(days_from_civil(date) == day);
    REQUIRE(weekday(date) == weekday_before % 7 + 1);
    weekday_before = weekday(date);
  }
  for (std::int64_t day = -3000; day < 40000; day += 1) {
    std::time_t t = day * 86400;
    std::tm tm{};
    gmtime_r(&t, &tm);
    CivilDate date = civil_from_days(day);
    REQUIRE(date == CivilDate{tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday});
    char text[16];
    std::strftime(text, sizeof text, "%G-%V-%u", &tm);
    IsoWeek week = iso_week(date);
    char ours[48];
    std::snprintf(ours, sizeof ours, "%d-%02d-%d", week.year, week.week, weekday(date));
    REQUIRE(std::string(ours) == text);
  }
}

TEST_CASE("only real days and times in their one form are read") {
  CHECK(parse_date("2024-02-29") == CivilDate{2024, 2, 29});
  CHECK_FALSE(parse_date("2023-02-29"));
  CHECK_FALSE(parse_date("2026-13-01"));
  CHECK_FALSE(parse_date("2026-4-01"));
  CHECK_FALSE(parse_date("2026/04/01"));
  CHECK(parse_clock_minutes("09:30") == 570);
  CHECK(parse_clock_minutes("24:00") == 1440);
  CHECK_FALSE(parse_clock_minutes("24:01"));
  CHECK_FALSE(parse_clock_minutes("9:30"));
}

namespace {

Zone system_zone(const std::string& name) {
  std::ifstream in("/usr/share/zoneinfo/" + name, std::ios::binary);
  REQUIRE_MESSAGE(in, "tzdata is not installed");
  std::string bytes((std::istreambuf_iterator<char>(in)), {});
  auto zone = Zone::parse_tzif(as_bytes(bytes));
  REQUIRE_MESSAGE(zone.ok(), (zone.ok() ? "" : zone.error().what));
  return zone.value();
}

}  // namespace

TEST_CASE("local times agree with the C library hour by hour from 1950 to 2090") {
  for (const char* name : {"Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo",
                           "Africa/Casablanca", "Asia/Kathmandu"}) {
    Zone zone = system_zone(name);
    setenv("TZ", name, 1);
    tzset();
    for (std::int64_t s = -20LL * 366 * 86400; s < 120LL * 365 * 86400; s += 3 * 3600 + 7) {
      std::time_t t = s;
      std::tm tm{};
      localtime_r(&t, &tm);
      REQUIRE_MESSAGE(zone.offset_s({s * 1000}) == tm.tm_gmtoff, name << " at " << s);
    }
  }
  unsetenv("TZ");
  tzset();
}

TEST_CASE("a local time leads back to its instant; gaps move on and doubled hours take the first") {
  Zone berlin = system_zone("Europe/Berlin");
  for (std::int64_t s = 1'700'000'000; s < 1'800'000'000; s += 1801) {
    CivilTime local = berlin.local({s * 1000});
    std::int64_t back = berlin.utc(local).ms / 1000;
    bool doubled = back == s - 3600 && berlin.local({back * 1000}) == local;
    REQUIRE((back == s || doubled));
  }
  // 29 March 2026: 02:00 becomes 03:00. 25 October 2026: 03:00 becomes 02:00.
  CHECK(berlin.local(berlin.utc({{2026, 3, 29}, 2, 30, 0})) == CivilTime{{2026, 3, 29}, 3, 30, 0});
  CHECK(berlin.offset_s(berlin.utc({{2026, 10, 25}, 2, 30, 0})) == 7200);
  CHECK(berlin.utc({{2026, 3, 30}, 12, 0, 0}) - berlin.utc({{2026, 3, 28}, 12, 0, 0}) == 47 * kHour_ms);
}

TEST_CASE("a POSIX rule alone gives the same local times as the full file") {
  auto rule = Zone::parse_rule("CET-1CEST,M3.5.0,M10.5.0/3");
  REQUIRE(rule.ok());
  Zone berlin = system_zone("Europe/Berlin");
  for (std::int64_t s = 1'000'000'000; s < 3'000'000'000; s += 5403)
    REQUIRE(rule->offset_s({s * 1000}) == berlin.offset_s({s * 1000}));
  auto south = Zone::parse_rule("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0");
  REQUIRE(south.ok());
  Zone lord_howe = system_zone("Australia/Lord_Howe");
  for (std::int64_t s = 1'400'000'000; s < 2'000'000'000; s += 5403)
    REQUIRE(south->offset_s({s * 1000}) == lord_howe.offset_s({s * 1000}));
  CHECK(Zone::parse_rule("CST-8")->offset_s({0}) == 8 * 3600);
  for (const char* bad : {"", "C-8", "CST", "CST-8CDT", "CST-8 ", "CET-1CEST,M13.5.0,M10.5.0", "CET-1CEST,M3.5.0"})
    CHECK_FALSE(Zone::parse_rule(bad).ok());
}

TEST_CASE("damaged time zone files are refused, whatever the damage") {
  std::ifstream in("/usr/share/zoneinfo/Europe/Berlin", std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(in)), {});
  CHECK_FALSE(Zone::parse_tzif({}).ok());
  CHECK_FALSE(Zone::parse_tzif(as_bytes("TZif")).ok());
  for (std::size_t size = 0; size + 40 < bytes.size(); size += 13)
    CHECK_FALSE(Zone::parse_tzif(as_bytes(std::string_view(bytes).substr(0, size))).ok());
  for (std::size_t at = 0; at < bytes.size(); ++at) {  // any single byte: an error or a zone, never a crash
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
    auto zone = Zone::parse_tzif(as_bytes(damaged));
    if (zone.ok()) CHECK(zone->offset_s({1'700'000'000'000}) != 1);
  }
}
