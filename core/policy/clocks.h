// The three clocks of a case: start, due, warn points, stop, state (R66–R84). A raise of level or another policy
// never moves a deadline later; only an extension does. Pauses count once and hold back the resolve clock only.
#pragma once

#include <vector>

#include "core/policy/judge.h"

namespace redress {

// Everything the clocks need, worked out once a case.
struct ClockInput {
  const Policy& policy;
  const Site& site;
  const CaseFacts& facts;
  const ContactTypeRule& type;
  const std::vector<TriggerHit>& triggers;
  const std::vector<LevelStep>& history;  // empty for types without levels, as the triggers
  Instant start, now;
  std::int64_t transit_ms = 0;

  const Calendar& calendar() const { return site.calendar ? *site.calendar : policy.calendar; }
  const ClockRow& row() const { return policy.clock_row(type, history.empty() ? kNoLevel : history.back().level); }
};

// A pause holds until it was ended or announced to end, and never longer than the policy's days (R69).
Instant pause_end(const Policy& policy, const PauseFact& pause);

// Deadlines alone, without how much of them is used and when to warn: half the work, for rows that hold no more.
enum class ClockDetail { deadlines, whole };
std::vector<ClockView> run_clocks(const ClockInput& input, ClockDetail detail);
// When a stage should be over (R73, R79): only those the policy has a limit for.
std::vector<ClockView> run_stage_points(const ClockInput& input);
Instant outer_limit(const ClockInput& input);

}  // namespace redress
