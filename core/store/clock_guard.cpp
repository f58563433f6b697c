#include "core/store/clock_guard.h"

#include <algorithm>

#include "core/model/clock_bounds.h"

namespace redress {
namespace {

constexpr std::int64_t kSmall_step_ms = 2 * kMinute_ms;  // what time servers correct in daily life

}  // namespace

ClockGuard::ClockGuard(Clock& clock, Instant build_date, Instant last_event)
    : clock_(clock),
      build_date_(build_date),
      floor_(std::max(build_date, last_event)),
      anchor_at_(floor_),
      anchor_mono_ms_(clock.monotonic_ms()) {}

Stamp ClockGuard::now() {
  const Instant wall = clock_.wall();
  const std::int64_t mono_ms = clock_.monotonic_ms();
  const bool believable =
      wall >= floor_ - kSmall_step_ms && wall >= build_date_ && wall < build_date_ + kProgram_life_ms;
  if (believable) {
    anchor_at_ = std::max(wall, floor_);
    anchor_mono_ms_ = mono_ms;
    return {anchor_at_, mono_ms, clock_.boot(), true};
  }
  const Instant counted = anchor_at_ + std::max<std::int64_t>(0, mono_ms - anchor_mono_ms_);
  return {std::max(floor_, counted), mono_ms, clock_.boot(), false};
}

void ClockGuard::raise(Instant at) {
  floor_ = std::max(floor_, at);
}

}  // namespace redress
