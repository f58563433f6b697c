#include "sync/headoffice/bell.h"

namespace redress::headoffice {

namespace {

constexpr std::int64_t kQuiet_ms = kSecond_ms;

}  // namespace

std::uint64_t Bell::wait(std::int64_t mall, std::int64_t until_ms, Wake wake) {
  std::lock_guard lock(guard_);
  waiters_[next_] = {mall, until_ms, std::move(wake)};
  return next_++;
}

void Bell::cancel(std::uint64_t ticket) {
  std::lock_guard lock(guard_);
  waiters_.erase(ticket);
}

void Bell::news(std::int64_t mall, bool alarm) {
  std::lock_guard lock(guard_);
  auto& news = news_[mall];
  news.any = true;
  news.alarm |= alarm;
}

void Bell::tick(std::int64_t now_ms) {
  std::vector<Wake> due;
  {
    std::lock_guard lock(guard_);
    for (auto it = waiters_.begin(); it != waiters_.end();) {
      const auto& news = news_[it->second.mall];
      bool ring = news.alarm || (news.any && now_ms - news.rung_ms >= kQuiet_ms);
      if (!ring && it->second.until_ms > now_ms) {
        ++it;
        continue;
      }
      due.push_back(std::move(it->second.wake));
      it = waiters_.erase(it);
    }
    for (auto& [mall, news] : news_)
      if (news.alarm || (news.any && now_ms - news.rung_ms >= kQuiet_ms)) news = {false, false, now_ms};
  }
  for (auto& wake : due) wake();
}

void Bell::ring_all() {
  std::map<std::uint64_t, Waiter> all;
  {
    std::lock_guard lock(guard_);
    all.swap(waiters_);
  }
  for (auto& [ticket, waiter] : all) waiter.wake();
}

std::size_t Bell::waiting() const {
  std::lock_guard lock(guard_);
  return waiters_.size();
}

}  // namespace redress::headoffice
