// The machine's clocks. Nothing else in core, kiosk or sync may ask the machine for the time.
#pragma once

#include <array>
#include <cstdint>

#include "core/base/instant.h"

namespace redress {

using BootId = std::array<std::uint8_t, 8>;

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant wall() const = 0;          // as the machine believes; may jump either way
  virtual std::int64_t monotonic_ms() const = 0;  // since boot, never back
  virtual BootId boot() const = 0;           // another value after each boot
};

}  // namespace redress
