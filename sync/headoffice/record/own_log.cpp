#include "sync/headoffice/record/own_log.h"

#include "core/seal/hash.h"
#include "core/seal/sealed_part.h"
#include "sync/headoffice/record/device_table.h"
#include "sync/headoffice/record/office.h"
#include "sync/headoffice/record/record_writer.h"

namespace redress::headoffice {

Result<std::vector<BoxPublicKey>> recipients(Office& office, Database& db, std::int64_t mall) {
  auto row = db.query("SELECT public FROM mall_key WHERE mall = ? ORDER BY epoch DESC LIMIT 1", mall);
  REDRESS_TRY_ASSIGN(bool found, row.step());
  if (!found) return Error{Errc::not_found, "this mall has no key"};
  return std::vector<BoxPublicKey>{row.array<32>(0), office.keys().box.public_key, office.keys().recovery};
}

Result<Uuid> append_own(Office& office, Database& db, RecordWriter& writer, OwnEvent own) {
  auto epoch = office.epoch();
  REDRESS_TRY_ASSIGN(auto device, find_device(db, epoch.device));
  if (!device) return Error{Errc::internal, "head office's own row is missing"};
  Event event;
  event.at = office.now();
  event.id = make_uuid7(event.at, office.random().array<16>());
  event.code = own.code;
  event.seq = device->stored_seq + 1;
  event.seen = std::move(own.seen);
  event.monotonic_ms = office.clock().monotonic_ms();
  event.boot = office.clock().boot();
  event.clock_trusted = true;
  event.actor = std::move(own.actor);
  event.kind = std::move(own.kind);
  event.body = std::move(own.body);
  Bytes sealed;
  if (!own.typed.members().empty()) {
    REDRESS_TRY_ASSIGN(auto keys, recipients(office, db, own.mall));
    PreparedSeal seal(keys, SealSecrets::draw(office.random()));
    auto text = own.typed.dump();
    sealed = seal.seal(as_bytes(text), {own.code ? own.code->number : 0, event.id});
    wipe(text);
    event.sealed = hash(sealed);
  }
  auto bytes = serialise(event);
  NewEvent row;
  row.device = device->no;
  row.mall = own.mall;
  row.incarnation = device->incarnation;
  row.seq = event.seq;
  row.bytes = as_bytes(bytes);
  row.sealed = sealed;
  row.chain = next_chain(device->stored_chain, hash(as_bytes(bytes)));
  REDRESS_TRY(
      db.run("UPDATE device SET max_seq=?2, stored_seq=?2, stored_chain=?3, events=events+1 WHERE no=?1",
             device->no, row.seq, row.chain));
  REDRESS_TRY(writer.add(row, &event));
  REDRESS_TRY(writer.write_rows());  // who writes one event may look at it at once
  return event.id;
}

Status new_mall_key(Office& office, Database& db, RecordWriter& writer, std::int64_t mall,
                    std::int64_t floor) {
  OwnEvent event;
  event.mall = mall;
  event.actor.kind = ActorKind::head_office;
  event.kind = kMall_key_made;
  REDRESS_TRY_ASSIGN(event.body, make_mall_key(db, mall, office.now(), office.random(), floor));
  REDRESS_TRY_ASSIGN([[maybe_unused]] auto id, append_own(office, db, writer, std::move(event)));
  return {};
}

}  // namespace redress::headoffice
