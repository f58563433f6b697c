#include "sync/headoffice/record/key_file.h"

#include "core/base/secret.h"
#include "core/seal/hash.h"
#include "core/store/folder.h"

namespace redress::headoffice {

namespace {

// "RHK1" ‖ signing seed[32] ‖ box secret[32] ‖ recovery public key[32] ‖ search key[32] ‖ H(all before)[32]
constexpr std::string_view kMagic = "RHK1";
constexpr std::size_t kFile_bytes = 4 + 5 * 32;

}  // namespace

Result<Keys> load_key_file(const std::string& path) {
  REDRESS_TRY_ASSIGN(auto bytes, read_file_whole(path, 4096));
  ByteReader reader(bytes);
  const bool magic = as_text(reader.raw(kMagic.size())) == kMagic;
  auto signing = reader.array<32>(), box = reader.array<32>();
  auto recovery = reader.array<32>(), search = reader.array<32>(), check = reader.array<32>();
  const bool whole = bytes.size() == kFile_bytes && hash(ByteView(bytes).first(kFile_bytes - 32)) == check;
  wipe(bytes);
  if (!magic || !whole)
    return Error{Errc::corrupt, path + " is damaged: put the copy there that is kept apart from the backups"};
  Keys keys{SigningKey::from_seed(signing), BoxKeyPair::from_secret(box), recovery, search};
  wipe(signing.data(), signing.size());
  wipe(box.data(), box.size());
  return keys;
}

Status save_key_file(const std::string& path, const Keys& keys) {
  ByteWriter writer;
  writer.raw(as_bytes(kMagic));
  writer.raw(keys.signing.seed());
  writer.raw(keys.box.secret);
  writer.raw(keys.recovery);
  writer.raw(keys.search);
  const Hash256 check = hash(writer.view());
  writer.raw(check);
  auto bytes = writer.take();
  auto saved = write_file_whole(path, bytes, 0600);
  wipe(bytes);
  return saved;
}

}  // namespace redress::headoffice
