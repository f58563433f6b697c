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
  const std::vector<LevelStep>& history;  // empty for types without levels
  Instant start, now;
  std::int64_t transit_ms = 0;

  const Calendar& calendar() const { return site.calendar ? *site.calendar : policy.calendar; }
};

std::vector<ClockView> run_clocks(const ClockInput& input);
// When a stage should be over (R73, R79): only those the policy has a limit for.
std::vector<ClockView> run_stage_points(const ClockInput& input);
Instant outer_limit(const ClockInput& input);

}  // namespace redress
