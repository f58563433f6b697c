// The single rows about this device: end of the own log and sync state. Internal to this folder.
#pragma once

#include "core/base/result.h"
#include "core/store/database.h"
#include "core/store/sync_rows.h"

namespace redress::own_log {

struct Own {
  std::int64_t device = 0;
  Uuid incarnation;
  LogPoint head;
  Instant latest_at;
  bool forked = false;
};
// Nothing: the database is new.
Result<std::optional<Own>> find(Database& db);
// Errc::internal if there is none (the store makes it at start).
Result<Own> get(Database& db);
Status set_head(Database& db, const LogPoint& head, Instant latest_at);
// Begins an own log for this incarnation, nothing acknowledged, nothing pulled.
Status begin(Database& db, const Uuid& incarnation, Instant latest_at);
// Errc::not_found if there is no such event.
Result<LogPoint> point_at(Database& db, std::int64_t device, std::uint64_t seq);

Result<SyncState> sync_state(Database& db);
Status set_sync_state(Database& db, const SyncState& state);
Result<QueueState> queue_state(Database& db);
Result<std::optional<Document>> document(Database& db, std::string_view kind);

}  // namespace redress::own_log
