// A few exchanges at once on threads of their own, so that the next batch is read and packed meanwhile, and head
// office unpacks one while it stores the one before. Answers come in the order of the requests.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

#include "core/env/network.h"

namespace redress {

class Lane {
 public:
  Lane(Network& network, std::size_t width);
  ~Lane();  // waits for the exchanges under way; what was not begun is dropped
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
  std::map<std::uint64_t, Result<HttpAnswer>> answers_;  // by number of the request
  std::uint64_t begun_ = 0, taken_ = 0;
  bool over_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace redress
