// Sums over cases from which every KPI is worked out: one list of counts, added case by case or sum by sum. What a case
// adds to them as of a moment is one function, so reports of any scope and period agree.
//
// Two kinds of cases add to the sums of a period: those received in it, by what became of them until it settles, and those
// that stand open at its end, whenever they were received (docs/decisions/0009).
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "core/report/case_fact.h"

namespace redress {

enum class Count {
  received,
  timed, registered_in_24_h,                        // timed: registered by staff with a time of receipt (R1)
  acknowledged_in_time, acknowledge_pending,        // within 12 h; neither done nor over yet
  answered, answer_pending, answered_in_24_h, response_ms,
  resolved, resolve_ms,                             // capture to result, without pauses (R148)
  closed, closed_in_time, late,                     // late: past its deadline and not closed, with a result or without
  closed_first_contact, closed_repeat,
  decided, valid, valid_closed, valid_closed_in_time, valid_late,
  callable, called,                                 // answered with a contact left; reached since, or rated by the shopper (R117)
  told, shopper_rated, shopper_satisfied, staff_rated, staff_satisfied, attitude_rated, attitude_sum,
  cost_fen,                                         // of the closed (R154)
  transit_ms, transit_over_hour, late_by_transit,
  reviewed, upheld, unreviewed,                     // results, not cases; unreviewed: resolved cases without a review (R148)
  overdue, escalated,                               // standing: open at the moment, unresolved past the deadline or escalated
};
inline constexpr std::size_t kCounts = static_cast<std::size_t>(Count::escalated) + 1;

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

inline constexpr std::int64_t kRegister_ms = 24 * kHour_ms;     // R1
inline constexpr std::int64_t kAcknowledge_ms = 12 * kHour_ms;  // R82
inline constexpr std::int64_t kAnswer_ms = 24 * kHour_ms;       // R142
inline constexpr int kSatisfied = 4;                            // of 5, and better

bool is_overdue(const CaseFact& fact, Instant as_of);
bool is_closed(const CaseFact& fact, Instant as_of);
// What a case adds to the period it was received in, and to one at whose end it stands open.
Tally tally_of(const CaseFact& fact, Instant as_of);
Tally standing_of(const CaseFact& fact, Instant as_of);
// What a person adds by the results they gave, to be put in place of what tally_of() says of results (R148).
Tally results_of(const CaseFact& fact, std::string_view person, Instant as_of);
Tally without_results(Tally tally);
// The next moment behind `after` at which time alone changes what the case adds, or its level; nothing: it stays so.
std::optional<Instant> changes_next(const CaseFact& fact, Instant after);

}  // namespace redress
