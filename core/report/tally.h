// Sums over cases from which every KPI is worked out: one list of counts, added case by case or sum by sum. What a case
// adds to them as of a moment is one function, so reports of any scope and period agree.
#pragma once

#include <array>
#include <cstdint>

#include "core/report/case_fact.h"

namespace redress {

enum class Count {
  received,
  acknowledged_in_time, acknowledge_pending,        // within 12 h; neither done nor over yet
  answered, answer_pending, answered_in_24_h, response_ms,
  resolved, resolve_ms,                             // capture to result, without pauses (R148)
  closed, closed_in_time, overdue,                  // overdue: open, unresolved, past its deadline
  closed_first_contact, closed_repeat,
  decided, valid, valid_closed, valid_closed_in_time, valid_overdue,
  told, shopper_rated, shopper_satisfied, staff_rated, staff_satisfied, attitude_rated, attitude_sum,
  cost_fen, minutes,
  transit_ms, transit_over_hour, late_by_transit, escalated,
  reviewed, upheld, unreviewed,                     // results, not cases; unreviewed: resolved cases without a review (R148)
};
inline constexpr std::size_t kCounts = static_cast<std::size_t>(Count::unreviewed) + 1;

class Tally {
 public:
  std::int64_t operator[](Count count) const { return sums_[static_cast<std::size_t>(count)]; }
  std::int64_t& operator[](Count count) { return sums_[static_cast<std::size_t>(count)]; }
  Tally& operator+=(const Tally& other) {
    for (std::size_t i = 0; i < kCounts; ++i) sums_[i] += other.sums_[i];
    return *this;
  }
  Tally& operator-=(const Tally& other) {
    for (std::size_t i = 0; i < kCounts; ++i) sums_[i] -= other.sums_[i];
    return *this;
  }
  const std::array<std::int64_t, kCounts>& sums() const { return sums_; }
  std::array<std::int64_t, kCounts>& sums() { return sums_; }
  bool operator==(const Tally&) const = default;

 private:
  std::array<std::int64_t, kCounts> sums_{};
};

inline constexpr std::int64_t kAcknowledge_ms = 12 * kHour_ms;  // R82
inline constexpr std::int64_t kAnswer_ms = 24 * kHour_ms;       // R142
inline constexpr int kSatisfied = 4;                            // of 5, and better

bool is_overdue(const CaseFact& fact, Instant as_of);
bool is_closed(const CaseFact& fact, Instant as_of);
Tally tally_of(const CaseFact& fact, Instant as_of);
// The next moment behind `after` at which time alone changes what the case adds, or its level; nothing: it stays so.
std::optional<Instant> changes_next(const CaseFact& fact, Instant after);

}  // namespace redress
