// Which rules hold, since when, and the level over time (R45–R65).
#pragma once

#include <vector>

#include "core/policy/judge.h"

namespace redress {

// All triggers that hold at `now`, worst first, with the time each began and, if so, when a regrade that had
// seen it silenced it. New evidence of a silenced kind is a further one. `start` is the start of the clocks.
std::vector<TriggerHit> find_triggers(const Policy& policy, const CaseFacts& facts, Instant start, Instant now);

// When same complaints became enough (R53), if that is later than `now`: known from a later look.
std::optional<Instant> next_cluster(const CaseFacts& facts, Instant now);
// When a rule that waits for time (R54) or for others' complaints will begin to hold, if nothing happens until then.
std::optional<Instant> next_trigger(const Policy& policy, const CaseFacts& facts, Instant start, Instant now);

// The level from `start` to `now`: a step wherever level or reason changes.
std::vector<LevelStep> level_history(const CaseFacts& facts, const std::vector<TriggerHit>& hits, Instant start, Instant now);

}  // namespace redress
