// Who this device is: a random incarnation and its keys, made at first start, outside the database
// (DATA/device.key, 0600), whole on disk before anything uses them. A re-imaged folder is a new incarnation.
#pragma once

#include <array>
#include <string>

#include "core/base/result.h"
#include "core/base/uuid.h"
#include "core/env/random.h"
#include "core/seal/pin.h"
#include "core/seal/sealed_part.h"
#include "core/seal/sign.h"

namespace redress {

struct DeviceIdentity {
  Uuid incarnation;
  SigningKey signing;
  BoxKeyPair box;
  DeviceSecret secret{};  // bound into staff PINs

  static DeviceIdentity generate(Random& random);
  // Of an enrolment bundle: its incarnation and keys with a fresh device secret.
  static DeviceIdentity from_bundle(const Uuid& incarnation, const std::array<std::uint8_t, 32>& signing_seed,
                                    const std::array<std::uint8_t, 32>& box_secret, Random& random);
};

// Errors: not_found, corrupt (damaged file: never overwritten), io, full.
Result<DeviceIdentity> load_identity(const std::string& path);
Status save_identity(const std::string& path, const DeviceIdentity& identity);

}  // namespace redress
