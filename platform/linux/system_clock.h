// The machine's clock and random bytes. Any thread.
#pragma once

#include "core/env/clock.h"
#include "core/env/random.h"

namespace redress {

class SystemClock : public Clock {
 public:
  SystemClock();
  Instant wall() const override;
  std::int64_t monotonic_ms() const override;  // counts suspended time too
  BootId boot() const override { return boot_; }

 private:
  BootId boot_{};
};

// getrandom(2). The process ends if the kernel gives nothing: keys and codes must never be guessable.
class SystemRandom : public Random {
 public:
  void fill(std::span<std::uint8_t> out) override;
};

// Keeps memory of this process out of core files and other processes' reach: no core dumps, not dumpable.
void harden_process();

}  // namespace redress
