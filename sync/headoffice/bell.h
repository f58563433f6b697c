// Wakes requests that wait for news of a mall (long-poll). Alarms ring at once; other news at most once a second per
// mall, so that a bulk upload does not wake a thousand devices for every batch.
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
  // `wake` is called once, on another thread: when the mall has news, or at `until_ms` (monotonic).
  // Gives a ticket for cancel().
  std::uint64_t wait(std::int64_t mall, std::int64_t until_ms, Wake wake);
  void cancel(std::uint64_t ticket);
  void news(std::int64_t mall, bool alarm);  // after the commit
  void tick(std::int64_t now_ms);            // several times a second, from the timer
  void ring_all();                           // at the end of serving
  std::size_t waiting() const;

 private:
  struct Waiter {
    std::int64_t mall, until_ms;
    Wake wake;
  };
  struct News {
    bool any = false, alarm = false;
    std::int64_t rung_ms = 0;
  };
  mutable std::mutex guard_;
  std::map<std::uint64_t, Waiter> waiters_;
  std::map<std::int64_t, News> news_;
  std::uint64_t next_ = 1;
};

}  // namespace redress::headoffice
