// bench_soak DATA SESSION COUNT: plays the script SESSION (kiosk/app/player.h) COUNT times on the real
// screens over the enrolled data folder DATA, unplugged and without a printer, on a clock that only the
// script moves. Prints growth of memory and descriptors from the first fifth of the sessions to the last, and
// the slowest picture by the wall and by the processor and how many took longer than 33 ms; on the way, after every tenth,
// what is held: by the process, of it by malloc's callers, and of that by SQLite. Exit 1: a session failed, memory grew by 1 % or more, or a descriptor was left open.
// The first fifth warms up: SQLite's page cache gains about 1.4 KiB a session until its 2 MiB are full
// (StoreOptions::cache_kib), and the batch that waits unplugged grows to 1,500 events (PushLimits); with
// 10,000 sessions both should end in it, with fewer they show as growth.
#include <malloc.h>
#include <sqlite3.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "kiosk/app/engine_thread.h"
#include "kiosk/app/player.h"
#include "kiosk/scenes/scene_table.h"
#include "platform/input_method/rime_input_method.h"
#include "platform/linux/linux_files.h"
#include "platform/linux/system_clock.h"
#include "platform/sim/memory_screen.h"
#include "tests/bench/bench.h"

using namespace redress;

namespace {

class ScriptClock final : public Clock {
 public:
  Instant wall() const override { return SystemClock().wall() + passed_ms_.load(); }
  std::int64_t monotonic_ms() const override { return kBoot_ms + passed_ms_.load(); }
  BootId boot() const override { return {1}; }
  void pass(int span_ms) { passed_ms_ += span_ms; }

 private:
  static constexpr std::int64_t kBoot_ms = 1'000'000;
  std::atomic<std::int64_t> passed_ms_ = 0;
};

class Unplugged final : public Network {
 public:
  Result<HttpAnswer> exchange(const HttpRequest&) override { return Error{Errc::unavailable, "unplugged"}; }
};

// A screen in memory that knows how long a picture took, from asking for the pixels to having shown them.
class TimedScreen final : public Screen {
 public:
  static constexpr double kMissed_ms = 33;  // two frames of the panel

  PixelBuffer pixels() override {
    from_ = std::chrono::steady_clock::now();
    processor_from_ms_ = processor_ms(CLOCK_THREAD_CPUTIME_ID);
    return screen_.pixels();
  }
  Status present(const std::vector<PixelRect>& damage) override {
    auto shown = screen_.present(damage);
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - from_;
    worst_ms_ = std::max(worst_ms_, took.count());
    worst_processor_ms_ = std::max(worst_processor_ms_, processor_ms(CLOCK_THREAD_CPUTIME_ID) - processor_from_ms_);
    late_ += took.count() > kMissed_ms;
    ++pictures_;
    return shown;
  }
  bool wait(InputEvent& event, int timeout_ms) override { return screen_.wait(event, timeout_ms); }
  void wake() override { screen_.wake(); }

  double worst_ms() const { return worst_ms_; }
  double worst_processor_ms() const { return worst_processor_ms_; }
  long late() const { return late_; }
  long pictures() const { return pictures_; }

 private:
  MemoryScreen screen_{1080, 1920};
  std::chrono::steady_clock::time_point from_;
  double worst_ms_ = 0, worst_processor_ms_ = 0, processor_from_ms_ = 0;
  long pictures_ = 0, late_ = 0;
};

// Pages of files (fonts, dictionaries, the program itself) come and go as the kernel likes and do not count.
struct Footprint {
  double memory_kib = 0;
  long descriptors = 0;
};

Footprint footprint() {
  Footprint now;
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("RssAnon:")) now.memory_kib = std::atof(line.c_str() + 8);
  for ([[maybe_unused]] const auto& one : std::filesystem::directory_iterator("/proc/self/fd"))
    ++now.descriptors;
  return now;
}

// Which of them grows tells a leak of ours from pages that SQLite may keep and from holes between allocations.
void tell_what_is_held(int session) {
  const struct mallinfo2 heap = mallinfo2();
  std::printf("# session %d: anonymous %.0f KiB, allocated %zu KiB, of it SQLite %lld KiB\n", session,
              footprint().memory_kib, (heap.uordblks + heap.hblkhd) / 1024,
              static_cast<long long>(sqlite3_memory_used() / 1024));
  std::fflush(stdout);
}

std::string read_file(const char* name) {
  std::ostringstream text;
  text << std::ifstream(name).rdbuf();
  return text.str();
}

// The program's parts as `redress-kiosk run` puts them together, but for clock, network and screen.
class Kiosk {
 public:
  Kiosk(std::unique_ptr<Engine> engine, ScriptClock& clock, std::unique_ptr<FontStore> fonts)
      : clock_(clock), engine_(std::move(engine)), fonts_(std::move(fonts)) {
    is_running_ = true;
    loop_.draw_if_needed();
    desk_->begin();
  }
  ~Kiosk() {
    is_running_ = false;
    desk_.reset();  // its thread calls news()
  }

  Status play(const std::string& script) {
    auto picture = [](const std::string&) { return Status(); };
    return Player(loop_, picture, [this](int span_ms) { pass(span_ms); }).play(script);
  }
  const TimedScreen& screen() const { return screen_; }

 private:
  void pass(int span_ms) {
    clock_.pass(span_ms);
    loop_.step(0);
  }
  void news() {
    if (!is_running_) return;
    loop_.post([this] {
      app_.set_surroundings(desk_->surroundings());
      loop_.news();
    });
  }
  static LoopSetup setup() {
    LoopSetup setup;
    setup.first_scene = "shopper.home";
    setup.idle = {60'000, 120'000, "shopper.idle"};
    return setup;
  }

  ScriptClock& clock_;
  std::unique_ptr<Engine> engine_;
  std::unique_ptr<FontStore> fonts_;
  TimedScreen screen_;
  RimeInputMethod input_method_{RimeFolders{"/usr/share/rime-data", REDRESS_RIME_FOLDER}};
  ui::Frame frame_{*fonts_};
  std::vector<SceneRow> scenes_ = all_scenes();
  std::atomic<bool> is_running_ = false;
  std::unique_ptr<EngineThread> desk_ = std::make_unique<EngineThread>(*engine_, [this] { news(); });
  App app_{clock_, *desk_, &input_method_};
  Loop loop_{app_, screen_, frame_, scenes_, setup()};
};

int fail(const std::string& why) {
  return std::cerr << "bench_soak: " << why << "\n", 1;
}

int soak(Kiosk& kiosk, const std::string& script, int count) {
  Footprint early;
  for (int i = 0; i < count; ++i) {
    if (auto played = kiosk.play(script); !played.ok())
      return fail("session " + std::to_string(i) + ": " + played.error().what);
    if (i == std::max(1, count / 5)) early = footprint();
    if ((i + 1) % std::max(1, count / 10) == 0) tell_what_is_held(i + 1);
  }
  const Footprint late = footprint();
  const double growth = (late.memory_kib - early.memory_kib) * 100 / early.memory_kib;
  std::printf(
      "soak_sessions %d sessions\nsoak_pictures %ld pictures\nsoak_memory %.0f KiB\nsoak_memory_growth %.2f "
      "percent\n",
      count, kiosk.screen().pictures(), late.memory_kib, growth);
  std::printf("soak_descriptor_growth %ld descriptors\nsoak_worst_picture %.1f ms\nsoak_worst_picture_processor %.1f ms\n",
              late.descriptors - early.descriptors, kiosk.screen().worst_ms(), kiosk.screen().worst_processor_ms());
  std::printf("soak_pictures_beyond_33_ms %ld pictures\n", kiosk.screen().late());
  return growth < 1 && late.descriptors <= early.descriptors ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4 || std::atoi(argv[3]) < 3) return std::fputs("bench_soak DATA SESSION COUNT\n", stderr), 64;
  ScriptClock clock;
  SystemRandom random;
  LinuxFiles files;
  Machine machine{clock,
                  random,
                  files,
                  [](const Config&) { return std::make_unique<Unplugged>(); },
                  [](const Config&) {
                    return Result<std::unique_ptr<Printer>>(Error{Errc::not_found, "no printer"});
                  },
                  Config()};
  auto engine = Engine::open(machine, argv[1]);
  if (!engine.ok()) return fail(engine.error().what);
  auto fonts = FontStore::open();
  if (!fonts.ok()) return fail(fonts.error().what);
  Kiosk kiosk(std::move(*engine), clock, std::move(*fonts));
  return soak(kiosk, read_file(argv[2]), std::atoi(argv[3]));
}
