// When to try next: full jitter that doubles up to a cap, Retry-After respected, woken by news and by the network.
// Pure arithmetic over a monotonic clock in milliseconds; the caller locks.
#pragma once

#include <cstdint>
#include <limits>

#include "core/env/random.h"

namespace redress {

struct PaceLimits {
  std::int64_t base_ms = 1'000;
  std::int64_t cap_ms = 5 * 60'000;
  std::int64_t network_return_ms = 2'000;  // a whole mall comes back at once: spread over this
};

class Pace {
 public:
  explicit Pace(Random& random, PaceLimits limits = {}) : random_(random), limits_(limits) {}

  // A try begins now; the next one is due then, unless news or its outcome say otherwise.
  void begun(std::int64_t now_ms, std::int64_t next_in_ms) { due_ms_ = now_ms + next_in_ms; }
  void succeeded(std::int64_t now_ms, std::int64_t next_in_ms);  // never later than already due
  void failed(std::int64_t now_ms, int retry_after_s);  // -1: head office named no time
  void news(std::int64_t now_ms);              // at once when all is well; a back-off stands
  void network_returned(std::int64_t now_ms);  // soon, unless head office asked for time
  void asked(std::int64_t now_ms) { due_ms_ = now_ms; }  // a person wants it now
  std::int64_t due_in_ms(std::int64_t now_ms) const { return due_ms_ > now_ms ? due_ms_ - now_ms : 0; }
  int failures() const { return failures_; }

 private:
  std::int64_t below(std::int64_t limit);
  Random& random_;
  PaceLimits limits_;
  std::int64_t due_ms_ = std::numeric_limits<std::int64_t>::min();  // at once
  std::int64_t asked_to_wait_until_ms_ = std::numeric_limits<std::int64_t>::min();
  int failures_ = 0;
};

}  // namespace redress
