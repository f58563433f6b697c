#include "sync/headoffice/cases/complainant.h"

#include "core/model/person_key.h"
#include "sync/headoffice/cases/case_record.h"
#include "sync/headoffice/record/erasure.h"
#include "sync/headoffice/record/office.h"

namespace redress::headoffice {

Result<SecretBytes> person_secret(Office& office, Database& db, std::int64_t mall) {
  auto row = db.query("SELECT secret FROM mall_key WHERE mall = ? ORDER BY epoch LIMIT 1", mall);
  REDRESS_TRY_ASSIGN(bool found, row.step());
  if (!found) return Error{Errc::not_found, "the mall has no key"};
  return open_mall_key(office.keys(), row.blob(0));
}

Result<std::optional<std::string>> complainant_of(Office& office, Database& db, ByteView person_secret, CaseCode code) {
  REDRESS_TRY_ASSIGN(auto record, load_case(db, code));
  for (std::size_t i = 0; i < record.events.size(); ++i) {
    const auto& event = record.events[i].event;
    if (event.kind != "submitted" || !event.sealed) continue;
    auto typed = open_typed(office, db, record.numbers[i], event);
    if (typed.ok()) return std::optional(person_key(person_secret, (*typed)["contact"]["phone"].string()));
  }
  return std::optional<std::string>();
}

}  // namespace redress::headoffice
