// `serve`: owns the data folder, answers devices, browsers and the local socket until SIGTERM or SIGINT.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "sync/headoffice/commands.h"
#include "sync/headoffice/router.h"

namespace redress::headoffice {

// `add_pages` fills the router before the first connection.
Outcome run_serve(const std::string& data, const std::vector<std::string>& words, Clock& clock,
                  Random& random, const std::function<void(Router&)>& add_pages);

}  // namespace redress::headoffice
