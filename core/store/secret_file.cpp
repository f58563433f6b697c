#include "core/store/secret_file.h"

#include "core/seal/hash.h"
#include "core/store/folder.h"

namespace redress {

Result<SecretBytes> load_secret_file(const std::string& path, std::string_view magic, std::size_t content_bytes) {
  const Error damaged{Errc::corrupt, path + " is damaged"};
  auto file = read_file_whole(path, 4096);
  if (!file.ok()) return file.error().code == Errc::limit ? damaged : file.error();
  const std::size_t checked_bytes = magic.size() + content_bytes;
  const ByteView bytes(*file);
  SecretBytes content;
  if (bytes.size() == checked_bytes + sizeof(Hash256) && as_text(bytes.first(magic.size())) == magic &&
      hash(bytes.first(checked_bytes)) == to_array<32>(bytes.subspan(checked_bytes))) {
    const auto inner = bytes.subspan(magic.size(), content_bytes);
    content.assign(inner.begin(), inner.end());
  }
  wipe(*file);
  if (content.empty()) return damaged;
  return content;
}

Status save_secret_file(const std::string& path, std::string_view magic, std::initializer_list<ByteView> parts) {
  SecretBytes bytes(magic.begin(), magic.end());
  for (const ByteView part : parts) bytes.insert(bytes.end(), part.begin(), part.end());
  const Hash256 check = hash(bytes);
  bytes.insert(bytes.end(), check.begin(), check.end());
  return write_file_whole(path, bytes, 0600);
}

}  // namespace redress
