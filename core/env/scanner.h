// A QR scanner as a stream of scanned strings.
#pragma once

#include <functional>
#include <string>

namespace redress {

class Scanner {
 public:
  virtual ~Scanner() = default;
  // Called on the reading thread, once a scan, without the terminator, at most kScan_bytes long.
  virtual void start(std::function<void(std::string)> on_scan) = 0;
  virtual void stop() = 0;
};

}  // namespace redress
