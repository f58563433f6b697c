// bench_scan SOCKET CODES: on a running counter (`redress-kiosk run --role counter --inspect SOCKET`,
// somebody signed in) scans the case codes of the file CODES one by one and prints median, p95 and worst time
// from the scan in the process to the picture that shows the case. Both clocks are CLOCK_MONOTONIC.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

#include "core/base/json.h"
#include "kiosk/app/line_server.h"

using namespace redress;

namespace {

std::int64_t steady_us() {
  using namespace std::chrono;
  return duration_cast<microseconds>(steady_clock::now().time_since_epoch()).count();
}

Json ask(LineClient& client, const Json& request) {
  auto reply = client.ask(request.dump());
  if (!reply.ok()) std::cerr << "bench_scan: " << reply.error().what << "\n", std::exit(1);
  auto json = parse_json(*reply, {4u << 20, 16});
  return json.ok() ? *json : Json::object();
}

bool shows(const Json& screen, const std::string& code) {
  if (screen["scene"].string() != "counter.case") return false;
  for (const auto& widget : screen["widgets"].items())
    if (widget["label"].string().find(code) != std::string_view::npos) return true;
  return false;
}

// What is on the screen is asked for only when a new picture came: listing the widgets takes the ui thread longer than
// a look at the clock. 0: the case never came.
std::int64_t scan_us(LineClient& client, const std::string& code) {
  const auto from = steady_us();
  Json now = ask(client, Json::object().set("ask", "scan").set("text", code).set("brief", true));
  std::int64_t seen = 0;
  while (steady_us() - from < 10'000'000) {
    if (now["last_picture_at_us"].integer() != seen) {
      const auto screen = ask(client, Json::object().set("ask", "screen"));
      seen = screen["last_picture_at_us"].integer();
      if (shows(screen, code)) return seen - from;
    }
    std::this_thread::sleep_for(std::chrono::microseconds(500));
    now = ask(client, Json::object().set("ask", "picture_time"));
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return std::fputs("bench_scan SOCKET CODES\n", stderr), 64;
  auto client = LineClient::connect(argv[1]);
  if (!client.ok()) return std::fputs("bench_scan: nobody at SOCKET\n", stderr), 1;
  std::vector<std::int64_t> times_us;
  std::ifstream file(argv[2]);
  for (std::string code; std::getline(file, code);) {
    times_us.push_back(scan_us(*client, code));
    if (times_us.back() <= 0) return std::cerr << "bench_scan: " << code << " never came\n", 1;
    std::this_thread::sleep_for(std::chrono::milliseconds(350));  // a new scene ignores the first 300 ms
  }
  if (times_us.empty()) return std::fputs("bench_scan: no codes\n", stderr), 1;
  std::sort(times_us.begin(), times_us.end());
  const auto at = [&](std::size_t i) { return static_cast<double>(times_us[i]) / 1000; };
  std::printf(
      "scan_to_case_on_screen_p50 %.2f ms\nscan_to_case_on_screen_p95 %.2f ms\nscan_to_case_on_screen_worst "
      "%.2f ms\n",
      at(times_us.size() / 2), at(times_us.size() * 95 / 100), at(times_us.size() - 1));
  return 0;
}
