// Head office's database: exactly one connection writes and checkpoints (decision 19), readers come from a
// pool. The folder is owned by one process (flock); a second one learns the pid of the first.
//
// A commit is seen by readers at once and reaches the disk with the next sync, which serves all that wait for
// it while the next transaction is already written. write() returns after it; whoever hands out what was read
// calls settle().
//
// Thread: write() and read() from any thread; one writer at a time, readers beside it.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/store/database.h"
#include "core/store/folder_owner.h"

namespace redress::headoffice {

// The folder belongs to this process for as long as what it gives lives. Errc::busy: another process owns it (its pid in `what`).
Result<std::unique_ptr<FolderOwner>> own_folder(const std::string& folder);

// A reading connection for as long as this lives.
class Reader {
 public:
  Reader(Reader&&) = default;
  ~Reader();
  Database& operator*() { return *db_; }
  Database* operator->() { return db_.get(); }

 private:
  friend class Store;
  Reader(class Store* store, std::unique_ptr<Database> db) : store_(store), db_(std::move(db)) {}
  Store* store_;
  std::unique_ptr<Database> db_;
};

class Store {
 public:
  // Creates folder and database if missing. Errc::busy: another process owns the folder (its pid in `what`).
  static Result<std::unique_ptr<Store>> open(const std::string& folder);
  ~Store();

  // Runs `work(Database&) -> Status or Result` in one transaction; on its error nothing of it stays. On the
  // disk when it returns; after Errc::io nobody knows.
  template <class Work>
  auto write(Work&& work) -> decltype(work(std::declval<Database&>())) {
    auto result = commit(std::forward<Work>(work));
    const auto settled = result.ok() ? settle() : Status();
    note_write(result.ok() ? settled : Status(result.error()));
    REDRESS_TRY(settled);
    return result;
  }
  // The last transaction did not get to the disk: it is full or broken. Until one does again.
  bool failing() const { return failing_; }
  // Outside a transaction, everything before it on the disk: backup, checks.
  template <class Work>
  auto alone(Work&& work) -> decltype(work(std::declval<Database&>())) {
    std::lock_guard lock(writing_);
    REDRESS_TRY(settle_alone());
    return work(*writer_);
  }
  // Waits until everything that a reader may have seen is on the disk: before it is told to anybody.
  Status settle();
  // A consistent view needs its own BEGIN; single statements do not.
  Result<Reader> read();

  // Moves the log into the file when it has grown past `least_bytes`. Erasing uses 0: afterwards no file of
  // the folder holds the erased bytes.
  Status checkpoint(std::uint64_t least_bytes);

  const std::string& folder() const { return folder_; }
  std::string file(std::string_view name) const { return folder_ + "/" + std::string(name); }

 private:
  friend class Reader;
  explicit Store(std::unique_ptr<FolderOwner> owner) : owner_(std::move(owner)) {}
  template <class Work>
  auto commit(Work&& work) -> decltype(work(std::declval<Database&>())) {
    std::lock_guard lock(writing_);
    if (doubtful_) REDRESS_TRY(settle_alone());
    REDRESS_TRY_ASSIGN(auto transaction, Transaction::begin(*writer_));
    auto result = work(*writer_);
    if (!result.ok()) return result;
    ++begun_;
    auto committed = transaction.commit();
    ++ended_;
    ended_.notify_all();
    REDRESS_TRY(committed);
    return result;
  }
  void note_write(const Status& written);
  Status sync_to(std::uint64_t commit);
  Status settle_alone();  // under the writer's lock
  void give_back(std::unique_ptr<Database> db);
  std::unique_ptr<FolderOwner> owner_;
  std::string folder_;
  std::mutex writing_;
  std::unique_ptr<Database> writer_;
  std::mutex settling_;
  std::atomic<std::uint64_t> begun_{0}, ended_{0}, settled_{0};  // commits
  std::atomic<bool> doubtful_{false};                            // a sync failed: the log may have holes
  std::atomic<bool> failing_{false};
  std::mutex pool_guard_;
  std::vector<std::unique_ptr<Database>> pool_;
};

inline constexpr std::string_view kDatabase_file = "headoffice.db";

}  // namespace redress::headoffice
