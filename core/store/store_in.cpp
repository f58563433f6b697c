// What head office hands down and what a stick brings.
#include "core/seal/hash.h"
#include "core/store/clock_guard.h"
#include "core/store/folder.h"
#include "core/store/incoming.h"
#include "core/store/kept_documents.h"
#include "core/store/own_log.h"
#include "core/store/store.h"
#include "core/store/store_guard.h"

namespace redress {
namespace {

Status keep_page(Database& db, const FramePage& page) {
  if (page.events.empty()) return {};
  ByteWriter entries;
  for (const IncomingEvent& event : page.events) {
    entries.raw(event.incarnation.bytes);
    entries.u64(event.seq);
    entries.raw(hash(event.event));
  }
  return db.run(
      "INSERT INTO frame_page(epoch, cursor_before, cursor, signature, entries) VALUES(?, ?, ?, ?, ?)"
      " ON CONFLICT DO NOTHING",
      page.epoch, page.cursor_before, page.cursor, page.signature, entries.view());
}

Status upsert_device(Database& db, const DeviceRow& device) {
  return db.run(
      "INSERT INTO device(incarnation, key, name, role) VALUES(?, ?, ?, ?) ON CONFLICT(incarnation) DO "
      "UPDATE SET"
      " key = ifnull(excluded.key, key), name = excluded.name, role = excluded.role",
      device.incarnation, device.key, device.name, device.role);
}

Status upsert_alarm(Database& db, const AlarmRow& alarm) {
  // An answered alarm never opens again by an older message.
  return db.run(
      "INSERT INTO alarm(event_id, number, incarnation, alarm, code, at, open) VALUES(?, ?, ?, ?, ?, ?, ?)"
      " ON CONFLICT(event_id) DO UPDATE SET number = max(number, excluded.number), open = min(open, "
      "excluded.open)",
      alarm.event, alarm.number, alarm.incarnation, alarm.alarm, alarm.code, alarm.at, alarm.open);
}

Status move_cursor(Database& db, const FramePage& page) {
  REDRESS_TRY_ASSIGN(SyncState state, own_log::sync_state(db));
  if (state.epoch.is_nil()) state.epoch = page.epoch;
  if (state.epoch != page.epoch)
    return Error{Errc::conflict, "this page belongs to another epoch of head office; begin that epoch first"};
  if (page.cursor_before > state.cursor)
    return Error{Errc::conflict, "this page begins after what was pulled so far"};
  if (page.cursor < state.cursor) return {};
  state.cursor = page.cursor;
  state.cursor_check = page.cursor_check;
  return own_log::set_sync_state(db, state);
}

}  // namespace

Result<InsertReport> Store::apply_pull(const PullUpdate& update) {
  auto report = write([&](Database& db) -> Result<InsertReport> {
    REDRESS_TRY(move_cursor(db, update.page));
    for (const DeviceRow& device : update.devices) REDRESS_TRY(upsert_device(db, device));
    for (const AlarmRow& alarm : update.alarms) REDRESS_TRY(upsert_alarm(db, alarm));
    for (const Document& document : update.documents) REDRESS_TRY(kept_documents::put(db, document));
    REDRESS_TRY_ASSIGN(auto own, own_log::get(db));
    REDRESS_TRY(keep_clock(db));
    IncomingEvents incoming(db, own, clock_guard_->now().time, true);
    for (const IncomingEvent& event : update.page.events) REDRESS_TRY(incoming.add(event));
    REDRESS_TRY(keep_page(db, update.page));
    auto finished = incoming.finish();
    if (finished.ok()) REDRESS_TRY(read_clock_offset(db));  // here: what comes behind the commit must not fail the pull
    return finished;
  });
  if (!report.ok()) return report;
  for (const Document& document : update.documents) (void)kept_documents::mirror(options_.folder, document);
  // Erased means gone now: what the write-ahead log still holds goes too.
  (void)tidy(report->erased_cases > 0);
  return report;
}

Result<InsertReport> Store::insert_batch_events(std::span<const IncomingEvent> events) {
  return write([&](Database& db) -> Result<InsertReport> {
    REDRESS_TRY_ASSIGN(auto own, own_log::get(db));
    IncomingEvents incoming(db, own, clock_guard_->now().time, false);
    for (const IncomingEvent& event : events) REDRESS_TRY(incoming.add(event));
    return incoming.finish();
  });
}

Status Store::put_document(const Document& document) {
  REDRESS_TRY(write([&](Database& db) { return kept_documents::put(db, document); }));
  // Only for the day the database is lost; the document itself is stored.
  (void)kept_documents::mirror(options_.folder, document);
  return {};
}

Status Store::forget_document(std::string_view kind) {
  return write([&](Database& db) { return kept_documents::remove(db, options_.folder, kind); });
}

Result<std::optional<Document>> Store::document(std::string_view kind) {
  return guarded([&](Database& db) { return own_log::document(db, kind); });
}

Status Store::put_devices(std::span<const DeviceRow> devices) {
  return write([&](Database& db) -> Status {
    for (const DeviceRow& device : devices) REDRESS_TRY(upsert_device(db, device));
    return {};
  });
}

Result<std::vector<DeviceRow>> Store::devices() {
  return guarded([](Database& db) -> Result<std::vector<DeviceRow>> {
    Statement rows = db.query("SELECT incarnation, key, name, role, forked FROM device ORDER BY id");
    std::vector<DeviceRow> out;
    while (true) {
      REDRESS_TRY_ASSIGN(bool row, rows.step());
      if (!row) return out;
      DeviceRow device{rows.uuid(0), std::nullopt, rows.string(2), rows.string(3), rows.integer(4) != 0};
      if (!rows.is_null(1)) device.key = rows.array<32>(1);
      out.push_back(std::move(device));
    }
  });
}

Result<std::vector<DeviceNews>> Store::newest_by_device() {
  return guarded([](Database& db) -> Result<std::vector<DeviceNews>> {
    // A device that enrolled again is another row of the same name.
    Statement rows = db.query(
        "SELECT d.name, max(d.role), max(e.at + ifnull(o.offset_ms, 0)) AS newest FROM device d"
        " LEFT JOIN event e ON e.device = d.id AND e.branch = 0"
        " AND e.seq = (SELECT max(seq) FROM event WHERE device = d.id AND branch = 0)"
        " LEFT JOIN clock_offset o ON o.incarnation = d.incarnation AND o.boot = e.boot"
        " WHERE d.role IN ('kiosk', 'counter') AND d.name <> '' AND d.id <> (SELECT device FROM own)"
        " GROUP BY d.name ORDER BY newest, d.name");
    std::vector<DeviceNews> out;
    while (true) {
      REDRESS_TRY_ASSIGN(bool row, rows.step());
      if (!row) return out;
      DeviceNews news{rows.string(0), rows.string(1), std::nullopt};
      if (!rows.is_null(2)) news.at = Instant{rows.integer(2)};
      out.push_back(std::move(news));
    }
  });
}

Status Store::put_alarm(const AlarmRow& row) {
  return write([&](Database& db) { return upsert_alarm(db, row); });
}

}  // namespace redress
