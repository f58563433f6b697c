// Does the name of a calendar's day say that it is worked instead of free (调休)? Only whole phrases count: Workers' Day is
// a holiday, "non-working day" and a make-up holiday (补假) too.
#pragma once

#include <string_view>

namespace redress::headoffice {

bool names_worked_day(std::string_view name);

}  // namespace redress::headoffice
