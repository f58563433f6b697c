// When a key was struck, by the X server's own clock. SDL stamps keys when the program reads them, so a busy
// moment tears a scanner's even pace apart (R: a scan never lands in a text box). A file of its own, because
// X11's headers define words like Status.
#pragma once

#include <SDL_events.h>

#include <cstdint>
#include <optional>

namespace redress {

// From now on the X event comes before the events that SDL makes of it. No effect on other displays.
void ask_for_x11_events();
// How old the X key event behind `event` is; nothing for every other event, and when the server counts
// from another start than this machine's monotonic clock (a display elsewhere).
std::optional<std::int64_t> x11_key_age_ms(const SDL_Event& event);

}  // namespace redress
