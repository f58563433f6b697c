// Tones by SDL2. The sound device is opened for one tone on a thread of its own and closed after it, so that neither
// start, touch nor idle pays for it. Where no device opens it stays silent and asks no more.
#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

#include "core/env/speaker.h"

namespace redress {

class SdlSpeaker final : public Speaker {
 public:
  explicit SdlSpeaker(int volume_percent);  // 0: never a sound
  ~SdlSpeaker() override;
  SdlSpeaker(const SdlSpeaker&) = delete;
  SdlSpeaker& operator=(const SdlSpeaker&) = delete;

  void play(Tone tone) override;
  // Waits until nothing sounds; false if the last tone found no device. For tests.
  bool finish();

 private:
  void run();
  bool sound(Tone tone);

  const int volume_percent_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::optional<Tone> wanted_;
  bool ending_ = false, is_dumb_ = false;
  std::thread thread_;  // from the first tone on
};

}  // namespace redress
