// Early warning (R157, R158): a day on which more complaints of a category came than on any of the same
// weekdays before. A Saturday is compared with Saturdays, so that a busy weekend warns of nothing. Pure; any
// thread.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/base/civil.h"

namespace redress {

using DayCounts = std::map<std::int64_t, std::int64_t>;              // day (days_from_civil) → complaints
using CategoryDays = std::map<std::string, DayCounts, std::less<>>;  // days without any may be left out

inline constexpr int kWeekdays_compared = 8, kLeast_weekdays = 3;

struct DayWarning {
  std::string category;
  CivilDate day;
  std::int64_t received = 0;
  std::int64_t usual_to = 0;  // most on one of the same weekdays before
  bool operator==(const DayWarning&) const = default;
};

// Of the days from `first` to before `end`; the furthest above what is usual comes first. The record begins
// with the first day of `counts`: weekdays before it say nothing. Fewer than `least` never warn.
std::vector<DayWarning> early_warnings(const CategoryDays& counts, CivilDate first, CivilDate end, std::int64_t least);

}  // namespace redress
