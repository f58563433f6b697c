// The samples of the tones: sines with soft edges, mono, 16 bit.
#pragma once

#include <cstdint>
#include <vector>

#include "core/env/speaker.h"

namespace redress {

inline constexpr int kTone_samples_s = 24'000;

// `volume_percent` 0 to 100; 100 leaves a quarter of the range free, soft on any amplifier.
std::vector<std::int16_t> tone_samples(Tone tone, int volume_percent);

}  // namespace redress
