// Everything a person typed, readable only for the named recipients (docs/SEALING.md).
//
//   u8 version = 1 ‖ u8 slots ‖ ephemeral X25519 key [32] ‖ wrap [48] × slots ‖ ciphertext ‖ tag [16]
//
// Content is zstd-compressed, encrypted with XChaCha20-Poly1305 under a fresh key K used once (so the
// nonce is zero); each wrap is K encrypted under H(X25519(ephemeral, recipient)). The context is
// authenticated in both, so a sealed part cannot be moved to another event (decision 10).
// Slots are in fixed order: mall, head office, recovery.
#pragma once

#include <array>
#include <span>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/base/uuid.h"
#include "core/env/random.h"

namespace redress {

using BoxPublicKey = std::array<std::uint8_t, 32>;

enum class SealSlot : std::uint8_t { mall = 0, head_office = 1, recovery = 2 };

struct BoxKeyPair {
  BoxPublicKey public_key{};
  std::array<std::uint8_t, 32> secret{};
  static BoxKeyPair generate(Random& random);
  static BoxKeyPair from_secret(const std::array<std::uint8_t, 32>& secret);
  ~BoxKeyPair() { wipe(secret.data(), secret.size()); }
};

struct SealContext {
  std::uint64_t code = 0;  // number of the case code, 0 without a case
  Uuid event;
};

// The random values of one sealed part, drawn apart so that the agreement itself may run on a thread of its own.
struct SealSecrets {
  std::array<std::uint8_t, 32> key{}, ephemeral{};  // of the content; of the agreement
  static SealSecrets draw(Random& random) { return {random.array<32>(), random.array<32>()}; }
  ~SealSecrets() { wipe(key.data(), key.size()), wipe(ephemeral.data(), ephemeral.size()); }
};

// The slow part of sealing (key agreement), done ahead while the shopper types (decision 26). Use once.
class PreparedSeal {
 public:
  PreparedSeal(std::span<const BoxPublicKey> recipients, const SealSecrets& secrets);
  ~PreparedSeal();
  PreparedSeal(const PreparedSeal&) = delete;
  PreparedSeal& operator=(const PreparedSeal&) = delete;
  Bytes seal(ByteView plain, const SealContext& context) const;

 private:
  BoxPublicKey ephemeral_{};
  std::array<std::uint8_t, 32> key_{};
  std::vector<std::array<std::uint8_t, 32>> wrapping_keys_;
};

// Errc::corrupt: damaged, moved to another event or not sealed for this key.
Result<SecretBytes> open_sealed(ByteView sealed, const SealContext& context, SealSlot slot, const BoxKeyPair& key);

// A small secret for one recipient (mall key for a counter, staff list for a device).
Bytes seal_for(const BoxPublicKey& recipient, std::string_view purpose, ByteView plain, Random& random);
Result<SecretBytes> open_for(const BoxKeyPair& key, std::string_view purpose, ByteView sealed);

}  // namespace redress
