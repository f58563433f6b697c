// bench_window: the limits of any screen here, with nothing of ours but the window: process start to the first picture of an
// empty window, and a whole picture of one colour written and shown. 1080 x 1920, medians.
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "platform/linux/system_clock.h"
#include "platform/sdl/sdl_screen.h"
#include "tests/bench/bench.h"

using namespace redress;

namespace {

constexpr int kStarts = 9, kPictures = 60;

std::int64_t steady_us() {
  using namespace std::chrono;
  return duration_cast<microseconds>(steady_clock::now().time_since_epoch()).count();
}

double median_ms(std::vector<std::int64_t> times_us) {
  std::sort(times_us.begin(), times_us.end());
  return static_cast<double>(times_us[times_us.size() / 2]) / 1000;
}

std::unique_ptr<SdlScreen> window(const Clock& clock) {
  SdlScreenOptions options;
  options.width = 1080;
  options.height = 1920;
  return must(SdlScreen::open(options, clock));
}

void show(SdlScreen& screen, std::uint32_t rgb) {
  const auto picture = screen.pixels();
  for (int y = 0; y < picture.height; ++y) std::fill_n(picture.pixels + static_cast<std::ptrdiff_t>(y) * picture.stride, picture.width, rgb);
  must(screen.present({{0, 0, picture.width, picture.height}}));
}

// The child says when its picture was shown; both read the same clock.
std::int64_t start_once_us(char* self) {
  int ends[2];
  if (pipe(ends) != 0) stop("no pipe");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  char once[] = "once";
  char* command[] = {self, once, nullptr};
  const auto from = steady_us();
  pid_t child = 0;
  if (posix_spawn(&child, self, &actions, nullptr, command, environ) != 0) stop("it does not start");
  posix_spawn_file_actions_destroy(&actions);
  waitpid(child, nullptr, 0);
  std::int64_t shown = 0;
  if (read(ends[0], &shown, sizeof shown) != sizeof shown) stop("no picture");
  close(ends[0]), close(ends[1]);
  return shown - from;
}

}  // namespace

int main(int argc, char** argv) {
  SystemClock clock;
  if (argc > 1) {
    const auto screen = window(clock);
    show(*screen, 0xFFEFEEE6);
    const auto shown = steady_us();
    return write(STDOUT_FILENO, &shown, sizeof shown) == sizeof shown ? 0 : 1;
  }
  std::vector<std::int64_t> starts_us, pictures_us;
  for (int i = 0; i < kStarts; ++i) starts_us.push_back(start_once_us(argv[0]));
  const auto screen = window(clock);
  for (int i = 0; i < kPictures; ++i) {
    const auto from = steady_us();
    show(*screen, 0xFF0A5C5A + static_cast<std::uint32_t>(i));
    pictures_us.push_back(steady_us() - from);
  }
  std::printf("bare_window_p50 %.1f ms\nbare_picture_p50 %.2f ms\n", median_ms(starts_us), median_ms(pictures_us));
  return 0;
}
