// `serve`: owns the data folder, answers devices, browsers and the local socket until SIGTERM or SIGINT.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "sync/headoffice/command/commands.h"
#include "sync/headoffice/router.h"

namespace redress::headoffice {

// Whoever started us and watches over us: told READY=1, WATCHDOG=1 and STOPPING=1.
struct Supervisor {
  int watchdog_ms = 0;  // how often it wants to hear of us; 0: never
  std::function<void(std::string_view state)> tell;
  std::function<bool(const std::string& url)> answers;  // /healthz of this address answers
};

// `add_pages` fills the router before the first connection.
Outcome run_serve(const std::string& data, const std::vector<std::string>& words, Clock& clock,
                  Random& random, const std::function<void(Router&)>& add_pages, const Supervisor& supervisor);

}  // namespace redress::headoffice
