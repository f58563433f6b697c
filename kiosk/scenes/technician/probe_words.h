// The steps to head office in words: where it broke, and what to do there.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/env/probe.h"
#include "kiosk/app/app.h"
#include "kiosk/ui/staff.h"

namespace redress::technician {

struct ProbeLine {
  ui::Mark mark = ui::Mark::waiting;
  std::string what, detail;
};
// Six lines, from the address to the clock; without a report all wait.
std::vector<ProbeLine> probe_lines(const App& app, const std::optional<ProbeReport>& report);
std::string probe_fix(const App& app, ProbeStep step);

struct ClockWords {
  ui::Mark mark = ui::Mark::ok;
  std::string words;
};
// head office's clock minus ours.
ClockWords offset_words(const App& app, std::int64_t offset_ms);

}  // namespace redress::technician
