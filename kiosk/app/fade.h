// The 120 ms in which a new screen's content appears; header, action row and rail never move (screens-shopper 6).
// Four pictures, then nothing: an idle screen draws nothing. Times are the env clock's, ms. Ui thread.
#pragma once

#include <cstdint>

namespace redress {

class Fade {
 public:
  void start(std::uint64_t now_ms) {
    from_ms_ = now_ms;
    next_ms_ = now_ms + kStep_ms;
  }
  void end() { next_ms_ = 0; }
  bool running() const { return next_ms_ != 0; }
  std::uint64_t next_ms() const { return next_ms_; }  // when the next picture is due; 0: never

  // True once for every picture that is due.
  bool due(std::uint64_t now_ms) {
    if (!running() || now_ms < next_ms_) return false;
    next_ms_ = now_ms >= from_ms_ + kLong_ms ? 0 : now_ms + kStep_ms;
    return true;
  }
  // How much of the new content is still hidden, 0 to 1. The first picture already shows some of it.
  float hidden(std::uint64_t now_ms) const {
    constexpr float kFirst = 0.7f;
    if (!running()) return 0;
    return kFirst * (1 - static_cast<float>(now_ms - from_ms_) / static_cast<float>(kLong_ms));
  }

 private:
  static constexpr std::uint64_t kLong_ms = 120, kStep_ms = 30;
  std::uint64_t from_ms_ = 0, next_ms_ = 0;
};

}  // namespace redress
