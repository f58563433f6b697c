#include <sqlite3.h>

#include "core/store/database.h"
#include "core/store/sqlite_error.h"

namespace redress {

Statement::Statement(sqlite3* db, sqlite3_stmt* statement, Cached* cached, int error)
    : db_(db), statement_(statement), cached_(cached), error_(error) {
  if (cached_) cached_->in_use = true;
}

Statement::Statement(Statement&& other) noexcept
    : db_(other.db_), statement_(other.statement_), cached_(other.cached_), error_(other.error_) {
  other.statement_ = nullptr;
  other.cached_ = nullptr;
}

Statement::~Statement() {
  if (!statement_) return;
  if (!cached_) {
    sqlite3_finalize(statement_);
    return;
  }
  reset();
  sqlite3_clear_bindings(statement_);  // no copy of a value outlives its use
  cached_->in_use = false;
}

void Statement::reset() {
  sqlite3_reset(statement_);
}

void Statement::note(int result) {
  if (result != SQLITE_OK && error_ == SQLITE_OK) error_ = result;
}

void Statement::bind(int at, std::nullptr_t) {
  note(sqlite3_bind_null(statement_, at));
}

void Statement::bind(int at, std::string_view value) {
  note(sqlite3_bind_text64(statement_, at, value.data() ? value.data() : "", value.size(),
                           lent_ ? SQLITE_STATIC : SQLITE_TRANSIENT, SQLITE_UTF8));
}

void Statement::bind(int at, ByteView value) {
  // A null pointer would bind NULL.
  if (value.empty())
    note(sqlite3_bind_zeroblob(statement_, at, 0));
  else
    note(sqlite3_bind_blob64(statement_, at, value.data(), value.size(),
                             lent_ ? SQLITE_STATIC : SQLITE_TRANSIENT));
}

void Statement::bind_int64(int at, std::int64_t value) {
  note(sqlite3_bind_int64(statement_, at, value));
}

void Statement::bind_copy(int at, const Statement& from, int column) {
  note(sqlite3_bind_value(statement_, at, sqlite3_column_value(from.statement_, column)));
}

int Statement::columns() const {
  return sqlite3_column_count(statement_);
}

Result<bool> Statement::step() {
  const char* sql = statement_ ? sqlite3_sql(statement_) : "prepare";
  if (error_ != SQLITE_OK) return sqlite_error(db_, error_, sql);
  const int result = sqlite3_step(statement_);
  if (result == SQLITE_ROW) return true;
  if (result == SQLITE_DONE) return false;
  return sqlite_error(db_, sqlite3_extended_errcode(db_), sql);
}

Status Statement::run() {
  while (true) {
    REDRESS_TRY_ASSIGN(bool row, step());
    if (!row) break;
  }
  reset();
  return {};
}

Status Statement::run_with_all(std::span<const SqlValue> values) {
  lent_ = true;
  int at = 0;
  for (const auto& value : values) std::visit([&](const auto& v) { bind(++at, v); }, value);
  lent_ = false;
  return run();
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_, column);
}

std::string_view Statement::text(int column) const {
  const auto* data = sqlite3_column_text(statement_, column);
  if (!data) return {};
  return {reinterpret_cast<const char*>(data),
          static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

ByteView Statement::blob(int column) const {
  const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_, column));
  return {data, data ? static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)) : 0};
}

}  // namespace redress
