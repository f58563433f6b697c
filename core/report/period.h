// The periods of reports (R135–R139): ISO week from Monday, month, quarter, half-year, year, in the mall's own
// time zone. Named "2026-W47", "2026-11", "2026-Q4", "2026-H2", "2026". Pure; any thread.
//
// What became of the complaints received in a period shows only after it. It is judged until the period settles, so many
// days behind its end: an answer within the outer limit, the days to confirm it, and thirty in which a repeat counts
// (R140, R147; docs/decisions/0009). The number is fixed, so that no later policy changes the figures of the past.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/civil.h"
#include "core/base/instant.h"
#include "core/base/zone.h"
#include "core/model/words.h"

namespace redress {

enum class PeriodKind { week, month, quarter, half_year, year };
inline constexpr auto kPeriodKinds = words<PeriodKind>("week", "month", "quarter", "half_year", "year");
inline constexpr std::array kAllPeriodKinds{PeriodKind::week, PeriodKind::month, PeriodKind::quarter,
                                            PeriodKind::half_year, PeriodKind::year};

inline constexpr int kSettle_days = 45;

class Period {
 public:
  // The one that holds this day.
  static Period of(PeriodKind kind, CivilDate day);
  // Nothing for a name that is none, or a week 53 that the year does not have.
  static std::optional<Period> parse(std::string_view name);

  PeriodKind kind() const { return kind_; }
  CivilDate first_day() const { return first_; }
  CivilDate last_day() const { return add_days(end_day(), -1); }
  CivilDate end_day() const;  // the day after the last
  Instant begin(const Zone& zone) const { return zone.utc({first_, 0, 0, 0}); }
  Instant end(const Zone& zone) const { return zone.utc({end_day(), 0, 0, 0}); }
  CivilDate settled_day() const { return add_days(end_day(), kSettle_days); }  // from then on nothing changes by itself
  Instant settled(const Zone& zone) const { return zone.utc({settled_day(), 0, 0, 0}); }
  Period before(int periods = 1) const;
  Period after() const { return of(kind_, end_day()); }
  Period a_year_before() const;  // same week, month … of the year before
  std::string name() const;
  int number() const;  // of the week, month, quarter or half within its year; the year itself
  int year() const;    // of a week: the ISO year
  auto operator<=>(const Period&) const = default;

 private:
  Period(PeriodKind kind, CivilDate first) : kind_(kind), first_(first) {}
  PeriodKind kind_;
  CivilDate first_;
};

}  // namespace redress
