#include "core/store/sqlite_error.h"

#include <sqlite3.h>

namespace redress {
namespace {

Errc code_of(int result) {
  switch (result & 0xff) {
    case SQLITE_FULL:
      return Errc::full;
    case SQLITE_IOERR:
      return Errc::io;
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_READONLY:
      return Errc::io;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
      return Errc::corrupt;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      return Errc::busy;
    case SQLITE_CONSTRAINT:
      return Errc::conflict;
    case SQLITE_TOOBIG:
      return Errc::limit;
    default:
      return Errc::internal;
  }
}

}  // namespace

Error sqlite_error(sqlite3* db, int result, std::string_view doing) {
  std::string what = "database: ";
  what.append(doing).append(": ").append(sqlite3_errstr(result));
  // The message names tables and columns, never values; for constraints and SQL errors it is what helps.
  if (db && (code_of(result) == Errc::internal || code_of(result) == Errc::conflict))
    what.append(" (").append(sqlite3_errmsg(db)).append(")");
  // A full disk shows as SQLITE_FULL or as a failed write of the WAL's shared memory.
  Errc code = code_of(result);
  if (result == SQLITE_IOERR_SHMSIZE) code = Errc::full;
  return {code, std::move(what)};
}

}  // namespace redress
