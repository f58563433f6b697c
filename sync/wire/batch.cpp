#include "sync/wire/batch.h"

#include <algorithm>

#include "core/seal/hash.h"
#include "sync/wire/pack.h"

namespace redress::wire {

namespace {

constexpr std::string_view kBatch_magic = "RDB1";
constexpr std::size_t kHeader_bytes = 4 + 16 + 16 + 8 + 4 + 32 + 32;
constexpr std::size_t kBatch_check_bytes = 8;

std::array<std::uint8_t, kBatch_check_bytes> check_of(ByteView bytes) {
  auto full = hash(bytes);
  std::array<std::uint8_t, kBatch_check_bytes> out;
  std::copy_n(full.begin(), out.size(), out.begin());
  return out;
}

BatchHeader read_header(ByteReader& in) {
  BatchHeader header;
  header.epoch.bytes = in.array<16>();
  header.incarnation.bytes = in.array<16>();
  header.first_seq = in.u64();
  header.count = in.u32();
  header.chain_before = in.array<32>();
  header.chain_after = in.array<32>();
  return header;
}

Status check_header(const BatchHeader& header) {
  if (header.count == 0 || header.first_seq == 0) return invalid("batch: empty or without a first number");
  if (header.count > limits::kBatch_events) return Error{Errc::limit, "batch: more events than allowed"};
  if (header.first_seq > (std::uint64_t{1} << 62)) return invalid("batch: number out of range");
  if (header.first_seq == 1 && header.chain_before != Hash256{})
    return invalid("batch: chain does not begin with zero");
  return {};
}

// The parts of a batch as views, nothing unpacked yet.
struct Parts {
  BatchHeader header;
  std::uint8_t flags = 0;
  std::size_t plain_bytes = 0;
  ByteView packed, sealed;
  Signature signature{};
  std::size_t size = 0;  // of the whole batch
};

Result<Parts> read_parts(ByteView bytes) {
  ByteReader in(bytes);
  if (as_text(in.raw(kBatch_magic.size())) != kBatch_magic) return invalid("batch: not a batch, or of a newer version");
  Parts parts;
  parts.header = read_header(in);
  parts.flags = in.u8();
  parts.plain_bytes = in.u32();
  parts.packed = in.block(limits::kBatch_bytes);
  auto sealed_bytes = in.u32();
  if (!in.ok() || sealed_bytes > limits::kBatch_plain_bytes) return invalid("batch: cut short or damaged");
  parts.sealed = in.raw(sealed_bytes);
  parts.signature = in.array<64>();
  auto covered = bytes.size() - in.left();
  auto check = in.array<kBatch_check_bytes>();
  if (!in.ok()) return invalid("batch: cut short or damaged");
  if (check != check_of(bytes.first(covered))) return Error{Errc::corrupt, "batch: damaged (check bytes differ)"};
  parts.size = bytes.size() - in.left();
  REDRESS_TRY(check_header(parts.header));
  return parts;
}

}  // namespace

Bytes encode_batch_header(const BatchHeader& header) {
  ByteWriter out;
  out.raw(as_bytes(kBatch_magic));
  out.raw(header.epoch.bytes);
  out.raw(header.incarnation.bytes);
  out.u64(header.first_seq);
  out.u32(header.count);
  out.raw(header.chain_before);
  out.raw(header.chain_after);
  return out.take();
}

Result<BatchHeader> decode_batch_header(ByteView bytes) {
  ByteReader in(bytes);
  if (bytes.size() != kHeader_bytes || as_text(in.raw(kBatch_magic.size())) != kBatch_magic) return invalid("batch header: damaged");
  auto header = read_header(in);
  REDRESS_TRY(check_header(header));
  return header;
}

bool verify_batch_header(const BatchHeader& header, const Signature& signature, const PublicKey& author) {
  return verify(author, kSign_batch, encode_batch_header(header), signature);
}

BatchEncoder::BatchEncoder(const Uuid& epoch, const Uuid& incarnation, std::uint64_t first_seq,
                           const Hash256& chain_before)
    : header_{epoch, incarnation, first_seq, 0, chain_before, chain_before} {}

bool BatchEncoder::fits(ByteView event, ByteView sealed) const {
  if (header_.count == 0) return true;
  // Without knowing the ratio yet, ciphertext counts whole and events as if they shrank to half.
  auto guess = (events_.size() + event.size()) / 2 + sealed_.size() + sealed.size() + 1024;
  return header_.count < limits::kBatch_events && guess <= limits::kBatch_bytes / 2;
}

void BatchEncoder::append(ByteView event, ByteView sealed, const Hash256& event_hash) {
  events_.block(event);
  sealed_.block(sealed);
  header_.chain_after = next_chain(header_.chain_after, event_hash);
  ++header_.count;
}

bool BatchEncoder::add(ByteView event, ByteView sealed) {
  if (!fits(event, sealed)) return false;
  append(event, sealed, hash(event));
  return true;
}

Result<bool> BatchEncoder::add_checked(ByteView event, ByteView sealed, const Hash256& expected) {
  if (!fits(event, sealed)) return false;
  auto event_hash = hash(event);
  if (event_hash != expected)
    return Error{Errc::corrupt, "event " + std::to_string(next_seq()) + " is not the one that was stored"};
  append(event, sealed, event_hash);
  return true;
}

Bytes BatchEncoder::finish(const SigningKey& author) {
  auto header = encode_batch_header(header_);
  return assemble_batch(header, pack(events_.view()), events_.size(), sealed_.view(), author.sign(kSign_batch, header));
}

Bytes assemble_batch(ByteView header, const Packed& packed, std::size_t plain_bytes, ByteView sealed, const Signature& signature) {
  ByteWriter out;
  out.raw(header);
  out.u8(packed.flags);
  out.u32(static_cast<std::uint32_t>(plain_bytes));
  out.block(packed.bytes);
  out.u32(static_cast<std::uint32_t>(sealed.size()));
  out.raw(sealed);
  out.raw(signature);
  out.raw(check_of(out.view()));
  return out.take();
}

Result<Bytes> without_sealed_parts(ByteView bytes) {
  REDRESS_TRY_ASSIGN(auto parts, read_parts(bytes));
  ByteWriter none;
  for (std::uint32_t i = 0; i < parts.header.count; ++i) none.block({});
  Packed packed{parts.flags, Bytes(parts.packed.begin(), parts.packed.end())};
  return assemble_batch(encode_batch_header(parts.header), packed, parts.plain_bytes, none.view(), parts.signature);
}

Result<Bytes> without_sealed_parts(ByteView bytes, const std::function<bool(const BatchItem&)>& drops) {
  REDRESS_TRY_ASSIGN(const auto batch, decode_batch(bytes));
  REDRESS_TRY_ASSIGN(auto parts, read_parts(bytes));
  ByteWriter kept;
  for (const auto& item : batch.items) kept.block(drops(item) ? ByteView() : item.sealed);
  Packed packed{parts.flags, Bytes(parts.packed.begin(), parts.packed.end())};
  return assemble_batch(encode_batch_header(parts.header), packed, parts.plain_bytes, kept.view(), parts.signature);
}

Result<Batch> decode_batch(ByteView bytes) {
  if (bytes.size() > limits::kBatch_bytes) return Error{Errc::limit, "batch: larger than allowed"};
  REDRESS_TRY_ASSIGN(auto parts, read_parts(bytes));
  if (parts.size != bytes.size()) return invalid("batch: bytes after its end");
  Batch batch;
  batch.header = parts.header;
  batch.signature = parts.signature;
  REDRESS_TRY_ASSIGN(batch.events_,
                     unpack(parts.packed, parts.flags, parts.plain_bytes, limits::kBatch_plain_bytes));
  batch.sealed_.assign(parts.sealed.begin(), parts.sealed.end());
  ByteReader events(batch.events_), sealed(batch.sealed_);
  batch.items.reserve(batch.header.count);
  auto chain = batch.header.chain_before;
  for (std::uint32_t i = 0; i < batch.header.count; ++i) {
    BatchItem item;
    item.seq = batch.header.first_seq + i;
    item.event = events.block(limits::kEvent_bytes);
    item.sealed = sealed.block(limits::kSealed_bytes);
    if (!events.ok() || !sealed.ok() || item.event.empty()) return invalid("batch: event cut short or too large");
    item.hash = hash(item.event);
    chain = item.chain = next_chain(chain, item.hash);
    batch.items.push_back(item);
  }
  if (!events.at_end() || !sealed.at_end()) return invalid("batch: more bytes than events");
  if (chain != batch.header.chain_after) return Error{Errc::corrupt, "batch: chain does not fit its events"};
  return batch;
}

Result<std::vector<ByteView>> split_batches(ByteView file) {
  std::vector<ByteView> out;
  while (!file.empty()) {
    REDRESS_TRY_ASSIGN(auto parts, read_parts(file));
    out.push_back(file.first(parts.size));
    file = file.subspan(parts.size);
  }
  if (out.empty()) return invalid("file: no batch in it");
  return out;
}

}  // namespace redress::wire
