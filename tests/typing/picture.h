// A screen in memory for one test. One at a time: ImGui's context is one a process.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "kiosk/ui/frame.h"

namespace redress::ui {

class Picture {
 public:
  explicit Picture(bool upright = true)
      : fonts_(std::move(*FontStore::open())),
        frame_(*fonts_),
        width_(upright ? 1080 : 1920),
        height_(upright ? 1920 : 1080),
        pixels_(1080 * 1920) {}

  template <class Draw>
  const Registry& show(const Theme& theme, const std::string& language, Draw draw) {
    draw(frame_.begin({pixels_.data(), width_, height_, width_}, theme, language));
    frame_.end();
    return frame_.presented();
  }
  void rest() { frame_.rest(); }
  const std::vector<std::uint32_t>& pixels() const { return pixels_; }

 private:
  std::unique_ptr<FontStore> fonts_;
  Frame frame_;
  int width_, height_;
  std::vector<std::uint32_t> pixels_;
};

}  // namespace redress::ui
