// A screen without a display: input from a script, and the picture a person would see, which takes in
// only the rectangles that were presented. For tests, simulation and --shot.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/env/screen.h"

namespace redress {

class MemoryScreen final : public Screen {
 public:
  MemoryScreen(int width, int height);

  PixelBuffer pixels() override;
  // Error invalid: a rectangle reaches outside.
  Status present(const std::vector<PixelRect>& damage) override;
  bool wait(InputEvent& event, int timeout_ms) override;
  void wake() override;

  // Input to come, from any thread. A tap is a press and a lift.
  void push(InputEvent event);
  void tap(float x, float y, std::uint64_t at_ms = 0);
  // wait() on an empty queue gives quit instead of waiting.
  void quit_when_empty();

  PixelBuffer shown();  // what a person sees
  Status save_png(const std::string& path);
  std::size_t presents() const { return presents_; }
  const std::vector<PixelRect>& last_damage() const { return last_damage_; }

 private:
  int width_, height_;
  std::vector<std::uint32_t> drawn_, shown_;
  std::vector<PixelRect> last_damage_;
  std::size_t presents_ = 0;
  std::mutex mutex_;  // guards what follows
  std::condition_variable changed_;
  std::deque<InputEvent> queue_;
  bool quits_when_empty_ = false;
};

}  // namespace redress
