#include "sync/headoffice/pages/hand_out.h"

#include "core/seal/sign.h"
#include "sync/headoffice/cases/pack.h"
#include "sync/headoffice/cases/person_data.h"
#include "sync/headoffice/cases/purposes.h"
#include "sync/headoffice/pages/paper.h"
#include "sync/headoffice/record/office.h"

namespace redress::headoffice {

Result<std::string> hand_out_pack(Office& office, CaseCode code, const Visitor& visitor, Language language,
                                  std::string_view contact_for) {
  REDRESS_TRY_ASSIGN(const auto seen, case_detail(office, code, visitor));
  Json contact;
  if (!contact_for.empty()) {
    REDRESS_TRY_ASSIGN(contact, open_contact(office, code, visitor, contact_for));
  }
  PurposeEntry entry{
      0, seen.row.mall, {}, {}, PurposeKind::pack, Asker::authority, Purpose::official_request, {code}};
  REDRESS_TRY(note_purpose(office, entry, visitor));
  // Once more: that the contact was opened stands in the case by now.
  REDRESS_TRY_ASSIGN(const auto detail, case_detail(office, code, visitor));
  PageWords words(language, office.rules().of(std::string_view(detail.row.mall)));
  const auto key = fingerprint(office.keys().signing.public_key());
  const bool opened = contact.is_object();
  auto about = Json::object()
                   .set("by", visitor.person.staff)
                   .set("language", language_code(language))
                   .set("contact", opened);
  return make_pack(office, {code, case_paper(words, detail, opened ? &contact : nullptr, key, office.now()),
                            std::move(about), contact});
}

Result<std::string> hand_out_person(Office& office, const PhoneLookup& lookup, const Visitor& visitor,
                                    Language language, PersonFormat format) {
  REDRESS_TRY_ASSIGN(const auto data, person_data(office, lookup, visitor));
  if (format == PersonFormat::json) return data.dump() + "\n";
  return person_paper(PageWords(language, office.rules().of(std::string_view(lookup.mall))), data);
}

}  // namespace redress::headoffice
