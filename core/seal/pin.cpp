#include "core/seal/pin.h"

#include <sodium.h>

#include "core/base/secret.h"
#include "core/seal/hash.h"

namespace redress {

PinHash stretch_pin(std::string_view pin, const PinSalt& salt) {
  PinHash out{};
  // Fails only without 64 MiB of memory; an all-zero hash then matches nobody.
  if (crypto_pwhash(out.data(), out.size(), pin.empty() ? "" : pin.data(), pin.size(), salt.data(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                    crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13) != 0)
    out.fill(0);
  return out;
}

PinHash bind_pin(const PinHash& stretched, const DeviceSecret& secret) {
  return keyed_hash(secret, {as_bytes("redress-pin-v1"), stretched});
}

bool pin_matches(std::string_view pin, const PinSalt& salt, const DeviceSecret& secret, const PinHash& stored) {
  auto stretched = stretch_pin(pin, salt);
  if (stretched == PinHash{}) return false;
  auto bound = bind_pin(stretched, secret);
  wipe(stretched.data(), stretched.size());
  return equal_in_constant_time(bound, stored);
}

}  // namespace redress
