// The case rows: a projection of the log, folded in the transaction that changes the log.
// Internal to this folder.
#pragma once

#include <optional>
#include <vector>

#include "core/base/result.h"
#include "core/store/database.h"
#include "core/store/rows.h"

namespace redress::case_table {

// Folds all events of the case and writes its row. Independent of the present time, so a rebuild is
// identical.
Status project(Database& db, CaseCode code);
Status rebuild(Database& db);

Result<std::optional<CaseRow>> row(Database& db, CaseCode code);
Result<std::vector<CaseRow>> find(Database& db, const CaseQuery& query);
Result<std::uint64_t> count(Database& db, const CaseQuery& query);

}  // namespace redress::case_table
