// sync_bench [EVENTS]: a device's queue to a head office as shipped, both durable, over HTTP on loopback.
// Prints "name value unit" lines. Not on a RAM disk: folders lie in the present one.
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iostream>

#include "tests/sync/town.h"

namespace {

using namespace redress;
using namespace redress::test;

long status_kib(const std::string& key) {
  std::ifstream in("/proc/self/status");
  for (std::string line; std::getline(in, line);)
    if (line.starts_with(key)) return std::atol(line.c_str() + key.size() + 1);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  doctest::Context context;
  context.setAsDefaultForAssertsOutOfTestCases();
  int events = argc > 1 ? std::atoi(argv[1]) : 100'000;
  Town town;
  Resident kiosk(town, DeviceRole::kiosk, "bench", 1);
  kiosk.capture(events);
  std::ofstream("/proc/self/clear_refs") << 5;
  auto cpu = std::clock();
  auto begun = std::chrono::steady_clock::now();
  auto report = kiosk.sync();
  auto seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  auto cpu_us = static_cast<double>(std::clock() - cpu) * 1e6 / CLOCKS_PER_SEC;
  if (!report.queue_empty) {
    std::cerr << "sync did not finish: " << report.problem.what << '\n';
    return 1;
  }
  auto there = town.number("SELECT count(*) FROM event WHERE kind = 'submitted' AND verdict < 2");
  std::cout << "sync.events " << there << " 1\nsync.rate " << static_cast<long>(events / seconds) << " 1/s\nsync.cpu_both_ends "
            << cpu_us / events << " us\nsync.wire " << report.bytes_sent / static_cast<std::uint64_t>(events)
            << " B\nsync.peak_both_ends " << status_kib("VmHWM:") << " KiB\n";
  return there == events ? 0 : 1;
}
