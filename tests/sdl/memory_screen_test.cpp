#include <doctest/doctest.h>

#include <thread>

#include "platform/sim/memory_screen.h"

using namespace redress;

TEST_CASE("the memory screen shows only what was presented") {
  MemoryScreen screen(4, 4);
  auto drawn = screen.pixels();
  std::fill_n(drawn.pixels, 16, 0xFFFFFFFF);
  REQUIRE(screen.present({{1, 1, 2, 1}}).ok());
  int white = 0;
  for (int i = 0; i < 16; ++i) white += screen.shown().pixels[i] == 0xFFFFFFFF;
  CHECK(white == 2);
  CHECK_FALSE(screen.present({{3, 3, 2, 1}}).ok());
}

TEST_CASE("the memory screen gives its script in order, then waits, wakes or quits") {
  MemoryScreen screen(4, 4);
  screen.tap(1, 2, 7);
  InputEvent event;
  REQUIRE(screen.wait(event, -1));
  CHECK(event.kind == InputEvent::Kind::touch_down);
  CHECK(event.at_ms == 7);
  REQUIRE(screen.wait(event, -1));
  CHECK(event.kind == InputEvent::Kind::touch_up);
  CHECK_FALSE(screen.wait(event, 1));
  std::thread other([&] { screen.wake(); });
  REQUIRE(screen.wait(event, -1));
  CHECK(event.kind == InputEvent::Kind::wake);
  other.join();
  screen.quit_when_empty();
  REQUIRE(screen.wait(event, -1));
  CHECK(event.kind == InputEvent::Kind::quit);
}
