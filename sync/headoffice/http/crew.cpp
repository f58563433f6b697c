#include "sync/headoffice/http/crew.h"

namespace redress::headoffice {

Crew::Crew(int workers) {
  for (int i = 0; i < workers; ++i) threads_.emplace_back([this] { work(); });
}

bool Crew::add(std::size_t bytes, std::function<void()> job) {
  {
    std::lock_guard lock(guard_);
    if (ending_ || jobs_.size() >= kJobs || bytes_ + bytes > kBytes) return false;
    bytes_ += bytes;
    jobs_.push_back({bytes, std::move(job)});
  }
  more_.notify_one();
  return true;
}

void Crew::work() {
  while (true) {
    Job job;
    {
      std::unique_lock lock(guard_);
      more_.wait(lock, [&] { return ending_ || !jobs_.empty(); });
      if (jobs_.empty()) return;
      job = std::move(jobs_.front());
      jobs_.pop_front();
    }
    job.run();
    std::lock_guard lock(guard_);
    bytes_ -= job.bytes;
  }
}

void Crew::finish() {
  {
    std::lock_guard lock(guard_);
    ending_ = true;
  }
  more_.notify_all();
  for (auto& thread : threads_)
    if (thread.joinable()) thread.join();
}

}  // namespace redress::headoffice
