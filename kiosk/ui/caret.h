// The blinking of a text field's caret: lit after each key, then on and off, and after ten quiet seconds lit for
// good, so that an untouched screen draws nothing any more. Times are the app's monotonic milliseconds.
#pragma once

#include <cstdint>

namespace redress::ui {

class Caret {
 public:
  bool lit() const { return lit_; }
  std::uint64_t wants_tick_at_ms() const { return turns_ms_; }  // 0: rests

  void touch(std::uint64_t now_ms) {
    lit_ = true;
    touched_ms_ = now_ms;
    turns_ms_ = now_ms + kTurn_ms;
  }
  void rest() {
    lit_ = true;
    turns_ms_ = 0;
  }
  // True when the caret must be drawn anew.
  bool tick(std::uint64_t now_ms) {
    if (turns_ms_ == 0 || now_ms < turns_ms_) return false;
    const bool resting = now_ms >= touched_ms_ + kBlinks_for_ms;
    lit_ = resting || !lit_;
    turns_ms_ = resting ? 0 : now_ms + kTurn_ms;
    return true;
  }

 private:
  static constexpr std::uint64_t kTurn_ms = 500, kBlinks_for_ms = 10'000;
  bool lit_ = true;
  std::uint64_t touched_ms_ = 0, turns_ms_ = 0;
};

}  // namespace redress::ui
