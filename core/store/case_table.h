// The case rows: a projection of the log, folded in the transaction that changes the log.
// Internal to this folder.
#pragma once

#include <optional>
#include <vector>

#include "core/base/result.h"
#include "core/policy/facts.h"
#include "core/store/database.h"
#include "core/store/rows.h"

namespace redress::case_table {

// The setting under which the store keeps how long an answer waits for its confirmation (Store::use_confirm_days).
inline constexpr std::string_view kConfirm_days = "confirm_days";

// The columns of case_row in the order in which a CaseRow is written and read.
inline constexpr std::string_view kColumns =
    "code, known, collision, stage, contact_type, category, subcategory, place, language, departments, owner, owner_department,"
    " first_contact, submitted_at, clock_trusted, injured, submitted_incarnation, first_answer_at, fed_back_at, archived_at,"
    " extended_until, promised_first_answer, promised_resolve, due_at, paused, held, erased, events, additions, disputes,"
    " conflicts, prints, last_at, waited_by, missing_since, call_back_owed_since, counts_as, escalated_to";

// Folds all events of the case and writes its row. Independent of the present time, so a rebuild is
// identical.
Status project(Database& db, CaseCode code);
Status rebuild(Database& db);

Result<std::optional<CaseRow>> row(Database& db, CaseCode code);
Result<std::vector<CaseRow>> find(Database& db, const CaseQuery& query);
Result<std::uint64_t> count(Database& db, const CaseQuery& query);

// Complaints of one category and place captured from `from` to `to`; who made them is not known here.
Result<std::vector<SameComplaint>> same_complaints(Database& db, std::string_view category, std::string_view place, Instant from, Instant to);
// Newest first, erased ones left out.
Result<std::vector<CaseCode>> submitted_since(Database& db, Instant from);
// A row changes by an event of its case, and those of a whole boot do by a clock that was measured.
Result<CaseChanges> changed_since(Database& db, std::int64_t event_row);
Result<std::vector<LinkRow>> links_to(Database& db, CaseCode code);

}  // namespace redress::case_table
