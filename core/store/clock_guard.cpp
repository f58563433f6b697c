#include "core/store/clock_guard.h"

#include <algorithm>

#include "core/model/clock_bounds.h"

namespace redress {
namespace {

constexpr std::int64_t kSmall_step_ms = 2 * kMinute_ms;  // what time servers correct in daily life
constexpr std::int64_t kTold_apart_ms = kMinute_ms;

bool apart(Instant a, Instant b) {
  return a - b > kSmall_step_ms || b - a > kSmall_step_ms;
}

}  // namespace

ClockGuard::ClockGuard(Clock& clock, Random& random, const ClockFloor& floor, std::optional<ClockRun> last)
    : clock_(clock), random_(random), floor_(floor) {
  floor_.stamp = std::max(floor_.stamp, floor_.build_date);
  if (last) {
    run_ = *last;
    return;
  }
  const Instant wall = clock_.wall();
  begin(believable(wall) ? wall : std::max({floor_.build_date, floor_.proven, floor_.time}), false);
}

bool ClockGuard::believable(Instant wall) const {
  return wall >= floor_.build_date && wall >= floor_.proven - kSmall_step_ms &&
         wall < floor_.build_date + kProgram_life_ms;
}

void ClockGuard::begin(Instant time, bool told) {
  const std::int64_t mono_ms = clock_.monotonic_ms();
  run_ = {random_.array<8>(), clock_.boot(), std::max(time, floor_.stamp).ms - mono_ms, time.ms - mono_ms, told};
  offset_ms_.reset();
  unsaved_ = true;
}

// A wall clock that was set is followed until head office said better; one that nobody can believe is not.
void ClockGuard::follow() {
  const Instant wall = clock_.wall();
  if (!knows() && believable(wall) && apart(wall, time())) begin(wall, false);
  if (stamp() < floor_.stamp) begin_anew();
}

bool ClockGuard::is_trusted(const Stamp& stamp) const {
  if (offset_ms_) return true;
  if (apart(stamp.at, stamp.time)) return false;  // what is stamped now is wrong until it is measured
  const Instant wall = clock_.wall();
  return run_.told || (believable(wall) && !apart(wall, stamp.time) && wall >= floor_.time - kSmall_step_ms);
}

Stamp ClockGuard::now() {
  follow();
  Stamp out{stamp(), clock_.monotonic_ms(), run_.id, false, time()};
  out.trusted = is_trusted(out);
  return out;
}

std::optional<std::int64_t> ClockGuard::wall_off_ms() const {
  if (!knows()) return std::nullopt;
  return clock_.wall() - time();
}

void ClockGuard::raise(Instant stamp) {
  floor_.stamp = std::max(floor_.stamp, stamp);
  floor_.time = std::max(floor_.time, time());
}

bool ClockGuard::hear(Instant told, std::int64_t asked_mono_ms) {
  follow();
  const Instant heard = time();
  const Instant asked = heard - (clock_.monotonic_ms() - asked_mono_ms);
  const bool fits = told >= asked - kTold_apart_ms && told <= heard + kTold_apart_ms;
  if (knows() && fits) return false;
  const bool measured = offset_ms_.has_value();
  if (measured) {
    begin(told, true);
  } else {
    run_.time_ms += told - heard;
    run_.told = unsaved_ = true;
  }
  return measured;
}

}  // namespace redress
