#include "sync/headoffice/store.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <unistd.h>

#include "core/store/folder.h"
#include "sync/headoffice/schema.h"

namespace redress::headoffice {

namespace {

constexpr int kWriter_cache_kib = 128 * 1024;
constexpr int kReader_cache_kib = 16 * 1024;
// An event with its sealed part fills a quarter of the usual page; larger ones save half the writes of an
// upload.
constexpr int kPage_bytes = 16 * 1024;

DatabaseOptions options(bool reader) {
  DatabaseOptions out;
  out.reader = reader;
  out.page_bytes = kPage_bytes;
  out.cache_kib = reader ? kReader_cache_kib : kWriter_cache_kib;
  return out;
}

}  // namespace

Result<FolderLock> FolderLock::take(const std::string& folder) {
  const std::string path = folder + "/lock";
  int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) return errno_error("open " + path);
  FolderLock lock(fd);
  if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
    char pid[24] = {};
    auto size = ::read(fd, pid, sizeof pid - 1);
    return Error{Errc::busy, "data folder " + folder + " is in use by process " +
                                 std::string(pid, size > 0 ? static_cast<std::size_t>(size) : 0)};
  }
  auto pid = std::to_string(::getpid());
  if (::ftruncate(fd, 0) != 0 || ::pwrite(fd, pid.data(), pid.size(), 0) < 0)
    return errno_error("write " + path);
  return lock;
}

FolderLock::~FolderLock() {
  if (file_ >= 0) ::close(file_);
}

Reader::~Reader() {
  if (db_) store_->give_back(std::move(db_));
}

Result<std::unique_ptr<Store>> Store::open(const std::string& folder) {
  // Counting every allocation under one lock costs more than it tells; has no effect once SQLite is in use.
  sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  REDRESS_TRY(make_folder(folder));
  REDRESS_TRY_ASSIGN(auto lock, FolderLock::take(folder));
  std::unique_ptr<Store> store(new Store(std::move(lock)));
  store->folder_ = folder;
  REDRESS_TRY_ASSIGN(auto db, Database::open(store->file(kDatabase_file), options(false)));
  REDRESS_TRY(db.migrate(schema_steps()));
  store->writer_ = std::make_unique<Database>(std::move(db));
  return store;
}

Store::~Store() {
  pool_.clear();
  writer_.reset();
}

Result<Reader> Store::read() {
  {
    std::lock_guard lock(pool_guard_);
    if (!pool_.empty()) {
      auto db = std::move(pool_.back());
      pool_.pop_back();
      return Reader(this, std::move(db));
    }
  }
  REDRESS_TRY_ASSIGN(auto db, Database::open(file(kDatabase_file), options(true)));
  return Reader(this, std::make_unique<Database>(std::move(db)));
}

void Store::give_back(std::unique_ptr<Database> db) {
  std::lock_guard lock(pool_guard_);
  pool_.push_back(std::move(db));
}

Status Store::checkpoint(std::uint64_t least_bytes) {
  return alone([&](Database& db) -> Status {
    if (db.wal_bytes() <= least_bytes) return {};
    // Making the log's file anew costs more than writing over it.
    return least_bytes == 0 ? db.checkpoint() : db.recycle_wal();
  });
}

}  // namespace redress::headoffice
