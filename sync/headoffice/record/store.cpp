#include "sync/headoffice/record/store.h"

#include <sqlite3.h>

#include "core/store/folder.h"
#include "sync/headoffice/record/schema.h"

namespace redress::headoffice {

namespace {

constexpr int kWriter_cache_kib = 128 * 1024;
constexpr int kReader_cache_kib = 16 * 1024;
// An event with its sealed part fills a quarter of the usual page; larger ones save half the writes of an
// upload.
constexpr int kDatabase_page_bytes = 16 * 1024;

DatabaseOptions options(bool reader) {
  DatabaseOptions out;
  out.reader = reader;
  out.page_bytes = kDatabase_page_bytes;
  out.synced_commits = false;  // settle()
  out.cache_kib = reader ? kReader_cache_kib : kWriter_cache_kib;
  return out;
}

}  // namespace

Result<std::unique_ptr<FolderOwner>> own_folder(const std::string& folder) {
  return FolderOwner::take(folder + "/lock");
}

Reader::~Reader() {
  if (db_) store_->give_back(std::move(db_));
}

Result<std::unique_ptr<Store>> Store::open(const std::string& folder) {
  // Counting every allocation under one lock costs more than it tells; has no effect once SQLite is in use.
  sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  REDRESS_TRY(make_folder(folder));
  REDRESS_TRY_ASSIGN(auto owner, own_folder(folder));
  std::unique_ptr<Store> store(new Store(std::move(owner)));
  store->folder_ = folder;
  REDRESS_TRY_ASSIGN(auto db, Database::open(store->file(kDatabase_file), options(false)));
  REDRESS_TRY(db.migrate(schema_steps()));
  REDRESS_TRY(db.sync_wal());
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

void Store::note_write(const Status& written) {
  if (written.ok()) failing_ = false;
  else if (written.error().code == Errc::full || written.error().code == Errc::io) failing_ = true;
}

// One sync serves everybody whose commit had ended when it began.
Status Store::sync_to(std::uint64_t commit) {
  for (auto ended = ended_.load(); ended < commit; ended = ended_.load()) ended_.wait(ended);
  if (settled_ >= commit) return {};
  std::lock_guard lock(settling_);
  if (settled_ >= commit) return {};
  const auto ended = ended_.load();
  auto synced =
      doubtful_ ? Status(Error{Errc::io, "database: its log could not be synced"}) : writer_->sync_wal();
  if (!synced.ok()) {
    doubtful_ = true;
    return synced;
  }
  settled_ = ended;
  return {};
}

Status Store::settle() {
  if (auto synced = sync_to(begun_); synced.ok()) return synced;
  std::lock_guard lock(writing_);
  return settle_alone();
}

// After a failed sync the kernel may call pages clean that never reached the disk: everything is copied into
// the file.
Status Store::settle_alone() {
  if (!doubtful_) return sync_to(ended_);
  REDRESS_TRY(writer_->checkpoint());
  settled_ = ended_.load();
  doubtful_ = false;
  return {};
}

Status Store::checkpoint(std::uint64_t least_bytes) {
  std::lock_guard lock(writing_);
  if (doubtful_) return settle_alone();
  if (writer_->wal_bytes() <= least_bytes) return {};
  // Making the log's file anew costs more than writing over it.
  return least_bytes == 0 ? writer_->checkpoint() : writer_->recycle_wal();
}

}  // namespace redress::headoffice
