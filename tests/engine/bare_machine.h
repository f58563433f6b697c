// A machine as main() would hand it in, with real clock, random and files, but no network and no printer; what a test needs
// otherwise it puts in its place before it opens the engine.
#pragma once

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <memory>

#include "kiosk/app/engine.h"
#include "kiosk/app/machine.h"
#include "platform/linux/linux_files.h"
#include "platform/linux/system_clock.h"

namespace redress {

class Unplugged final : public Network {
 public:
  Result<HttpAnswer> exchange(const HttpRequest&) override { return Error{Errc::unavailable, "unplugged"}; }
};

struct BareMachine {
  SystemClock clock;
  SystemRandom random;
  LinuxFiles files;
  Machine machine{clock,
                  random,
                  files,
                  [](const Config&) { return std::make_unique<Unplugged>(); },
                  [](const Config&) { return Result<std::unique_ptr<Printer>>(Error{Errc::not_found, "no printer"}); },
                  Config()};
};

// A device on such a machine: an engine over a folder of its own.
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
