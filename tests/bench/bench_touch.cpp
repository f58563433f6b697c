// bench_touch SOCKET SCRIPT…: plays the scripts on a running `redress-kiosk run --inspect SOCKET` and prints
// how long its touches took from the event in the process to the picture presented: median, p95, worst, and
// the slowest with their screens. One step a line, '#' begins a comment:
//   tap ID        presses and releases a widget (waits up to 10 s for it); press and release are measured
//   keys abc      the same for on-screen keys one by one
//   expect SCENE  waits until that scene is shown
//   pause MS      lets time pass
//   repeat N      what follows up to `end` N times
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

#include "core/base/json.h"
#include "kiosk/app/line_server.h"

using namespace redress;

namespace {

constexpr int kGuard_ms = 320;  // a new scene ignores touches for 300 ms
constexpr int kPatience_ms = 10'000;

struct Touch {
  std::int64_t us = 0;
  std::string what;  // scene, widget, press or release
};

class Walk {
 public:
  explicit Walk(LineClient& client) : client_(client) {}

  void step(const std::string& line) {
    const auto space = line.find(' ');
    const std::string verb = line.substr(0, space),
                      argument = space == std::string::npos ? "" : line.substr(space + 1);
    if (verb == "tap") return tap(argument);
    if (verb == "keys") {
      for (char c : argument) tap(std::string("key:") + c);
      return;
    }
    if (verb == "expect") {
      wait_for(argument, [&](const Json& screen) { return screen["scene"].string() == argument; });
      return pause(kGuard_ms);
    }
    if (verb == "pause") return pause(std::atoi(argument.c_str()));
    fail("unknown step " + line);
  }

  const std::vector<Touch>& touches() const { return touches_; }

 private:
  [[noreturn]] static void fail(const std::string& why) {
    std::cerr << "bench_touch: " << why << "\n";
    std::exit(1);
  }
  static void pause(int span_ms) { std::this_thread::sleep_for(std::chrono::milliseconds(span_ms)); }

  Json ask(const Json& request) {
    auto reply = client_.ask(request.dump());
    if (!reply.ok()) fail(reply.error().what);
    auto json = parse_json(*reply, {4u << 20, 16});
    return json.ok() ? *json : Json::object();
  }

  Json wait_for(const std::string& what, const std::function<bool(const Json&)>& there) {
    for (int waited_ms = 0; waited_ms < kPatience_ms; waited_ms += 20) {
      Json screen = ask(Json::object().set("ask", "screen"));
      if (there(screen)) return screen;
      pause(20);
    }
    fail("waited in vain for " + what + " on " +
         std::string(ask(Json::object().set("ask", "screen"))["scene"].string()));
  }

  static bool has_widget(const Json& screen, const std::string& id) {
    for (const auto& widget : screen["widgets"].items())
      if (widget["id"].string() == id) return true;
    return false;
  }

  void tap(const std::string& id) {
    const Json before = wait_for("widget " + id, [&](const Json& screen) { return has_widget(screen, id); });
    const std::string scene(before["scene"].string());
    const Json after = ask(Json::object().set("ask", "touch").set("id", id));
    touches_.push_back({after["down_us"].integer(), scene + " " + id + " press"});
    touches_.push_back({after["took_us"].integer(), scene + " " + id + " release"});
    pause(after["scene"].string() == scene ? 40 : kGuard_ms);
  }

  LineClient& client_;
  std::vector<Touch> touches_;
};

void play(Walk& walk, const std::vector<std::string>& lines) {
  std::size_t repeat_from = 0;
  int left = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].rfind("repeat ", 0) == 0) {
      left = std::atoi(lines[i].c_str() + 7);
      repeat_from = i;
    } else if (lines[i] == "end") {
      if (--left > 0) i = repeat_from;
    } else {
      walk.step(lines[i]);
    }
  }
}

std::vector<std::string> read_script(const char* file) {
  std::vector<std::string> lines;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);)
    if (!line.empty() && line[0] != '#') lines.push_back(line);
  return lines;
}

void report(std::vector<Touch> touches) {
  std::sort(touches.begin(), touches.end(), [](const Touch& a, const Touch& b) { return a.us < b.us; });
  const auto at = [&](double part) {
    return static_cast<double>(
               touches[static_cast<std::size_t>(part * static_cast<double>(touches.size() - 1))].us) /
           1000;
  };
  std::printf("touches %zu count\n", touches.size());
  std::printf("touch_to_picture_p50 %.2f ms\ntouch_to_picture_p95 %.2f ms\ntouch_to_picture_worst %.2f ms\n",
              at(0.5), at(0.95), at(1));
  for (std::size_t i = 0; i < 8 && i < touches.size(); ++i) {
    const Touch& slow = touches[touches.size() - 1 - i];
    std::printf("# %.2f ms %s\n", static_cast<double>(slow.us) / 1000, slow.what.c_str());
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return std::fputs("bench_touch SOCKET SCRIPT…\n", stderr), 64;
  auto client = LineClient::connect(argv[1]);
  if (!client.ok()) return std::fputs("bench_touch: nobody at SOCKET\n", stderr), 1;
  Walk walk(*client);
  for (int i = 2; i < argc; ++i) play(walk, read_script(argv[i]));
  if (walk.touches().empty()) return std::fputs("bench_touch: nothing to touch\n", stderr), 1;
  report(walk.touches());
  return 0;
}
