// What head office says about a batch or a relayed block. Only these, signed by head office for our epoch and
// incarnation, move anything on a device (decisions 15, 20); a bare 200 or a portal's page never does.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/instant.h"
#include "core/base/result.h"
#include "core/base/uuid.h"
#include "core/seal/sign.h"

namespace redress::wire {

// accepted: new and kept. duplicate: the same bytes were here. conflict: same seq or id with other bytes, both
// kept, the incarnation is flagged (decision 5). refused: raw bytes kept in quarantine there.
enum class Outcome { accepted, duplicate, conflict, refused };

struct EventResult {
  std::uint64_t seq = 0;
  Outcome outcome = Outcome::accepted;
  std::string reason;      // refused and conflict: a short key, e.g. "form", "role", "fork"
  bool retryable = false;  // refused only: send it again later as it is
  bool operator==(const EventResult&) const = default;
};

struct Horizon {
  std::uint64_t seq = 0;  // highest contiguous seq; 0 = nothing, chain all zero
  Hash256 chain{};
  bool operator==(const Horizon&) const = default;
};

struct Acknowledgement {
  Uuid epoch;
  Uuid incarnation;             // author of the batch
  std::uint64_t first_seq = 0;  // the batch that this answers
  std::uint32_t count = 0;
  Horizon stored, backed_up;
  Instant now;                       // head office's clock
  std::vector<EventResult> results;  // ascending; seqs of the batch not listed are accepted
  bool operator==(const Acknowledgement&) const = default;
};
Bytes encode_acknowledgement(const Acknowledgement& ack, const SigningKey& head_office);
// Errc::invalid: not one of ours (bad signature, form or version).
Result<Acknowledgement> decode_acknowledgement(ByteView bytes, const PublicKey& head_office);

// Answer to POST /v1/relay: every event of the block with this hash is held now.
struct RelayAcknowledgement {
  Uuid epoch;
  Hash256 block{};  // hash(bytes of the frame block)
  Instant now;
  bool operator==(const RelayAcknowledgement&) const = default;
};
Bytes encode_relay_acknowledgement(const RelayAcknowledgement& ack, const SigningKey& head_office);
Result<RelayAcknowledgement> decode_relay_acknowledgement(ByteView bytes, const PublicKey& head_office);

}  // namespace redress::wire
