#include <map>

#include "core/model/event.h"
#include "core/seal/hash.h"
#include "core/seal/sign.h"
#include "sync/headoffice/cases/pack.h"
#include "sync/headoffice/cases/pack_format.h"
#include "sync/wire/document.h"

namespace redress::headoffice {

namespace {

class Checker {
 public:
  explicit Checker(PackFile file) : file_(std::move(file)) { out_.problems = std::move(file_.problems); }

  PackReport run() {
    if (!open_manifest()) return std::move(out_);
    if (to_base64url(hash(as_bytes(file_.page))) != manifest_["page"].string())
      problem("the page that is read");
    check_parts();
    check_batches();
    int number = 0;
    for (const auto& entry : manifest_["events"].items()) check_event(entry, number++);
    for (const auto* policy : named("policy"))
      if (!wire::decode_document(policy->bytes, key_).ok()) problem("the policy: not signed by the same key");
    return std::move(out_);
  }

 private:
  void problem(std::string what) { out_.problems.push_back(std::move(what)); }

  std::vector<const PackPart*> named(std::string_view name) const {
    std::vector<const PackPart*> out;
    for (const auto& part : file_.parts)
      if (part.name == name) out.push_back(&part);
    return out;
  }

  // Which key signed it stands in it: whoever checks compares the fingerprint with head office's.
  bool open_manifest() {
    if (file_.parts.empty() || file_.parts[0].name != "manifest")
      return problem("the manifest: it is missing"), false;
    const auto& bytes = file_.parts[0].bytes;
    auto payload = wire::peek_payload(bytes);
    auto json = payload.ok() ? parse_json(as_text(*payload), {64u << 20, 16}) : Result<Json>(payload.error());
    auto key = json.ok() ? array_from_base64url<32>((*json)["key"].string()) : std::nullopt;
    if (!key || !wire::open_payload(kSign_pack, bytes, *key).ok())
      return problem("the manifest: it is not signed by the key it names"), false;
    key_ = *key;
    manifest_ = std::move(*json);
    out_.code = std::string(manifest_["code"].string());
    out_.fingerprint = fingerprint(key_);
    out_.made_at = {manifest_["made_at"].integer()};
    return true;
  }

  void check_parts() {
    const auto& listed = manifest_["parts"].items();
    std::map<std::string, int> counted;
    for (std::size_t i = 0; i < listed.size(); ++i) {
      const std::string name(listed[i]["name"].string());
      const auto words = name + " " + std::to_string(++counted[name]);
      if (i + 1 >= file_.parts.size() || file_.parts[i + 1].name != name)
        problem(words + ": it is missing");
      else if (to_base64url(hash(file_.parts[i + 1].bytes)) != listed[i]["hash"].string())
        problem(words);
    }
    if (file_.parts.size() > listed.size() + 1) problem("something was added to the record");
    out_.texts = counted["text"];
  }

  void check_batches() {
    int number = 0;
    for (const auto* part : named("batch")) {
      auto batch = decode_pack_batch(part->bytes);
      const auto words = "batch " + std::to_string(++number);
      if (!batch.ok()) {
        problem(words + ": " + batch.error().what);
        batches_.push_back({});
        continue;
      }
      auto chain = batch->header.chain_before;
      for (const auto& one : batch->hashes) chain = next_chain(chain, one);
      if (batch->hashes.size() != batch->header.count || chain != batch->header.chain_after ||
          !wire::verify_batch_header(batch->header, batch->signature, batch->author))
        problem(words + ": not signed by its author");
      batches_.push_back(std::move(*batch));
    }
  }

  void check_event(const Json& entry, int at) {
    ++out_.events;
    const auto events = named("event");
    const auto words = "event " + std::to_string(at + 1);
    if (static_cast<std::size_t>(at) >= events.size()) return;
    const auto& bytes = events[static_cast<std::size_t>(at)]->bytes;
    auto event = parse_event(as_text(bytes));
    if (!event.ok() || !event->code || to_compact(*event->code) != out_.code)
      return problem(words + ": it is no event of this case");
    if (!entry.has("batch")) return;
    const auto index = static_cast<std::size_t>(entry["batch"].integer());
    if (index >= batches_.size()) return problem(words + ": what its author signed is missing");
    const auto& batch = batches_[index];
    const auto place = event->seq - batch.header.first_seq;
    const bool signed_here = to_text(batch.header.incarnation) == entry["incarnation"].string() &&
                             event->seq >= batch.header.first_seq && place < batch.hashes.size() &&
                             batch.hashes[place] == hash(bytes);
    if (!signed_here) return problem(words + ": its author signed something else");
    ++out_.proven;
  }

  PackFile file_;
  PackReport out_;
  Json manifest_ = Json::object();
  PublicKey key_{};
  std::vector<PackBatch> batches_;
};

}  // namespace

Result<PackReport> verify_pack(std::string_view file) {
  REDRESS_TRY_ASSIGN(auto read, read_pack_file(file));
  return Checker(std::move(read)).run();
}

}  // namespace redress::headoffice
