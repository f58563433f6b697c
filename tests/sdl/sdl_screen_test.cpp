#include <SDL.h>
#include <doctest/doctest.h>

#include <chrono>
#include <cstdlib>
#include <thread>

#include "platform/sdl/sdl_screen.h"

using namespace redress;

namespace {

class SteadyClock : public Clock {
 public:
  Instant wall() const override { return {}; }
  BootId boot() const override { return {}; }
  std::int64_t monotonic_ms() const override {
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
  }
};

const SteadyClock test_clock;

// SDL's dummy driver: no display needed; events are pushed as a touch panel would.
std::unique_ptr<SdlScreen> open_dummy() {
  setenv("SDL_VIDEODRIVER", "dummy", 1);
  auto screen = SdlScreen::open({.title = "test", .width = 200, .height = 100}, test_clock);
  REQUIRE(screen.ok());
  InputEvent event;
  while ((*screen)->wait(event, 20)) {
  }
  return std::move(screen).value();
}

void push_finger(std::uint32_t type, SDL_FingerID finger, float x, float y, std::uint32_t later_ms = 0) {
  SDL_Event event{};
  event.type = type;
  event.tfinger.touchId = static_cast<SDL_TouchID>(SDL_MOUSE_TOUCHID);
  event.tfinger.fingerId = finger;
  event.tfinger.x = x;
  event.tfinger.y = y;
  event.tfinger.timestamp = SDL_GetTicks() + later_ms;
  REQUIRE(SDL_PeepEvents(&event, 1, SDL_ADDEVENT, 0, 0) == 1);  // SDL_PushEvent would set the time
}

}  // namespace

TEST_CASE("without any display the error says what to do") {
  for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER"}) unsetenv(name);
  const auto screen = SdlScreen::open({}, test_clock);
  REQUIRE_FALSE(screen.ok());
  CHECK(screen.error().code == Errc::unavailable);
  CHECK(screen.error().what.find("DISPLAY") != std::string::npos);
}

TEST_CASE("a driver SDL does not have is an error, not a crash") {
  setenv("SDL_VIDEODRIVER", "nonesuch", 1);
  CHECK_FALSE(SdlScreen::open({}, test_clock).ok());
}

TEST_CASE("the window's pixels can be written and presented in parts") {
  auto screen = open_dummy();
  const PixelBuffer pixels = screen->pixels();
  CHECK(pixels.width == 200);
  CHECK(pixels.height == 100);
  for (int y = 0; y < pixels.height; ++y) std::fill_n(pixels.pixels + y * pixels.stride, pixels.width, 0xFF123456);
  CHECK(screen->present({{0, 0, 64, 64}, {100, 50, 100, 50}}).ok());
  CHECK(screen->present({}).ok());
  CHECK(screen->pixels().pixels == pixels.pixels);
}

TEST_CASE("touches come in pixels with the time they happened") {
  auto screen = open_dummy();
  const auto before = static_cast<std::uint64_t>(test_clock.monotonic_ms());
  push_finger(SDL_FINGERDOWN, 1, 0.25f, 0.5f);
  push_finger(SDL_FINGERMOTION, 1, 0.5f, 0.5f);
  push_finger(SDL_FINGERUP, 1, 0.5f, 1.0f);
  InputEvent event;
  REQUIRE(screen->wait(event, 100));
  CHECK(event.kind == InputEvent::Kind::touch_down);
  CHECK(event.x == 50);
  CHECK(event.y == 50);
  CHECK(event.at_ms + 5 >= before);
  CHECK(event.at_ms <= static_cast<std::uint64_t>(test_clock.monotonic_ms()));
  REQUIRE(screen->wait(event, 100));
  CHECK(event.kind == InputEvent::Kind::touch_move);
  CHECK(event.x == 100);
  REQUIRE(screen->wait(event, 100));
  CHECK(event.kind == InputEvent::Kind::touch_up);
  CHECK_FALSE(screen->wait(event, 10));
}

TEST_CASE("other fingers are nothing while the first is down, and a lost finger locks nobody out") {
  auto screen = open_dummy();
  InputEvent event;
  push_finger(SDL_FINGERDOWN, 1, 0.1f, 0.1f);
  REQUIRE(screen->wait(event, 100));
  // A stray move or lift of another finger says nothing.
  push_finger(SDL_FINGERMOTION, 2, 0.9f, 0.9f);
  push_finger(SDL_FINGERUP, 2, 0.9f, 0.9f);
  CHECK_FALSE(screen->wait(event, 10));
  push_finger(SDL_FINGERDOWN, 2, 0.9f, 0.9f);
  CHECK_FALSE(screen->wait(event, 10));
  // Later SDL knows no finger 1 any more, though it was never lifted: the next one counts.
  push_finger(SDL_FINGERDOWN, 3, 0.5f, 0.5f, 1500);
  REQUIRE(screen->wait(event, 100));
  CHECK(event.kind == InputEvent::Kind::touch_down);
  CHECK(event.x == 100);
}

TEST_CASE("another thread ends the wait, and many wakes are one") {
  auto screen = open_dummy();
  InputEvent event;
  std::thread other([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(30));
    for (int i = 0; i < 1000; ++i) screen->wake();
  });
  const auto start = std::chrono::steady_clock::now();
  REQUIRE(screen->wait(event, 5000));
  CHECK(event.kind == InputEvent::Kind::wake);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(2));
  other.join();
  int more = 0;
  while (screen->wait(event, 20)) ++more;
  CHECK(more < 1000);
  screen->wake();
  REQUIRE(screen->wait(event, 100));
  CHECK(event.kind == InputEvent::Kind::wake);
}

TEST_CASE("keys, text and quit arrive as such, a time-out as nothing") {
  auto screen = open_dummy();
  SDL_Event from{};
  from.type = SDL_KEYDOWN;
  from.key.keysym.sym = SDLK_RETURN;
  from.key.keysym.mod = KMOD_LSHIFT;
  SDL_PushEvent(&from);
  from = {};
  from.type = SDL_TEXTINPUT;
  std::snprintf(from.text.text, sizeof from.text.text, "好");
  SDL_PushEvent(&from);
  from = {};
  from.type = SDL_QUIT;
  SDL_PushEvent(&from);
  InputEvent event;
  REQUIRE(screen->wait(event, 100));
  CHECK(event.kind == InputEvent::Kind::key_down);
  CHECK(event.key == SDLK_RETURN);
  CHECK(event.modifiers == KMOD_LSHIFT);
  REQUIRE(screen->wait(event, 100));
  CHECK(event.kind == InputEvent::Kind::text);
  CHECK(event.text == "好");
  REQUIRE(screen->wait(event, 100));
  CHECK(event.kind == InputEvent::Kind::quit);
  const auto start = std::chrono::steady_clock::now();
  CHECK_FALSE(screen->wait(event, 40));
  CHECK(std::chrono::steady_clock::now() - start >= std::chrono::milliseconds(35));
}
