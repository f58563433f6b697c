// Where pictures go and touches come from.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace redress {

struct PixelRect {
  int x = 0, y = 0, width = 0, height = 0;
  bool empty() const { return width <= 0 || height <= 0; }
};

// 32-bit pixels 0xXXRRGGBB, top row first; `stride` in pixels.
struct PixelBuffer {
  std::uint32_t* pixels = nullptr;
  int width = 0, height = 0, stride = 0;
  bool is_lost = false;  // nothing of the last picture is left in it: draw everything
};

struct InputEvent {
  enum class Kind { none, touch_down, touch_move, touch_up, key_down, text, scan, wake, quit, expose };
  Kind kind = Kind::none;
  float x = 0, y = 0;   // pixels
  int key = 0;          // SDL keycode
  int modifiers = 0;    // SDL key modifiers
  std::string text;     // text, or the scanned string
  std::uint64_t at_ms = 0;
  int finger = 0;       // 0: the first finger on the glass (or the mouse), others count up
};

class Screen {
 public:
  virtual ~Screen() = default;
  virtual PixelBuffer pixels() = 0;                       // the window's own memory, drawn into directly
  virtual Status present(const std::vector<PixelRect>& damage) = 0;
  // Waits for input up to timeout_ms (-1: for ever). Another thread ends the wait with wake().
  virtual bool wait(InputEvent& event, int timeout_ms) = 0;
  virtual void wake() = 0;
};

}  // namespace redress
