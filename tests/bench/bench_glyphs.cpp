// bench_glyphs: what a character costs that was never on the screen: its picture made from the font's outline, by the
// sizes of the screens. Lines `name value unit`, time of the wall; the first line pays for opening the font.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

#include "kiosk/type/face.h"

using namespace redress;

namespace {

constexpr char32_t kFirst_hanzi = 0x4E00;
constexpr int kScreenful = 300, kMost = 7000;

double now_us() {
  using namespace std::chrono;
  return duration<double, std::micro>(steady_clock::now().time_since_epoch()).count();
}

double percentile(std::vector<double> values, std::size_t percent) {
  std::sort(values.begin(), values.end());
  return values[std::min(values.size() - 1, values.size() * percent / 100)];
}

void measure(FontStore& fonts, float em_px) {
  TextStyle style;
  style.em_px = em_px;
  std::vector<double> times_us;
  double screenful_us = 0, all_us = 0;
  for (int i = 0; i < kMost; ++i) {
    const double from = now_us();
    const GlyphBitmap bitmap = fonts.rasterise(style, kFirst_hanzi + static_cast<char32_t>(i));
    times_us.push_back(now_us() - from);
    if (bitmap.coverage.empty()) std::printf("# U+%X has no picture\n", kFirst_hanzi + static_cast<unsigned>(i));
    all_us += times_us.back();
    if (i < kScreenful) screenful_us += times_us.back();
  }
  const int size = static_cast<int>(em_px);
  std::printf("glyph_miss_%dpx_p50 %.1f us\n", size, percentile(times_us, 50));
  std::printf("glyph_miss_%dpx_p99 %.1f us\n", size, percentile(times_us, 99));
  std::printf("glyph_misses_%dpx_300 %.1f ms\n", size, screenful_us / 1000);
  std::printf("glyph_misses_%dpx_7000 %.1f ms\n", size, all_us / 1000);
}

}  // namespace

int main() {
  auto fonts = FontStore::open();
  if (!fonts.ok()) return std::fprintf(stderr, "bench_glyphs: %s\n", fonts.error().what.c_str()), 1;
  for (float em_px : {24.0f, 40.0f}) measure(**fonts, em_px);
  return 0;
}
