#include "sync/wire/acknowledgement.h"

#include "core/base/limits.h"
#include "sync/wire/document.h"
#include "sync/wire/payload.h"

namespace redress::wire {

namespace {

constexpr std::array<std::string_view, 4> kOutcomes{"accepted", "duplicate", "conflict", "refused"};
constexpr std::size_t kReason_bytes = 80;

Json to_json(const Horizon& horizon) {
  return Json::object().set("seq", static_cast<std::int64_t>(horizon.seq)).set("chain", to_base64url(horizon.chain));
}

Json to_json(const EventResult& result) {
  auto out = Json::array();
  out.push(static_cast<std::int64_t>(result.seq)).push(kOutcomes[static_cast<std::size_t>(result.outcome)]);
  if (result.outcome >= Outcome::conflict) out.push(result.reason);
  if (result.outcome == Outcome::refused) out.push(result.retryable);
  return out;
}

std::optional<EventResult> read_result(const Json& json) {
  const auto& parts = json.items();
  if (parts.size() < 2 || !parts[0].is_int() || parts[0].integer() < 1) return std::nullopt;
  EventResult result;
  result.seq = static_cast<std::uint64_t>(parts[0].integer());
  std::size_t outcome = 0;
  while (outcome < kOutcomes.size() && kOutcomes[outcome] != parts[1].string()) ++outcome;
  if (outcome == kOutcomes.size()) return std::nullopt;
  result.outcome = static_cast<Outcome>(outcome);
  if (result.outcome < Outcome::conflict) return parts.size() == 2 ? std::optional(result) : std::nullopt;
  if (parts.size() < 3 || !parts[2].is_string() || parts[2].string().size() > kReason_bytes) return std::nullopt;
  result.reason = std::string(parts[2].string());
  if (result.outcome != Outcome::refused) return parts.size() == 3 ? std::optional(result) : std::nullopt;
  if (parts.size() != 4 || !parts[3].is_bool()) return std::nullopt;
  result.retryable = parts[3].boolean();
  return result;
}

Horizon read_horizon(PayloadReader& in, std::string_view key) {
  auto part = in.object(key);
  Horizon out{part.number("seq"), part.array<32>("chain")};
  in.join(part);
  return out;
}

void read_results(PayloadReader& in, Acknowledgement& ack) {
  for (const auto& item : in.list("results", limits::kBatch_events)) {
    auto result = read_result(item);
    bool inside = result && result->seq >= ack.first_seq && result->seq - ack.first_seq < ack.count;
    bool ascending = result && (ack.results.empty() || ack.results.back().seq < result->seq);
    if (!inside || !ascending) return in.fail("results");
    ack.results.push_back(std::move(*result));
  }
}

}  // namespace

Bytes encode_acknowledgement(const Acknowledgement& ack, const SigningKey& head_office) {
  auto results = Json::array();
  for (const auto& result : ack.results) results.push(to_json(result));
  auto json = Json::object();
  json.set("v", kWire_version)
      .set("epoch", to_text(ack.epoch))
      .set("incarnation", to_text(ack.incarnation))
      .set("first", static_cast<std::int64_t>(ack.first_seq))
      .set("count", static_cast<std::int64_t>(ack.count))
      .set("stored", to_json(ack.stored))
      .set("backed_up", to_json(ack.backed_up))
      .set("now", ack.now.ms)
      .set("results", std::move(results));
  return sign_payload(kSign_ack, as_bytes(json.dump()), head_office);
}

Result<Acknowledgement> decode_acknowledgement(ByteView bytes, const PublicKey& head_office) {
  constexpr std::string_view kMessage = "acknowledgement";
  REDRESS_TRY_ASSIGN(auto payload, open_payload(kSign_ack, bytes, head_office));
  REDRESS_TRY_ASSIGN(auto json, parse_payload(as_text(payload), kMessage));
  PayloadReader in(json, kMessage);
  Acknowledgement ack;
  ack.epoch = in.uuid("epoch");
  ack.incarnation = in.uuid("incarnation");
  ack.first_seq = in.number("first");
  ack.count = static_cast<std::uint32_t>(in.integer("count", 0, limits::kBatch_events));
  ack.stored = read_horizon(in, "stored");
  ack.backed_up = read_horizon(in, "backed_up");
  ack.now.ms = in.integer("now", 0, INT64_MAX);
  read_results(in, ack);
  if (!in.ok()) return in.error();
  return ack;
}

Bytes encode_relay_acknowledgement(const RelayAcknowledgement& ack, const SigningKey& head_office) {
  auto json = Json::object();
  json.set("v", kWire_version)
      .set("epoch", to_text(ack.epoch))
      .set("block", to_base64url(ack.block))
      .set("now", ack.now.ms);
  return sign_payload(kSign_ack, as_bytes(json.dump()), head_office);
}

Result<RelayAcknowledgement> decode_relay_acknowledgement(ByteView bytes, const PublicKey& head_office) {
  constexpr std::string_view kMessage = "relay acknowledgement";
  REDRESS_TRY_ASSIGN(auto payload, open_payload(kSign_ack, bytes, head_office));
  REDRESS_TRY_ASSIGN(auto json, parse_payload(as_text(payload), kMessage));
  PayloadReader in(json, kMessage);
  RelayAcknowledgement ack{in.uuid("epoch"), in.array<32>("block"), {in.integer("now", 0, INT64_MAX)}};
  if (!in.ok()) return in.error();
  return ack;
}

}  // namespace redress::wire
