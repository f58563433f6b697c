#include "core/store/database.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/store/folder.h"
#include "core/store/sqlite_error.h"

namespace redress {
namespace {

// SQLite would create the file with 0644; the -wal and -shm files take their mode from it.
Status create_empty(const std::string& path, int mode) {
  const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (fd < 0) return errno_error("create " + path);
  const bool mode_set = ::fchmod(fd, static_cast<mode_t>(mode)) == 0;
  ::close(fd);
  if (!mode_set) return errno_error("set mode of " + path);
  return sync_folder(folder_of(path));
}

Status exec(sqlite3* db, const std::string& sql) {
  const int result = sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr);
  if (result != SQLITE_OK) return sqlite_error(db, sqlite3_extended_errcode(db), sql.substr(0, 60));
  return {};
}

int note_wal_pages(void* pages, sqlite3*, const char*, int count) {
  *static_cast<std::uint64_t*>(pages) = static_cast<std::uint64_t>(count);
  return SQLITE_OK;
}

}  // namespace

Result<Database> Database::open(const std::string& path, const DatabaseOptions& options) {
  if (!options.reader && options.vfs.empty() && !file_exists(path))
    REDRESS_TRY(create_empty(path, options.file_mode));
  Database out;
  out.path_ = path;
  out.vfs_ = options.vfs;
  out.reader_ = options.reader;
  out.cache_ = std::make_unique<Cache>();
  // A reader opens for writing too: it must be able to use the shared memory of the WAL; query_only binds it.
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  if (!options.reader) flags |= SQLITE_OPEN_CREATE;
  const int result =
      sqlite3_open_v2(path.c_str(), &out.db_, flags, options.vfs.empty() ? nullptr : options.vfs.c_str());
  if (result != SQLITE_OK) return sqlite_error(out.db_, result, "open " + path);
  REDRESS_TRY(out.configure(options));
  return out;
}

Status Database::configure(const DatabaseOptions& options) {
  sqlite3_busy_timeout(db_, options.busy_timeout_ms);
  sqlite3_db_config(db_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(db_, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(db_, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  if (reader_) sqlite3_db_config(db_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  REDRESS_TRY(exec(db_,
                   "PRAGMA trusted_schema=OFF; PRAGMA foreign_keys=ON; PRAGMA cell_size_check=ON;"
                   "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=0; PRAGMA wal_autocheckpoint=0;"
                   "PRAGMA cache_size=-" +
                       std::to_string(options.cache_kib)));
  if (reader_) return exec(db_, "PRAGMA query_only=ON");
  REDRESS_TRY(exec(db_, "PRAGMA page_size=" + std::to_string(options.page_bytes) +
                            "; PRAGMA secure_delete=ON; PRAGMA journal_mode=WAL; PRAGMA synchronous=" +
                            (options.synced_commits ? "FULL" : "NORMAL") +
                            ";PRAGMA journal_size_limit=67108864"));
  Statement mode = query("PRAGMA journal_mode");
  REDRESS_TRY_ASSIGN(bool row, mode.step());
  if (!row || mode.text(0) != "wal")
    return Error{Errc::io, "database " + path_ + ": this file system does not allow a write-ahead log"};
  wal_pages_ = std::make_unique<std::uint64_t>(0);
  sqlite3_wal_hook(db_, note_wal_pages, wal_pages_.get());
  REDRESS_TRY_ASSIGN(page_bytes_, integer(options.page_bytes, "PRAGMA page_size"));
  return {};
}

Database::Database(Database&& other) noexcept {
  *this = std::move(other);
}

Database& Database::operator=(Database&& other) noexcept {
  if (this == &other) return *this;
  close(true);
  db_ = other.db_;
  reader_ = other.reader_;
  page_bytes_ = other.page_bytes_;
  wal_pages_ = std::move(other.wal_pages_);
  path_ = std::move(other.path_);
  vfs_ = std::move(other.vfs_);
  cache_ = std::move(other.cache_);
  other.db_ = nullptr;
  return *this;
}

Database::~Database() {
  close(true);
}

void Database::abandon() {
  close(false);
}

void Database::close(bool with_checkpoint) {
  if (!db_) return;
  if (cache_)
    for (auto& [sql, cached] : *cache_) sqlite3_finalize(cached.statement);
  cache_.reset();
  if (!with_checkpoint) sqlite3_db_config(db_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  sqlite3_close_v2(db_);
  db_ = nullptr;
}

Statement Database::prepare(std::string_view sql) {
  auto it = cache_->find(sql);
  if (it != cache_->end() && !it->second.in_use) {
    return Statement(db_, it->second.statement, &it->second, SQLITE_OK);
  }
  sqlite3_stmt* statement = nullptr;
  const bool cached = it == cache_->end();
  const int result = sqlite3_prepare_v3(db_, sql.data(), static_cast<int>(sql.size()),
                                        cached ? SQLITE_PREPARE_PERSISTENT : 0u, &statement, nullptr);
  if (result != SQLITE_OK || !cached) return Statement(db_, statement, nullptr, result);
  Statement::Cached& slot = (*cache_)[std::string(sql)];
  slot.statement = statement;
  return Statement(db_, statement, &slot, SQLITE_OK);
}

Status Database::script(std::string_view sql) {
  return exec(db_, std::string(sql));
}

Status Database::migrate(std::span<const std::string_view> steps) {
  REDRESS_TRY_ASSIGN(std::int64_t version, integer(0, "PRAGMA user_version"));
  if (version > static_cast<std::int64_t>(steps.size()))
    return Error{Errc::refused, "database " + path_ + " was written by a newer program (version " +
                                    std::to_string(version) + "); install that program"};
  for (auto at = static_cast<std::size_t>(version); at < steps.size(); ++at) {
    REDRESS_TRY_ASSIGN(Transaction transaction, Transaction::begin(*this));
    REDRESS_TRY(script(steps[at]));
    REDRESS_TRY(script("PRAGMA user_version=" + std::to_string(at + 1)));
    REDRESS_TRY(transaction.commit());
  }
  return {};
}

std::int64_t Database::changes() const {
  return sqlite3_changes64(db_);
}
std::int64_t Database::last_row_id() const {
  return sqlite3_last_insert_rowid(db_);
}
bool Database::in_transaction() const {
  return sqlite3_get_autocommit(db_) == 0;
}

Status Database::checkpoint(bool keep_file) {
  const int how = keep_file ? SQLITE_CHECKPOINT_RESTART : SQLITE_CHECKPOINT_TRUNCATE;
  const int result = sqlite3_wal_checkpoint_v2(db_, nullptr, how, nullptr, nullptr);
  if (result != SQLITE_OK) return sqlite_error(db_, result, "checkpoint");
  *wal_pages_ = 0;
  return {};
}

std::uint64_t Database::wal_bytes() const {
  constexpr std::uint64_t kFrame_head_bytes = 24;
  return wal_pages_ ? *wal_pages_ * (static_cast<std::uint64_t>(page_bytes_) + kFrame_head_bytes) : 0;
}

sqlite3_file* Database::wal_file() const {
  sqlite3_file* wal = nullptr;
  const int result = sqlite3_file_control(db_, "main", SQLITE_FCNTL_JOURNAL_POINTER, &wal);
  return result == SQLITE_OK && wal && wal->pMethods ? wal : nullptr;
}

Status Database::sync_wal() {
  auto* wal = wal_file();
  if (!wal) return {};
  const int result = wal->pMethods->xSync(wal, SQLITE_SYNC_NORMAL | SQLITE_SYNC_DATAONLY);
  return result == SQLITE_OK ? Status() : Status(sqlite_error(nullptr, result, "sync of " + path_ + "-wal"));
}

Status Database::stretch_wal() {
  auto* wal = wal_file();
  if (!wal) return {};
  sqlite3_int64 size = 0;
  int result = wal->pMethods->xFileSize(wal, &size);
  static constexpr char kZeros[64 << 10] = {};
  for (; result == SQLITE_OK && size < sqlite3_int64{kWal_bytes}; size += sizeof kZeros)
    result = wal->pMethods->xWrite(wal, kZeros, sizeof kZeros, size);
  if (result != SQLITE_OK) return sqlite_error(db_, result, "stretch the write-ahead log");
  return {};
}

Status Database::check(std::string_view pragma) {
  Statement statement = query(pragma);
  REDRESS_TRY_ASSIGN(bool row, statement.step());
  if (row && statement.text(0) == "ok") return {};
  return Error{Errc::corrupt, "database " + path_ + " is damaged: " + statement.string(0)};
}

Status Database::quick_check() {
  return check("PRAGMA quick_check(1)");
}
Status Database::integrity_check() {
  return check("PRAGMA integrity_check(1)");
}

Result<Transaction> Transaction::begin(Database& db) {
  REDRESS_TRY(db.run("BEGIN IMMEDIATE"));
  return Transaction(&db);
}

Transaction::~Transaction() {
  // SQLite may have rolled back by itself (disk full, I/O error); then there is nothing to do.
  if (db_ && db_->in_transaction()) (void)db_->run("ROLLBACK");
}

Status Transaction::commit() {
  REDRESS_TRY(db_->run("COMMIT"));
  db_ = nullptr;
  return {};
}

}  // namespace redress
