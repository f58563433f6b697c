// Ed25519 signatures, separated by purpose: a signature made for one purpose never verifies for another.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "core/base/bytes.h"
#include "core/env/random.h"

namespace redress {

using PublicKey = std::array<std::uint8_t, 32>;
using Signature = std::array<std::uint8_t, 64>;

// Purposes in use.
inline constexpr std::string_view kSign_batch = "redress-batch-v1";
inline constexpr std::string_view kSign_ack = "redress-ack-v1";
inline constexpr std::string_view kSign_pull = "redress-pull-v1";
inline constexpr std::string_view kSign_request = "redress-request-v1";
inline constexpr std::string_view kSign_relay = "redress-relay-v1";
inline constexpr std::string_view kSign_frames = "redress-frames-v1";
inline constexpr std::string_view kSign_document = "redress-document-v1";
inline constexpr std::string_view kSign_enrol = "redress-enrol-v1";

class SigningKey {
 public:
  static SigningKey generate(Random& random);
  static SigningKey from_seed(const std::array<std::uint8_t, 32>& seed);
  ~SigningKey();
  SigningKey(const SigningKey&) = default;
  SigningKey& operator=(const SigningKey&) = default;

  Signature sign(std::string_view purpose, ByteView message) const;
  const PublicKey& public_key() const { return public_; }
  const std::array<std::uint8_t, 32>& seed() const { return seed_; }

 private:
  SigningKey() = default;
  std::array<std::uint8_t, 32> seed_{};
  std::array<std::uint8_t, 64> secret_{};
  PublicKey public_{};
};

bool verify(const PublicKey& key, std::string_view purpose, ByteView message, const Signature& signature);

// Four groups of four symbols (80 bits) that two people compare by phone.
std::string fingerprint(const PublicKey& key);

}  // namespace redress
