// A window or the whole display, by SDL2: no renderer, no GPU; the window's own memory is drawn into and
// only changed rectangles go to the display. Waiting takes no processor time under X11 and Wayland
// (SDL's dummy and KMSDRM drivers poll each millisecond).
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/env/clock.h"
#include "core/env/screen.h"

struct SDL_Window;
struct SDL_Surface;
union SDL_Event;

namespace redress {

struct SdlScreenOptions {
  std::string title = "Redress";
  int width = 0, height = 0;   // of a window, px; 0: full screen, or all that the desktop leaves free
  bool is_full = true;         // where no size is given
  int display = 0;             // which one, for full screen
  bool show_pointer = false;   // mouse pointer, for development and the counter
};

// One a process. Every call from the thread that opened it, but wake().
class SdlScreen final : public Screen {
 public:
  // Stamps input with `clock` (monotonic); it outlives the screen.
  // Error unavailable: no display to open; says what to start or set.
  static Result<std::unique_ptr<SdlScreen>> open(const SdlScreenOptions& options, const Clock& clock);
  ~SdlScreen() override;
  SdlScreen(const SdlScreen&) = delete;
  SdlScreen& operator=(const SdlScreen&) = delete;

  // Another memory, or lost, when the window changes (an expose event tells).
  PixelBuffer pixels() override;
  Status present(const std::vector<PixelRect>& damage) override;
  // The first finger is the only one until it lifts; the mouse counts as a finger.
  bool wait(InputEvent& event, int timeout_ms) override;
  void wake() override;

 private:
  struct Finger {
    bool is_down = false;
    std::int64_t touch = 0, id = 0;
    std::uint32_t heard_ms = 0;  // SDL's time of its last event
  };
  SdlScreen(SDL_Window* window, bool is_full, std::uint32_t wake_event, const Clock& clock);

  SDL_Surface* window_surface();
  void become_full_screen();
  bool translate(const SDL_Event& from, InputEvent& event);
  bool translate_finger(const SDL_Event& from, InputEvent& event);
  bool translate_window(const SDL_Event& from, InputEvent& event);
  bool is_lost(const Finger& finger, std::uint32_t now_ms) const;
  std::uint64_t monotonic_ms_of(std::uint32_t sdl_ms) const;
  std::uint64_t struck_ms_of(std::uint64_t read_ms) const;

  SDL_Window* window_;
  bool is_full_wanted_;  // and not asked for yet
  bool is_lost_ = true;  // nothing drawn since the surface was made
  std::uint32_t wake_event_;
  const Clock& clock_;
  SDL_Surface* own_ = nullptr;  // drawn into where the display's pixels are not 32 bit XRGB
  Finger finger_;
  std::int64_t struck_ms_ = 0;  // when the last key was struck, by the X server; 0: not told
  std::atomic<bool> is_wake_queued_{false};
};

}  // namespace redress
