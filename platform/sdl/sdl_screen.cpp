#include "platform/sdl/sdl_screen.h"

#include <SDL.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "platform/sdl/x11_time.h"

namespace redress {
namespace {

bool is_set(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

Error no_screen(const std::string& why) { return {Errc::unavailable, "The screen cannot be opened: " + why}; }

void set_hints() {
  // A kiosk needs no dead keys and no desktop bus: reading the one and starting the other costs half the start.
  setenv("XCOMPOSEFILE", "/dev/null", 0);
  setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:", 0);
  SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");  // else SDL presents through an OpenGL texture
  SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
  SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1");  // the touch that gives focus counts
  SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "1");        // a mouse is a finger: one path for both
}

bool has_size(const SdlScreenOptions& options) { return options.width > 0 && options.height > 0; }
bool is_full_screen(const SdlScreenOptions& options) { return options.is_full && !has_size(options); }

// Where no window manager runs nobody makes a window full screen: it must have that size from the start.
SDL_Window* open_window(const SdlScreenOptions& options) {
  const int any = SDL_WINDOWPOS_UNDEFINED;
  if (has_size(options))
    return SDL_CreateWindow(options.title.c_str(), any, any, options.width, options.height, 0);
  SDL_Rect bounds{};
  if (!options.is_full) {
    if (SDL_GetDisplayUsableBounds(options.display, &bounds) != 0) return nullptr;
    return SDL_CreateWindow(options.title.c_str(), bounds.x, bounds.y, bounds.w, bounds.h, SDL_WINDOW_RESIZABLE);
  }
  if (SDL_GetDisplayBounds(options.display, &bounds) != 0) return nullptr;
  return SDL_CreateWindow(options.title.c_str(), bounds.x, bounds.y, bounds.w, bounds.h, SDL_WINDOW_BORDERLESS);
}

// The window's memory is fresh: a page of it costs a fault at the first stroke. Taken here at once, while other
// threads still open what the first picture needs.
void take_pages(const SDL_Surface& surface) {
  const auto at = reinterpret_cast<std::uintptr_t>(surface.pixels);
  const auto page = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
  const auto bytes = static_cast<std::size_t>(surface.pitch) * static_cast<std::size_t>(surface.h);
  if (at % page == 0) (void)madvise(surface.pixels, bytes, MADV_POPULATE_WRITE);
}

bool is_xrgb(const SDL_Surface& surface) {
  return surface.format->BytesPerPixel == 4 && surface.format->Rmask == 0xFF0000 &&
         surface.format->Gmask == 0xFF00 && surface.format->Bmask == 0xFF;
}

}  // namespace

Result<std::unique_ptr<SdlScreen>> SdlScreen::open(const SdlScreenOptions& options, const Clock& clock) {
  // Without these SDL would quietly choose a display nobody sees.
  if (!is_set("DISPLAY") && !is_set("WAYLAND_DISPLAY") && !is_set("SDL_VIDEODRIVER"))
    return no_screen("neither DISPLAY nor WAYLAND_DISPLAY is set. Start it inside X or Wayland, or set "
                     "SDL_VIDEODRIVER (\"dummy\" for tests).");
  set_hints();
  if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) return no_screen(std::string(SDL_GetError()) + ".");

  SDL_Window* window = open_window(options);
  const std::uint32_t wake_event = SDL_RegisterEvents(1);
  if (window == nullptr || wake_event == UINT32_MAX || SDL_GetWindowSurface(window) == nullptr) {
    const std::string why = SDL_GetError();
    if (window != nullptr) SDL_DestroyWindow(window);
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
    return no_screen(why + ".");
  }
  take_pages(*SDL_GetWindowSurface(window));
  SDL_ShowCursor(options.show_pointer ? SDL_ENABLE : SDL_DISABLE);
  SDL_StartTextInput();
  ask_for_x11_events();
  return std::unique_ptr<SdlScreen>(new SdlScreen(window, is_full_screen(options), wake_event, clock));
}

SdlScreen::SdlScreen(SDL_Window* window, bool is_full, std::uint32_t wake_event, const Clock& clock)
    : window_(window), is_full_wanted_(is_full), wake_event_(wake_event), clock_(clock) {}

SdlScreen::~SdlScreen() {
  if (own_ != nullptr) SDL_FreeSurface(own_);
  SDL_DestroyWindow(window_);
  SDL_QuitSubSystem(SDL_INIT_VIDEO);
}

// SDL keeps one surface and quietly makes another when the window changes, perhaps at the same address;
// only ours carries the mark.
SDL_Surface* SdlScreen::window_surface() {
  SDL_Surface* surface = SDL_GetWindowSurface(window_);
  if (surface != nullptr && surface->userdata != this) {
    surface->userdata = this;
    is_lost_ = true;
  }
  return surface;
}

// Asked for after the first picture is on the display, because SDL waits 100 ms for the window manager.
void SdlScreen::become_full_screen() {
  is_full_wanted_ = false;
  SDL_SetWindowFullscreen(window_, SDL_WINDOW_FULLSCREEN_DESKTOP);
}

PixelBuffer SdlScreen::pixels() {
  SDL_Surface* surface = window_surface();
  if (surface == nullptr) return {};
  if (!is_xrgb(*surface)) {
    if (own_ == nullptr || own_->w != surface->w || own_->h != surface->h) {
      if (own_ != nullptr) SDL_FreeSurface(own_);
      own_ = SDL_CreateRGBSurfaceWithFormat(0, surface->w, surface->h, 32, SDL_PIXELFORMAT_RGB888);
      if (own_ == nullptr) return {};
    }
    surface = own_;
  }
  return {static_cast<std::uint32_t*>(surface->pixels), surface->w, surface->h, surface->pitch / 4, is_lost_};
}

Status SdlScreen::present(const std::vector<PixelRect>& damage) {
  if (damage.empty()) return {};
  std::vector<SDL_Rect> rects;
  rects.reserve(damage.size());
  for (const PixelRect& rect : damage) rects.push_back({rect.x, rect.y, rect.width, rect.height});
  SDL_Surface* surface = window_surface();
  if (surface == nullptr) return no_screen(SDL_GetError());
  if (!is_xrgb(*surface) && own_ != nullptr)
    for (SDL_Rect rect : rects) SDL_BlitSurface(own_, &rect, surface, &rect);
  if (SDL_UpdateWindowSurfaceRects(window_, rects.data(), static_cast<int>(rects.size())) != 0)
    return no_screen(SDL_GetError());
  is_lost_ = false;
  return {};
}

void SdlScreen::wake() {
  if (is_wake_queued_.exchange(true)) return;  // one in the queue is enough
  SDL_Event event{};
  event.type = wake_event_;
  if (SDL_PushEvent(&event) != 1) is_wake_queued_ = false;
}

bool SdlScreen::wait(InputEvent& event, int timeout_ms) {
  if (is_full_wanted_) become_full_screen();
  const std::int64_t end_ms = clock_.monotonic_ms() + timeout_ms;
  for (;;) {
    SDL_Event from;
    const std::int64_t left_ms = timeout_ms < 0 ? -1 : std::max<std::int64_t>(0, end_ms - clock_.monotonic_ms());
    if (SDL_WaitEventTimeout(&from, static_cast<int>(left_ms)) == 0) return false;
    if (translate(from, event)) return true;
  }
}

bool SdlScreen::translate(const SDL_Event& from, InputEvent& event) {
  event = {};
  event.at_ms = monotonic_ms_of(from.common.timestamp);
  if (from.type == wake_event_) {
    is_wake_queued_ = false;
    event.kind = InputEvent::Kind::wake;
    return true;
  }
  switch (from.type) {
    case SDL_SYSWMEVENT:
      if (const auto age_ms = x11_key_age_ms(from)) struck_ms_ = clock_.monotonic_ms() - *age_ms;
      return false;
    case SDL_FINGERDOWN:
    case SDL_FINGERMOTION:
    case SDL_FINGERUP: return translate_finger(from, event);
    case SDL_WINDOWEVENT: return translate_window(from, event);
    case SDL_KEYDOWN:
      event.at_ms = struck_ms_of(event.at_ms);
      event.kind = InputEvent::Kind::key_down;
      event.key = from.key.keysym.sym;
      event.modifiers = from.key.keysym.mod;
      return true;
    case SDL_TEXTINPUT:
      event.at_ms = struck_ms_of(event.at_ms);
      event.kind = InputEvent::Kind::text;
      event.text = from.text.text;
      return true;
    case SDL_QUIT: event.kind = InputEvent::Kind::quit; return true;
    default: return false;
  }
}

bool SdlScreen::translate_finger(const SDL_Event& from, InputEvent& event) {
  const bool is_first = from.tfinger.touchId == finger_.touch && from.tfinger.fingerId == finger_.id;
  if (from.type == SDL_FINGERDOWN) {
    if (finger_.is_down && !is_first && !is_lost(finger_, from.tfinger.timestamp)) return false;
    finger_ = {true, from.tfinger.touchId, from.tfinger.fingerId, from.tfinger.timestamp};
    event.kind = InputEvent::Kind::touch_down;
  } else {
    if (!finger_.is_down || !is_first) return false;
    finger_.is_down = from.type != SDL_FINGERUP;
    finger_.heard_ms = from.tfinger.timestamp;
    event.kind = finger_.is_down ? InputEvent::Kind::touch_move : InputEvent::Kind::touch_up;
  }
  int width = 0, height = 0;
  SDL_GetWindowSize(window_, &width, &height);
  event.x = from.tfinger.x * static_cast<float>(width);
  event.y = from.tfinger.y * static_cast<float>(height);
  return true;
}

// Its lifting never came (device unplugged): it must not lock the screen. The pause keeps fingers apart
// that only overtake each other in the queue.
bool SdlScreen::is_lost(const Finger& finger, std::uint32_t now_ms) const {
  constexpr std::uint32_t pause_ms = 1000;
  if (now_ms - finger.heard_ms < pause_ms) return false;
  if (finger.touch == static_cast<std::int64_t>(SDL_MOUSE_TOUCHID))
    return (SDL_GetMouseState(nullptr, nullptr) & SDL_BUTTON_LMASK) == 0;
  for (int i = 0; i < SDL_GetNumTouchFingers(finger.touch); ++i) {
    const SDL_Finger* one = SDL_GetTouchFinger(finger.touch, i);
    if (one != nullptr && one->id == finger.id) return false;
  }
  return true;
}

bool SdlScreen::translate_window(const SDL_Event& from, InputEvent& event) {
  const auto what = from.window.event;
  if (what == SDL_WINDOWEVENT_EXPOSED && window_surface() != nullptr && !is_lost_)
    SDL_UpdateWindowSurface(window_);  // what was drawn is still right
  if (what != SDL_WINDOWEVENT_EXPOSED && what != SDL_WINDOWEVENT_SIZE_CHANGED) return false;
  event.kind = InputEvent::Kind::expose;
  return true;
}

// The X server's time of the key that was told last, if there was one: never later than SDL's.
std::uint64_t SdlScreen::struck_ms_of(std::uint64_t read_ms) const {
  return struck_ms_ > 0 ? std::min(static_cast<std::uint64_t>(struck_ms_), read_ms) : read_ms;
}

// SDL counts from its own start; the age of the event is what both clocks share.
std::uint64_t SdlScreen::monotonic_ms_of(std::uint32_t sdl_ms) const {
  const std::uint32_t age_ms = sdl_ms == 0 ? 0 : SDL_GetTicks() - sdl_ms;
  return static_cast<std::uint64_t>(clock_.monotonic_ms()) - (age_ms < 60'000 ? age_ms : 0);
}

}  // namespace redress
