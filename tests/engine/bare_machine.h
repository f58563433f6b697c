// A machine as main() would hand it in, with real clock, random and files, but no network and no printer; what a test needs
// otherwise it puts in its place before it opens the engine.
#pragma once

#include <memory>

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

}  // namespace redress
