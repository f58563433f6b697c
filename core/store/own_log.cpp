#include "core/store/own_log.h"

#include "core/store/stranded.h"

namespace redress::own_log {

Result<std::optional<Own>> find(Database& db) {
  Statement row = db.query(
      "SELECT o.device, d.incarnation, o.seq, o.chain, o.latest_at, d.forked"
      " FROM own o JOIN device d ON d.id = o.device WHERE o.one = 1");
  REDRESS_TRY_ASSIGN(bool found, row.step());
  if (!found) return std::optional<Own>();
  return std::optional<Own>(Own{
      row.integer(0), row.uuid(1), {row.number(2), row.array<32>(3)}, row.instant(4), row.integer(5) != 0});
}

Result<Own> get(Database& db) {
  REDRESS_TRY_ASSIGN(auto own, find(db));
  if (!own) return Error{Errc::internal, "the store has no own log"};
  return *own;
}

Status set_head(Database& db, const LogPoint& head, Instant latest_at) {
  return db.run("UPDATE own SET seq = ?, chain = ?, latest_at = max(latest_at, ?) WHERE one = 1", head.seq,
                head.chain, latest_at);
}

Status begin(Database& db, const Uuid& incarnation, Instant latest_at) {
  REDRESS_TRY(db.run("INSERT INTO device(incarnation) VALUES(?) ON CONFLICT DO NOTHING", incarnation));
  REDRESS_TRY(
      db.run("INSERT OR REPLACE INTO own(one, device, seq, chain, latest_at)"
             " SELECT 1, id, 0, ?, ? FROM device WHERE incarnation = ?",
             Hash256{}, latest_at, incarnation));
  return set_sync_state(db, {});
}

Result<LogPoint> point_at(Database& db, std::int64_t device, std::uint64_t seq) {
  if (seq == 0) return LogPoint{};
  Statement row =
      db.query("SELECT chain FROM event WHERE device = ? AND seq = ? AND branch = 0", device, seq);
  REDRESS_TRY_ASSIGN(bool found, row.step());
  if (!found) return Error{Errc::not_found, "no own event " + std::to_string(seq)};
  return LogPoint{seq, row.array<32>(0)};
}

Result<SyncState> sync_state(Database& db) {
  REDRESS_TRY_ASSIGN(Own own, get(db));
  SyncState state;
  state.head = own.head;
  Statement row = db.query(
      "SELECT epoch, acknowledgement, stored_seq, stored_chain, backed_seq, backed_chain, cursor,"
      " cursor_check FROM sync_state WHERE one = 1");
  REDRESS_TRY_ASSIGN(bool found, row.step());
  if (!found) return state;
  state.epoch = row.uuid(0);
  state.acknowledgement = row.bytes(1);
  state.stored = {row.number(2), row.array<32>(3)};
  state.backed_up = {row.number(4), row.array<32>(5)};
  state.cursor = row.number(6);
  state.cursor_check = row.bytes(7);
  return state;
}

Status set_sync_state(Database& db, const SyncState& state) {
  return db.run(
      "INSERT OR REPLACE INTO sync_state(one, epoch, acknowledgement, stored_seq, stored_chain, backed_seq,"
      " backed_chain, cursor, cursor_check) VALUES(1, ?, ?, ?, ?, ?, ?, ?, ?)",
      state.epoch, state.acknowledgement, state.stored.seq, state.stored.chain, state.backed_up.seq,
      state.backed_up.chain, state.cursor, state.cursor_check);
}

Result<QueueState> queue_state(Database& db) {
  REDRESS_TRY_ASSIGN(Own own, get(db));
  REDRESS_TRY_ASSIGN(SyncState sync, sync_state(db));
  QueueState out;
  out.waiting = sync.waiting();
  out.forked = own.forked;
  if (out.waiting > 0) {
    Statement oldest = db.query(
        "SELECT e.at + ifnull(o.offset_ms, 0) FROM event e LEFT JOIN clock_offset o ON o.incarnation = ? AND o.boot = e.boot"
        " WHERE e.device = ? AND e.seq = ? AND e.branch = 0",
        own.incarnation, own.device, sync.stored.seq + 1);
    REDRESS_TRY_ASSIGN(bool found, oldest.step());
    if (found) out.oldest_at = oldest.instant(0);
  }
  auto count = [&](std::string_view sql, std::uint64_t& target) -> Status {
    REDRESS_TRY_ASSIGN(std::int64_t n, db.integer(0, sql));
    target = static_cast<std::uint64_t>(n);
    return {};
  };
  REDRESS_TRY(count("SELECT count(*) FROM relay_batch", out.relay_batches));
  REDRESS_TRY(count("SELECT count(*) FROM frame_page WHERE to_relay = 1", out.relay_pages));
  REDRESS_TRY(count("SELECT count(*) FROM quarantine", out.quarantined));
  REDRESS_TRY_ASSIGN(out.stranded, stranded::count(db));
  return out;
}

Result<std::optional<Document>> document(Database& db, std::string_view kind) {
  Statement row = db.query("SELECT version, bytes FROM document WHERE kind = ?", kind);
  REDRESS_TRY_ASSIGN(bool found, row.step());
  if (!found) return std::optional<Document>();
  return std::optional<Document>(Document{std::string(kind), row.integer(0), row.bytes(1)});
}

}  // namespace redress::own_log
