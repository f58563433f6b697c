// A batch: consecutive events of one incarnation with their sealed parts, one signature (docs/SYNC.md).
// The same bytes travel by HTTP and, one after the other, in a `.redress` file (decisions 4, 32).
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/limits.h"
#include "core/base/result.h"
#include "core/base/uuid.h"
#include "core/seal/sign.h"
#include "sync/wire/pack.h"

namespace redress::wire {

// Everything that is signed; chain_after commits to every event between. Head office keeps these 112 bytes
// and the signature, so authors can be checked again after a sealed part was erased.
struct BatchHeader {
  Uuid epoch;             // of head office, as the author knew it
  Uuid incarnation;       // author
  std::uint64_t first_seq = 1;
  std::uint32_t count = 0;  // 1 … limits::kBatch_events
  Hash256 chain_before{};
  Hash256 chain_after{};
  std::uint64_t last_seq() const { return first_seq + count - 1; }
  bool operator==(const BatchHeader&) const = default;
};
Bytes encode_batch_header(const BatchHeader& header);
Result<BatchHeader> decode_batch_header(ByteView bytes);  // exactly those bytes
bool verify_batch_header(const BatchHeader& header, const Signature& signature, const PublicKey& author);

// Collects one batch event by event; nothing but the packed bytes and the events' own is held.
class BatchEncoder {
 public:
  BatchEncoder(const Uuid& epoch, const Uuid& incarnation, std::uint64_t first_seq, const Hash256& chain_before);
  // False when the batch is full (count or bytes): finish it and start the next with chain() and next_seq().
  // `sealed` is empty if there is none or it is no longer here.
  bool add(ByteView event, ByteView sealed);
  // As above and names the hash that the store has for the event: Errc::corrupt if the bytes say otherwise.
  Result<bool> add_checked(ByteView event, ByteView sealed, const Hash256& expected);
  std::uint32_t count() const { return header_.count; }
  std::size_t plain_bytes() const { return events_.size() + sealed_.size(); }
  const Hash256& chain() const { return header_.chain_after; }
  std::uint64_t next_seq() const { return header_.first_seq + header_.count; }
  // Needs at least one event. The encoder is used up.
  Bytes finish(const SigningKey& author);

 private:
  bool fits(ByteView event, ByteView sealed) const;
  void append(ByteView event, ByteView sealed, const Hash256& event_hash);
  BatchHeader header_;
  ByteWriter events_, sealed_;
};

struct BatchItem {
  std::uint64_t seq = 0;
  ByteView event;   // exact bytes of the author
  ByteView sealed;  // empty if not sent; its hash stands in the event and is the reader's to check
  Hash256 hash{};   // H(event)
  Hash256 chain{};  // chain at this seq
};

// Owns the memory its items point into; moves, never copies.
struct Batch {
  Batch() = default;
  Batch(Batch&&) = default;
  Batch& operator=(Batch&&) = default;
  BatchHeader header;
  Signature signature{};
  std::vector<BatchItem> items;
  bool signed_by(const PublicKey& author) const { return verify_batch_header(header, signature, author); }

 private:
  friend Result<Batch> decode_batch(ByteView bytes);
  Bytes events_, sealed_;
};

// Everything but the signature: form, limits, check bytes, every hash and the chain. Whose key to check is only
// known from the header: call signed_by() before believing anything. Errors: invalid, limit, corrupt.
Result<Batch> decode_batch(ByteView bytes);

// A batch from its parts; `header` as encode_batch_header writes it, `signature` its author's.
Bytes assemble_batch(ByteView header, const Packed& events, std::size_t plain_bytes, ByteView sealed, const Signature& signature);

// The same batch, still signed by its author, without any sealed part.
Result<Bytes> without_sealed_parts(ByteView bytes);
// Without those that `drops` names; the others stay.
Result<Bytes> without_sealed_parts(ByteView bytes, const std::function<bool(const BatchItem&)>& drops);

// The batches of a `.redress` file, whole or refused; views into `file`.
Result<std::vector<ByteView>> split_batches(ByteView file);

}  // namespace redress::wire
