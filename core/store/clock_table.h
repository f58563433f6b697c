// Where the runs of the device's clock are kept, and what head office measured of them. Internal to this folder.
#pragma once

#include <vector>

#include "core/store/clock_guard.h"
#include "core/store/database.h"
#include "core/store/own_log.h"

namespace redress::clock_table {

Result<ClockFloor> floor(Database& db, const own_log::Own& own, Instant build_date);
// The newest run of this boot of the machine.
Result<std::optional<ClockRun>> last_run(Database& db, const BootId& machine_boot);
// Runs of earlier boots of the machine go: nobody can measure them any more.
Status keep(Database& db, const ClockRun& run);
Result<std::optional<std::int64_t>> offset_ms(Database& db, const Uuid& incarnation, const BootId& run);
// Earlier runs of `now`'s boot of the machine that stamped events and were never measured.
Result<std::vector<ClockRun>> unmeasured(Database& db, const own_log::Own& own, const ClockRun& now);

}  // namespace redress::clock_table
