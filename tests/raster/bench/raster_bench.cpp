// Prints `name value unit`, one a line: what drawing costs on this machine.
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <functional>

#include "platform/sim/png.h"
#include "tests/raster/form_screen.h"
#include "tests/raster/picture.h"

using namespace redress;
using namespace redress::ui;

namespace {

double median_ms(int rounds, const std::function<void()>& work) {
  std::vector<double> times;
  for (int i = 0; i < rounds; ++i) {
    const auto start = std::chrono::steady_clock::now();
    work();
    times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
  }
  std::nth_element(times.begin(), times.begin() + rounds / 2, times.end());
  return times[static_cast<std::size_t>(rounds / 2)];
}

double resident_mib() {
  long total = 0, resident = 0;
  std::ifstream("/proc/self/statm") >> total >> resident;
  return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE)) / (1024 * 1024);
}

void say(const char* name, double value, const char* unit) { std::printf("%s %.3f %s\n", name, value, unit); }

}  // namespace

int main(int argc, char** argv) {
  const auto start = std::chrono::steady_clock::now();
  GlyphAtlas atlas(picture_fonts());
  Rasteriser rasteriser;
  Pixels screen(1080, 1920);
  FormState state;
  {
    Picture picture(1080, 1920);
    draw_form_screen(picture.list(), atlas, state);
    (void)rasteriser.draw(picture.data(), atlas, screen.buffer());
  }
  say("first_picture", std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count(), "ms");
  say("resident", resident_mib(), "MiB");
  if (argc > 1 && !save_png(argv[1], screen.buffer()).ok()) return 1;

  say("build_draw_list", median_ms(50, [&] {
        Picture picture(1080, 1920);
        draw_form_screen(picture.list(), atlas, state);
      }), "ms");
  Picture same(1080, 1920);
  draw_form_screen(same.list(), atlas, state);
  say("vertices", same.list().VtxBuffer.Size, "count");
  say("full_frame", median_ms(50, [&] {
        rasteriser.invalidate();
        (void)rasteriser.draw(same.data(), atlas, screen.buffer());
      }), "ms");
  say("unchanged_frame", median_ms(100, [&] { (void)rasteriser.draw(same.data(), atlas, screen.buffer()); }), "ms");
  FormState pressed = state;
  pressed.pressed_key = 13;
  Picture other(1080, 1920);
  draw_form_screen(other.list(), atlas, pressed);
  bool is_down = false;
  say("one_key", median_ms(100, [&] {
        is_down = !is_down;
        (void)rasteriser.draw((is_down ? other : same).data(), atlas, screen.buffer());
      }), "ms");
  return 0;
}
