#include "platform/sdl/sdl_speaker.h"

#include <SDL.h>

#include <cstdlib>
#include <filesystem>

#include "platform/sdl/tone.h"

namespace redress {

namespace {

// Asked first, because ALSA writes a page of complaints to stderr where there is none.
bool may_have_device() {
  const char* runtime = std::getenv("XDG_RUNTIME_DIR");
  std::error_code ignored;
  return std::getenv("SDL_AUDIODRIVER") != nullptr || std::filesystem::exists("/dev/snd", ignored) ||
         (runtime != nullptr && std::filesystem::exists(std::string(runtime) + "/pulse/native", ignored));
}

}  // namespace

SdlSpeaker::SdlSpeaker(int volume_percent) : volume_percent_(volume_percent) {}

SdlSpeaker::~SdlSpeaker() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void SdlSpeaker::play(Tone tone) {
  const std::lock_guard lock(mutex_);
  if (volume_percent_ == 0 || is_dumb_ || wanted_ || ending_) return;
  wanted_ = tone;
  if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
  changed_.notify_all();
}

bool SdlSpeaker::finish() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return !wanted_; });
  return !is_dumb_;
}

void SdlSpeaker::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return wanted_ || ending_; });
    if (ending_) return;
    const Tone tone = *wanted_;
    lock.unlock();
    const bool sounded = sound(tone);
    lock.lock();
    wanted_.reset();
    is_dumb_ = !sounded && !ending_;
    changed_.notify_all();
  }
}

// Error texts of SDL are not told: the screen says the same as the tone.
bool SdlSpeaker::sound(Tone tone) {
  const auto samples = tone_samples(tone, volume_percent_);
  const auto bytes = static_cast<std::uint32_t>(samples.size() * sizeof(samples[0]));
  if (!may_have_device() || SDL_InitSubSystem(SDL_INIT_AUDIO) != 0) return false;
  SDL_AudioSpec wanted{};
  wanted.freq = kTone_samples_s;
  wanted.format = AUDIO_S16SYS;
  wanted.channels = 1;
  wanted.samples = 1024;
  const SDL_AudioDeviceID device = SDL_OpenAudioDevice(nullptr, 0, &wanted, nullptr, 0);
  bool sounded = device != 0 && SDL_QueueAudio(device, samples.data(), bytes) == 0;
  if (sounded) {
    SDL_PauseAudioDevice(device, 0);
    const auto long_ms = static_cast<int>(samples.size() * 1000 / kTone_samples_s) + 150;
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::milliseconds(long_ms), [this] { return ending_; });
  }
  if (device != 0) SDL_CloseAudioDevice(device);
  SDL_QuitSubSystem(SDL_INIT_AUDIO);
  return sounded;
}

}  // namespace redress
