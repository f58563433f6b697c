// What people were told: every acknowledged complaint as it stood when the receipt was printed. The checks
// hold the machines against it.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/uuid.h"
#include "core/model/case_code.h"

namespace redress::sim {

// A promise was broken; `what` names it.
struct Violation : std::runtime_error {
  using std::runtime_error::runtime_error;
};
[[noreturn]] inline void violation(const std::string& what) {
  throw Violation(what);
}

struct Told {
  CaseCode code;
  Uuid event, incarnation;
  std::uint64_t seq = 0;
  std::size_t device = 0;                        // whose shopper was told
  Bytes bytes, sealed;                           // as first read back from its device; empty: not read yet
  std::optional<Instant> first_answer, resolve;  // as printed
  bool disk_gone = false;  // the device's disk was wiped or put back to before this complaint
  bool confirmed = false;  // head office acknowledged it and was not restored since
  enum class Erased { no, perhaps, contact, all } erased = Erased::no;  // perhaps: its answer was lost
  bool extended = false;                                                // a manager moved the date
  bool owed = false,
       sealed_owed = false;  // somebody alive holds it when calm begins, so everybody must in the end
};

struct Ledger {
  std::vector<Told> told;
  std::size_t unanswered = 0;  // submissions that failed on the way: there or not, both are right
};

}  // namespace redress::sim
