// Wakes requests that wait for news of a mall (long-poll). Alarms ring at once; other news at most once a
// second per mall, so that a bulk upload does not wake a thousand devices for every batch.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <vector>

#include "core/base/instant.h"

namespace redress::headoffice {

class Bell {
 public:
  using Wake = std::function<void()>;
  // Take the mark before looking for news: what is committed between looking and wait() still wakes.
  std::uint64_t mark(std::int64_t mall) const;
  // `wake` is called once, on another thread: when the mall has news since the mark, or at `until_ms`
  // (monotonic).
  void wait(std::int64_t mall, std::uint64_t mark, std::int64_t until_ms, Wake wake);
  void news(std::int64_t mall, bool alarm);  // after the commit
  void tick(std::int64_t now_ms);            // several times a second, from the timer
  void ring_all();                           // at the end of serving
  std::size_t waiting() const;

 private:
  struct Waiter {
    std::int64_t mall, until_ms;
    std::uint64_t mark;
    Wake wake;
  };
  struct News {
    std::uint64_t count = 0;   // of news so far
    std::uint64_t alarms = 0;  // count at the last alarm
    std::int64_t rung_ms = 0;
  };
  mutable std::mutex guard_;
  std::vector<Waiter> waiters_;
  std::map<std::int64_t, News> news_;
};

}  // namespace redress::headoffice
