// Calendar dates and wall-clock times without a zone (proleptic Gregorian). ISO weeks: Monday is 1 (R135).
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace redress {

struct CivilDate {
  int year = 1970, month = 1, day = 1;
  auto operator<=>(const CivilDate&) const = default;
};

struct CivilTime {
  CivilDate date;
  int hour = 0, minute = 0, second = 0;
  auto operator<=>(const CivilTime&) const = default;
};

struct IsoWeek {
  int year = 1970, week = 1;
  auto operator<=>(const IsoWeek&) const = default;
};

std::int64_t days_from_civil(CivilDate date);  // since 1970-01-01
CivilDate civil_from_days(std::int64_t days);
bool is_valid(CivilDate date);
int days_in_month(int year, int month);
int weekday(CivilDate date);  // 1 Monday … 7 Sunday
IsoWeek iso_week(CivilDate date);
CivilDate add_days(CivilDate date, std::int64_t days);

// Seconds since 1970 as if the time were UTC, and back.
std::int64_t seconds_from_civil(CivilTime time);
CivilTime civil_from_seconds(std::int64_t seconds);

// "2026-04-12"; exactly this form, a real day.
std::optional<CivilDate> parse_date(std::string_view text);
std::string to_iso(CivilDate date);
// "09:30" to minutes since midnight; "24:00" is 1440.
std::optional<int> parse_clock_minutes(std::string_view text);

}  // namespace redress
