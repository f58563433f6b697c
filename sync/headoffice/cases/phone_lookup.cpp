#include "sync/headoffice/cases/phone_lookup.h"

#include "core/model/person_key.h"
#include "sync/headoffice/cases/complainant.h"
#include "sync/headoffice/record/office.h"

namespace redress::headoffice {

namespace {

Status check(Office& office, const PhoneLookup& lookup, const Visitor& visitor) {
  const bool theirs = visitor.mall.empty() || visitor.mall == lookup.mall;
  if (!theirs || !office.rules().of(std::string_view(lookup.mall))) return Error{Errc::not_found, "mall"};
  REDRESS_TRY(check_phone_question({lookup.phone, lookup.asker, lookup.purpose, lookup.days}));
  REDRESS_TRY_ASSIGN(const auto asked, count_purposes(office, visitor.person.staff, office.now() - kHour_ms));
  return asked < kLookups_an_hour ? Status() : Status(Error{Errc::busy, "too many look-ups within an hour"});
}

Result<std::vector<CaseRow>> with_contact(Office& office, const PhoneLookup& lookup, const Visitor& visitor) {
  CaseFilter filter;
  filter.mall = lookup.mall;
  filter.from = office.now() - lookup.days * kDay_ms;
  std::vector<CaseRow> out;
  REDRESS_TRY(each_case(office, filter, visitor, [&](const CaseRow& row) -> Status {
    if (row.has_contact && !row.erased && !row.content_hidden) out.push_back(row);
    return {};
  }));
  return out;
}

}  // namespace

Result<std::vector<CaseRow>> find_by_phone(Office& office, const PhoneLookup& lookup, const Visitor& visitor) {
  REDRESS_TRY(check(office, lookup, visitor));
  REDRESS_TRY_ASSIGN(auto candidates, with_contact(office, lookup, visitor));
  std::vector<CaseRow> found;
  PurposeEntry entry{0, lookup.mall, {}, {}, PurposeKind::phone, lookup.asker, lookup.purpose, {}};
  {
    REDRESS_TRY_ASSIGN(auto reader, office.store().read());
    REDRESS_TRY_ASSIGN(const auto mall, reader->integer(0, "SELECT no FROM mall WHERE id = ?", lookup.mall));
    REDRESS_TRY_ASSIGN(const auto secret, person_secret(office, *reader, mall));
    const auto wanted = person_key(secret, lookup.phone);
    for (auto& row : candidates) {
      REDRESS_TRY_ASSIGN(const auto person, complainant_of(office, *reader, secret, row.code));
      if (!person || *person != wanted) continue;
      entry.cases.push_back(row.code);
      found.push_back(std::move(row));
    }
  }
  REDRESS_TRY(note_purpose(office, entry, visitor));
  return found;
}

}  // namespace redress::headoffice
