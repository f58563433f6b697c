#include "core/text/dates.h"

#include <cstdio>

namespace redress {
namespace {

TextArgs day_args(const Catalogue& words, CivilDate d, std::string_view month_area = "date.month") {
  return {{"year", d.year},
          {"month", words.text_of(month_area, std::to_string(d.month))},
          {"day", d.day},
          {"weekday", weekday_words(words, d)}};
}

}  // namespace

std::string clock_words(CivilTime t) {
  char out[24];
  std::snprintf(out, sizeof out, "%02d:%02d", t.hour, t.minute);
  return out;
}

std::string weekday_words(const Catalogue& words, CivilDate d) {
  return words.text_of("date.weekday", std::to_string(weekday(d)));
}

std::string promised_words(const Catalogue& words, CivilTime t) {
  return words.text("date.promised"_msg, {{"day", day_weekday_words(words, t.date)}, {"time", clock_words(t)}});
}

std::string promised_before_words(const Catalogue& words, CivilTime t) {
  return words.text("date.before"_msg, {{"t", promised_words(words, t)}});
}

std::string day_words(const Catalogue& words, CivilDate d) { return words.text("date.day"_msg, day_args(words, d)); }

std::string short_day_words(const Catalogue& words, CivilDate d, int this_year) {
  const auto args = day_args(words, d, "date.month_short");
  return d.year == this_year ? words.text("date.day"_msg, args) : words.text("date.day_year"_msg, args);
}

std::string day_weekday_words(const Catalogue& words, CivilDate d) {
  return words.text("date.day_weekday"_msg, day_args(words, d));
}

std::string full_day_weekday_words(const Catalogue& words, CivilDate d) {
  return words.text("date.day_weekday_year"_msg, day_args(words, d));
}

std::string bar_day_words(const Catalogue& words, CivilDate d) {
  return words.text("date.day_weekday_bar"_msg, day_args(words, d, "date.month_short"));
}

std::string full_day_words(const Catalogue& words, CivilDate d) {
  return words.text("date.day_year"_msg, day_args(words, d));
}

std::string month_words(const Catalogue& words, int year, int month) {
  return words.text("date.month_year"_msg, day_args(words, {year, month, 1}));
}

std::string day_time_words(const Catalogue& words, CivilTime t) {
  return words.text("date.day_time"_msg, {{"day", day_words(words, t.date)}, {"time", clock_words(t)}});
}

std::string full_day_time_words(const Catalogue& words, CivilTime t) {
  return words.text("date.day_time"_msg, {{"day", full_day_words(words, t.date)}, {"time", clock_words(t)}});
}

std::string day_weekday_words(const Catalogue& words, CivilDate d, int this_year) {
  return d.year == this_year ? day_weekday_words(words, d) : full_day_weekday_words(words, d);
}

std::string day_part_words(const Catalogue& words, CivilDate d, std::string_view part, int this_year) {
  std::string day = day_weekday_words(words, d, this_year);
  if (part.empty()) return day;
  return words.text("date.day_part"_msg, {{"day", day}, {"part", words.text_of("date.part", part)}});
}

std::string day_words(const Catalogue& words, CivilDate d, int this_year) {
  return d.year == this_year ? day_words(words, d) : full_day_words(words, d);
}

std::string day_time_words(const Catalogue& words, CivilTime t, int this_year) {
  return t.date.year == this_year ? day_time_words(words, t) : full_day_time_words(words, t);
}

std::string promised_words(const Catalogue& words, CivilTime t, int this_year) {
  return words.text("date.promised"_msg, {{"day", day_weekday_words(words, t.date, this_year)}, {"time", clock_words(t)}});
}

std::string relative_words(const Catalogue& words, CivilTime t, CivilDate today) {
  std::int64_t ahead = days_from_civil(t.date) - days_from_civil(today);
  if (ahead < -1 || ahead > 1) return promised_words(words, t, today.year);
  MessageKey day = ahead == 0 ? "date.today"_msg : ahead == 1 ? "date.tomorrow"_msg : "date.yesterday"_msg;
  return words.text("date.relative_time"_msg, {{"day", words.text(day)}, {"time", clock_words(t)}});
}

std::string days_ago_words(const Catalogue& words, CivilDate d, CivilDate today) {
  std::int64_t days = days_from_civil(today) - days_from_civil(d);
  if (days <= 0) return words.text("date.today"_msg);
  if (days == 1) return words.text("date.yesterday"_msg);
  return words.text("date.days_ago"_msg, {{"n", days}});
}

}  // namespace redress
