#include "sync/headoffice/cases/counts_as.h"

#include "core/policy/cluster.h"
#include "sync/headoffice/cases/case_record.h"
#include "sync/headoffice/cases/complainant.h"
#include "sync/headoffice/record/office.h"

namespace redress::headoffice {

namespace {

// Complaints that may lie with this one in a window that some rule looks at.
Result<std::vector<CaseCode>> neighbours(Office& office, Database& db, const CaseRecord& record,
                                         const CaseState& state) {
  std::vector<CaseCode> out;
  const auto rules = office.rules().of(record.mall);
  const std::int64_t window_ms = rules ? cluster_days(rules->policy) * kDay_ms : 0;
  auto row = db.query(
      "SELECT code FROM case_row WHERE mall = ? AND category = ? AND place = ? AND place <> '' AND "
      "submitted_at BETWEEN ? AND ?"
      " AND known = 1 AND erased = 0 AND contact_type = 'complaint' AND code <> ?",
      record.mall, state.category, state.intake["place"].string(), state.submitted_at - window_ms,
      state.submitted_at + window_ms, state.code.number);
  while (true) {
    REDRESS_TRY_ASSIGN(bool more, row.step());
    if (!more) return out;
    out.push_back({row.number(0)});
  }
}

}  // namespace

Result<CountsAs> counts_as_when_erased(Office& office, Database& db, const CaseRecord& record,
                                       const CaseState& state) {
  if (state.erased) return state.counts_as;
  REDRESS_TRY_ASSIGN(const auto secret, person_secret(office, db, record.mall));
  REDRESS_TRY_ASSIGN(const auto person, complainant_of(office, db, secret, state.code));
  std::vector<std::string> others;
  REDRESS_TRY_ASSIGN(const auto codes, neighbours(office, db, record, state));
  for (auto code : codes) {
    REDRESS_TRY_ASSIGN(auto theirs, complainant_of(office, db, secret, code));
    if (theirs) others.push_back(std::move(*theirs));
  }
  return redress::counts_as_when_erased(person.value_or(std::string()), others);
}

}  // namespace redress::headoffice
