// Tells when the machine's network came back or changed (an address, a route or a link came up).
#pragma once

#include <functional>
#include <thread>

#include "platform/linux/file_handle.h"

namespace redress {

class NetworkWatch {
 public:
  // `on_return` runs on the watch's own thread, at most every 200 ms. Without netlink nothing is ever told.
  explicit NetworkWatch(std::function<void()> on_return);
  ~NetworkWatch();
  NetworkWatch(const NetworkWatch&) = delete;
  NetworkWatch& operator=(const NetworkWatch&) = delete;

 private:
  void run();
  std::function<void()> on_return_;
  FileHandle netlink_, stop_;
  std::thread thread_;
};

}  // namespace redress
