#include "core/report/early_warning.h"

#include <algorithm>
#include <optional>

namespace redress {

namespace {

std::int64_t on_day(const DayCounts& days, std::int64_t day) {
  auto found = days.find(day);
  return found == days.end() ? 0 : found->second;
}

std::optional<std::int64_t> most_before(const DayCounts& days, std::int64_t day, std::int64_t begun) {
  std::int64_t most = 0;
  int compared = 0;
  for (auto earlier = day - 7; earlier >= begun && compared < kWeekdays_compared; earlier -= 7, ++compared)
    most = std::max(most, on_day(days, earlier));
  return compared < kLeast_weekdays ? std::nullopt : std::optional(most);
}

}  // namespace

std::vector<DayWarning> early_warnings(const CategoryDays& counts, CivilDate first, CivilDate end, std::int64_t least) {
  std::vector<DayWarning> out;
  std::optional<std::int64_t> begun;
  for (const auto& [category, days] : counts)
    if (!days.empty()) begun = std::min(begun.value_or(days.begin()->first), days.begin()->first);
  for (const auto& [category, days] : counts)
    for (auto it = days.lower_bound(days_from_civil(first));
         it != days.end() && it->first < days_from_civil(end); ++it) {
      auto most = most_before(days, it->first, *begun);
      if (most && it->second >= least && it->second > *most)
        out.push_back({category, civil_from_days(it->first), it->second, *most});
    }
  std::stable_sort(out.begin(), out.end(), [](const DayWarning& a, const DayWarning& b) {
    auto above = a.received - a.usual_to, other = b.received - b.usual_to;
    return above != other ? above > other : a.day > b.day;
  });
  return out;
}

}  // namespace redress
