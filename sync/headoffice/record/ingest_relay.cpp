// Pages that devices give back after a restore (decision 15).
#include "core/seal/hash.h"
#include "sync/headoffice/record/device_table.h"
#include "sync/headoffice/record/ingest.h"
#include "sync/headoffice/record/ingest_reply.h"
#include "sync/headoffice/record/write_record.h"
#include "sync/wire/frames.h"
#include "sync/wire/relay.h"

namespace redress::headoffice {

namespace {

Status take_frame(Office& office, Database& db, RecordWriter& writer, const wire::Frame& frame,
                  std::int64_t mall) {
  auto event = parse_event(as_text(frame.event));
  if (!event.ok() || event->seq != frame.seq) return {};
  bool sealed_fits = frame.sealed.empty() || (event->sealed && hash(frame.sealed) == *event->sealed);
  REDRESS_TRY_ASSIGN(auto device, author_of(db, frame.incarnation, mall, office.now()));
  REDRESS_TRY_ASSIGN(auto same,
                     db.integer(0, "SELECT n FROM event WHERE device = ? AND seq = ? AND bytes = ? LIMIT 1",
                                device.no, frame.seq, frame.event));
  if (same != 0) return sealed_fits ? writer.add_missing_sealed(same, *event, frame.sealed) : Status();
  REDRESS_TRY_ASSIGN(auto other, db.integer(0, "SELECT n FROM event WHERE device = ? AND seq = ? LIMIT 1",
                                            device.no, frame.seq));
  NewEvent row;
  if (other != 0) row.verdict = Verdict::fork, device.forked = true;
  row.device = device.no;
  row.mall = device.mall != 0 ? device.mall : mall;
  row.incarnation = device.incarnation;
  row.seq = frame.seq;
  row.bytes = frame.event;
  if (sealed_fits) row.sealed = frame.sealed;
  REDRESS_TRY(writer.add(row, &*event));
  REDRESS_TRY(writer.write_rows());  // the next frame and the horizon look for it
  REDRESS_TRY(move_horizon(db, device));
  return db.run(
      "UPDATE device SET max_seq=max(max_seq, ?2), stored_seq=?3, stored_chain=?4, events=events+1,"
      " forked=max(forked, ?5) WHERE no=?1",
      device.no, frame.seq, device.stored_seq, device.stored_chain, device.forked);
}

Result<wire::Relay> decode_relay(Office& office, ByteView body, std::optional<DeviceKey>& carrier) {
  REDRESS_TRY_ASSIGN(auto reader, office.store().read());
  auto key_of = [&](const Uuid& incarnation) -> std::optional<PublicKey> {
    auto found = find_device(*reader, incarnation);
    if (!found.ok() || !*found || (*found)->state == "lost" || (*found)->role == "head_office")
      return std::nullopt;
    carrier = *found;
    return carrier->signing_key;
  };
  return wire::decode_relay(body, key_of, office.keys().signing.public_key());
}

// Frames of one block belong to one mall: that of an author whom we know (the carrier may have moved since),
// else the carrier's, since a device gets pages of its own mall alone.
Result<std::int64_t> mall_of(Database& db, const wire::FrameBlock& block, std::int64_t carriers) {
  for (const auto& frame : block.frames) {
    REDRESS_TRY_ASSIGN(auto author, find_device(db, frame.incarnation));
    if (author && author->mall != 0) return author->mall;
  }
  return carriers;
}

}  // namespace

IngestReply ingest_relay(Office& office, ByteView body) {
  std::optional<DeviceKey> carrier;
  auto relay = decode_relay(office, body, carrier);
  if (!relay.ok()) return reject(office, relay.error());
  if (carrier->state != "approved") return reject(office, 403, "this device is " + carrier->state);
  const auto now = office.now();
  const auto stored = write_record(office, now, [&](Database& db, RecordWriter& writer) -> Status {
    REDRESS_TRY_ASSIGN(auto mall, mall_of(db, relay->block, carrier->mall));
    for (const auto& frame : relay->block.frames) REDRESS_TRY(take_frame(office, db, writer, frame, mall));
    return {};
  });
  if (!stored.ok()) return reject(office, stored.error());
  IngestReply reply;
  reply.acknowledgement =
      wire::encode_relay_acknowledgement({office.epoch().id, relay->block_hash, now}, office.keys().signing);
  reply.known_device = true;
  return reply;
}

}  // namespace redress::headoffice
