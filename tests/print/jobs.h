// Jobs to send, and a watch.
#pragma once

#include <algorithm>
#include <chrono>

#include "core/base/bytes.h"
#include "platform/print/open_printer.h"

namespace redress::test {

// A receipt-like job: reset, bands of `rows` rows, cut.
inline Bytes sample_job(int bands = 13, int rows = 128, int row_bytes = 72) {
  Bytes job{0x1b, '@'};
  for (int band = 0; band < bands; ++band) {
    for (int byte : {0x1d, int('v'), int('0'), 0, row_bytes, 0, rows & 0xff, rows >> 8})
      job.push_back(static_cast<std::uint8_t>(byte));
    for (int i = 0; i < rows * row_bytes; ++i) job.push_back(static_cast<std::uint8_t>(i % 251 | 0x40));
  }
  for (int byte : {0x1d, int('V'), 66, 0}) job.push_back(static_cast<std::uint8_t>(byte));
  return job;
}

inline int occurrences(ByteView bytes, ByteView part) {
  int count = 0;
  for (auto at = bytes.begin(); (at = std::search(at, bytes.end(), part.begin(), part.end())) != bytes.end();
       ++at)
    ++count;
  return count;
}

inline std::unique_ptr<Printer> must_open(const std::string& address, PrinterLimits limits = {}) {
  PrinterSetup setup;
  setup.address = address;
  setup.limits = limits;
  auto printer = open_printer(setup);
  return printer.ok() ? std::move(printer).value() : nullptr;
}

class Watch {
 public:
  long ms() const {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin_)
        .count();
  }

 private:
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

inline constexpr PrinterLimits kHasty{
    .connect_ms = 500, .answer_ms = 150, .stall_ms = 400, .confirm_ms = 800};

}  // namespace redress::test
