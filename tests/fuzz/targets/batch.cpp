#include "sync/wire/batch.h"

#include <algorithm>

#include "core/seal/hash.h"
#include "tests/fuzz/fuzz.h"

namespace redress::fuzz {

namespace {

constexpr std::size_t kCheck_bytes = 8;

// The check bytes are right again, so that the fuzzer gets behind them.
Bytes mended(ByteView input) {
  Bytes out(input.begin(), input.end());
  if (out.size() < kCheck_bytes) return out;
  auto check = hash(ByteView(out).first(out.size() - kCheck_bytes));
  std::copy_n(check.begin(), kCheck_bytes, out.end() - kCheck_bytes);
  return out;
}

void check(ByteView bytes) {
  auto first = wire::decode_batch(bytes);
  if (!first.ok()) return;
  wire::BatchEncoder encoder(first->header.epoch, first->header.incarnation, first->header.first_seq,
                             first->header.chain_before);
  for (const auto& item : first->items)
    require(encoder.add(item.event, item.sealed), "what fitted into a batch fits again");
  auto second = wire::decode_batch(encoder.finish(our_key()));
  require(second.ok(), "a batch that was read is written as a batch");
  require(second->header == first->header, "the header stays");
  require(second->signed_by(our_key().public_key()), "the signature is the author's");
  for (std::size_t i = 0; i < first->items.size(); ++i)
    require(std::ranges::equal(first->items[i].event, second->items[i].event) &&
                std::ranges::equal(first->items[i].sealed, second->items[i].sealed),
            "every event and sealed part stays");
}

}  // namespace

void batch(ByteView input) {
  check(input);
  check(mended(input));
}

}  // namespace redress::fuzz
