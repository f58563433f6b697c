// Holidays and make-up working days (调休) out of an iCalendar file, as a policy or site calendar wants them.
// A day whose summary says 班 or "work" is worked, every other day of the file is off. Only whole days of the years
// asked for count; repeating events are expanded inside them. The file comes from outside: at most 1 MiB.
#pragma once

#include <string_view>

#include "core/base/json.h"
#include "core/base/result.h"

namespace redress::headoffice {

// {"holidays":[{"date","name"}],"make_up_days":["date"]}, sorted, each day once; a day that is named as both is
// worked. Errors: Errc::limit (too large), Errc::invalid (no calendar, no whole day in these years).
Result<Json> read_holidays(std::string_view icalendar, int first_year, int last_year);

}  // namespace redress::headoffice
