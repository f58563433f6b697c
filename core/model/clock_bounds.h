// How far the clock of a device may be off. Devices stamp nothing before the date their program was built nor
// twenty years after it (core/store/clock_guard.h), so more than that is no clock: forged, or broken beyond
// use.
#pragma once

#include <optional>

#include "core/model/event.h"

namespace redress {

inline constexpr std::int64_t kProgram_life_ms = 20 * 366 * kDay_ms;
inline constexpr std::int64_t kClock_off_max_ms = kProgram_life_ms + 366 * kDay_ms;

// May a device say `its_time` while it is `now`? For any two numbers.
bool clock_may_say(Instant its_time, Instant now);

// Of which boot of whom a `clock_measured` event tells what. Nothing: it is none, or tells of no clock.
struct MeasuredClock {
  Uuid incarnation;
  BootId boot{};
  std::int64_t offset_ms = 0;  // to be added to what the device stamped
};
std::optional<MeasuredClock> measured_clock(const Event& event);

}  // namespace redress
