#include "tests/store/cut_vfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>

namespace redress::test {
namespace {

constexpr std::size_t kSector_bytes = 512;

struct OpenFile {
  sqlite3_file base;
  CutVfs* vfs;
  CutVfs::File* file;
  std::shared_ptr<CutVfs::File>* keep;
};

OpenFile& of(sqlite3_file* file) {
  return *reinterpret_cast<OpenFile*>(file);
}

int close(sqlite3_file* f) {
  delete of(f).keep;
  return SQLITE_OK;
}

int read(sqlite3_file* f, void* out, int size, sqlite3_int64 at) {
  const Bytes& bytes = of(f).file->now;
  std::memset(out, 0, static_cast<std::size_t>(size));
  if (static_cast<std::size_t>(at) >= bytes.size()) return SQLITE_IOERR_SHORT_READ;
  const std::size_t n = std::min(static_cast<std::size_t>(size), bytes.size() - static_cast<std::size_t>(at));
  std::memcpy(out, bytes.data() + at, n);
  return n == static_cast<std::size_t>(size) ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

void change(CutVfs::File& file, CutVfs::Write write) {
  file.apply(file.now, write);
  file.unsynced.push_back(std::move(write));
}

int write(sqlite3_file* f, const void* data, int size, sqlite3_int64 at) {
  if (auto failed = of(f).vfs->step()) return *failed;
  const auto* bytes = static_cast<const std::uint8_t*>(data);
  change(*of(f).file, {static_cast<std::uint64_t>(at), Bytes(bytes, bytes + size), false});
  return SQLITE_OK;
}

int truncate(sqlite3_file* f, sqlite3_int64 size) {
  if (auto failed = of(f).vfs->step()) return *failed;
  change(*of(f).file, {static_cast<std::uint64_t>(size), {}, true});
  return SQLITE_OK;
}

int sync(sqlite3_file* f, int) {
  CutVfs::File& file = *of(f).file;
  const auto failed = of(f).vfs->step();
  if (failed && (*failed & 0xff) == SQLITE_IOERR && *failed != SQLITE_IOERR_READ) file.unsynced.clear();
  if (failed) return *failed;
  of(f).vfs->count_sync();
  for (const auto& w : file.unsynced) file.apply(file.durable, w);
  file.unsynced.clear();
  file.entry_synced = true;
  return SQLITE_OK;
}

int size(sqlite3_file* f, sqlite3_int64* out) {
  *out = static_cast<sqlite3_int64>(of(f).file->now.size());
  return SQLITE_OK;
}

int lock(sqlite3_file*, int) {
  return SQLITE_OK;
}
int check_lock(sqlite3_file*, int* out) {
  return *out = 0, SQLITE_OK;
}
int control(sqlite3_file*, int, void*) {
  return SQLITE_NOTFOUND;
}
int sector(sqlite3_file*) {
  return static_cast<int>(kSector_bytes);
}
int traits(sqlite3_file*) {
  return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

int shm_map(sqlite3_file* f, int region, int bytes, int extend, void volatile** out) {
  auto& shared = of(f).file->shared;
  while (extend && shared.size() <= static_cast<std::size_t>(region))
    shared.push_back(std::make_unique<std::uint8_t[]>(static_cast<std::size_t>(bytes)));
  *out = static_cast<std::size_t>(region) < shared.size() ? shared[static_cast<std::size_t>(region)].get()
                                                          : nullptr;
  return SQLITE_OK;
}
int shm_lock(sqlite3_file*, int, int, int) {
  return SQLITE_OK;
}
void shm_barrier(sqlite3_file*) {}
int shm_unmap(sqlite3_file* f, int remove) {
  if (remove) of(f).file->shared.clear();
  return SQLITE_OK;
}

const sqlite3_io_methods kMethods = {2,        close,       read,       write,   truncate, sync,   size,
                                     lock,     lock,        check_lock, control, sector,   traits, shm_map,
                                     shm_lock, shm_barrier, shm_unmap,  nullptr, nullptr};

CutVfs& owner(sqlite3_vfs* vfs) {
  return *static_cast<CutVfs*>(vfs->pAppData);
}

int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* f, int flags, int* out_flags) {
  auto& files = owner(vfs).files;
  const std::string path = name ? name : "temporary";
  f->pMethods = nullptr;
  if (!files.count(path)) {
    if (!(flags & SQLITE_OPEN_CREATE)) return SQLITE_CANTOPEN;
    files[path] = std::make_shared<CutVfs::File>();
  }
  OpenFile& file = of(f);
  file.vfs = &owner(vfs);
  file.keep = new std::shared_ptr<CutVfs::File>(files[path]);
  file.file = file.keep->get();
  f->pMethods = &kMethods;
  if (out_flags) *out_flags = flags;
  return SQLITE_OK;
}

int remove(sqlite3_vfs* vfs, const char* name, int) {
  if (auto failed = owner(vfs).step()) return *failed;
  return owner(vfs).files.erase(name) ? SQLITE_OK : SQLITE_IOERR_DELETE_NOENT;
}
int access(sqlite3_vfs* vfs, const char* name, int, int* out) {
  *out = owner(vfs).files.count(name) > 0;
  return SQLITE_OK;
}
// Nobody else could give way in the meantime.
int no_sleep(sqlite3_vfs*, int microseconds) {
  return microseconds;
}
int full_path(sqlite3_vfs*, const char* name, int size, char* out) {
  sqlite3_snprintf(size, out, "%s", name);
  return SQLITE_OK;
}

}  // namespace

void CutVfs::File::apply(Bytes& target, const Write& write) const {
  if (write.truncate) {
    target.resize(static_cast<std::size_t>(write.at));
    return;
  }
  if (target.size() < write.at + write.bytes.size())
    target.resize(static_cast<std::size_t>(write.at) + write.bytes.size());
  std::copy(write.bytes.begin(), write.bytes.end(), target.begin() + static_cast<std::ptrdiff_t>(write.at));
}

CutVfs::CutVfs(const std::string& name, std::uint64_t seed) : name_(name), random_(seed) {
  sqlite3_vfs* system = sqlite3_vfs_find(nullptr);
  vfs_ = std::make_unique<std::uint8_t[]>(sizeof(sqlite3_vfs));
  auto* vfs = reinterpret_cast<sqlite3_vfs*>(vfs_.get());
  *vfs = *system;  // time, randomness and the like
  vfs->szOsFile = sizeof(OpenFile);
  vfs->zName = name_.c_str();
  vfs->pAppData = this;
  vfs->pNext = nullptr;
  vfs->xOpen = open;
  vfs->xDelete = remove;
  vfs->xAccess = access;
  vfs->xFullPathname = full_path;
  vfs->xSleep = no_sleep;
  sqlite3_vfs_register(vfs, 0);
}

CutVfs::~CutVfs() {
  sqlite3_vfs_unregister(reinterpret_cast<sqlite3_vfs*>(vfs_.get()));
}

std::optional<int> CutVfs::step() {
  ++operations_;
  // READ: tells sync() that the power is off, not that this one sync failed.
  if (cut_at_ && operations_ > *cut_at_) return SQLITE_IOERR_READ;
  if (fail_at_ && operations_ == *fail_at_) return fail_code_;
  return std::nullopt;
}

void CutVfs::power_on(Loss loss) {
  cut_at_.reset();
  fail_at_.reset();
  for (auto it = files.begin(); it != files.end();) {
    File& file = *it->second;
    std::size_t kept = 0;
    if (loss == Loss::cut && !file.unsynced.empty()) kept = random_() % (file.unsynced.size() + 1);
    for (std::size_t i = 0; i < file.unsynced.size(); ++i) {
      Write piece = file.unsynced[i];
      if (loss == Loss::torn) {
        if (random_() % 2) continue;
        if (!piece.truncate && random_() % 2)
          piece.bytes.resize(std::min(piece.bytes.size(), kSector_bytes * (random_() % 8)));
      } else if (i >= kept) {
        break;
      }
      file.apply(file.durable, piece);
    }
    file.unsynced.clear();
    file.now = file.durable;
    file.shared.clear();
    if (file.entry_synced)
      ++it;
    else
      it = files.erase(it);
  }
}

}  // namespace redress::test
