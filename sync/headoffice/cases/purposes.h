// The purpose log: who asked for personal data, what for, and which cases it led to (R130). Only ever added to; it holds no
// personal data itself. That a case's contact was opened stands in the case (`viewed`, decision 18).
#pragma once

#include <string>
#include <vector>

#include "core/model/event.h"
#include "core/model/lookup.h"
#include "sync/headoffice/people/session.h"
#include "sync/headoffice/record/ledger.h"

namespace redress::headoffice {

enum class PurposeKind { phone, person_data, pack };  // a look-up by phone; one person's data, one case's pack handed out
inline constexpr auto kPurpose_kinds = words<PurposeKind>("phone", "person_data", "pack");

struct PurposeEntry {
  std::int64_t n = 0;
  std::string mall, by;
  Instant at;
  PurposeKind kind = PurposeKind::phone;
  Asker asker = Asker::shopper;
  Purpose purpose = Purpose::lost_receipt;
  std::vector<CaseCode> cases;
};

// `n`, `by` and `at` are filled in. Errc::not_found: no such mall.
Status note_purpose(Office& office, const PurposeEntry& entry, const Visitor& visitor);
// A question asked at a counter, as it arrives with the record.
Status take_looked_up(Database& db, std::int64_t mall, const Event& event);
// Newest first, those of the visitor's malls.
Result<std::vector<PurposeEntry>> list_purposes(Office& office, std::string_view mall, const Visitor& visitor);
// How often this person has asked since then.
Result<std::int64_t> count_purposes(Office& office, std::string_view staff, Instant since);
std::string purposes_csv(const std::vector<PurposeEntry>& entries);

}  // namespace redress::headoffice
