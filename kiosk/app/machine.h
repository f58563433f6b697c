// The machine as main() hands it in: clocks, random, files, network, printer. Tests hand in another.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "core/env/clock.h"
#include "core/env/files.h"
#include "core/env/network.h"
#include "core/env/printer.h"
#include "core/env/probe.h"
#include "core/env/random.h"
#include "kiosk/app/config.h"

namespace redress {

struct Machine {
  Clock& clock;
  Random& random;
  Files& files;
  std::function<std::unique_ptr<Network>(const Config&)> open_network;
  std::function<Result<std::unique_ptr<Printer>>(const Config&)> open_printer;
  Config config;
  bool config_named = false;  // by --config, and not found at its place
  // How far head office can be reached; empty: nobody looks. Any thread.
  std::function<ProbeReport(const Config&, const std::string& url)> probe{};
  // `config` as the files under /etc say it, before choices on the spot (place_settings.h).
  std::optional<Config> filed{};
  std::string place_fault{};  // why the choices on the spot are not used; empty: they are
};

}  // namespace redress
