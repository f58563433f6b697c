// Walks the log and names every event that fails. Internal to this folder.
#pragma once

#include <optional>

#include "core/base/result.h"
#include "core/seal/sign.h"
#include "core/store/database.h"
#include "core/store/rows.h"

namespace redress {

// Errc::corrupt only when the walk itself cannot go on (a page cannot be read).
Result<VerifyReport> verify_log(Database& db, const std::optional<PublicKey>& head_office);

}  // namespace redress
