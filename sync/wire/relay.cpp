#include "sync/wire/relay.h"

#include "core/seal/hash.h"
#include "sync/wire/document.h"

namespace redress::wire {

Bytes encode_relay(const Uuid& carrier, ByteView block, const SigningKey& device) {
  ByteWriter out;
  out.raw(carrier.bytes);
  out.raw(block);
  return sign_payload(kSign_relay, out.view(), device);
}

Result<Relay> decode_relay(ByteView bytes, const KeyOf& key_of, const PublicKey& head_office) {
  REDRESS_TRY_ASSIGN(auto payload, peek_payload(bytes));
  ByteReader in(payload);
  Relay relay;
  relay.carrier.bytes = in.array<16>();
  if (!in.ok()) return invalid("relay: cut short");
  auto key = key_of(relay.carrier);
  if (!key) return Error{Errc::unauthorised, "relay: the carrier is not known here"};
  REDRESS_TRY_ASSIGN([[maybe_unused]] auto opened, open_payload(kSign_relay, bytes, *key));
  auto block = payload.last(in.left());
  relay.block_hash = hash(block);
  REDRESS_TRY_ASSIGN(relay.block, decode_frames(block, head_office));
  return relay;
}

}  // namespace redress::wire
