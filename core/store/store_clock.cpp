// What time it is here, and new ids (clock_guard.h).
#include "core/store/clock_guard.h"
#include "core/store/clock_table.h"
#include "core/store/own_log.h"
#include "core/store/store.h"
#include "core/store/store_guard.h"

namespace redress {

// Damage and a full disk must not keep the device shut: it then counts on from its last event, and the run is kept with
// the first event that stands in it.
Status Store::start_clock() {
  REDRESS_TRY_ASSIGN(auto own, own_log::get(*db_));
  const auto floor = clock_table::floor(*db_, own, options_.build_date);
  const auto last = clock_table::last_run(*db_, clock_.boot());
  clock_guard_ = std::make_unique<ClockGuard>(
      clock_, random_, floor.ok() ? *floor : ClockFloor{options_.build_date, {}, own.latest_at, own.latest_at},
      last.ok() ? *last : std::nullopt);
  const bool whole = floor.ok() && last.ok() && read_clock_offset(*db_).ok();
  damage_met_ |= !whole;
  if (keep_clock(*db_).ok()) clock_guard_->set_unsaved(false);
  return {};
}

Status Store::keep_clock(Database& db) {
  return clock_guard_->unsaved() ? clock_table::keep(db, clock_guard_->run()) : Status();
}

Status Store::read_clock_offset(Database& db) {
  REDRESS_TRY_ASSIGN(const auto offset_ms,
                     clock_table::offset_ms(db, identity_->incarnation, clock_guard_->run().id));
  clock_guard_->set_offset(offset_ms);
  return {};
}

std::optional<std::int64_t> Store::clock_off_ms() {
  std::lock_guard lock(mutex_);
  return clock_guard_->wall_off_ms();
}

bool Store::hear_time(Instant told, std::int64_t asked_mono_ms) {
  std::lock_guard lock(mutex_);
  return clock_guard_->hear(told, asked_mono_ms);
}

Result<std::vector<Stamp>> Store::unmeasured_clocks() {
  return guarded([&](Database& db) -> Result<std::vector<Stamp>> {
    REDRESS_TRY_ASSIGN(auto own, own_log::get(db));
    REDRESS_TRY_ASSIGN(const auto runs, clock_table::unmeasured(db, own, clock_guard_->run()));
    std::vector<Stamp> out;
    for (const auto& run : runs) {
      const std::int64_t mono_ms = clock_.monotonic_ms();
      out.push_back({Instant{run.stamp_ms + mono_ms}, mono_ms, run.id, false, clock_guard_->now().time});
    }
    return out;
  });
}

Stamp Store::stamp() {
  std::lock_guard lock(mutex_);
  return clock_guard_->now();
}

Uuid Store::new_event_id() {
  std::lock_guard lock(mutex_);
  return make_uuid7(clock_guard_->now().at, random_.array<16>());
}

}  // namespace redress
