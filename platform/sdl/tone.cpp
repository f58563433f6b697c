#include "platform/sdl/tone.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>

namespace redress {

namespace {

struct Note {
  double hertz;
  int long_ms;
};

// Two rising notes, one note twice, one falling step.
constexpr Note kDone[] = {{587.33, 160}, {880, 340}};
constexpr Note kStillThere[] = {{659.26, 220}, {0, 120}, {659.26, 220}};
constexpr Note kRefusedScan[] = {{440, 120}, {349.23, 220}};

std::span<const Note> notes(Tone tone) {
  switch (tone) {
    case Tone::done:
      return kDone;
    case Tone::still_there:
      return kStillThere;
    case Tone::refused_scan:
      return kRefusedScan;
  }
  return {};
}

// Rises in 12 ms and dies away: no click at either end.
double loudness(double at_ms, double long_ms) {
  const double rise = std::min(1.0, at_ms / 12), left = (long_ms - at_ms) / long_ms;
  return rise * left * left;
}

}  // namespace

std::vector<std::int16_t> tone_samples(Tone tone, int volume_percent) {
  const double loudest = 24'000.0 * std::clamp(volume_percent, 0, 100) / 100;
  std::vector<std::int16_t> out;
  for (const auto& note : notes(tone)) {
    const int count = kTone_samples_s * note.long_ms / 1000;
    for (int i = 0; i < count; ++i) {
      const double at_s = static_cast<double>(i) / kTone_samples_s;
      const double wave = std::sin(2 * std::numbers::pi * note.hertz * at_s);
      out.push_back(static_cast<std::int16_t>(std::lround(loudest * wave * loudness(at_s * 1000, note.long_ms))));
    }
  }
  return out;
}

}  // namespace redress
