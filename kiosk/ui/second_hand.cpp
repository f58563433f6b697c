#include "kiosk/ui/second_hand.h"

namespace redress::ui {

SecondHand::~SecondHand() {
  if (!thread_.joinable()) return;
  {
    std::lock_guard lock(mutex_);
    is_over_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void SecondHand::share(std::size_t count, const std::function<void(std::size_t)>& work) {
  if (!thread_.joinable() && std::thread::hardware_concurrency() > 1)
    thread_ = std::thread([this] { live(); });
  next_ = 0;
  {
    std::lock_guard lock(mutex_);
    work_ = &work;
    count_ = count;
  }
  wake_.notify_one();
  take_pieces(work, count);
  std::unique_lock lock(mutex_);
  work_ = nullptr;
  rest_.wait(lock, [&] { return !is_busy_; });
}

void SecondHand::live() {
  std::unique_lock lock(mutex_);
  for (;;) {
    wake_.wait(lock, [&] { return is_over_ || work_ != nullptr; });
    if (is_over_) return;
    const auto* work = work_;
    const std::size_t count = count_;
    is_busy_ = true;
    lock.unlock();
    take_pieces(*work, count);
    lock.lock();
    is_busy_ = false;
    work_ = nullptr;  // all pieces are taken
    rest_.notify_one();
  }
}

void SecondHand::take_pieces(const std::function<void(std::size_t)>& work, std::size_t count) {
  for (std::size_t i = next_++; i < count; i = next_++) work(i);
}

}  // namespace redress::ui
