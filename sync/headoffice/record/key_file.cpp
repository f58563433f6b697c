#include "sync/headoffice/record/key_file.h"

#include "core/store/secret_file.h"

namespace redress::headoffice {

namespace {

constexpr std::string_view kMagic = "RHK1";
constexpr std::size_t kContent_bytes = 4 * 32;  // signing seed ‖ box secret ‖ recovery public key ‖ search key

}  // namespace

Result<Keys> load_key_file(const std::string& path) {
  const auto content = load_secret_file(path, kMagic, kContent_bytes);
  if (!content.ok() && content.error().code == Errc::corrupt)
    return Error{Errc::corrupt, content.error().what + ": put the copy there that is kept apart from the backups"};
  if (!content.ok()) return content.error();
  ByteReader reader(*content);
  auto signing = reader.array<32>(), box = reader.array<32>();
  const auto recovery = reader.array<32>();
  auto search = reader.array<32>();
  Keys keys{SigningKey::from_seed(signing), BoxKeyPair::from_secret(box), recovery, search};
  for (auto* copy : {&signing, &box, &search}) wipe(copy->data(), copy->size());
  return keys;
}

Status save_key_file(const std::string& path, const Keys& keys) {
  return save_secret_file(path, kMagic, {keys.signing.seed(), keys.box.secret, keys.recovery, keys.search});
}

}  // namespace redress::headoffice
