#include "platform/sdl/x11_time.h"

#include <SDL_syswm.h>

#include <chrono>

namespace redress {

namespace {

constexpr std::uint32_t kOldest_ms = 60'000;

}  // namespace

void ask_for_x11_events() {
  SDL_EventState(SDL_SYSWMEVENT, SDL_ENABLE);
}

std::optional<std::int64_t> x11_key_age_ms(const SDL_Event& event) {
  if (event.type != SDL_SYSWMEVENT || event.syswm.msg == nullptr ||
      event.syswm.msg->subsystem != SDL_SYSWM_X11)
    return std::nullopt;
  const XEvent& from = event.syswm.msg->msg.x11.event;
  if (from.type != KeyPress && from.type != KeyRelease) return std::nullopt;
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  const auto now_ms =
      static_cast<std::uint32_t>(std::chrono::duration_cast<std::chrono::milliseconds>(now).count());
  const std::uint32_t age_ms = now_ms - static_cast<std::uint32_t>(from.xkey.time);
  if (age_ms > kOldest_ms) return std::nullopt;
  return age_ms;
}

}  // namespace redress
