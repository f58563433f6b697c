// The purpose log: who asked for personal data, what for, and which cases it led to (R130). Only ever added to; it holds no
// personal data itself. That a case's contact was opened stands in the case (`viewed`, decision 18).
#pragma once

#include <string>
#include <vector>

#include "core/model/case_code.h"
#include "core/model/words.h"
#include "sync/headoffice/ledger.h"
#include "sync/headoffice/session.h"

namespace redress::headoffice {

enum class Asker { shopper, relative, authority, staff };
inline constexpr auto kAskers = words<Asker>("shopper", "relative", "authority", "staff");

enum class Purpose { lost_receipt, progress, own_data, official_request };
inline constexpr auto kPurposes_of_lookup = words<Purpose>("lost_receipt", "progress", "own_data", "official_request");

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
// Newest first, those of the visitor's malls.
Result<std::vector<PurposeEntry>> list_purposes(Office& office, std::string_view mall, const Visitor& visitor);
// How often this person has asked since then.
Result<std::int64_t> count_purposes(Office& office, std::string_view staff, Instant since);
std::string purposes_csv(const std::vector<PurposeEntry>& entries);

}  // namespace redress::headoffice
