// One more thread that takes its share of a picture. Asleep in between; a machine with one processor has
// none.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <thread>

namespace redress::ui {

class SecondHand {
 public:
  SecondHand() = default;
  ~SecondHand();
  SecondHand(const SecondHand&) = delete;
  SecondHand& operator=(const SecondHand&) = delete;

  // work(i) once for every i below `count`, on this thread or the other; returns when all are done. Pieces
  // must not touch the same memory. Never waits for the other thread to wake up: who comes late finds nothing
  // left.
  void share(std::size_t count, const std::function<void(std::size_t)>& work);

 private:
  void live();
  void take_pieces(const std::function<void(std::size_t)>& work, std::size_t count);

  std::mutex mutex_;
  std::condition_variable wake_, rest_;
  const std::function<void(std::size_t)>* work_ = nullptr;  // null: nothing to take
  std::size_t count_ = 0;
  std::atomic<std::size_t> next_ = 0;
  bool is_busy_ = false, is_over_ = false;
  std::thread thread_;  // started with the first share
};

}  // namespace redress::ui
