// A page that head office signed once, given back under the signature of the device that carries it: body of
// POST /v1/relay. The carrier says for which mall the page was made, also when all its authors are forgotten.
#pragma once

#include "sync/wire/frames.h"
#include "sync/wire/pull.h"

namespace redress::wire {

struct Relay {
  Uuid carrier;  // incarnation
  FrameBlock block;
  Hash256 block_hash{};  // what the acknowledgement names
};
Bytes encode_relay(const Uuid& carrier, ByteView block, const SigningKey& device);
// Errc::unauthorised: `key_of` does not know the carrier; invalid: form or a signature.
Result<Relay> decode_relay(ByteView bytes, const KeyOf& key_of, const PublicKey& head_office);

}  // namespace redress::wire
