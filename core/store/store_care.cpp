// Space, checkpoints, backup, checks.
#include <fcntl.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "core/store/clock_guard.h"
#include "core/store/folder.h"
#include "core/store/own_log.h"
#include "core/store/store.h"
#include "core/store/store_guard.h"
#include "core/store/store_reader.h"

namespace redress {
namespace {

std::uint64_t free_bytes_in(const std::string& folder) {
  struct statvfs info {};
  if (::statvfs(folder.c_str(), &info) != 0) return 0;
  return static_cast<std::uint64_t>(info.f_bavail) * info.f_frsize;
}

}  // namespace

// ---- Reserve: real blocks, so that giving it up really gives space.

Status Store::hold_reserve() {
  if (options_.reserve_bytes == 0) return {};
  const std::string path = file("reserve");
  if (file_exists(path)) return {};
  const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) return errno_error("create " + path);
  const int failed = ::posix_fallocate(fd, 0, static_cast<off_t>(options_.reserve_bytes));
  ::close(fd);
  if (failed == 0) return {};
  (void)remove_file(path);
  return Error{Errc::full, "no space for the reserve file " + path};
}

bool Store::release_reserve() {
  const std::string path = file("reserve");
  return file_exists(path) && remove_file(path).ok();
}

// Once the reserve had to go, new complaints are refused honestly until there is space again; what is needed
// to get out of the situation (acknowledgements, erasures, staff's work) still goes through.
Status Store::refuse_when_full(std::span<const Draft> drafts) {
  if (options_.reserve_bytes == 0 || file_exists(file("reserve"))) return {};
  if (hold_reserve().ok()) return {};
  for (const Draft& draft : drafts)
    if (draft.event.kind == "submitted")
      return Error{Errc::full,
                   "the disk of " + options_.folder + " is full; no new complaint can be kept safely"};
  return {};
}

SpaceReport Store::space() {
  std::lock_guard lock(mutex_);
  return {free_bytes_in(options_.folder), db_ ? db_->wal_bytes() : 0,
          options_.reserve_bytes == 0 || file_exists(file("reserve"))};
}

Status Store::tidy(bool force) {
  return guarded([&](Database& db) -> Status {
    if (free_bytes_in(options_.folder) > 2 * options_.reserve_bytes) (void)hold_reserve();
    if (!force && !tidy_due_ && db.wal_bytes() <= Database::kWal_bytes) return {};
    // What was erased or pruned must leave the log's file too; otherwise the file is kept and written over.
    Status emptied = force || tidy_due_ ? make_durable() : recycle();
    // A reader is in the middle of something: next time.
    tidy_due_ = !emptied.ok();
    return !emptied.ok() && emptied.error().code == Errc::busy && !force ? Status() : emptied;
  });
}

Status Store::use_cache(int kib) {
  return guarded([&](Database& db) {
    options_.cache_kib = kib;
    return db.script("PRAGMA cache_size=-" + std::to_string(kib));
  });
}

// Long reads have a connection of their own: nobody waits for them.
Result<Database> Store::open_beside() const {
  DatabaseOptions options;
  options.reader = true;
  options.vfs = options_.vfs;
  return Database::open(file("device.db"), options);
}

Status Store::backup(const std::string& path) {
  REDRESS_TRY_ASSIGN(Database db, open_beside());
  return db.backup(path);
}

Status Store::quick_check() {
  if (lacks_database()) return Error{Errc::corrupt, "the database is gone or empty"};
  REDRESS_TRY_ASSIGN(Database db, open_beside());
  return db.quick_check();
}

bool Store::met_damage() {
  std::lock_guard lock(mutex_);
  return std::exchange(damage_met_, false);
}

Result<VerifyReport> Store::verify(const std::optional<PublicKey>& head_office) {
  auto report = [&]() -> Result<VerifyReport> {
    REDRESS_TRY_ASSIGN(StoreReader reader, StoreReader::open(options_.folder, options_.vfs));
    return reader.verify(head_office);
  }();
  std::lock_guard lock(mutex_);
  damage_met_ = damage_met_ || (!report.ok() && report.error().code == Errc::corrupt);
  return report;
}

}  // namespace redress
