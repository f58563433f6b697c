// When a mall's staff work (R67, R81): several intervals a day, holidays, make-up working days (调休).
// Dates and minutes are of the mall's own time zone. Immutable; any thread.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/base/civil.h"
#include "core/base/instant.h"
#include "core/base/zone.h"
#include "core/policy/document_reader.h"

namespace redress {

struct OpenInterval {
  int from_minute = 0, to_minute = 0;  // of the day, to is exclusive, at most 1440
};

struct Holiday {
  CivilDate date;
  std::string name;
};

struct Calendar {
  std::array<std::vector<OpenInterval>, 7> week;  // Monday first
  std::vector<Holiday> holidays;                  // by date
  std::vector<CivilDate> make_up_days;            // by date; worked as the first working weekday

  // Empty on days nobody works.
  const std::vector<OpenInterval>& intervals(CivilDate date) const;
  bool working_day(CivilDate date) const { return !intervals(date).empty(); }
};

// The object {week, holidays, make_up_days}; at least one interval a week.
Calendar read_calendar(ObjectReader& reader);

enum class TimeUnit { calendar_hours, business_hours, working_days };
struct Duration {
  int amount = 0;
  TimeUnit unit = TimeUnit::calendar_hours;
  bool operator==(const Duration&) const = default;
};
Duration read_duration(ObjectReader& reader);

struct TimeSpan {
  Instant from, to;
};
// Sorted, joined, empty ones removed: an interval counts once however often it is named.
std::vector<TimeSpan> merge_spans(std::vector<TimeSpan> spans);

// When `duration` after `start` is over, not counting `pauses` (merged).
// Business hours run while the calendar is open. A working-day clock runs all 24 hours of working days and
// stands still on others: Friday 14:00 + 3 is Wednesday 14:00; a Saturday + 3 is the end of Wednesday, said
// as 23:59. The wall clock counts, so a day of 23 or 25 hours is one day.
Instant add_duration(const Calendar& calendar, const Zone& zone, Instant start, Duration duration,
                     const std::vector<TimeSpan>& pauses = {});

// The same for a part of one: `running_ms` of a clock of that unit. What ran between two moments is the way back.
Instant add_running(const Calendar& calendar, const Zone& zone, Instant start, TimeUnit unit, std::int64_t running_ms,
                    const std::vector<TimeSpan>& pauses);
std::int64_t ran_ms(const Calendar& calendar, const Zone& zone, TimeUnit unit, Instant from, Instant to,
                    const std::vector<TimeSpan>& pauses);

// The first year whose holidays are not planned though it begins within 60 days or has begun: its holidays would count as
// working days in every deadline. Nothing: none is missing, or this calendar has no holidays at all.
std::optional<int> unplanned_year(const Calendar& calendar, CivilDate today);

// Whole working days of 24 hours from `from` to `to`, rounded down: "2 working days left".
int whole_working_days(const Calendar& calendar, const Zone& zone, Instant from, Instant to);

}  // namespace redress
