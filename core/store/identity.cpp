#include "core/store/identity.h"

#include "core/base/secret.h"
#include "core/seal/hash.h"
#include "core/store/folder.h"

namespace redress {
namespace {

// "RDK1" ‖ incarnation[16] ‖ signing seed[32] ‖ box secret[32] ‖ device secret[32] ‖ H(all before)[32]
constexpr std::string_view kMagic = "RDK1";
constexpr std::size_t kFile_bytes = 4 + 16 + 32 + 32 + 32 + 32;

}  // namespace

DeviceIdentity DeviceIdentity::generate(Random& random) {
  return {Uuid{random.array<16>()}, SigningKey::generate(random), BoxKeyPair::generate(random),
          random.array<32>()};
}

DeviceIdentity DeviceIdentity::from_bundle(const Uuid& incarnation,
                                           const std::array<std::uint8_t, 32>& signing_seed,
                                           const std::array<std::uint8_t, 32>& box_secret, Random& random) {
  return {incarnation, SigningKey::from_seed(signing_seed), BoxKeyPair::from_secret(box_secret),
          random.array<32>()};
}

Result<DeviceIdentity> load_identity(const std::string& path) {
  REDRESS_TRY_ASSIGN(Bytes bytes, read_file_whole(path, 4096));
  const Error damaged{Errc::corrupt, path + " is damaged; it is kept aside and a new identity is made"};
  if (bytes.size() != kFile_bytes) return damaged;
  ByteReader reader(bytes);
  const bool magic = as_text(reader.raw(4)) == kMagic;
  const Uuid incarnation{reader.array<16>()};
  auto seed = reader.array<32>();
  auto box = reader.array<32>();
  auto secret = reader.array<32>();
  const bool whole = hash(ByteView(bytes).first(kFile_bytes - 32)) == reader.array<32>();
  wipe(bytes);
  if (!magic || !whole) return damaged;
  DeviceIdentity identity{incarnation, SigningKey::from_seed(seed), BoxKeyPair::from_secret(box), secret};
  wipe(seed.data(), seed.size());
  wipe(box.data(), box.size());
  return identity;
}

Status save_identity(const std::string& path, const DeviceIdentity& identity) {
  ByteWriter writer;
  writer.raw(as_bytes(kMagic));
  writer.raw(identity.incarnation.bytes);
  writer.raw(identity.signing.seed());
  writer.raw(identity.box.secret);
  writer.raw(identity.secret);
  const Hash256 check = hash(writer.view());
  writer.raw(check);
  Bytes bytes = writer.take();
  Status saved = write_file_whole(path, bytes, 0600);
  wipe(bytes);
  return saved;
}

}  // namespace redress
