// SQLite's result codes as our errors. Only for the .cpp files of this folder.
#pragma once

#include <string_view>

#include "core/base/result.h"

struct sqlite3;

namespace redress {

// `doing` says what was tried; never a value, so nothing personal gets into an error.
Error sqlite_error(sqlite3* db, int result, std::string_view doing);

}  // namespace redress
