#include "core/base/civil.h"

#include <cstdio>

namespace redress {
namespace {

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

// Years are counted from March, so that the leap day is the last day of its year.
std::int64_t days_from_civil(CivilDate date) {
  std::int64_t year = date.month <= 2 ? date.year - 1 : date.year;
  std::int64_t era = floor_div(year, 400);
  std::int64_t year_of_era = year - era * 400;
  std::int64_t day_of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
  std::int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

CivilDate civil_from_days(std::int64_t days) {
  days += 719468;
  std::int64_t era = floor_div(days, 146097);
  std::int64_t day_of_era = days - era * 146097;
  std::int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  std::int64_t from_march = (5 * day_of_year + 2) / 153;
  int day = static_cast<int>(day_of_year - (153 * from_march + 2) / 5 + 1);
  int month = static_cast<int>(from_march < 10 ? from_march + 3 : from_march - 9);
  return {static_cast<int>(year_of_era + era * 400 + (month <= 2 ? 1 : 0)), month, day};
}

int days_in_month(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12) return 0;
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[month - 1];
}

bool is_valid(CivilDate date) { return date.day >= 1 && date.day <= days_in_month(date.year, date.month); }

int weekday(CivilDate date) {
  std::int64_t from_monday = days_from_civil(date) + 3;  // 1970-01-01 was a Thursday
  return static_cast<int>(from_monday - floor_div(from_monday, 7) * 7) + 1;
}

IsoWeek iso_week(CivilDate date) {
  // A week belongs to the year of its Thursday.
  CivilDate thursday = add_days(date, 4 - weekday(date));
  std::int64_t first = days_from_civil({thursday.year, 1, 1});
  return {thursday.year, static_cast<int>((days_from_civil(thursday) - first) / 7) + 1};
}

CivilDate add_days(CivilDate date, std::int64_t days) { return civil_from_days(days_from_civil(date) + days); }

std::int64_t seconds_from_civil(CivilTime time) {
  return days_from_civil(time.date) * 86400 + time.hour * 3600 + time.minute * 60 + time.second;
}

CivilTime civil_from_seconds(std::int64_t seconds) {
  std::int64_t days = floor_div(seconds, 86400);
  int rest = static_cast<int>(seconds - days * 86400);
  return {civil_from_days(days), rest / 3600, rest / 60 % 60, rest % 60};
}

std::optional<CivilDate> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  auto year = digits(text.substr(0, 4)), month = digits(text.substr(5, 2)), day = digits(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  CivilDate date{*year, *month, *day};
  if (!is_valid(date)) return std::nullopt;
  return date;
}

std::string to_iso(CivilDate date) {
  char out[40];
  std::snprintf(out, sizeof out, "%04d-%02d-%02d", date.year, date.month, date.day);
  return out;
}

std::optional<int> parse_clock_minutes(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  auto hour = digits(text.substr(0, 2)), minute = digits(text.substr(3, 2));
  if (!hour || !minute || *minute > 59) return std::nullopt;
  int minutes = *hour * 60 + *minute;
  if (minutes > 24 * 60) return std::nullopt;
  return minutes;
}

}  // namespace redress
