// A device on a bare machine: an engine over a folder of its own, gone with the test.
#pragma once

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>

#include "kiosk/app/engine.h"
#include "tests/engine/bare_machine.h"

namespace redress {

struct BareDevice : BareMachine {
  BareDevice() {
    std::string made = "device-XXXXXX";
    REQUIRE(mkdtemp(made.data()));
    folder = made;
    machine.config.reserve_mb = 0;
  }
  ~BareDevice() {
    engine.reset();
    std::filesystem::remove_all(folder);
  }
  void open() {
    engine.reset();
    auto opened = Engine::open(machine, folder);
    REQUIRE(opened.ok());
    engine = std::move(*opened);
  }
  std::string folder;
  std::unique_ptr<Engine> engine;
};

}  // namespace redress
