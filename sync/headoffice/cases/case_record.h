// What the record holds of one case, as folds and pages read it.
#pragma once

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "core/model/case_fold.h"
#include "core/store/database.h"

namespace redress::headoffice {

// Events of one case with corrected times and authors; refused ones are left out.
struct CaseRecord {
  std::vector<CaseEvent> events;
  std::vector<std::int64_t> numbers;  // n of each
  std::vector<bool> forks;
  std::int64_t mall = 0, device = 0;  // of the first registration, else of the first event
  std::int64_t first_n = 0, last_n = 0;
  Instant arrived_at;  // of the first registration
};
Result<CaseRecord> load_case(Database& db, CaseCode code);

// Offset of a device's clock in one boot, as first measured (decision 6); 0 while there is none.
class ClockOffsets {
 public:
  explicit ClockOffsets(Database& db) : db_(db) {}
  Result<std::int64_t> of(std::int64_t device, const BootId& boot);
  void forget() { known_.clear(); }

 private:
  Database& db_;
  std::map<std::pair<std::int64_t, BootId>, std::int64_t> known_;
};

// Cases of which the device had written something, up to the event `until`, in the boot whose clock this
// `clock_measured` event tells.
Result<std::vector<CaseCode>> cases_of_clock(Database& db, const Event& measured,
                                             std::int64_t until = INT64_MAX);

}  // namespace redress::headoffice
