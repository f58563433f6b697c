// A few worker threads and a bounded queue.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace redress::headoffice {

class Crew {
 public:
  static constexpr std::size_t kJobs = 8192, kBytes = 192u << 20;

  explicit Crew(int workers);
  ~Crew() { finish(); }
  // False: the queue is full. `bytes`: what the job holds in memory.
  bool add(std::size_t bytes, std::function<void()> job);
  void finish();  // does what is queued, then ends

 private:
  struct Job {
    std::size_t bytes;
    std::function<void()> run;
  };
  void work();
  std::mutex guard_;
  std::condition_variable more_;
  std::deque<Job> jobs_;
  std::size_t bytes_ = 0;
  bool ending_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace redress::headoffice
