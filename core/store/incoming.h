// Events of other authors entering the log: duplicates, forks, erasures, clock measurements.
// Internal to this folder; the caller holds the transaction.
#pragma once

#include <set>
#include <span>

#include "core/base/result.h"
#include "core/model/clock_bounds.h"
#include "core/store/database.h"
#include "core/store/own_log.h"
#include "core/store/sync_rows.h"

namespace redress {

class IncomingEvents {
 public:
  // `by_head_office`: the events stand under its signature, so its erasures and clock measurements hold.
  IncomingEvents(Database& db, const own_log::Own& own, Instant arrived_at, bool by_head_office)
      : db_(db), own_(own), arrived_at_(arrived_at), by_head_office_(by_head_office) {}
  Status add(const IncomingEvent& incoming);
  // Folds the touched cases.
  Result<InsertReport> finish();

 private:
  struct Known;
  Status refuse(const IncomingEvent& incoming, const std::string& reason);
  Status insert(const IncomingEvent& incoming, const Event& event, const Hash256& hash, std::int64_t device,
                std::int64_t branch);
  Status keep_raw(const IncomingEvent& incoming, const Event& event, const Hash256& hash,
                  std::int64_t device);
  Status keep_sealed(std::int64_t row, const Event& event, ByteView sealed);
  Status take_effect(const Event& event);
  Status measure_clock(const Event& event, const MeasuredClock& clock);

  Database& db_;
  const own_log::Own& own_;
  Instant arrived_at_;
  bool by_head_office_;
  InsertReport report_;
  std::set<std::uint64_t> cases_;
};

}  // namespace redress
