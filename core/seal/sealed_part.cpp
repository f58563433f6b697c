#include "core/seal/sealed_part.h"

#include <sodium.h>

#include "core/base/limits.h"
#include "core/base/zstd.h"
#include "core/seal/hash.h"

namespace redress {

namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kWrap_bytes = 48;
constexpr std::size_t kTag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::uint8_t kNonce[crypto_aead_xchacha20poly1305_ietf_NPUBBYTES] = {};  // every key is used once
constexpr std::size_t kMax_plain_bytes = 256 * 1024;

using Key = std::array<std::uint8_t, 32>;

Bytes encrypt(const Key& key, ByteView plain, ByteView context) {
  Bytes out(plain.size() + kTag_bytes);
  crypto_aead_xchacha20poly1305_ietf_encrypt(out.data(), nullptr, plain.data(), plain.size(), context.data(),
                                             context.size(), nullptr, kNonce, key.data());
  return out;
}

bool decrypt(const Key& key, ByteView cipher, ByteView context, std::span<std::uint8_t> out) {
  return cipher.size() == out.size() + kTag_bytes &&
         crypto_aead_xchacha20poly1305_ietf_decrypt(out.data(), nullptr, nullptr, cipher.data(), cipher.size(),
                                                    context.data(), context.size(), kNonce, key.data()) == 0;
}

Key wrapping_key(const Key& secret, const BoxPublicKey& other, const BoxPublicKey& ephemeral,
                 const BoxPublicKey& recipient) {
  Key shared{};
  // A low-order point gives no secret; such a wrap simply never opens.
  if (crypto_scalarmult(shared.data(), secret.data(), other.data()) != 0) shared.fill(0);
  auto out = keyed_hash(shared, {as_bytes("redress-wrap-v1"), ephemeral, recipient});
  wipe(shared.data(), shared.size());
  return out;
}

Bytes context_bytes(const SealContext& context) {
  ByteWriter out;
  out.raw(as_bytes("redress-sealed-v1"));
  out.u64(context.code);
  out.raw(context.event.bytes);
  return out.take();
}

Error cannot_open() { return {Errc::corrupt, "sealed part does not open with this key for this event"}; }

}  // namespace

BoxKeyPair BoxKeyPair::from_secret(const std::array<std::uint8_t, 32>& secret) {
  BoxKeyPair pair;
  pair.secret = secret;
  crypto_scalarmult_base(pair.public_key.data(), pair.secret.data());
  return pair;
}

BoxKeyPair BoxKeyPair::generate(Random& random) { return from_secret(random.array<32>()); }

PreparedSeal::PreparedSeal(std::span<const BoxPublicKey> recipients, const SealSecrets& secrets) : key_(secrets.key) {
  const auto ephemeral = BoxKeyPair::from_secret(secrets.ephemeral);
  ephemeral_ = ephemeral.public_key;
  for (const auto& recipient : recipients)
    wrapping_keys_.push_back(wrapping_key(ephemeral.secret, recipient, ephemeral_, recipient));
}

PreparedSeal::~PreparedSeal() {
  wipe(key_.data(), key_.size());
  for (auto& key : wrapping_keys_) wipe(key.data(), key.size());
}

Bytes PreparedSeal::seal(ByteView plain, const SealContext& context) const {
  auto bound = context_bytes(context);
  ByteWriter out;
  out.u8(kVersion);
  out.u8(static_cast<std::uint8_t>(wrapping_keys_.size()));
  out.raw(ephemeral_);
  for (const auto& key : wrapping_keys_) out.raw(encrypt(key, key_, bound));
  auto packed = zstd_compress_secret(plain, 6);
  out.raw(encrypt(key_, packed, bound));
  wipe(packed);
  return out.take();
}

Result<SecretBytes> open_sealed(ByteView sealed, const SealContext& context, SealSlot slot, const BoxKeyPair& pair) {
  ByteReader in(sealed);
  auto version = in.u8();
  std::size_t slots = in.u8();
  auto ephemeral = in.array<32>();
  auto wraps = in.raw(slots * kWrap_bytes);
  std::size_t index = static_cast<std::size_t>(slot);
  if (!in.ok() || version != kVersion || index >= slots || in.left() < kTag_bytes) return cannot_open();
  auto bound = context_bytes(context);
  Key key;
  if (!decrypt(wrapping_key(pair.secret, ephemeral, ephemeral, pair.public_key),
               wraps.subspan(index * kWrap_bytes, kWrap_bytes), bound, key))
    return cannot_open();
  auto cipher = in.raw(in.left());
  Bytes packed(cipher.size() - kTag_bytes);
  bool good = decrypt(key, cipher, bound, packed);
  wipe(key.data(), key.size());
  if (!good) return cannot_open();
  auto plain = zstd_decompress_secret(packed, kMax_plain_bytes);
  wipe(packed);
  if (!plain.ok()) return plain.error();
  SecretBytes out(plain->begin(), plain->end());
  wipe(*plain);
  return out;
}

Bytes seal_for(const BoxPublicKey& recipient, std::string_view purpose, ByteView plain, Random& random) {
  auto pair = BoxKeyPair::generate(random);
  ByteWriter out;
  out.raw(pair.public_key);
  out.raw(encrypt(wrapping_key(pair.secret, recipient, pair.public_key, recipient), plain, as_bytes(purpose)));
  return out.take();
}

Result<SecretBytes> open_for(const BoxKeyPair& pair, std::string_view purpose, ByteView sealed) {
  ByteReader in(sealed);
  auto ephemeral = in.array<32>();
  if (!in.ok() || in.left() < kTag_bytes) return cannot_open();
  auto cipher = in.raw(in.left());
  SecretBytes out(cipher.size() - kTag_bytes);
  if (!decrypt(wrapping_key(pair.secret, ephemeral, ephemeral, pair.public_key), cipher, as_bytes(purpose), out))
    return cannot_open();
  return out;
}

}  // namespace redress
