#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>

#include "platform/sdl/sdl_speaker.h"
#include "platform/sdl/tone.h"

using namespace redress;

namespace {

int loudest(const std::vector<std::int16_t>& samples) {
  int out = 0;
  for (const auto v : samples) out = std::max(out, std::abs(static_cast<int>(v)));
  return out;
}

}  // namespace

TEST_CASE("every tone is short, differs from the others, begins and ends in silence and follows the volume") {
  for (const auto tone : {Tone::done, Tone::still_there, Tone::refused_scan}) {
    const auto samples = tone_samples(tone, 100), half = tone_samples(tone, 50);
    CHECK(samples.size() < kTone_samples_s);
    CHECK(std::abs(samples.front()) < 50);
    CHECK(std::abs(samples.back()) < 50);
    CHECK(loudest(samples) > 15'000);
    CHECK(loudest(samples) < 25'000);
    CHECK(loudest(half) == doctest::Approx(loudest(samples) / 2.0).epsilon(0.01));
    CHECK(loudest(tone_samples(tone, 0)) == 0);
    for (std::size_t i = 1; i < samples.size(); ++i) REQUIRE(std::abs(samples[i] - samples[i - 1]) < 8'000);
  }
  CHECK(tone_samples(Tone::done, 50) != tone_samples(Tone::refused_scan, 50));
}

// SDL's disk driver is a sound device that writes what it would have played.
TEST_CASE("a tone reaches the sound device whole, from a device opened for it, and playing returns at once") {
  const auto file = std::filesystem::temp_directory_path() / ("redress-tone-" + std::to_string(std::rand()));
  setenv("SDL_AUDIODRIVER", "disk", 1);
  setenv("SDL_DISKAUDIOFILE", file.c_str(), 1);
  setenv("SDL_DISKAUDIODELAY", "0", 1);
  {
    SdlSpeaker speaker(60);
    const auto before = std::chrono::steady_clock::now();
    speaker.play(Tone::done);
    CHECK(std::chrono::steady_clock::now() - before < std::chrono::milliseconds(50));
    CHECK(speaker.finish());
  }
  CHECK(std::filesystem::file_size(file) >= tone_samples(Tone::done, 60).size() * 2);
  std::filesystem::remove(file);
}

TEST_CASE("without a sound device, or at volume 0, it is silent") {
  setenv("SDL_AUDIODRIVER", "nonesuch", 1);
  SdlSpeaker speaker(60);
  speaker.play(Tone::refused_scan);
  CHECK_FALSE(speaker.finish());
  speaker.play(Tone::refused_scan);  // not asked again
  CHECK_FALSE(speaker.finish());
  SdlSpeaker off(0);
  off.play(Tone::done);
  CHECK(off.finish());
}
