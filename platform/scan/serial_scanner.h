// A scanner on a serial line or a USB port that looks like one (/dev/ttyACM0): one scan a line, ended by CR,
// LF or both. The device may come, go and come back while running. Longer lines than kScan_bytes are dropped.
#pragma once

#include <atomic>
#include <string>
#include <thread>

#include "core/env/scanner.h"

namespace redress {

class SerialScanner final : public Scanner {
 public:
  explicit SerialScanner(std::string device, int baud = 9600);
  ~SerialScanner() override;

  void start(std::function<void(std::string)> on_scan) override;
  void stop() override;

  // False while the device is away; it is looked for twice a second.
  bool connected() const { return connected_; }

 private:
  void run();
  int open_device() const;
  bool read_lines(int device, std::string& line, bool& too_long);  // false: the device went away
  bool stopped_within(int timeout_ms) const;
  void take(char byte, std::string& line, bool& too_long);

  std::string device_;
  int baud_;
  std::function<void(std::string)> on_scan_;
  int wake_read_ = -1, wake_write_ = -1;
  std::atomic<bool> connected_ = false;
  std::thread thread_;
};

}  // namespace redress
