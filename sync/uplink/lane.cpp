#include "sync/uplink/lane.h"

namespace redress {

Lane::~Lane() {
  {
    std::lock_guard lock(mutex_);
    over_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void Lane::submit(HttpRequest request) {
  {
    std::lock_guard lock(mutex_);
    requests_.push_back(std::move(request));
  }
  changed_.notify_all();
}

Result<HttpAnswer> Lane::take() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return !answers_.empty(); });
  auto answer = std::move(answers_.front());
  answers_.pop_front();
  return answer;
}

void Lane::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return over_ || !requests_.empty(); });
    if (over_) return;
    auto request = std::move(requests_.front());
    requests_.pop_front();
    lock.unlock();
    auto answer = network_.exchange(request);
    request = {};
    lock.lock();
    answers_.push_back(std::move(answer));
    changed_.notify_all();
  }
}

}  // namespace redress
