// `redress-kiosk run`: window, loop, engine thread, uplink, printer and scanner put together.
#pragma once

#include <span>

#include "kiosk/app/machine.h"

namespace redress {

int run_screens(Machine& machine, std::span<const char* const> words);

}  // namespace redress
