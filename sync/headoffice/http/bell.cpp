#include "sync/headoffice/http/bell.h"

namespace redress::headoffice {

namespace {

constexpr std::int64_t kQuiet_ms = kSecond_ms;

}  // namespace

std::uint64_t Bell::mark(std::int64_t mall) const {
  std::lock_guard lock(guard_);
  auto found = news_.find(mall);
  return found == news_.end() ? 0 : found->second.count;
}

void Bell::wait(std::int64_t mall, std::uint64_t mark, std::int64_t until_ms, Wake wake) {
  std::lock_guard lock(guard_);
  waiters_.push_back({mall, until_ms, mark, std::move(wake)});
}

void Bell::news(std::int64_t mall, bool alarm) {
  std::lock_guard lock(guard_);
  auto& news = news_[mall];
  ++news.count;
  if (alarm) news.alarms = news.count;
}

void Bell::tick(std::int64_t now_ms) {
  std::vector<Wake> due;
  {
    std::lock_guard lock(guard_);
    std::map<std::int64_t, bool> rung;
    std::erase_if(waiters_, [&](Waiter& waiter) {
      const auto& news = news_[waiter.mall];
      bool quiet = now_ms - news.rung_ms < kQuiet_ms;
      bool ring = news.alarms > waiter.mark || (!quiet && news.count > waiter.mark);
      if (ring) rung[waiter.mall] = true;
      if (!ring && waiter.until_ms > now_ms) return false;
      due.push_back(std::move(waiter.wake));
      return true;
    });
    for (const auto& [mall, yes] : rung) news_[mall].rung_ms = now_ms;
  }
  for (auto& wake : due) wake();
}

void Bell::ring_all() {
  std::vector<Waiter> all;
  {
    std::lock_guard lock(guard_);
    all.swap(waiters_);
  }
  for (auto& waiter : all) waiter.wake();
}

std::size_t Bell::waiting() const {
  std::lock_guard lock(guard_);
  return waiters_.size();
}

}  // namespace redress::headoffice
