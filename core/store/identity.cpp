#include "core/store/identity.h"

#include "core/store/secret_file.h"

namespace redress {
namespace {

constexpr std::string_view kMagic = "RDK1";
constexpr std::size_t kContent_bytes = 16 + 32 + 32 + 32;  // incarnation ‖ signing seed ‖ box secret ‖ device secret

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
  const auto content = load_secret_file(path, kMagic, kContent_bytes);
  if (!content.ok() && content.error().code == Errc::corrupt)
    return Error{Errc::corrupt, content.error().what + "; it is kept aside and a new identity is made"};
  if (!content.ok()) return content.error();
  ByteReader reader(*content);
  const Uuid incarnation{reader.array<16>()};
  auto seed = reader.array<32>(), box = reader.array<32>(), secret = reader.array<32>();
  DeviceIdentity identity{incarnation, SigningKey::from_seed(seed), BoxKeyPair::from_secret(box), secret};
  for (auto* copy : {&seed, &box, &secret}) wipe(copy->data(), copy->size());
  return identity;
}

Status save_identity(const std::string& path, const DeviceIdentity& identity) {
  return save_secret_file(path, kMagic,
                          {identity.incarnation.bytes, identity.signing.seed(), identity.box.secret, identity.secret});
}

}  // namespace redress
