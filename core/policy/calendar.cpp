#include "core/policy/calendar.h"

#include <algorithm>

namespace redress {
namespace {

constexpr std::string_view kWeekdays[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
constexpr int kMostDays = 4000;  // a search that finds nothing in eleven years ends

std::vector<OpenInterval> read_intervals(ObjectReader& reader, std::string_view key) {
  std::vector<OpenInterval> out;
  reader.each(key, false, [&](const Json& item, const std::string& path) {
    auto from = parse_clock_minutes(item.items().size() == 2 ? item.items()[0].string() : "");
    auto to = parse_clock_minutes(item.items().size() == 2 ? item.items()[1].string() : "");
    if (!from || !to || *from >= *to || (!out.empty() && *from < out.back().to_minute))
      reader.errors().add(path, "must be [\"09:00\", \"12:00\"], in order and without overlap");
    else
      out.push_back({*from, *to});
  });
  return out;
}

constexpr std::int64_t kDay_s = 86400;

// One day after the other: the next one is mostly known without dividing.
struct Day {
  explicit Day(std::int64_t wall_s) : date(civil_from_seconds(wall_s).date), number(days_from_civil(date)) {}
  void next() {
    ++number;
    if (date.day < 28)
      ++date.day;
    else
      date = civil_from_days(number);
  }
  std::int64_t begin_s() const { return number * kDay_s; }
  int weekday() const {
    return static_cast<int>(((number + 3) % 7 + 7) % 7) + 1;
  }  // 1970-01-01 was a Thursday
  CivilDate date;
  std::int64_t number;
};

const std::vector<OpenInterval>& open_on(const Calendar& calendar, CivilDate date, int weekday) {
  static const std::vector<OpenInterval> none;
  if (std::binary_search(calendar.make_up_days.begin(), calendar.make_up_days.end(), date)) {
    for (const auto& day : calendar.week)
      if (!day.empty()) return day;
  }
  auto holiday = std::lower_bound(calendar.holidays.begin(), calendar.holidays.end(), date,
                                  [](const Holiday& a, CivilDate b) { return a.date < b; });
  if (holiday != calendar.holidays.end() && holiday->date == date) return none;
  return calendar.week[static_cast<std::size_t>(weekday - 1)];
}

const std::vector<OpenInterval>& open_on(const Calendar& calendar, const Day& day) {
  return open_on(calendar, day.date, day.weekday());
}

// Uses up `left` inside [from, to) less pauses, in any one unit; where it is used up, or nothing.
struct Stretch {
  std::int64_t from, to;
};
std::optional<std::int64_t> consume(Stretch open, const std::vector<Stretch>& pauses, std::int64_t& left) {
  std::int64_t at = open.from;
  for (const auto& pause : pauses) {
    if (pause.to <= at) continue;
    if (pause.from >= open.to) break;
    std::int64_t run = std::max<std::int64_t>(0, pause.from - at);
    if (run >= left) return at + left;
    left -= run;
    at = pause.to;
    if (at >= open.to) return std::nullopt;
  }
  if (open.to - at >= left) return at + left;
  left -= open.to - at;
  return std::nullopt;
}

// What a stretch has less its pauses.
std::int64_t open_part(Stretch open, const std::vector<Stretch>& pauses) {
  std::int64_t sum = std::max<std::int64_t>(0, open.to - open.from);
  for (const auto& pause : pauses) {
    if (pause.from >= open.to) break;
    sum -= std::max<std::int64_t>(0, std::min(pause.to, open.to) - std::max(pause.from, open.from));
  }
  return sum;
}

std::vector<Stretch> in_ms(const std::vector<TimeSpan>& spans) {
  std::vector<Stretch> out;
  for (const auto& span : spans) out.push_back({span.from.ms, span.to.ms});
  return out;
}

std::vector<Stretch> on_the_wall(const Zone& zone, const std::vector<TimeSpan>& spans) {
  std::vector<Stretch> out;
  for (const auto& span : spans) out.push_back({zone.wall_s(span.from), zone.wall_s(span.to)});
  return out;
}

Instant add_business_time(const Calendar& calendar, const Zone& zone, Instant start, std::int64_t left_ms, const std::vector<Stretch>& pauses) {
  Day day(zone.wall_s(start));
  const auto at_minute = [&](int minute) { return zone.at_wall_s(day.begin_s() + minute * 60); };
  for (int i = 0; i < kMostDays; ++i, day.next()) {
    for (const auto& open : open_on(calendar, day)) {
      Stretch stretch{std::max(at_minute(open.from_minute), start).ms, at_minute(open.to_minute).ms};
      if (stretch.from >= stretch.to) continue;
      if (auto end = consume(stretch, pauses, left_ms)) return {*end};
    }
  }
  return start;
}

// Working days are counted on the mall's wall clock, so that a day of 23 or 25 hours is one day.
Instant add_working_time(const Calendar& calendar, const Zone& zone, Instant start, std::int64_t left_s, const std::vector<TimeSpan>& pauses) {
  const auto wall_pauses = on_the_wall(zone, pauses);
  const std::int64_t begin = zone.wall_s(start);
  Day day(begin);
  for (int i = 0; i < kMostDays; ++i, day.next()) {
    if (open_on(calendar, day).empty()) continue;
    const auto midnight = day.begin_s();
    auto end = consume({std::max(begin, midnight), midnight + kDay_s}, wall_pauses, left_s);
    if (!end) continue;
    bool end_of_day = *end == midnight + kDay_s;
    return zone.at_wall_s(end_of_day ? *end - 60 : *end);
  }
  return start;
}

std::int64_t business_ms(const Calendar& calendar, const Zone& zone, Instant from, Instant to, const std::vector<Stretch>& pauses) {
  std::int64_t sum_ms = 0;
  const std::int64_t end = zone.wall_s(to);
  Day day(zone.wall_s(from));
  const auto at_minute = [&](int minute) { return zone.at_wall_s(day.begin_s() + minute * 60); };
  for (int i = 0; i < kMostDays && day.begin_s() <= end; ++i, day.next())
    for (const auto& open : open_on(calendar, day))
      sum_ms += open_part({std::max(at_minute(open.from_minute), from).ms, std::min(at_minute(open.to_minute), to).ms}, pauses);
  return sum_ms;
}

std::int64_t working_s(const Calendar& calendar, const Zone& zone, Instant from, Instant to, const std::vector<TimeSpan>& pauses) {
  const std::int64_t begin = zone.wall_s(from), end = zone.wall_s(to);
  const auto wall_pauses = on_the_wall(zone, pauses);
  std::int64_t sum_s = 0;
  Day day(begin);
  for (int i = 0; i < kMostDays && day.begin_s() < end; ++i, day.next())
    if (!open_on(calendar, day).empty())
      sum_s += open_part({std::max(begin, day.begin_s()), std::min(end, day.begin_s() + kDay_s)}, wall_pauses);
  return sum_s;
}

}  // namespace

const std::vector<OpenInterval>& Calendar::intervals(CivilDate date) const {
  return open_on(*this, date, weekday(date));
}

Calendar read_calendar(ObjectReader& reader) {
  Calendar out;
  bool any = false;
  reader.object("week", [&](ObjectReader& week) {
    for (std::size_t i = 0; i < 7; ++i) {
      out.week[i] = read_intervals(week, kWeekdays[i]);
      any = any || !out.week[i].empty();
    }
  });
  if (!any) reader.fail("week", "needs at least one open interval");
  reader.each("holidays", false, [&](const Json& item, const std::string& path) {
    ObjectReader holiday(item, path, reader.errors());
    out.holidays.push_back({holiday.date("date"), holiday.text("name")});
    holiday.done();
  });
  reader.each("make_up_days", false, [&](const Json& item, const std::string& path) {
    auto date = parse_date(item.string());
    if (date) out.make_up_days.push_back(*date);
    else reader.errors().add(path, "must be a day such as 2026-02-14");
  });
  std::sort(out.holidays.begin(), out.holidays.end(), [](const auto& a, const auto& b) { return a.date < b.date; });
  std::sort(out.make_up_days.begin(), out.make_up_days.end());
  for (std::size_t i = 0; i < out.holidays.size(); ++i) {
    CivilDate date = out.holidays[i].date;
    if (i && out.holidays[i - 1].date == date) reader.fail("holidays", to_iso(date) + " stands twice");
    if (std::binary_search(out.make_up_days.begin(), out.make_up_days.end(), date))
      reader.fail("make_up_days", to_iso(date) + " is a holiday too");
  }
  return out;
}

Duration read_duration(ObjectReader& reader) {
  Duration out;
  out.amount = static_cast<int>(reader.integer("amount", 1, 10000));
  std::string unit = reader.word("unit", {"calendar_hours", "business_hours", "working_days"});
  out.unit = unit == "business_hours" ? TimeUnit::business_hours
             : unit == "working_days" ? TimeUnit::working_days
                                      : TimeUnit::calendar_hours;
  return out;
}

std::vector<TimeSpan> merge_spans(std::vector<TimeSpan> spans) {
  std::erase_if(spans, [](const TimeSpan& s) { return s.to <= s.from; });
  std::sort(spans.begin(), spans.end(), [](const auto& a, const auto& b) { return a.from < b.from; });
  std::vector<TimeSpan> out;
  for (const auto& span : spans) {
    if (!out.empty() && span.from <= out.back().to) out.back().to = std::max(out.back().to, span.to);
    else out.push_back(span);
  }
  return out;
}

Instant add_duration(const Calendar& calendar, const Zone& zone, Instant start, Duration duration,
                     const std::vector<TimeSpan>& pauses) {
  const std::int64_t unit_ms = duration.unit == TimeUnit::working_days ? kDay_ms : kHour_ms;
  return add_running(calendar, zone, start, duration.unit, duration.amount * unit_ms, pauses);
}

Instant add_running(const Calendar& calendar, const Zone& zone, Instant start, TimeUnit unit, std::int64_t running_ms,
                    const std::vector<TimeSpan>& pauses) {
  switch (unit) {
    case TimeUnit::business_hours: return add_business_time(calendar, zone, start, running_ms, in_ms(pauses));
    case TimeUnit::working_days: return add_working_time(calendar, zone, start, running_ms / 1000, pauses);
    case TimeUnit::calendar_hours: break;
  }
  auto end = consume({start.ms, INT64_MAX / 2}, in_ms(pauses), running_ms);
  return end ? Instant{*end} : start;
}

std::optional<int> unplanned_year(const Calendar& calendar, CivilDate today) {
  constexpr int kAhead_days = 60;
  if (calendar.holidays.empty()) return std::nullopt;
  const int planned = calendar.holidays.back().date.year;
  return add_days(today, kAhead_days).year > planned ? std::optional(planned + 1) : std::nullopt;
}

std::int64_t ran_ms(const Calendar& calendar, const Zone& zone, TimeUnit unit, Instant from, Instant to,
                    const std::vector<TimeSpan>& pauses) {
  switch (unit) {
    case TimeUnit::business_hours: return business_ms(calendar, zone, from, to, in_ms(pauses));
    case TimeUnit::working_days: return working_s(calendar, zone, from, to, pauses) * 1000;
    case TimeUnit::calendar_hours: break;
  }
  return open_part({from.ms, to.ms}, in_ms(pauses));
}

int whole_working_days(const Calendar& calendar, const Zone& zone, Instant from, Instant to) {
  return static_cast<int>(ran_ms(calendar, zone, TimeUnit::working_days, from, to, {}) / kDay_ms);
}

}  // namespace redress
