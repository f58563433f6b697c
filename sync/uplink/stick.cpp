#include "sync/uplink/stick.h"

#include <map>

#include "sync/uplink/carried.h"
#include "sync/wire/batch.h"

namespace redress {

namespace {

constexpr std::size_t kFile_bytes = 256u << 20;
constexpr std::size_t kRun_bytes = 3u << 20;

// One batch of what follows `after_seq`; false at the end of the log.
Result<bool> append_batch(Store& store, const Uuid& epoch, std::uint64_t& after_seq, Bytes& file, ExportReport& report) {
  REDRESS_TRY_ASSIGN(auto run, store.outgoing(after_seq, limits::kBatch_events, kRun_bytes));
  if (run.events.empty()) return false;
  wire::BatchEncoder encoder(epoch, store.identity().incarnation, after_seq + 1, run.chain_before);
  for (const auto& event : run.events) {
    auto added = encoder.add_checked(event.event, event.sealed, event.hash);
    // A damaged event cannot be vouched for: it is left out, verify names it, the others go on.
    if (!added.ok() && encoder.count() == 0) return ++after_seq, true;
    if (!added.ok() || !*added) break;
  }
  auto bytes = encoder.finish(store.identity().signing);
  file.insert(file.end(), bytes.begin(), bytes.end());
  if (report.events == 0) report.first_seq = after_seq + 1;
  report.events += encoder.count();
  after_seq += encoder.count();
  report.last_seq = after_seq;
  return true;
}

struct Checked {
  wire::Batch batch;
  ByteView bytes;
  bool author_known = false;
};

Result<std::vector<Checked>> check_file(Store& store, ByteView file) {
  std::map<Uuid, PublicKey> keys;
  REDRESS_TRY_ASSIGN(auto devices, store.devices());
  for (const auto& device : devices)
    if (device.key) keys[device.incarnation] = *device.key;
  keys[store.identity().incarnation] = store.identity().signing.public_key();
  REDRESS_TRY_ASSIGN(auto parts, wire::split_batches(file));
  std::vector<Checked> out;
  for (auto bytes : parts) {
    REDRESS_TRY_ASSIGN(auto batch, wire::decode_batch(bytes));
    auto key = keys.find(batch.header.incarnation);
    bool known = key != keys.end();
    if (known && !batch.signed_by(key->second))
      return invalid("file: a batch is not signed by the device it names; it was forged or damaged");
    out.push_back({std::move(batch), bytes, known});
  }
  return out;
}

Status show(Store& store, const wire::Batch& batch, ImportReport& report) {
  std::vector<IncomingEvent> events;
  events.reserve(batch.items.size());
  for (const auto& item : batch.items) events.push_back({batch.header.incarnation, item.seq, item.event, item.sealed});
  REDRESS_TRY_ASSIGN(auto inserted, store.insert_batch_events(events));
  report.shown += inserted.inserted;
  report.cases.insert(report.cases.end(), inserted.cases.begin(), inserted.cases.end());
  return {};
}

}  // namespace

Result<ExportReport> pack_events(Store& store, Bytes& file) {
  REDRESS_TRY_ASSIGN(auto state, store.sync_state());
  ExportReport report;
  auto after_seq = state.backed_up.seq;
  for (bool more = true; more;) {
    if (file.size() + limits::kBatch_bytes > kFile_bytes) {
      report.whole = false;
      break;
    }
    REDRESS_TRY_ASSIGN(more, append_batch(store, state.epoch, after_seq, file, report));
  }
  if (file.empty()) return Error{Errc::not_found, "nothing to export: head office has everything and a backup of it"};
  report.bytes = file.size();
  return report;
}

Result<ExportReport> export_events(Store& store, Files& files, const std::string& path) {
  Bytes file;
  REDRESS_TRY_ASSIGN(auto report, pack_events(store, file));
  REDRESS_TRY(files.write_whole(path, file, 0640));
  return report;
}

Result<ImportReport> import_events(Store& store, Files& files, const std::string& path) {
  REDRESS_TRY_ASSIGN(auto file, files.read(path, kFile_bytes));
  REDRESS_TRY_ASSIGN(auto checked, check_file(store, file));
  ImportReport report;
  for (const auto& item : checked) {
    ++report.batches;
    report.events += item.batch.items.size();
    if (item.batch.header.incarnation == store.identity().incarnation) continue;  // our own stick came back
    REDRESS_TRY(store.add_relay_batch(without_erased(store, item.bytes)));
    if (item.author_known)
      REDRESS_TRY(show(store, item.batch, report));
    else
      ++report.unknown_author;
  }
  return report;
}

}  // namespace redress
