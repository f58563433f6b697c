#include "sync/headoffice/record/exchange_file.h"

#include <algorithm>

#include "core/seal/hash.h"
#include "sync/headoffice/record/ingest.h"
#include "sync/headoffice/record/office.h"
#include "sync/wire/batch.h"

namespace redress::headoffice {

namespace {

// The events of one branch that lead from the batch's first chain to its last; false if one is missing.
Result<bool> collect(Database& db, std::int64_t device, const wire::BatchHeader& header, ByteWriter& events,
                     ByteWriter& sealed) {
  auto chain = header.chain_before;
  auto row = db.query(
      "SELECT e.seq, e.chain, e.bytes, s.bytes FROM event e LEFT JOIN sealed s ON s.n = e.n"
      " WHERE e.device = ? AND e.seq BETWEEN ? AND ? ORDER BY e.seq, e.n",
      device, header.first_seq, header.last_seq());
  while (true) {
    REDRESS_TRY_ASSIGN(bool more, row.step());
    if (!more) return chain == header.chain_after;
    auto next = next_chain(chain, hash(row.blob(2)));
    if (row.array<32>(1) != next) continue;
    chain = next;
    events.block(row.blob(2));
    sealed.block(row.is_null(3) ? ByteView() : row.blob(3));
  }
}

}  // namespace

Result<Imported> import_batches(Office& office, ByteView file) {
  REDRESS_TRY_ASSIGN(auto batches, wire::split_batches(file));
  Imported out;
  for (auto bytes : batches) {
    ++out.batches;
    auto reply = ingest_batch(office, bytes);
    if (reply.acknowledgement.empty()) {
      out.problems += "batch " + std::to_string(out.batches) + ": " + reply.what + "\n";
      continue;
    }
    ++out.stored;
    if (auto batch = wire::decode_batch(bytes); batch.ok()) out.events += batch->header.count;
  }
  return out;
}

Result<Bytes> export_batches(Office& office) {
  REDRESS_TRY_ASSIGN(auto reader, office.store().read());
  Bytes out;
  auto row = reader->query("SELECT device, header, signature FROM batch ORDER BY no");
  while (true) {
    REDRESS_TRY_ASSIGN(bool more, row.step());
    if (!more) return out;
    REDRESS_TRY_ASSIGN(auto header, wire::decode_batch_header(row.blob(1)));
    ByteWriter events, sealed;
    REDRESS_TRY_ASSIGN(bool whole, collect(*reader, row.integer(0), header, events, sealed));
    if (!whole) continue;
    auto bytes = wire::assemble_batch(row.blob(1), wire::pack(events.view()), events.size(), sealed.view(), row.array<64>(2));
    out.insert(out.end(), bytes.begin(), bytes.end());
  }
}

}  // namespace redress::headoffice
