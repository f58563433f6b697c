#include "tests/disk/disk.h"

#include <algorithm>
#include <cerrno>

namespace redress::disk {

namespace {

constexpr std::size_t kSector_bytes = 512;

std::vector<Disk*>& disks() {
  static std::vector<Disk*> all;
  return all;
}

void put(Content& content, const Write& write) {
  auto& [bytes, size] = content;
  const auto end = write.at + write.size();
  if (write.truncate) {
    if (bytes.size() > write.at) bytes.resize(write.at);
    size = write.at;
    return;
  }
  size = std::max(size, end);
  if (write.zeros > 0) {
    if (write.at < bytes.size())
      bytes.replace(write.at, std::min<std::size_t>(end, bytes.size()) - write.at,
                    std::min<std::size_t>(end, bytes.size()) - write.at, '\0');
    return;
  }
  if (bytes.size() < end) bytes.resize(end);
  bytes.replace(write.at, write.bytes.size(), write.bytes);
}

// What is left of a write that the power tore.
void tear(Write& piece, std::uint64_t sectors) {
  if (piece.zeros > 0)
    piece.zeros = kSector_bytes * sectors;
  else
    piece.bytes.resize(kSector_bytes * sectors);
}

}  // namespace

std::string folder_of(const std::string& path) {
  auto slash = path.rfind('/');
  return slash == std::string::npos ? "." : path.substr(0, slash);
}

Disk::Disk(std::string folder, std::uint64_t seed) : folder_(std::move(folder)), random_(seed) {
  disks().push_back(this);
}

Disk::~Disk() {
  std::erase(disks(), this);
}

Disk* Disk::of(std::string_view path) {
  for (Disk* disk : disks())
    if (path.starts_with(disk->folder_) &&
        (path.size() == disk->folder_.size() || path[disk->folder_.size()] == '/'))
      return disk;
  return nullptr;
}

int Disk::before_change(bool grows) {
  if (off() && on_cut) on_cut();
  if (off()) return EIO;
  ++changes_;
  if (full_ && grows) return ++failures_, ENOSPC;
  bool fails = fail_at_ && (for_ever_ ? changes_ >= *fail_at_ : changes_ == *fail_at_);
  return fails ? ++failures_, error_ : 0;
}

int Disk::before_sync(File& file) {
  bool was_off = off();
  int error = before_change(false);
  if (error != 0 && !was_off) file.unsynced.clear();
  return error;
}

FileRow Disk::open_file(const std::string& path, bool created) {
  auto& file = now_[path];
  if (file) return file;
  file = std::make_shared<File>();
  if (created) {
    pending_.push_back({folder_of(path), {}, path, file});
  } else {
    file->durable = read_really(path);  // it was there before we looked
    durable_[path] = file;
  }
  return file;
}

void Disk::written(File& file, std::uint64_t at, std::string bytes) {
  file.unsynced.push_back({at, std::move(bytes), 0, false});
}

void Disk::zeroed(File& file, std::uint64_t at, std::uint64_t size) {
  file.unsynced.push_back({at, {}, size, false});
}

void Disk::truncated(File& file, std::uint64_t size) {
  file.unsynced.push_back({size, {}, 0, true});
}

void Disk::synced(File& file) {
  if (ignores_syncs_) return;
  for (const auto& write : file.unsynced) put(file.durable, write);
  file.unsynced.clear();
}

void Disk::apply(Names& names, const Entry& entry) {
  if (!entry.gone.empty()) names.erase(entry.gone);
  if (!entry.here.empty()) names[entry.here] = entry.file;
}

void Disk::folder_synced(const std::string& folder) {
  if (ignores_syncs_) return;
  std::erase_if(pending_, [&](const Entry& entry) {
    if (entry.folder != folder) return false;
    apply(durable_, entry);
    return true;
  });
}

void Disk::renamed(const std::string& from, const std::string& to) {
  auto file = now_[from];
  now_.erase(from);
  now_[to] = file;
  pending_.push_back({folder_of(to), from, to, file});
}

void Disk::removed(const std::string& path) {
  now_.erase(path);
  scratch_.erase(path);
  pending_.push_back({folder_of(path), path, {}, nullptr});
}

void Disk::lose(File& file, Loss loss) {
  std::size_t kept = loss == Loss::cut ? below(file.unsynced.size() + 1) : file.unsynced.size();
  if (loss == Loss::drop) kept = 0;
  for (std::size_t i = 0; i < kept; ++i) {
    Write piece = file.unsynced[i];
    if (loss == Loss::torn) {
      if (below(2) == 0) continue;
      if (!piece.truncate && below(2) == 0 && piece.size() > kSector_bytes)
        tear(piece, below(piece.size() / kSector_bytes + 1));
    }
    put(file.durable, piece);
  }
  file.unsynced.clear();
}

void Disk::rewrite(const Names& survivors) {
  for (const auto& [path, file] : now_)
    if (!survivors.contains(path)) remove_really(path);
  for (const auto& path : scratch_) remove_really(path);
  for (const auto& [path, file] : survivors) write_really(path, file->durable);
}

void Disk::power_on(Loss loss) {
  // Names are journalled by file systems, so they are lost from the end.
  std::size_t kept = loss == Loss::drop ? 0 : below(pending_.size() + 1);
  Names survivors = durable_;
  for (std::size_t i = 0; i < kept; ++i) apply(survivors, pending_[i]);
  std::set<File*> lost;
  for (const auto& [path, file] : survivors)
    if (lost.insert(file.get()).second) lose(*file, loss);
  rewrite(survivors);
  now_ = durable_ = survivors;
  pending_.clear();
  scratch_.clear();
  cut_at_.reset();
  heal();
}

}  // namespace redress::disk
