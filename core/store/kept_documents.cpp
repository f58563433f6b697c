#include "core/store/kept_documents.h"

#include <dirent.h>

#include "core/store/folder.h"

namespace redress::kept_documents {
namespace {

constexpr std::size_t kMost_bytes = 16u << 20;

std::string folder_for(const std::string& data) {
  return data + "/documents";
}

// Kinds become file names.
bool is_plain_name(std::string_view kind) {
  if (kind.empty() || kind.size() > 40) return false;
  for (char c : kind)
    if (!((c >= 'a' && c <= 'z') || c == '_')) return false;
  return true;
}

}  // namespace

Status put(Database& db, const Document& document) {
  if (!is_plain_name(document.kind)) return invalid("document kind: small letters and _ only");
  return db.run(
      "INSERT INTO document(kind, version, bytes) VALUES(?1, ?2, ?3) ON CONFLICT(kind) DO UPDATE SET"
      " version = excluded.version, bytes = excluded.bytes WHERE excluded.version >= version OR ?4",
      document.kind, document.version, document.bytes, document.replaces_any);
}

Status mirror(const std::string& folder, const Document& document) {
  for (const Document& there : mirrored(folder))
    if (there.kind == document.kind && there.version > document.version && !document.replaces_any) return {};
  REDRESS_TRY(make_folder(folder_for(folder)));
  ByteWriter file;
  file.u64(static_cast<std::uint64_t>(document.version));
  file.raw(document.bytes);
  return write_file_whole(folder_for(folder) + "/" + document.kind, file.view(), 0600);
}

Status remove(Database& db, const std::string& folder, std::string_view kind) {
  REDRESS_TRY(remove_file(folder_for(folder) + "/" + std::string(kind)));
  return db.run("DELETE FROM document WHERE kind = ?", kind);
}

std::vector<Document> mirrored(const std::string& folder) {
  std::vector<Document> out;
  DIR* directory = ::opendir(folder_for(folder).c_str());
  if (!directory) return out;
  while (const dirent* entry = ::readdir(directory)) {
    const std::string kind = entry->d_name;
    if (!is_plain_name(kind)) continue;
    auto bytes = read_file_whole(folder_for(folder) + "/" + kind, kMost_bytes);
    if (!bytes.ok() || bytes->size() < 8) continue;
    ByteReader reader(*bytes);
    Document document{kind, static_cast<std::int64_t>(reader.u64()), {}};
    const ByteView rest = reader.raw(reader.left());
    document.bytes.assign(rest.begin(), rest.end());
    out.push_back(std::move(document));
  }
  ::closedir(directory);
  return out;
}

}  // namespace redress::kept_documents
