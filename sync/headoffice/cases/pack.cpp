#include "sync/headoffice/cases/pack.h"

#include <map>

#include "core/model/intake.h"
#include "core/seal/hash.h"
#include "core/seal/sign.h"
#include "sync/headoffice/cases/case_record.h"
#include "sync/headoffice/cases/pack_format.h"
#include "sync/headoffice/record/erasure.h"
#include "sync/headoffice/record/office.h"
#include "sync/wire/batch.h"
#include "sync/wire/document.h"

namespace redress::headoffice {

namespace {

// A batch whose author signed for one of the case's events, with the hashes that lead from its beginning to
// its end. Nothing: not all of it is here.
Result<std::optional<Bytes>> proof_of(Database& db, std::int64_t batch) {
  auto row = db.query(
      "SELECT b.header, b.signature, d.signing_key, b.device FROM batch b JOIN device d ON d.no = b.device "
      "WHERE b.no = ?",
      batch);
  REDRESS_TRY_ASSIGN(bool found, row.step());
  if (!found) return std::optional<Bytes>();
  REDRESS_TRY_ASSIGN(const auto header, wire::decode_batch_header(row.blob(0)));
  PackBatch out{header, row.array<64>(1), row.array<32>(2), {}};
  auto chain = header.chain_before;
  auto events =
      db.query("SELECT seq, chain, bytes FROM event WHERE device = ? AND seq BETWEEN ? AND ? ORDER BY seq",
               row.integer(3), header.first_seq, header.last_seq());
  while (true) {
    REDRESS_TRY_ASSIGN(bool more, events.step());
    if (!more) break;
    const auto event_hash = hash(events.blob(2));
    // Of two branches under one number the one that this author signed here.
    if (next_chain(chain, event_hash) != events.array<32>(1)) continue;
    chain = events.array<32>(1);
    out.hashes.push_back(event_hash);
  }
  if (chain != header.chain_after) return std::optional<Bytes>();
  return std::optional<Bytes>(encode(out));
}

class Packer {
 public:
  Packer(Office& office, Database& db) : office_(office), db_(db) {}

  Result<std::vector<PackPart>> collect(const PackOrder& order, Json& events) {
    REDRESS_TRY_ASSIGN(const auto record, load_case(db_, order.code));
    if (record.events.empty()) return Error{Errc::not_found, "no such case here"};
    const auto state = fold_case(order.code, record.events, office_.now(), office_.rules().confirm_days(record.mall));
    for (auto index : state.order) REDRESS_TRY(add_event(record, index, order, state, events));
    REDRESS_TRY(add_policy(record, state));
    std::vector<PackPart> parts = std::move(events_);
    for (auto* further : {&texts_, &batches_, &policies_})
      std::move(further->begin(), further->end(), std::back_inserter(parts));
    return parts;
  }

 private:
  Status add_event(const CaseRecord& record, std::size_t index, const PackOrder& order,
                   const CaseState& state, Json& events) {
    const auto n = record.numbers[index];
    const auto& event = record.events[index];
    auto row = db_.query(
        "SELECT e.bytes, e.batch, d.name, e.verdict FROM event e JOIN device d ON d.no = e.device WHERE e.n "
        "= ?",
        n);
    REDRESS_TRY_ASSIGN([[maybe_unused]] bool found, row.step());
    auto entry = Json::object()
                     .set("incarnation", to_text(event.incarnation))
                     .set("device", row.text(2))
                     .set("seq", static_cast<std::int64_t>(event.event.seq))
                     .set("arrived_at", event.arrived_at.ms)
                     .set("fork", row.integer(3) == 1);
    events_.push_back({"event", row.bytes(0)});
    if (!row.is_null(1)) {
      REDRESS_TRY_ASSIGN(const auto batch, batch_index(row.integer(1)));
      if (batch) entry.set("batch", *batch);
    }
    if (event.event.sealed)
      REDRESS_TRY(add_text(n, event.event, event.event.id == state.submitted_event, order, entry));
    events.push(std::move(entry));
    return {};
  }

  Result<std::optional<int>> batch_index(std::int64_t batch) {
    if (auto known = batch_at_.find(batch); known != batch_at_.end()) return known->second;
    REDRESS_TRY_ASSIGN(auto proof, proof_of(db_, batch));
    auto& at = batch_at_[batch];
    if (!proof) return at;
    at = static_cast<int>(batches_.size());
    batches_.push_back({"batch", std::move(*proof)});
    return at;
  }

  Status add_text(std::int64_t n, const Event& event, bool is_intake, const PackOrder& order, Json& entry) {
    auto typed = open_typed(office_, db_, n, event);
    if (!typed.ok()) {
      entry.set("text", "missing");
      return {};
    }
    auto shown = without_contact(*typed);
    if (is_intake && order.contact.is_object()) shown.set("contact", order.contact);
    entry.set("text", static_cast<std::int64_t>(texts_.size()));
    const auto text = shown.dump();
    texts_.push_back({"text", to_bytes(text)});
    return {};
  }

  Status add_policy(const CaseRecord& record, const CaseState& state) {
    const auto rules = office_.rules().of_case(record.mall, state.intake, record.arrived_at);
    if (!rules) return {};
    auto row = db_.query(
        "SELECT bytes FROM document WHERE mall = ? AND kind = 'policy' ORDER BY version DESC", record.mall);
    while (true) {
      REDRESS_TRY_ASSIGN(bool more, row.step());
      if (!more) return {};
      auto document = wire::decode_document(row.blob(0), office_.keys().signing.public_key());
      if (!document.ok() || document->content["version"].string() != rules->policy.version) continue;
      policies_.push_back({"policy", row.bytes(0)});
      return {};
    }
  }

  Office& office_;
  Database& db_;
  std::vector<PackPart> events_, texts_, batches_, policies_;
  std::map<std::int64_t, std::optional<int>> batch_at_;
};

}  // namespace

Result<std::string> make_pack(Office& office, const PackOrder& order) {
  auto events = Json::array();
  std::vector<PackPart> parts;
  {
    REDRESS_TRY_ASSIGN(auto reader, office.store().read());
    REDRESS_TRY_ASSIGN(parts, Packer(office, *reader).collect(order, events));
  }
  auto manifest = Json::object()
                      .set("v", 1)
                      .set("code", to_compact(order.code))
                      .set("made_at", office.now().ms)
                      .set("about", order.about)
                      .set("key", to_base64url(office.keys().signing.public_key()))
                      .set("page", to_base64url(hash(as_bytes(order.page))))
                      .set("events", std::move(events));
  auto hashes = Json::array();
  for (const auto& part : parts)
    hashes.push(Json::object().set("name", part.name).set("hash", to_base64url(hash(part.bytes))));
  manifest.set("parts", std::move(hashes));
  const auto text = manifest.dump();
  parts.insert(parts.begin(),
               {"manifest", wire::sign_payload(kSign_pack, as_bytes(text), office.keys().signing)});
  return write_pack_file(order.page, parts);
}

}  // namespace redress::headoffice
