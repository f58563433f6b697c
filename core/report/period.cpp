#include "core/report/period.h"

#include <charconv>

namespace redress {

namespace {

int months_of(PeriodKind kind) {
  switch (kind) {
    case PeriodKind::week: return 0;
    case PeriodKind::month: return 1;
    case PeriodKind::quarter: return 3;
    case PeriodKind::half_year: return 6;
    case PeriodKind::year: return 12;
  }
  return 0;
}

CivilDate add_months(CivilDate first, int months) {
  int all = first.year * 12 + first.month - 1 + months;
  return {all / 12, all % 12 + 1, 1};
}

// All of the text is a number of one or two digits.
std::optional<int> short_number(std::string_view text) {
  int number = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || text.size() > 2 || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// 4 January always lies in week 1.
CivilDate first_day_of_week(int year, int week) {
  CivilDate fourth{year, 1, 4};
  return add_days(fourth, 1 - weekday(fourth) + (week - 1) * 7);
}

std::string two(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

}  // namespace

Period Period::of(PeriodKind kind, CivilDate day) {
  if (kind == PeriodKind::week) return {kind, add_days(day, 1 - weekday(day))};
  int months = months_of(kind);
  return {kind, {day.year, (day.month - 1) / months * months + 1, 1}};
}

std::optional<Period> Period::parse(std::string_view name) {
  int year = 0;
  if (name.size() < 4) return std::nullopt;
  auto [end, error] = std::from_chars(name.data(), name.data() + 4, year);
  if (error != std::errc{} || end != name.data() + 4 || year < 1970 || year > 2200) return std::nullopt;
  if (name.size() == 4) return of(PeriodKind::year, {year, 1, 1});
  if (name.size() < 6 || name[4] != '-') return std::nullopt;
  bool letter = name[5] == 'W' || name[5] == 'Q' || name[5] == 'H';
  auto number = short_number(name.substr(letter ? 6 : 5));
  if (!number || *number < 1) return std::nullopt;
  if (name[5] == 'W') {
    auto monday = first_day_of_week(year, *number);
    if (name.size() != 8 || iso_week(monday) != IsoWeek{year, *number}) return std::nullopt;
    return of(PeriodKind::week, monday);
  }
  auto kind = name[5] == 'Q' ? PeriodKind::quarter : name[5] == 'H' ? PeriodKind::half_year : PeriodKind::month;
  int months = months_of(kind);
  if (*number > 12 / months || name.size() != 7) return std::nullopt;
  return of(kind, {year, (*number - 1) * months + 1, 1});
}

CivilDate Period::end_day() const {
  return kind_ == PeriodKind::week ? add_days(first_, 7) : add_months(first_, months_of(kind_));
}

Period Period::before(int periods) const {
  return {kind_, kind_ == PeriodKind::week ? add_days(first_, -7 * periods)
                                           : add_months(first_, -months_of(kind_) * periods)};
}

Period Period::a_year_before() const {
  if (kind_ != PeriodKind::week) return {kind_, {first_.year - 1, first_.month, 1}};
  auto week = iso_week(first_);
  auto monday = first_day_of_week(week.year - 1, week.week);
  // A week 53 is compared with the last week of a year that has none.
  return {kind_, iso_week(monday).year == week.year - 1 ? monday : add_days(monday, -7)};
}

int Period::year() const { return kind_ == PeriodKind::week ? iso_week(first_).year : first_.year; }

int Period::number() const {
  switch (kind_) {
    case PeriodKind::week: return iso_week(first_).week;
    case PeriodKind::year: return first_.year;
    default: return (first_.month - 1) / months_of(kind_) + 1;
  }
}

std::string Period::name() const {
  auto year_text = std::to_string(year());
  switch (kind_) {
    case PeriodKind::week: return year_text + "-W" + two(number());
    case PeriodKind::month: return year_text + "-" + two(number());
    case PeriodKind::quarter: return year_text + "-Q" + std::to_string(number());
    case PeriodKind::half_year: return year_text + "-H" + std::to_string(number());
    case PeriodKind::year: return year_text;
  }
  return year_text;
}

}  // namespace redress
