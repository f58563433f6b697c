#include <sqlite3.h>

#include "core/store/database.h"
#include "core/store/folder.h"
#include "core/store/sqlite_error.h"

namespace redress {
namespace {

Status copy_pages(sqlite3* from, sqlite3* to) {
  sqlite3_backup* backup = sqlite3_backup_init(to, "main", from, "main");
  if (!backup) return sqlite_error(to, sqlite3_extended_errcode(to), "start backup");
  // In one step: the owner is the only writer, so nothing waits that matters.
  const int step = sqlite3_backup_step(backup, -1);
  const int finish = sqlite3_backup_finish(backup);
  if (step != SQLITE_DONE) return sqlite_error(to, step, "copy pages");
  if (finish != SQLITE_OK) return sqlite_error(to, finish, "finish backup");
  // One file without a write-ahead log: it can be carried and opened alone.
  const int mode = sqlite3_exec(to, "PRAGMA journal_mode=DELETE", nullptr, nullptr, nullptr);
  if (mode != SQLITE_OK) return sqlite_error(to, mode, "close the copy's log");
  return {};
}

Status check_copy(sqlite3* copy) {
  sqlite3_stmt* statement = nullptr;
  int result = sqlite3_prepare_v2(copy, "PRAGMA integrity_check(1)", -1, &statement, nullptr);
  if (result == SQLITE_OK) result = sqlite3_step(statement);
  std::string answer;
  if (result == SQLITE_ROW) answer = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
  sqlite3_finalize(statement);
  if (answer == "ok") return {};
  return Error{Errc::corrupt, "the copy is damaged: " + (answer.empty() ? sqlite3_errstr(result) : answer)};
}

Status open_and(const std::string& path, int flags, auto&& use) {
  sqlite3* db = nullptr;
  const int result = sqlite3_open_v2(path.c_str(), &db, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  Status status;
  if (result != SQLITE_OK)
    status = sqlite_error(db, result, "open " + path);
  else
    status = use(db);
  sqlite3_close_v2(db);
  return status;
}

Status copy_checked(sqlite3* from, const std::string& temporary) {
  // Created first, so that the mode is right from the first byte.
  REDRESS_TRY(write_file_whole(temporary, {}, 0600));
  REDRESS_TRY(open_and(temporary, SQLITE_OPEN_READWRITE, [&](sqlite3* to) { return copy_pages(from, to); }));
  REDRESS_TRY(sync_file(temporary));
  return open_and(temporary, SQLITE_OPEN_READONLY, check_copy);
}

}  // namespace

Status Database::backup(const std::string& to) {
  const std::string temporary = to + ".part";
  if (Status copied = copy_checked(db_, temporary); !copied.ok()) {
    (void)remove_file(temporary);
    return copied;
  }
  REDRESS_TRY(rename_file(temporary, to));
  return sync_folder(folder_of(to));
}

}  // namespace redress
