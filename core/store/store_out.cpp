// The own log on its way to head office, and what head office confirmed.
#include "core/store/clock_guard.h"
#include "core/store/event_table.h"
#include "core/store/own_log.h"
#include "core/store/store.h"
#include "core/store/store_guard.h"

namespace redress {
namespace {

// An acknowledgement that names a point our log does not have comes from another life of this device: a
// cloned disk or a log that was put back (decision 5).
Result<bool> is_our_point(Database& db, const own_log::Own& own, const LogPoint& point) {
  if (point.seq > own.head.seq) return false;
  auto ours = own_log::point_at(db, own.device, point.seq);
  if (!ours.ok() && ours.error().code == Errc::not_found) return false;
  if (!ours.ok()) return ours.error();
  return ours->chain == point.chain;
}

Status keep_verdicts(Database& db, const own_log::Own& own, const AckUpdate& ack, Instant now) {
  for (const EventVerdict& verdict : ack.verdicts) {
    if (verdict.outcome == EventOutcome::conflict) REDRESS_TRY(event_table::flag_fork(db, own.device));
    // Refused for now, sent again, taken (or taken before, and the answer was lost): it need not be looked after any
    // more. One that was refused for good stays: sent again it is only a duplicate of what was refused.
    const bool duplicate = verdict.outcome == EventOutcome::duplicate;
    if (verdict.outcome == EventOutcome::accepted || duplicate)
      REDRESS_TRY(db.run("DELETE FROM quarantine WHERE incarnation = ? AND seq = ? AND outgoing = 1 AND retryable >= ?",
                         own.incarnation, verdict.seq, duplicate));
    if (verdict.outcome != EventOutcome::refused) continue;
    REDRESS_TRY(db.run(
        "INSERT INTO quarantine(incarnation, seq, outgoing, reason, retryable, bytes, at, hash)"
        " SELECT ?, seq, 1, ?, ?, bytes, ?, hash FROM event WHERE device = ? AND seq = ? AND branch = 0"
        " ON CONFLICT DO UPDATE SET reason = excluded.reason, retryable = excluded.retryable",
        own.incarnation, verdict.reason, verdict.retryable, now, own.device, verdict.seq));
  }
  return {};
}

}  // namespace

Result<SyncState> Store::sync_state() {
  return guarded([](Database& db) { return own_log::sync_state(db); });
}
Result<QueueState> Store::queue_state() {
  return guarded([](Database& db) { return own_log::queue_state(db); });
}

Result<OutgoingRun> Store::outgoing(std::uint64_t after_seq, std::size_t max_events, std::size_t max_bytes) {
  return guarded([&](Database& db) -> Result<OutgoingRun> {
    REDRESS_TRY_ASSIGN(auto own, own_log::get(db));
    OutgoingRun run;
    REDRESS_TRY_ASSIGN(LogPoint before, own_log::point_at(db, own.device, after_seq));
    run.chain_before = before.chain;
    Statement rows = db.query(
        "SELECT e.seq, e.bytes, s.bytes, e.hash, e.chain FROM event e LEFT JOIN sealed s ON s.event = e.id"
        " WHERE e.device = ? AND e.seq > ? AND e.branch = 0 ORDER BY e.seq LIMIT ?",
        own.device, after_seq, max_events);
    std::size_t bytes = 0;
    while (true) {
      REDRESS_TRY_ASSIGN(bool row, rows.step());
      if (!row) return run;
      bytes += rows.blob(1).size() + rows.blob(2).size();
      if (!run.events.empty() && bytes > max_bytes) return run;
      // A hole must not be jumped over: the batch would not be a run. verify names what is missing.
      if (rows.number(0) != after_seq + run.events.size() + 1)
        return run.events.empty()
                   ? Result<OutgoingRun>(
                         Error{Errc::corrupt, "own event " + std::to_string(after_seq + 1) + " is missing"})
                   : Result<OutgoingRun>(std::move(run));
      run.events.push_back(
          {rows.number(0), rows.bytes(1), rows.bytes(2), rows.array<32>(3), rows.array<32>(4)});
    }
  });
}

// Forgotten with the power, it is sent and acknowledged once more.
Status Store::apply_ack(const AckUpdate& ack) {
  bool contradicts = false;
  Status status = write_unsynced([&](Database& db) -> Status {
    REDRESS_TRY_ASSIGN(auto own, own_log::get(db));
    REDRESS_TRY_ASSIGN(SyncState state, own_log::sync_state(db));
    REDRESS_TRY_ASSIGN(bool stored_ours, is_our_point(db, own, ack.stored));
    REDRESS_TRY_ASSIGN(bool backed_ours, is_our_point(db, own, ack.backed_up));
    if (!stored_ours || !backed_ours) {
      contradicts = true;
      return event_table::flag_fork(db, own.device);
    }
    REDRESS_TRY(keep_verdicts(db, own, ack, clock_guard_->now().time));
    if (state.epoch != ack.epoch) {
      state.epoch = ack.epoch;
      state.cursor = 0;
      state.cursor_check.clear();
      state.stored = state.backed_up = {};
      state.acknowledgement.clear();
      REDRESS_TRY(db.run("UPDATE frame_page SET to_relay = 1 WHERE epoch <> ?", ack.epoch));
    }
    if (ack.stored.seq < state.stored.seq) return {};  // an older answer that came late
    state.stored = ack.stored;
    if (ack.backed_up.seq >= state.backed_up.seq) state.backed_up = ack.backed_up;
    state.acknowledgement = ack.bytes;
    return own_log::set_sync_state(db, state);
  });
  if (status.ok() && contradicts)
    return Error{Errc::conflict,
                 "head office has another log under this device's name; the device must enrol again"};
  if (status.ok()) (void)tidy();  // nobody waits for an acknowledgement, so the log is emptied here
  return status;
}

Status Store::begin_epoch(const Uuid& epoch) {
  return write([&](Database& db) -> Status {
    REDRESS_TRY_ASSIGN(SyncState state, own_log::sync_state(db));
    if (state.epoch == epoch) return {};
    SyncState fresh;
    fresh.epoch = epoch;
    REDRESS_TRY(db.run("UPDATE frame_page SET to_relay = 1 WHERE epoch <> ?", epoch));
    return own_log::set_sync_state(db, fresh);
  });
}

Result<std::uint64_t> Store::prune(std::int64_t hold_ms) {
  return write([&](Database& db) -> Result<std::uint64_t> {
    const Stamp now = clock_guard_->now();
    if (!now.trusted) return std::uint64_t{0};
    REDRESS_TRY_ASSIGN(auto own, own_log::get(db));
    REDRESS_TRY_ASSIGN(SyncState state, own_log::sync_state(db));
    REDRESS_TRY(
        db.run("UPDATE sealed SET bytes = NULL, gone = 'pruned' WHERE bytes IS NOT NULL AND event IN"
               " (SELECT e.id FROM event e LEFT JOIN clock_offset o ON o.incarnation = ? AND o.boot = e.boot"
               " WHERE e.device = ? AND e.branch = 0 AND e.seq <= ? AND e.at + ifnull(o.offset_ms, 0) < ?)",
               own.incarnation, own.device, state.backed_up.seq, now.time - hold_ms));
    tidy_due_ |= db.changes() > 0;
    return static_cast<std::uint64_t>(db.changes());
  });
}

}  // namespace redress
