// HTTP by libcurl. Certificate and host name are always checked; plain http goes to this machine only. No proxy,
// no redirect, no other protocol. Connections are kept between exchanges. An exchange ends when nothing moved for its timeout,
// not when a slow line needs longer.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/env/network.h"

namespace redress {

struct CurlOptions {
  std::string ca_file;              // PEM; only these authorities are trusted. Empty: the system's
  int connect_timeout_ms = 8'000;
  std::int64_t max_bytes_per_s = 0;  // each way and exchange, 0 = as fast as the line
};

class CurlNetwork : public Network {
 public:
  explicit CurlNetwork(CurlOptions options = {});
  ~CurlNetwork() override;  // no exchange may be under way
  // Any thread, several at once; each takes a connection of its own from the kept ones.
  // Errc::refused: plain http to another machine. Errc::limit: answer larger than allowed.
  Result<HttpAnswer> exchange(const HttpRequest& request) override;
  // Exchanges under way end at once with Errc::unavailable; later ones work again.
  void abort() override;

 private:
  class Line;
  std::unique_ptr<Line> take();
  void give_back(std::unique_ptr<Line> line);
  CurlOptions options_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Line>> idle_;
  std::vector<Line*> busy_;
};

// http to 127.0.0.0/8, ::1 or localhost, or https to anywhere; the error says what to do.
Status check_address(const std::string& url);

}  // namespace redress
