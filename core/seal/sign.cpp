#include "core/seal/sign.h"

#include <sodium.h>

#include "core/base/secret.h"
#include "core/seal/hash.h"

namespace redress {

namespace {

// Signing a hash keeps the cost of a large batch at one pass.
Hash256 separated(std::string_view purpose, ByteView message) {
  std::uint8_t zero = 0;
  return hash({as_bytes(purpose), ByteView(&zero, 1), message});
}

}  // namespace

SigningKey SigningKey::generate(Random& random) { return from_seed(random.array<32>()); }

SigningKey SigningKey::from_seed(const std::array<std::uint8_t, 32>& seed) {
  SigningKey key;
  key.seed_ = seed;
  crypto_sign_seed_keypair(key.public_.data(), key.secret_.data(), seed.data());
  return key;
}

SigningKey::~SigningKey() {
  wipe(seed_.data(), seed_.size());
  wipe(secret_.data(), secret_.size());
}

Signature SigningKey::sign(std::string_view purpose, ByteView message) const {
  auto digest = separated(purpose, message);
  Signature out;
  crypto_sign_detached(out.data(), nullptr, digest.data(), digest.size(), secret_.data());
  return out;
}

bool verify(const PublicKey& key, std::string_view purpose, ByteView message, const Signature& signature) {
  auto digest = separated(purpose, message);
  return crypto_sign_verify_detached(signature.data(), digest.data(), digest.size(), key.data()) == 0;
}

std::string fingerprint(const PublicKey& key) {
  constexpr char kAlphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  auto digest = hash({as_bytes("redress-fingerprint-v1"), key});
  std::string out;
  for (int i = 0; i < 16; ++i) {
    if (i > 0 && i % 4 == 0) out += '-';
    int bit = i * 5;
    unsigned pair = static_cast<unsigned>(digest[static_cast<std::size_t>(bit / 8)]) << 8 |
                    digest[static_cast<std::size_t>(bit / 8 + 1)];
    out += kAlphabet[pair >> (11 - bit % 8) & 31];
  }
  return out;
}

}  // namespace redress
