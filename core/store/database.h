// SQLite with the settings under which power cuts were measured to lose nothing that was acknowledged:
// WAL, synchronous=FULL, one writing connection (docs: architecture section 3). Used by the device's store
// and by head office; nobody else sees sqlite3.
//
// Thread: one connection belongs to one thread at a time. Nothing here throws.
// Errors: Errc::full (disk), io, corrupt (damaged or not a database), busy (locked), conflict (constraint),
// limit (value too large), internal (bad SQL).
#pragma once

#include <concepts>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/instant.h"
#include "core/base/result.h"
#include "core/base/uuid.h"

struct sqlite3;
struct sqlite3_file;
struct sqlite3_stmt;

namespace redress {

struct DatabaseOptions {
  bool reader = false;   // query_only, never checkpoints, needs an existing file
  int file_mode = 0600;  // of a file that is created
  int busy_timeout_ms = 5000;
  int cache_kib = 2048;
  int page_bytes = 4096;  // of a file that is created
  // false: commits are whole after a power cut but not kept until sync_wal(), so that others may write
  // meanwhile.
  bool synced_commits = true;
  std::string vfs;        // empty: the system's; tests hand in their own
};

// One value to bind.
using SqlValue = std::variant<std::nullptr_t, std::int64_t, std::string_view, ByteView>;

// One use of a cached prepared statement; given back when it goes out of scope.
// Errors of preparing and binding show at the first step() or run().
class Statement {
 public:
  Statement(Statement&&) noexcept;
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  ~Statement();

  // True: a row is there to be read. False: no more rows.
  Result<bool> step();
  // Runs to the end, rows are ignored.
  Status run();
  // Makes the statement ready for other values.
  void reset();

  // Parameters are numbered from 1, columns from 0. Values are copied.
  void bind(int at, std::nullptr_t);
  void bind(int at, std::string_view value);
  void bind(int at, ByteView value);
  void bind(int at, const char* value) { bind(at, std::string_view(value)); }
  void bind(int at, const std::string& value) { bind(at, std::string_view(value)); }
  void bind(int at, const Bytes& value) { bind(at, ByteView(value)); }
  template <std::size_t N>
  void bind(int at, const std::array<std::uint8_t, N>& value) {
    bind(at, ByteView(value));
  }
  void bind(int at, const Uuid& value) { bind(at, ByteView(value.bytes)); }
  void bind(int at, Instant value) { bind_int64(at, value.ms); }
  template <std::integral T>
  void bind(int at, T value) {
    bind_int64(at, static_cast<std::int64_t>(value));
  }
  template <class T>
  void bind(int at, const std::optional<T>& value) {
    if (value)
      bind(at, *value);
    else
      bind(at, nullptr);
  }
  template <class... Values>
  Statement& bind_all(const Values&... values) {
    int at = 0;
    (bind(++at, values), ...);
    return *this;
  }
  // Without copies: runs to the end before the values may go.
  template <class... Values>
  Status run_with(const Values&... values) {
    lent_ = true;
    bind_all(values...);
    lent_ = false;
    return run();
  }
  Status run_with_all(std::span<const SqlValue> values);

  // The same value as in another statement's row, whatever its type.
  void bind_copy(int at, const Statement& from, int column);

  int columns() const;
  bool is_null(int column) const;
  std::int64_t integer(int column) const;
  std::uint64_t number(int column) const { return static_cast<std::uint64_t>(integer(column)); }
  Instant instant(int column) const { return {integer(column)}; }
  std::optional<Instant> optional_instant(int column) const {  // none: null
    return is_null(column) ? std::nullopt : std::optional(instant(column));
  }
  // Valid until the next step, reset or the end of this statement.
  std::string_view text(int column) const;
  ByteView blob(int column) const;
  std::string string(int column) const { return std::string(text(column)); }
  Bytes bytes(int column) const { return {blob(column).begin(), blob(column).end()}; }
  // Fixed-size values; all zero if the length is another (our own STRICT tables check lengths).
  template <std::size_t N>
  std::array<std::uint8_t, N> array(int column) const {
    return to_array<N>(blob(column)).value_or(std::array<std::uint8_t, N>{});
  }
  Uuid uuid(int column) const { return Uuid{array<16>(column)}; }

 private:
  friend class Database;
  struct Cached {
    sqlite3_stmt* statement = nullptr;
    bool in_use = false;
  };
  Statement(sqlite3* db, sqlite3_stmt* statement, Cached* cached, int error);
  void bind_int64(int at, std::int64_t value);
  void note(int result);
  sqlite3* db_ = nullptr;
  sqlite3_stmt* statement_ = nullptr;
  Cached* cached_ = nullptr;  // null: not from the cache, finalised at the end
  int error_ = 0;
  bool lent_ = false;  // texts and blobs are bound where they lie
};

class Database {
 public:
  // Creates the file (and syncs its folder) if it is missing and this is no reader.
  static Result<Database> open(const std::string& path, const DatabaseOptions& options = {});
  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  ~Database();  // a writer checkpoints, a reader does not
  // Closes without a checkpoint: the files stay as they are (after an error, or to set them aside).
  void abandon();

  // Steps[i] takes user_version i to i + 1, each in its own transaction. Errc::refused: the file was written
  // by a newer program.
  Status migrate(std::span<const std::string_view> steps);

  // The statement of this text, prepared once; the values are bound in order.
  template <class... Values>
  Statement query(std::string_view sql, const Values&... values) {
    Statement statement = prepare(sql);
    statement.bind_all(values...);
    return statement;
  }
  template <class... Values>
  Status run(std::string_view sql, const Values&... values) {
    return prepare(sql).run_with(values...);
  }
  Status run_lent(std::string_view sql, std::span<const SqlValue> values) {
    return prepare(sql).run_with_all(values);
  }
  // First column of the first row; `fallback` if there is no row or it is null.
  template <class... Values>
  Result<std::int64_t> integer(std::int64_t fallback, std::string_view sql, const Values&... values) {
    Statement statement = query(sql, values...);
    REDRESS_TRY_ASSIGN(bool row, statement.step());
    return row && !statement.is_null(0) ? statement.integer(0) : fallback;
  }
  // Several statements separated by ';', not cached.
  Status script(std::string_view sql);

  std::int64_t changes() const;  // rows changed by the last INSERT, UPDATE or DELETE
  std::int64_t last_row_id() const;
  bool in_transaction() const;

  // Moves the WAL into the file and empties it. Call when idle, or when wal_bytes() passes kWal_bytes;
  // commits never do it by themselves. A reader that is still in a row loop delays it (Errc::busy).
  Status checkpoint() { return checkpoint(false); }
  // The same, but the WAL's file stays as it is and is overwritten from its beginning.
  Status recycle_wal() { return checkpoint(true); }
  // Everything committed before the call reaches the disk. Thread: any, also beside one that uses this
  // connection.
  Status sync_wal();
  // What a checkpoint would move, as this connection's last commit left it.
  std::uint64_t wal_bytes() const;
  // Gives the WAL's file kWal_bytes now, as zeros: a commit that only overwrites needs no new size of the
  // file, which would be written too and costs more than the rest of a small commit. Call between
  // transactions, after a commit that came after the last checkpoint (Store::make_durable); syncs nothing.
  Status stretch_wal();
  static constexpr std::uint64_t kWal_bytes = 4u << 20;

  // The first damage found as Errc::corrupt.
  Status quick_check();
  Status integrity_check();

  // A whole copy of the present state beside the running database: temporary name, fsync, integrity_check of
  // the copy, rename, fsync of the folder. The copy is one file (no -wal).
  Status backup(const std::string& to);

  const std::string& path() const { return path_; }

 private:
  Database() = default;
  Statement prepare(std::string_view sql);
  Status configure(const DatabaseOptions& options);
  Status check(std::string_view pragma);
  Status checkpoint(bool keep_file);
  sqlite3_file* wal_file() const;  // null: not opened yet
  void close(bool with_checkpoint);

  sqlite3* db_ = nullptr;
  bool reader_ = false;
  std::int64_t page_bytes_ = 0;
  std::unique_ptr<std::uint64_t> wal_pages_;  // SQLite's hook points to it
  std::string path_;
  std::string vfs_;
  // Node addresses stay when the map grows or moves: Statement points into it.
  using Cache = std::map<std::string, Statement::Cached, std::less<>>;
  std::unique_ptr<Cache> cache_;
};

// As long as it lives, commits are as with `synced_commits` false. Outside transactions.
class UnsyncedCommits {
 public:
  explicit UnsyncedCommits(Database& db) : db_(db) { (void)db_.script("PRAGMA synchronous=NORMAL"); }
  UnsyncedCommits(const UnsyncedCommits&) = delete;
  ~UnsyncedCommits() { (void)db_.script("PRAGMA synchronous=FULL"); }

 private:
  Database& db_;
};

// BEGIN IMMEDIATE; rolled back unless committed. After a commit that failed with Errc::io or full nobody
// knows whether it happened: ask again by identity.
class Transaction {
 public:
  static Result<Transaction> begin(Database& db);
  Transaction(Transaction&& other) noexcept : db_(other.db_) { other.db_ = nullptr; }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();
  Status commit();

 private:
  explicit Transaction(Database* db) : db_(db) {}
  Database* db_;
};

}  // namespace redress
