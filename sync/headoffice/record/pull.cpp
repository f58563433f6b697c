#include "sync/headoffice/record/pull.h"

#include <deque>

#include "core/model/clock_bounds.h"
#include "core/seal/hash.h"
#include "sync/headoffice/record/device_table.h"
#include "sync/headoffice/record/own_log.h"
#include "sync/headoffice/record/write_record.h"
#include "sync/headoffice/rules/documents.h"
#include "sync/wire/paths.h"
#include "sync/wire/pull.h"

namespace redress::headoffice {

namespace {

constexpr std::size_t kPage_bytes = 4u << 20;
constexpr std::size_t kPrefix_bytes = 8, kMac_bytes = 16;
constexpr std::int64_t kSeen_ms = 30 * kSecond_ms;
constexpr std::size_t kAlarms = 100;

Reply refuse(int status, std::string what) {
  return {Response::text(status, what + "\n"), false};
}

// What head office says about a cursor so that it recognises its own record again: a piece of the event's
// hash, and a proof that these words are its own, since whoever can show that events were lost begins a new
// epoch for everybody.
Bytes proven(Office& office, const Uuid& epoch, std::uint64_t n, ByteView prefix) {
  ByteWriter number;
  number.u64(n);
  auto mac =
      keyed_hash(office.keys().search, {as_bytes("redress-cursor-v1"), epoch.bytes, number.view(), prefix});
  ByteWriter out;
  out.raw(prefix);
  out.raw(ByteView(mac).first(kMac_bytes));
  return out.take();
}

Result<Bytes> check_of(Office& office, Database& db, std::uint64_t n) {
  if (n == 0) return Bytes{};
  auto row = db.query("SELECT bytes FROM event WHERE n = ?", n);
  REDRESS_TRY_ASSIGN(bool found, row.step());
  if (!found) return Error{Errc::not_found, "no event there"};
  auto full = hash(row.blob(0));
  return proven(office, office.epoch().id, n, ByteView(full).first(kPrefix_bytes));
}

enum class Memory { whole, prove, strange, lost };

Result<bool> holds(Database& db, const DeviceKey& device, const wire::Horizon& confirmed) {
  if (confirmed.seq > device.stored_seq) return false;
  REDRESS_TRY_ASSIGN(const auto found, db.integer(0, "SELECT count(*) FROM event WHERE device = ? AND seq = ? AND chain = ?",
                                                  device.no, confirmed.seq, confirmed.chain));
  return found > 0;
}

// Do we still hold what we once confirmed to this device?
Result<Memory> remembered(Office& office, Database& db, const DeviceKey& device,
                          const wire::PullRequest& request) {
  auto check = check_of(office, db, request.cursor);
  if (request.cursor > 0 && (!check.ok() || *check != request.check)) {
    bool ours_once = request.check.size() == kPrefix_bytes + kMac_bytes &&
                     proven(office, request.epoch, request.cursor,
                            ByteView(request.check).first(kPrefix_bytes)) == request.check;
    return ours_once ? Memory::lost : Memory::strange;  // a strange cursor starts again, nobody else does
  }
  const auto& acknowledged = request.acknowledged;
  if (acknowledged.seq == 0 || device.forked) return Memory::whole;  // two logs under one name prove nothing
  REDRESS_TRY_ASSIGN(const bool whole, holds(db, device, acknowledged));
  if (whole) return Memory::whole;
  if (request.acknowledgement.empty()) return Memory::prove;
  auto ack = wire::decode_acknowledgement(request.acknowledgement, office.keys().signing.public_key());
  const bool ours = ack.ok() && ack->epoch == office.epoch().id && ack->incarnation == device.incarnation && ack->stored.seq > 0;
  if (!ours) return Memory::whole;  // an answer that proves nothing changes nothing
  // What counts is what we signed, not what the device says of it.
  REDRESS_TRY_ASSIGN(const bool still, holds(db, device, ack->stored));
  return still ? Memory::whole : Memory::lost;
}

// A time that no clock can show is not measured: the device counts by its own, and the page of devices says
// so.
Result<bool> is_measured(Office& office, Database& db, const DeviceKey& device,
                         const wire::PullRequest& request) {
  if (!clock_may_say(request.at, office.now())) return true;
  REDRESS_TRY_ASSIGN(auto rows, db.integer(0, "SELECT count(*) FROM clock WHERE device = ? AND boot = ?",
                                           device.no, request.boot));
  return rows > 0;
}

// A command line does not ask the printer: what is known of it stays.
Status note_health(Database& db, const DeviceKey& device, const wire::PullRequest& request) {
  if (!request.health) return {};
  const auto& health = *request.health;
  return db.run(
      "UPDATE device SET version = ?1, printer = CASE WHEN ?2 = 'unknown' AND printer <> '' THEN printer "
      "ELSE ?2 END,"
      " free_bytes = ?3 WHERE no = ?4",
      health.version, wire::kPrinter_healths.name(health.printer), health.free_bytes, device.no);
}

Status note_seen(Office& office, Database& db, const DeviceKey& device, const wire::PullRequest& request,
                 RecordWriter& writer) {
  REDRESS_TRY(note_health(db, device, request));
  REDRESS_TRY(db.run("UPDATE device SET last_seen_at = ?, boot = ? WHERE no = ?", office.now(), request.boot, device.no));
  REDRESS_TRY_ASSIGN(bool measured, is_measured(office, db, device, request));
  if (measured) return {};
  OwnEvent event;
  event.mall = device.mall;
  event.actor.kind = ActorKind::head_office;
  event.kind = device_event::clock_measured;
  event.body.set("incarnation", to_text(device.incarnation))
      .set("boot", to_base64url(request.boot))
      .set("offset_ms", office.now() - request.at);
  REDRESS_TRY_ASSIGN([[maybe_unused]] auto id, append_own(office, db, writer, std::move(event)));
  return {};
}

// An empty roll shows on page 64 at once.
Result<bool> is_as_told(Database& db, const DeviceKey& device, const wire::PullRequest& request) {
  if (!request.health || request.health->printer == wire::PrinterHealth::unknown) return true;
  REDRESS_TRY_ASSIGN(const auto same,
                     db.integer(0, "SELECT count(*) FROM device WHERE no = ? AND printer = ?", device.no,
                                wire::kPrinter_healths.name(request.health->printer)));
  return same > 0;
}

// Writes only when there is something to note, so that idle devices cost no commit.
Status meet(Office& office, const DeviceKey& device, const wire::PullRequest& request) {
  {
    REDRESS_TRY_ASSIGN(auto reader, office.store().read());
    REDRESS_TRY_ASSIGN(auto seen,
                       reader->integer(0, "SELECT last_seen_at FROM device WHERE no = ?", device.no));
    REDRESS_TRY_ASSIGN(bool measured, is_measured(office, *reader, device, request));
    REDRESS_TRY_ASSIGN(const bool as_told, is_as_told(*reader, device, request));
    if (measured && as_told && office.now().ms - seen < kSeen_ms) return {};
  }
  return write_record(office, office.now(), [&](Database& db, RecordWriter& writer) {
    return note_seen(office, db, device, request, writer);
  });
}

struct Events {
  std::deque<Bytes> memory;
  std::vector<wire::Frame> frames;
  std::size_t bytes = 0;
  std::uint64_t cursor = 0;
  bool more = false;
};

// Its own events come back to a device only if it may not have them: a copy of its disk wrote them under its
// name, or an older image was put back. It then finds out by itself that it must enrol anew.
constexpr std::string_view kFor_counter =
    "SELECT e.n, d.incarnation, e.seq, e.bytes, s.bytes, e.kind FROM event e JOIN device d ON d.no = "
    "e.device LEFT "
    "JOIN sealed s ON s.n = e.n"
    " WHERE e.mall = ?1 AND e.n > ?2 AND e.n <= ?3 AND e.verdict < 2"
    " AND (e.device <> ?4 OR e.seq > ?5 OR e.verdict = 1) ORDER BY e.n LIMIT ?6";
constexpr std::string_view kFor_kiosk =
    "SELECT e.n, d.incarnation, e.seq, e.bytes, NULL, e.kind FROM event e JOIN device d ON d.no = e.device"
    " WHERE e.mall = ?1 AND e.n > ?2 AND e.n <= ?3 AND e.verdict < 2"
    " AND e.kind NOT IN ('noted', 'viewed', 'text_arrived', 'looked_up', 'reviewed')"
    " AND (e.device <> ?4 OR e.seq > ?5 OR e.verdict = 1) ORDER BY e.n LIMIT ?6";

void add_frame(Events& out, Statement& row) {
  wire::Frame frame;
  frame.incarnation = row.uuid(1);
  frame.seq = row.number(2);
  out.memory.push_back(row.bytes(3));
  frame.event = out.memory.back();
  if (!row.is_null(4)) {
    out.memory.push_back(row.bytes(4));
    frame.sealed = out.memory.back();
  }
  out.bytes += frame.event.size() + frame.sealed.size();
  out.frames.push_back(frame);
}

// The event whose text came after the event itself, once more, now with its text (unless that was erased
// since).
Status add_late_text(Database& db, Events& out, std::int64_t mall, ByteView arrival) {
  REDRESS_TRY_ASSIGN(auto arrived, parse_event(as_text(arrival)));
  auto event = uuid_from_text(arrived.body["event"].string());
  if (!event) return {};
  auto row = db.query(
      "SELECT e.n, d.incarnation, e.seq, e.bytes, s.bytes FROM event e JOIN device d ON d.no = e.device"
      " JOIN sealed s ON s.n = e.n WHERE e.id = ? AND e.mall = ? AND e.verdict < 2",
      *event, mall);
  REDRESS_TRY_ASSIGN(bool found, row.step());
  if (found) add_frame(out, row);
  return {};
}

Result<Events> events_for(Database& db, const DeviceKey& device, std::uint64_t cursor,
                          std::uint64_t acknowledged_seq) {
  Events out;
  REDRESS_TRY_ASSIGN(auto newest, db.integer(0, "SELECT max(n) FROM event"));
  out.cursor = std::max(cursor, static_cast<std::uint64_t>(newest));
  auto row = db.query(device.role == "counter" ? kFor_counter : kFor_kiosk, device.mall, cursor, newest,
                      device.no, acknowledged_seq, wire::kPull_page_events + 1);
  std::uint64_t last = cursor;
  while (true) {
    REDRESS_TRY_ASSIGN(bool more, row.step());
    if (!more) return out;
    if (out.frames.size() + 2 > wire::kPull_page_events || out.bytes > kPage_bytes) {
      out.more = true;
      out.cursor = last;
      return out;
    }
    last = row.number(0);
    add_frame(out, row);
    if (row.text(5) == device_event::text_arrived) REDRESS_TRY(add_late_text(db, out, device.mall, row.blob(3)));
  }
}

Result<std::vector<wire::KnownDevice>> devices_for(Database& db, const DeviceKey& device,
                                                   std::uint64_t cursor) {
  std::vector<wire::KnownDevice> out;
  auto row = db.query(
      "SELECT incarnation, signing_key, name, role FROM device WHERE mall IN (0, ?) AND changed_n > ? AND "
      "state IN ('approved', 'revoked')",
      device.mall, cursor);
  while (true) {
    REDRESS_TRY_ASSIGN(bool more, row.step());
    if (!more) return out;
    out.push_back({row.uuid(0), row.array<32>(1), row.string(2), row.string(3)});
  }
}

Result<std::vector<wire::Alarm>> alarms_for(Database& db, const DeviceKey& device, std::uint64_t known) {
  std::vector<wire::Alarm> out;
  auto row = db.query(
      "SELECT a.number, a.event, d.incarnation, a.alarm, a.code, a.at, a.open FROM alarm a JOIN device d ON "
      "d.no = a.device"
      " WHERE a.mall = ? AND a.number > ? AND a.alarm <> '' ORDER BY a.number LIMIT ?",
      device.mall, known, kAlarms);
  while (true) {
    REDRESS_TRY_ASSIGN(bool more, row.step());
    if (!more) return out;
    wire::Alarm alarm;
    alarm.number = row.number(0);
    alarm.event = row.uuid(1);
    alarm.incarnation = row.uuid(2);
    alarm.alarm = row.string(3);
    if (!row.is_null(4)) alarm.code = to_compact({row.number(4)});
    alarm.at = row.instant(5);
    alarm.open = row.integer(6) != 0;
    out.push_back(std::move(alarm));
  }
}

struct Page {
  wire::PullPage page;
  Events events;
  bool has_news = false;
};

Result<Page> make_page(Office& office, const DeviceKey& device, const wire::PullRequest& request, bool reset,
                       bool prove) {
  REDRESS_TRY_ASSIGN(auto reader, office.store().read());
  auto& db = *reader;
  Page out;
  auto cursor = reset ? 0 : request.cursor;
  REDRESS_TRY_ASSIGN(out.events, events_for(db, device, cursor, request.acknowledged.seq));
  auto& page = out.page;
  page.nonce = request.nonce;
  page.now = office.now();
  page.reset = reset;
  page.prove = prove;
  page.more = out.events.more;
  REDRESS_TRY_ASSIGN(page.check, check_of(office, db, out.events.cursor));
  REDRESS_TRY_ASSIGN(page.documents, documents_for(office, db, device, request.have, true));
  REDRESS_TRY_ASSIGN(page.devices, devices_for(db, device, cursor));
  REDRESS_TRY_ASSIGN(page.alarms, alarms_for(db, device, reset ? 0 : request.alarms));
  out.has_news =
      reset || prove || !out.events.frames.empty() || !page.documents.empty() || !page.alarms.empty();
  return out;
}

Result<Bytes> encode(Office& office, Page& page, std::uint64_t cursor_before) {
  wire::FrameBlockHeader header{office.epoch().id, cursor_before, page.events.cursor};
  auto frames = wire::encode_frames(header, page.events.frames, office.keys().signing);
  return wire::encode_pull_page(page.page, frames, office.keys().signing);
}

Result<std::optional<DeviceKey>> asker(Office& office, ByteView body, Result<wire::PullRequest>& request) {
  REDRESS_TRY_ASSIGN(auto reader, office.store().read());
  std::optional<DeviceKey> device;
  request = wire::decode_pull_request(body, [&](const Uuid& incarnation) -> std::optional<PublicKey> {
    auto found = find_device(*reader, incarnation);
    if (!found.ok() || !*found || (*found)->state == "lost" || (*found)->role == "head_office")
      return std::nullopt;
    device = *found;
    return device->signing_key;
  });
  return device;
}

}  // namespace

std::variant<Reply, WaitForNews> pull(Office& office, ByteView body, bool again) {
  Result<wire::PullRequest> request = invalid("");
  auto device = asker(office, body, request);
  if (!device.ok()) return refuse(503, device.error().what);
  if (!request.ok())
    return refuse(request.error().code == Errc::unauthorised ? 401 : 400, request.error().what);
  auto& asking = **device;
  if (asking.state != "approved") return refuse(403, "this device is " + asking.state);
  if (!again) ++office.counters().pulls;
  auto mark = office.bell().mark(asking.mall);
  bool reset = request->epoch != office.epoch().id, prove = false;
  if (!again) {
    if (auto met = meet(office, asking, *request); !met.ok()) return refuse(503, met.error().what);
  }
  if (!reset) {
    auto reader = office.store().read();
    if (!reader.ok()) return refuse(503, reader.error().what);
    auto memory = remembered(office, **reader, asking, *request);
    if (!memory.ok()) return refuse(503, memory.error().what);
    prove = *memory == Memory::prove;
    reset = *memory == Memory::strange;
    if (*memory == Memory::lost) {
      if (auto begun = office.new_epoch("lost"); !begun.ok()) return refuse(503, begun.error().what);
      reset = true;
    }
  }
  auto page = make_page(office, asking, *request, reset, prove);
  if (!page.ok()) return refuse(503, page.error().what);
  if (!page->has_news && !again && request->wait_ms > 0)
    return WaitForNews{asking.mall, mark, std::min(request->wait_ms, wire::kPull_wait_max_ms)};
  auto bytes = encode(office, *page, reset ? 0 : request->cursor);
  if (!bytes.ok()) return refuse(500, bytes.error().what);
  return Reply{Response::binary(std::move(*bytes)), true};
}

}  // namespace redress::headoffice
