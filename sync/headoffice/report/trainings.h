// Who of the service staff was trained in what and when, and what share of them in a quarter (R146:
// quarterly, all of them).
#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/base/civil.h"
#include "core/report/period.h"
#include "sync/headoffice/people/session.h"
#include "sync/headoffice/record/ledger.h"

namespace redress::headoffice {

struct Training {
  std::int64_t number = 0;
  std::string mall, topic, by;
  CivilDate day;
  std::int64_t minutes = 0;
  std::set<std::string> staff;  // who took part
  bool withdrawn = false;       // entered by mistake
};

struct TrainedShare {
  Period quarter;
  std::int64_t trained = 0, staff = 0;  // of the mall's service staff as it is now
};

// Errc::invalid names the field; Errc::not_found: not the visitor's mall, or no such number.
Result<std::int64_t> note_training(Office& office, const Training& training, const Visitor& visitor);
Status withdraw_training(Office& office, std::int64_t number, const Visitor& visitor);
// Newest day first.
Result<std::vector<Training>> list_trainings(Office& office, std::string_view mall, const Visitor& visitor);
Result<TrainedShare> trained_in(Office& office, std::string_view mall, const Period& quarter,
                                const Visitor& visitor);
std::string trainings_csv(const std::vector<Training>& trainings);

}  // namespace redress::headoffice
