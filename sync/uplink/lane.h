// Exchanges one after the other on a thread of its own, so that the next batch is read and packed meanwhile.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "core/env/network.h"

namespace redress {

class Lane {
 public:
  explicit Lane(Network& network) : network_(network), thread_([this] { run(); }) {}
  ~Lane();  // waits for the exchange under way; what was not begun is dropped
  Lane(const Lane&) = delete;
  Lane& operator=(const Lane&) = delete;

  void submit(HttpRequest request);
  // The answer of the oldest request that was not taken yet; waits for it.
  Result<HttpAnswer> take();

 private:
  void run();
  Network& network_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<HttpRequest> requests_;
  std::deque<Result<HttpAnswer>> answers_;
  bool over_ = false;
  std::thread thread_;
};

}  // namespace redress
