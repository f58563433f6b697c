// Looks how far head office can be reached (core/env/probe.h). Any thread; takes at most ten seconds.
#pragma once

#include "core/env/clock.h"
#include "core/env/probe.h"

namespace redress {

ProbeReport probe_head_office(const std::string& url, const std::string& ca_file, const Clock& clock);

}  // namespace redress
