#include "core/store/store.h"

#include <filesystem>

#include "core/store/case_table.h"
#include "core/store/clock_guard.h"
#include "core/store/folder.h"
#include "core/store/folder_owner.h"
#include "core/store/own_log.h"
#include "core/store/schema.h"
#include "core/store/set_aside.h"

namespace redress {

Store::Store(const StoreOptions& options, Clock& clock, Random& random)
    : options_(options), clock_(clock), random_(random) {}

Store::~Store() = default;

std::string Store::file(std::string_view name) const {
  return options_.folder + "/" + std::string(name);
}

Result<std::unique_ptr<Store>> Store::open(const StoreOptions& options, Clock& clock, Random& random) {
  std::unique_ptr<Store> store(new Store(options, clock, random));
  REDRESS_TRY(store->start());
  return store;
}

Status Store::start() {
  std::lock_guard lock(mutex_);
  REDRESS_TRY(make_folder(options_.folder));
  REDRESS_TRY_ASSIGN(owner_, FolderOwner::take(file("owner.lock")));
  (void)hold_reserve();  // without space there is none: space() says so, reading and sync go on
  Status opened = open_database();
  if (!opened.ok() && opened.error().code == Errc::corrupt) {
    REDRESS_TRY_ASSIGN(opened_.salvage, recover_now());
  } else {
    REDRESS_TRY(opened);
    REDRESS_TRY(bind_identity());
  }
  REDRESS_TRY(start_clock());
  // What a power cut left in the log would be read again at every start, and what an erasure destroyed would
  // stay in it. On a full disk that waits.
  tidy_due_ = !db_->checkpoint().ok();
  REDRESS_TRY(warm_up());
  (void)db_->stretch_wal();  // only speeds up; a full disk shows elsewhere
  return {};
}

namespace {

// What a newer program keeps in the case rows is filled from the log.
Status fold_anew(Database& db) {
  REDRESS_TRY_ASSIGN(Transaction transaction, Transaction::begin(db));
  REDRESS_TRY(case_table::rebuild(db));
  return transaction.commit();
}

}  // namespace

// A key is made after its database is on the disk: without bytes there it was lost since, or saving it was interrupted, and
// this is no new folder.
bool Store::lacks_database() const {
  std::error_code failed;
  const auto bytes = std::filesystem::file_size(file("device.db"), failed);
  return options_.vfs.empty() && (failed || bytes == 0) && (file_exists(file("device.key")) || unsaved_folder(options_.folder));
}

Status Store::open_database() {
  if (lacks_database()) return Error{Errc::corrupt, "the database is gone or empty"};
  DatabaseOptions options;
  options.vfs = options_.vfs;
  options.cache_kib = options_.cache_kib;
  REDRESS_TRY_ASSIGN(Database db, Database::open(file("device.db"), options));
  REDRESS_TRY_ASSIGN(const auto version, db.integer(0, "PRAGMA user_version"));
  REDRESS_TRY(db.migrate(schema_steps()));
  if (version > 0 && version < static_cast<std::int64_t>(schema_steps().size())) REDRESS_TRY(fold_anew(db));
  // Touches the rows without which nothing works, so that a damaged file shows now and not at the first case.
  REDRESS_TRY(own_log::find(db));
  db_.emplace(std::move(db));
  return {};
}

// The first commit in a new write-ahead log syncs its header and its folder too. Doing one now leaves exactly
// one sync for every complaint.
Status Store::warm_up() {
  return db_->run("UPDATE own SET warm_ups = warm_ups + 1 WHERE one = 1");
}

Status Store::usable() {
  if (!db_) {
    const Status opened = open_database();
    if (!opened.ok()) {
      damage_met_ |= opened.error().code == Errc::corrupt;
      return opened;
    }
  }
  if (!doubtful_) return {};
  const Status durable = make_durable();
  if (durable.ok()) {
    doubtful_ = false;
  } else {
    db_->abandon();
    db_.reset();
  }
  return durable;
}

// After a failed sync the kernel may hold pages as clean that never reached the disk, so syncing again proves
// nothing. Copying everything from the log into the file writes those pages anew. The log is stretched only
// after a commit synced its new beginning: if the power kept the zeros but not the emptying, the old log
// would be read up to them.
Status Store::make_durable() {
  REDRESS_TRY(db_->checkpoint());
  REDRESS_TRY(warm_up());
  (void)db_->stretch_wal();
  return {};
}

Status Store::recycle() {
  REDRESS_TRY(db_->recycle_wal());
  return warm_up();
}

void Store::note_failure(const Error& error) {
  if (error.code == Errc::full) release_reserve();
  if (error.code == Errc::corrupt) damage_met_ = true;
  if (error.code != Errc::io && error.code != Errc::full) return;
  if (!db_) return;
  db_->abandon();
  db_.reset();
  doubtful_ = true;
}

}  // namespace redress
