// Holidays and make-up working days (调休) out of an iCalendar file, as a policy or site calendar wants them.
// A day whose name says so (rules/worked_day.h) is worked, every other day of the file is off. Only whole days of the
// years asked for count, and no cancelled event; repeating events (RRULE, RDATE) are expanded inside them. The file comes from outside:
// at most 1 MiB.
#pragma once

#include <string_view>

#include "core/base/json.h"
#include "core/base/result.h"

namespace redress::headoffice {

// {"holidays":[{"date","name"}],"make_up_days":[{"date","name"}]}, sorted, each day once; a day that is named as both is
// worked. The names of worked days are for whoever looks the import over: documents keep their dates alone. Errors: Errc::limit (too large), Errc::invalid (no calendar, no whole day in these years).
Result<Json> read_holidays(std::string_view icalendar, int first_year, int last_year);

}  // namespace redress::headoffice
