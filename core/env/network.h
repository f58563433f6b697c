// One HTTP exchange with head office. TLS trust is the implementation's configuration; there is no
// switch that weakens it.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace redress {

struct HttpRequest {
  std::string method = "POST";
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;
  Bytes body;
  int timeout_ms = 30'000;
  std::size_t max_answer_bytes = 16u << 20;
};

struct HttpAnswer {
  int status = 0;
  Bytes body;
  int retry_after_s = -1;  // from Retry-After, -1 if absent
};

class Network {
 public:
  virtual ~Network() = default;
  // Errc::unavailable: nothing (whole) came back, whatever the reason; `what` names it for technicians.
  virtual Result<HttpAnswer> exchange(const HttpRequest& request) = 0;
  // From any thread: exchanges under way end at once with Errc::unavailable; later ones work again.
  virtual void abort() {}
};

}  // namespace redress
