// Staff PINs and head-office passwords (decision 12). Head office computes argon2id(PIN, salt); a device keeps
// only BLAKE2b keyed with its device secret over it.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "core/base/bytes.h"
#include "core/env/random.h"

namespace redress {

using PinSalt = std::array<std::uint8_t, 16>;
using PinHash = std::array<std::uint8_t, 32>;
using DeviceSecret = std::array<std::uint8_t, 32>;

// Slow on purpose: about 60 ms and 64 MiB.
PinHash stretch_pin(std::string_view pin, const PinSalt& salt);
PinHash bind_pin(const PinHash& stretched, const DeviceSecret& secret);
bool pin_matches(std::string_view pin, const PinSalt& salt, const DeviceSecret& secret, const PinHash& stored);

}  // namespace redress
