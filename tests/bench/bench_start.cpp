// bench_start COUNT SOCKET PROGRAM ARGUMENTS…: starts the program COUNT times and prints median and worst
// time from just before its process exists until its first picture was on the display (the X server had
// answered). SOCKET is the program's --inspect; both clocks are CLOCK_MONOTONIC, so asking late does no harm.
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
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

std::int64_t first_picture_at_us(const std::string& socket) {
  auto client = LineClient::connect(socket);
  if (!client.ok()) return 0;
  auto reply = client->ask(R"({"ask":"screen"})");
  auto screen = reply.ok() ? parse_json(*reply, {1u << 20, 16}) : Result<Json>(reply.error());
  return screen.ok() ? (*screen)["first_picture_at_us"].integer() : 0;
}

// 0: it ended or showed nothing for 10 s.
std::int64_t start_once_us(const std::string& socket, char** command) {
  unlink(socket.c_str());
  const std::int64_t from = steady_us();
  pid_t pid = 0;
  if (posix_spawn(&pid, command[0], nullptr, nullptr, command, environ) != 0) return 0;
  std::int64_t shown = 0;
  while (shown == 0 && steady_us() - from < 10'000'000 && waitpid(pid, nullptr, WNOHANG) == 0) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));  // leaves the processor to the program
    shown = first_picture_at_us(socket);
  }
  kill(pid, SIGTERM);
  waitpid(pid, nullptr, 0);
  return shown == 0 ? 0 : shown - from;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) return std::fputs("bench_start COUNT SOCKET PROGRAM ARGUMENTS…\n", stderr), 64;
  std::vector<std::int64_t> times_us;
  for (int i = 0; i < std::atoi(argv[1]); ++i) {
    times_us.push_back(start_once_us(argv[2], argv + 3));
    if (times_us.back() == 0) return std::fputs("bench_start: no picture\n", stderr), 1;
  }
  std::sort(times_us.begin(), times_us.end());
  std::printf("start_to_first_picture_p50 %.1f ms\n",
              static_cast<double>(times_us[times_us.size() / 2]) / 1000);
  std::printf("start_to_first_picture_best %.1f ms\n", static_cast<double>(times_us.front()) / 1000);
  std::printf("start_to_first_picture_worst %.1f ms\n", static_cast<double>(times_us.back()) / 1000);
  return 0;
}
