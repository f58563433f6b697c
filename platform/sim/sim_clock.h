// A machine's clocks in a world whose true time somebody else moves: the wall clock drifts and is set wrong,
// the monotonic one begins at each boot. Reading is safe from any thread while nobody moves the time.
#pragma once

#include "core/env/clock.h"

namespace redress {

class SimClock : public Clock {
 public:
  // `true_now` is the world's and must outlive the clock.
  explicit SimClock(const Instant& true_now)
      : true_now_(true_now), booted_at_(true_now), set_at_(true_now), set_to_(true_now) {}

  Instant wall() const override {
    auto since_ms = true_now_ - set_at_;
    return set_to_ + since_ms + since_ms * drift_ppm_ / 1'000'000;
  }
  std::int64_t monotonic_ms() const override { return true_now_ - booted_at_; }
  BootId boot() const override { return boot_; }

  void set(Instant to) { set_at_ = true_now_, set_to_ = to; }
  void set_drift(std::int64_t parts_per_million) {
    set(wall());
    drift_ppm_ = parts_per_million;
  }
  void reboot(const BootId& boot) { boot_ = boot, booted_at_ = true_now_; }

 private:
  const Instant& true_now_;
  Instant booted_at_, set_at_, set_to_;
  std::int64_t drift_ppm_ = 0;
  BootId boot_{1};
};

}  // namespace redress
