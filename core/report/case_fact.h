// What a report knows of one case: a pure function of the events that had happened, of policy and site. Nothing in it
// depends on when it is looked at; what time alone changes stands as the moment of the change, so that the same row
// answers "as of" any later moment until the next event (R136, R137; domain.md section 6).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/model/case_fold.h"
#include "core/policy/facts.h"
#include "core/policy/policy.h"
#include "core/policy/site.h"
#include "core/report/period.h"

namespace redress {

// Repeats later than this after the answer do not count against first-contact resolution.
inline constexpr std::int64_t kRepeat_ms = 30 * kDay_ms;

// One result of a case that was reviewed (R94, R148).
struct ReviewedResult {
  std::string resolved_by;  // staff number
  bool upheld = false;
  bool operator==(const ReviewedResult&) const = default;
};

enum class CallBackState { none, owed, done };  // none: not answered, or nobody to call; done: reached, or rated by the shopper

struct CaseFact {
  // Where it belongs. Department and owner are those responsible last.
  std::string contact_type, category, place, channel, department, owner, cause;
  std::string source, complexity, outside_party, staff_fault;  // R17, R40, R41, R98; the last three empty: not said
  Validity validity = Validity::undecided;
  int level = kNoLevel;             // once the last event had happened
  std::optional<Instant> ripens_at; // age or others' complaints make it `ripe_level` then (R53, R54)
  int ripe_level = kNoLevel;

  Instant captured_at;              // start of its clocks: corrected capture, or arrival if that is not plausible
  std::optional<std::int64_t> registered_ms;  // receipt → registration, by staff for a shopper (R1)
  std::int64_t transit_ms = 0;      // capture → arrival
  std::int64_t excuse_ms = 0;       // capture → first in the hands of staff: the part of a delay that is nobody's
  std::optional<Instant> acknowledged_at, first_answer_at;
  std::optional<Instant> resolved_at;   // the resolve clock stopped and did not run again
  std::int64_t took_ms = 0;             // capture → resolved without pauses
  bool in_time = false;                 // resolved by its deadline
  Instant resolve_due;
  std::optional<Instant> overdue_from;  // unresolved: from then on it is overdue
  bool late_by_transit = false;         // resolved late by less than the way to head office cost
  std::optional<Instant> closed_at;     // may lie ahead: closed by lapse of time unless somebody disputes
  std::optional<Instant> repeated_at, repeat_withdrawn_at;  // another case was linked as its repeat, and unlinked

  int assigned = 0, disputes = 0;  // a reopening counts as a dispute
  bool escalated = false, is_repeat = false, told = false;
  int shopper_rating = 0, staff_rating = 0, attitude = 0;  // the last of each, 1–5, 0 = none
  std::int64_t cost_fen = 0;        // remedies, and the minutes worked at the policy's rate (R154)
  std::string resolved_by;          // staff number of who gave the result that stands
  std::vector<ReviewedResult> reviews;
  CallBackState call_back = CallBackState::none;  // about the result that stands (R117)

  int level_at(Instant t) const { return ripens_at && *ripens_at <= t ? ripe_level : level; }
  bool operator==(const CaseFact&) const = default;
};

// Does this event count for reports? Notes, views and prints change no figure.
bool counts_for_reports(const Event& event);

// `events` are those of one case that count; at least one of them is the registration. `arrived_at`: of the
// registration. `clusters`: same complaints of others (R53), whenever they became enough.
CaseFact case_fact(const Policy& policy, const Site& site, CaseCode code, const std::vector<CaseEvent>& events,
                   Instant arrived_at, std::vector<ClusterFact> clusters);

}  // namespace redress
