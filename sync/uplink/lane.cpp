#include "sync/uplink/lane.h"

namespace redress {

Lane::Lane(Network& network, std::size_t width) : network_(network) {
  for (std::size_t i = 0; i < width; ++i) threads_.emplace_back([this] { run(); });
}

Lane::~Lane() {
  {
    std::lock_guard lock(mutex_);
    over_ = true;
  }
  changed_.notify_all();
  for (auto& thread : threads_) thread.join();
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
  changed_.wait(lock, [this] { return answers_.contains(taken_); });
  auto answer = std::move(answers_.extract(taken_).mapped());
  ++taken_;
  return answer;
}

void Lane::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return over_ || !requests_.empty(); });
    if (over_) return;
    auto number = begun_++;
    auto request = std::move(requests_.front());
    requests_.pop_front();
    lock.unlock();
    auto answer = network_.exchange(request);
    request = {};
    lock.lock();
    answers_.emplace(number, std::move(answer));
    changed_.notify_all();
  }
}

}  // namespace redress
