#include "sync/headoffice/record/ingest.h"

#include <vector>

#include "core/seal/hash.h"
#include "sync/headoffice/record/author_check.h"
#include "sync/headoffice/record/device_table.h"
#include "sync/headoffice/record/ingest_reply.h"
#include "sync/headoffice/record/office.h"
#include "sync/headoffice/record/record_writer.h"
#include "sync/wire/acknowledgement.h"
#include "sync/wire/batch.h"

namespace redress::headoffice {

namespace {

constexpr std::int64_t kQuarantine_bytes = 256 << 20;

// What a batch holds, checked as far as it can be without the write lock.
struct Prepared {
  wire::Batch batch;
  DeviceKey device;
  std::vector<std::optional<Event>> events;     // nothing: refused, not an event
  std::vector<std::optional<FirstLook>> looks;  // of registrations, by place in the batch
  Instant now;
};

// What people typed is left out: nothing could erase it here, and its author still holds it.
Status quarantine(Office& office, const Uuid& incarnation, std::string_view reason, ByteView body) {
  REDRESS_TRY_ASSIGN(auto bytes, wire::without_sealed_parts(body));
  return office.store().write([&](Database& db) -> Status {
    REDRESS_TRY_ASSIGN(auto held, db.integer(0, "SELECT sum(length(bytes)) FROM quarantine"));
    if (held + static_cast<std::int64_t>(bytes.size()) > kQuarantine_bytes) return {};
    return db.run(
        "INSERT INTO quarantine(incarnation, reason, arrived_at, bytes) SELECT ?1, ?2, ?3, ?4"
        " WHERE NOT EXISTS(SELECT 1 FROM quarantine WHERE incarnation = ?1 AND bytes = ?4)",
        incarnation, reason, office.now(), bytes);
  });
}

// Judging is most of a registration's work and needs no lock; another batch may be writing meanwhile.
Status look_at_registrations(Office& office, Prepared& prepared) {
  prepared.now = office.now();
  REDRESS_TRY_ASSIGN(auto reader, office.store().read());
  ClockOffsets offsets(*reader);
  const auto& device = prepared.device;
  prepared.looks.resize(prepared.events.size());
  for (std::size_t i = 0; i < prepared.events.size(); ++i) {
    auto& event = prepared.events[i];
    if (!event || event->kind != "submitted" || !event->code) continue;
    REDRESS_TRY_ASSIGN(prepared.looks[i], look_first(office, offsets, device.mall, device.no,
                                                     device.incarnation, *event, prepared.now));
  }
  return {};
}

Result<Prepared> prepare(Office& office, ByteView body) {
  Prepared out;
  REDRESS_TRY_ASSIGN(out.batch, wire::decode_batch(body));
  {
    REDRESS_TRY_ASSIGN(auto reader, office.store().read());
    REDRESS_TRY_ASSIGN(auto device, find_device(*reader, out.batch.header.incarnation));
    if (!device || device->state == "lost")
      return Error{Errc::unauthorised, "this device is not enrolled here"};
    out.device = *device;
  }
  if (!out.batch.signed_by(out.device.signing_key)) return invalid("batch: not signed by its author");
  out.events.reserve(out.batch.items.size());
  for (const auto& item : out.batch.items) {
    auto event = parse_event(as_text(item.event));
    if (!event.ok() || event->seq != item.seq) {
      out.events.emplace_back();
      continue;
    }
    // The signature covers the hash of the sealed part, so other bytes were damaged on the way: send again.
    if (!item.sealed.empty() && (!event->sealed || hash(item.sealed) != *event->sealed))
      return Error{Errc::corrupt, "batch: a sealed part is not the one its event names"};
    out.events.emplace_back(std::move(*event));
  }
  REDRESS_TRY(look_at_registrations(office, out));
  return out;
}

// One batch inside its transaction.
class Intaker {
 public:
  Intaker(Office& office, Database& db, Prepared& prepared, Instant now)
      : db_(db),
        prepared_(prepared),
        device_(prepared.device),
        now_(now),
        writer_(office, db, now),
        authors_(db, device_, now) {}

  Status run() {
    REDRESS_TRY_ASSIGN(auto device, find_device(db_, device_.no));
    if (!device) return Error{Errc::internal, "device row vanished"};
    device_ = *device;
    bool fork = false;
    REDRESS_TRY_ASSIGN(fork, chain_forks());
    for (std::size_t i = 0; i < prepared_.batch.items.size(); ++i)
      REDRESS_TRY(take(prepared_.batch.items[i], prepared_.events[i], look_at(i), fork));
    REDRESS_TRY(writer_.finish());
    return finish_device();
  }

  std::vector<wire::EventResult> results;
  const DeviceKey& device() const { return device_; }
  const RecordWriter& writer() const { return writer_; }
  std::int64_t accepted() const { return accepted_; }

 private:
  // Does what we hold just before this batch lead to it?
  Result<bool> chain_forks() {
    const auto& header = prepared_.batch.header;
    if (header.first_seq == 1) return false;
    if (header.first_seq - 1 == device_.stored_seq) return device_.stored_chain != header.chain_before;
    auto row =
        db_.query("SELECT chain FROM event WHERE device = ? AND seq = ?", device_.no, header.first_seq - 1);
    bool any = false;
    while (true) {
      REDRESS_TRY_ASSIGN(bool more, row.step());
      if (!more) return any;
      auto chain = row.array<32>(0);
      if (chain == header.chain_before || chain == Hash256{}) return false;
      any = true;
    }
  }

  Result<std::int64_t> batch_no() {
    if (batch_) return *batch_;
    const auto& batch = prepared_.batch;
    REDRESS_TRY(db_.run("INSERT INTO batch(device, header, signature, arrived_at) VALUES(?,?,?,?)",
                        device_.no, wire::encode_batch_header(batch.header), batch.signature, now_));
    batch_ = db_.last_row_id();
    return *batch_;
  }

  const FirstLook* look_at(std::size_t place) const {
    const auto& look = prepared_.looks[place];
    return look ? &*look : nullptr;
  }

  Status take(const wire::BatchItem& item, const std::optional<Event>& event, const FirstLook* look,
              bool fork) {
    bool same_number = false;
    if (item.seq <= device_.max_seq) {
      REDRESS_TRY_ASSIGN(auto known, look_up(item, same_number));
      if (known) return repeat(*known, item, event);
    }
    bool same_id = false;
    if (event) {
      REDRESS_TRY_ASSIGN(same_id, id_is_here(event->id));
    }
    return insert(item, event, look, fork || same_number || same_id);
  }

  // Ids grow with time, so most are newer than any that is here and need no look-up.
  Result<bool> id_is_here(const Uuid& id) {
    if (!newest_id_) {
      auto row = db_.query("SELECT max(id) FROM event");
      REDRESS_TRY_ASSIGN(bool any, row.step());
      newest_id_ = any && !row.is_null(0) ? row.uuid(0) : Uuid{};
    }
    if (id > *newest_id_) {
      newest_id_ = id;
      return false;
    }
    if (writer_.holds(id)) return true;
    REDRESS_TRY_ASSIGN(auto other, db_.integer(0, "SELECT n FROM event WHERE id = ? LIMIT 1", id));
    return other != 0;
  }

  struct Known {
    std::int64_t n;
    bool proven;
  };
  Result<std::optional<Known>> look_up(const wire::BatchItem& item, bool& same_number) {
    auto row =
        db_.query("SELECT n, bytes, batch FROM event WHERE device = ? AND seq = ?", device_.no, item.seq);
    while (true) {
      REDRESS_TRY_ASSIGN(bool more, row.step());
      if (!more) return std::optional<Known>();
      same_number = true;
      auto bytes = row.blob(1);
      if (std::equal(bytes.begin(), bytes.end(), item.event.begin(), item.event.end()))
        return std::optional(Known{row.integer(0), !row.is_null(2)});
    }
  }

  Status repeat(const Known& known, const wire::BatchItem& item, const std::optional<Event>& event) {
    results.push_back({item.seq, wire::Outcome::duplicate, {}, false});
    if (!known.proven) {
      REDRESS_TRY_ASSIGN(auto batch, batch_no());
      REDRESS_TRY(db_.run("UPDATE event SET batch = ?, chain = ? WHERE n = ?", batch, item.chain, known.n));
    }
    return event ? writer_.add_missing_sealed(known.n, *event, item.sealed) : Status();
  }

  Status insert(const wire::BatchItem& item, const std::optional<Event>& event, const FirstLook* look,
                bool fork) {
    NewEvent row;
    row.first_look = look;
    row.device = device_.no;
    row.mall = device_.mall;
    row.incarnation = device_.incarnation;
    row.seq = item.seq;
    row.bytes = item.event;
    row.sealed = item.sealed;
    row.chain = item.chain;
    REDRESS_TRY_ASSIGN(row.batch, batch_no());
    row.reason = "form";
    if (event) {
      REDRESS_TRY_ASSIGN(row.reason, authors_.refusal(*event));
    }
    if (!row.reason.empty())
      row.verdict = Verdict::refused;
    else if (fork)
      row.verdict = Verdict::fork, row.reason = "fork";
    if (row.verdict == Verdict::refused)
      results.push_back({item.seq, wire::Outcome::refused, row.reason, false}), ++refused_;
    else if (fork)
      results.push_back({item.seq, wire::Outcome::conflict, "fork", false}), forked_ = true;
    else
      ++accepted_;
    return writer_.add(row, event ? &*event : nullptr);
  }

  Status finish_device() {
    const auto& header = prepared_.batch.header;
    auto added = accepted_ + refused_;
    if (!forked_ && header.first_seq <= device_.stored_seq + 1 && header.last_seq() > device_.stored_seq) {
      device_.stored_seq = header.last_seq();
      device_.stored_chain = header.chain_after;
    }
    device_.forked = device_.forked || forked_;
    if (device_.max_seq > device_.stored_seq || forked_) REDRESS_TRY(move_horizon(db_, device_));
    device_.max_seq = std::max(device_.max_seq, header.last_seq());
    return db_.run(
        "UPDATE device SET max_seq=?2, stored_seq=?3, stored_chain=?4, events=events+?5, refused=refused+?6,"
        " forked=max(forked, ?7), last_seen_at=?8 WHERE no=?1",
        device_.no, device_.max_seq, device_.stored_seq, device_.stored_chain, added, refused_, forked_,
        now_);
  }

  Database& db_;
  Prepared& prepared_;
  DeviceKey device_;
  Instant now_;
  RecordWriter writer_;
  AuthorCheck authors_;
  std::optional<std::int64_t> batch_;
  std::optional<Uuid> newest_id_;
  std::int64_t accepted_ = 0, refused_ = 0;
  bool forked_ = false;
};

void count(Office& office, const std::vector<wire::EventResult>& results, std::int64_t accepted) {
  auto& counters = office.counters();
  ++counters.batches;
  counters.events_accepted += accepted;
  for (const auto& result : results) {
    if (result.outcome == wire::Outcome::duplicate) ++counters.events_duplicate;
    if (result.outcome == wire::Outcome::conflict) ++counters.events_conflict;
    if (result.outcome == wire::Outcome::refused) ++counters.events_refused;
  }
}

}  // namespace

IngestReply ingest_batch(Office& office, ByteView body) {
  auto prepared = prepare(office, body);
  if (!prepared.ok()) return reject(office, prepared.error());
  if (prepared->device.state != "approved") {
    (void)quarantine(office, prepared->device.incarnation, prepared->device.state, body);
    return reject(office, 403, "this device is not approved, or was revoked");
  }
  const auto now = prepared->now;
  wire::Acknowledgement ack;
  RecordWriter::Outcome outcome;
  bool forked = false;
  auto stored = office.store().write([&](Database& db) -> Status {
    Intaker intaker(office, db, *prepared, now);
    REDRESS_TRY(intaker.run());
    const auto& device = intaker.device();
    ack.stored = {device.stored_seq, device.stored_chain};
    ack.backed_up = {device.backed_up_seq, device.backed_up_chain};
    ack.results = std::move(intaker.results);
    count(office, ack.results, intaker.accepted());
    outcome = intaker.writer().outcome();
    forked = device.forked;
    return {};
  });
  announce(office, outcome);  // also after a failed sync: readers see it
  if (!stored.ok())
    return reject(office, Error{stored.error().code == Errc::corrupt ? Errc::io : stored.error().code,
                                stored.error().what});
  ack.epoch = office.epoch().id;
  ack.incarnation = prepared->device.incarnation;
  ack.first_seq = prepared->batch.header.first_seq;
  ack.count = prepared->batch.header.count;
  ack.now = now;
  IngestReply reply;
  if (forked) reply.status = 409;
  reply.acknowledgement = wire::encode_acknowledgement(ack, office.keys().signing);
  reply.known_device = true;
  return reply;
}

}  // namespace redress::headoffice
