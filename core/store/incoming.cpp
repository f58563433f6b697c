#include "core/store/incoming.h"

#include "core/seal/hash.h"
#include "core/store/case_table.h"
#include "core/store/event_table.h"

namespace redress {

Status IncomingEvents::refuse(const IncomingEvent& incoming, const std::string& reason) {
  ++report_.refused;
  return db_.run(
      "INSERT INTO quarantine(incarnation, seq, outgoing, reason, retryable, bytes, at, hash)"
      " VALUES(?, ?, 0, ?, 0, ?, ?, ?) ON CONFLICT DO NOTHING",
      incoming.incarnation, incoming.seq, reason, incoming.event, arrived_at_, hash(incoming.event));
}

Status IncomingEvents::keep_sealed(std::int64_t row, const Event& event, ByteView sealed) {
  // Something else than the author sealed is not his word; the event itself stays good.
  if (sealed.empty() || !event.sealed || hash(sealed) != *event.sealed) return {};
  return sealed_table::put(db_, row, event, sealed);
}

Status IncomingEvents::insert(const IncomingEvent& incoming, const Event& event, const Hash256& hash,
                              std::int64_t device, std::int64_t branch) {
  event_table::NewRow row;
  row.device = device;
  row.branch = branch;
  row.arrived_at = arrived_at_;
  row.hash = hash;
  REDRESS_TRY_ASSIGN(std::int64_t id, event_table::insert(db_, row, event, as_text(incoming.event)));
  REDRESS_TRY(keep_sealed(id, event, incoming.sealed));
  ++report_.inserted;
  if (event.code) cases_.insert(event.code->number);
  return take_effect(event);
}

Status IncomingEvents::keep_raw(const IncomingEvent& incoming, const Event& event, const Hash256& hash,
                                std::int64_t device) {
  REDRESS_TRY_ASSIGN(const bool erased, sealed_table::is_erased(db_, event));
  REDRESS_TRY(db_.run(
      "INSERT INTO fork(incarnation, seq, event_id, hash, bytes, sealed, arrived_at)"
      " VALUES(?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
      incoming.incarnation, incoming.seq, event.id, hash, incoming.event,
      erased ? ByteView() : incoming.sealed, arrived_at_));
  if (db_.changes() == 0) {
    ++report_.duplicates;
    return {};
  }
  ++report_.forks;
  return event_table::flag_fork(db_, device);
}

Status IncomingEvents::add(const IncomingEvent& incoming) {
  auto parsed = parse_event(as_text(incoming.event));
  if (!parsed.ok()) return refuse(incoming, parsed.error().what);
  const Event& event = *parsed;
  if (event.seq != incoming.seq) return refuse(incoming, "seq: is not the one it came under");
  const Hash256 event_hash = hash(incoming.event);
  REDRESS_TRY_ASSIGN(std::int64_t device, event_table::device_id(db_, incoming.incarnation));

  std::int64_t branch = 0;
  {
    Statement same_seq =
        db_.query("SELECT id, branch, hash FROM event WHERE device = ? AND seq = ? ORDER BY branch", device,
                  incoming.seq);
    while (true) {
      REDRESS_TRY_ASSIGN(bool row, same_seq.step());
      if (!row) break;
      if (same_seq.array<32>(2) == event_hash) {
        ++report_.duplicates;
        // Ours were sealed here; a part that was pruned stays pruned.
        if (device != own_.device) REDRESS_TRY(keep_sealed(same_seq.integer(0), event, incoming.sealed));
        // It may have come from a stick before, where it had no effect.
        return take_effect(event);
      }
      branch = same_seq.integer(1) + 1;
    }
  }
  REDRESS_TRY_ASSIGN(std::int64_t same_id,
                     db_.integer(0, "SELECT id FROM event WHERE event_id = ?", event.id));
  if (same_id != 0) return keep_raw(incoming, event, event_hash, device);
  // Under our own name, but not from our log: a clone of this disk wrote it, or our log was put back. It is a
  // real complaint all the same.
  if (device == own_.device && branch == 0) branch = 1;
  if (branch > 0) {
    ++report_.forks;
    REDRESS_TRY(event_table::flag_fork(db_, device));
  }
  return insert(incoming, event, event_hash, device, branch);
}

Status IncomingEvents::take_effect(const Event& event) {
  if (!by_head_office_) return {};
  if (sealed_table::is_erasure(event)) {
    ++report_.erased_cases;
    return sealed_table::erase_case(db_, event);
  }
  auto measured = measured_clock(event);
  return measured ? measure_clock(event, *measured) : Status();
}

Status IncomingEvents::measure_clock(const Event& event, const MeasuredClock& clock) {
  REDRESS_TRY(db_.run(
      "INSERT INTO clock_offset(incarnation, boot, offset_ms, at, event_id) VALUES(?, ?, ?, ?, ?)"
      " ON CONFLICT(incarnation, boot) DO UPDATE SET offset_ms = excluded.offset_ms, at = excluded.at,"
      " event_id = excluded.event_id WHERE (excluded.at, excluded.event_id) < (at, event_id)",
      clock.incarnation, clock.boot, clock.offset_ms, event.at, event.id));
  if (db_.changes() == 0) return {};
  Statement codes = db_.query(
      "SELECT DISTINCT e.code FROM event e JOIN device d ON d.id = e.device"
      " WHERE d.incarnation = ? AND e.boot = ? AND e.code IS NOT NULL",
      clock.incarnation, clock.boot);
  while (true) {
    REDRESS_TRY_ASSIGN(bool row, codes.step());
    if (!row) return {};
    cases_.insert(codes.number(0));
  }
}

Result<InsertReport> IncomingEvents::finish() {
  for (std::uint64_t code : cases_) {
    REDRESS_TRY(case_table::project(db_, CaseCode{code}));
    report_.cases.push_back(CaseCode{code});
  }
  return std::move(report_);
}

}  // namespace redress
