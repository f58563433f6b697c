// Walks the whole record: bytes against hashes, chains, authors' signatures of batches, sealed parts, columns
// against the events they were read from, counts of the projections. Names every event that fails.
#pragma once

#include <string>
#include <vector>

#include "core/store/database.h"

namespace redress::headoffice {

struct Verification {
  std::int64_t events = 0, refused = 0, cases = 0, batches = 0, sealed = 0, sealed_missing = 0;
  std::int64_t unproven = 0;          // relayed, the author's batch has not come (again) yet
  std::vector<std::string> problems;  // one line each
};
Result<Verification> verify_record(Database& db);

}  // namespace redress::headoffice
