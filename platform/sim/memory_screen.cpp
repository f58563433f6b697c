#include "platform/sim/memory_screen.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "platform/sim/png.h"

namespace redress {

MemoryScreen::MemoryScreen(int width, int height)
    : width_(width),
      height_(height),
      drawn_(static_cast<std::size_t>(width) * static_cast<std::size_t>(height)),
      shown_(drawn_.size()) {}

PixelBuffer MemoryScreen::pixels() { return {drawn_.data(), width_, height_, width_}; }
PixelBuffer MemoryScreen::shown() { return {shown_.data(), width_, height_, width_}; }

Status MemoryScreen::present(const std::vector<PixelRect>& damage) {
  for (const PixelRect& rect : damage) {
    if (rect.empty() || rect.x < 0 || rect.y < 0 || rect.x + rect.width > width_ || rect.y + rect.height > height_)
      return invalid("A presented rectangle is empty or reaches outside the screen.");
    for (int y = rect.y; y < rect.y + rect.height; ++y) {
      const auto at = static_cast<std::ptrdiff_t>(y) * width_ + rect.x;
      std::copy_n(drawn_.begin() + at, rect.width, shown_.begin() + at);
    }
  }
  last_damage_ = damage;
  ++presents_;
  return {};
}

bool MemoryScreen::wait(InputEvent& event, int timeout_ms) {
  std::unique_lock lock(mutex_);
  if (queue_.empty() && quits_when_empty_) {
    event = {};
    event.kind = InputEvent::Kind::quit;
    return true;
  }
  const auto has_input = [&] { return !queue_.empty(); };
  if (timeout_ms < 0)
    changed_.wait(lock, has_input);
  else if (!changed_.wait_for(lock, std::chrono::milliseconds(timeout_ms), has_input))
    return false;
  event = std::move(queue_.front());
  queue_.pop_front();
  return true;
}

void MemoryScreen::wake() {
  InputEvent event;
  event.kind = InputEvent::Kind::wake;
  push(std::move(event));
}

void MemoryScreen::push(InputEvent event) {
  {
    const std::lock_guard lock(mutex_);
    queue_.push_back(std::move(event));
  }
  changed_.notify_one();
}

void MemoryScreen::tap(float x, float y, std::uint64_t at_ms) {
  InputEvent event;
  event.x = x;
  event.y = y;
  event.at_ms = at_ms;
  event.kind = InputEvent::Kind::touch_down;
  push(event);
  event.kind = InputEvent::Kind::touch_up;
  push(event);
}

void MemoryScreen::quit_when_empty() {
  const std::lock_guard lock(mutex_);
  quits_when_empty_ = true;
}

Status MemoryScreen::save_png(const std::string& path) { return redress::save_png(path, shown()); }

}  // namespace redress
