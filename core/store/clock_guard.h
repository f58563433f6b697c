// The author's clock: never below the build date or the last own event; goes on by the monotonic clock while
// the wall clock cannot be believed (decision 9).
#pragma once

#include "core/env/clock.h"
#include "core/store/rows.h"

namespace redress {

class ClockGuard {
 public:
  ClockGuard(Clock& clock, Instant build_date, Instant last_event);
  Stamp now();
  // An event with this time was stored: no later one may be earlier.
  void raise(Instant at);

 private:
  Clock& clock_;
  Instant build_date_;
  Instant floor_;
  Instant anchor_at_;            // last believed moment …
  std::int64_t anchor_mono_ms_;  // … and the monotonic clock then
};

}  // namespace redress
