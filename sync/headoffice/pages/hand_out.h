// What is handed out about people, each hand-out in the purpose log first: a case's pack for a regulator, a
// person's own data.
#pragma once

#include <string>
#include <string_view>

#include "core/text/language.h"
#include "sync/headoffice/cases/phone_lookup.h"
#include "sync/headoffice/router.h"

namespace redress::headoffice {

inline constexpr RoleSet kPack_makers = role_bit(Role::manager);
inline constexpr RoleSet kExporters = role_bit(Role::manager) | role_bit(Role::analyst);

// `contact_for`: what the contact is needed for (open_contact); empty: it is left out. Errors of case_detail
// and open_contact.
Result<std::string> hand_out_pack(Office& office, CaseCode code, const Visitor& visitor, Language language,
                                  std::string_view contact_for);

enum class PersonFormat { json, html };
inline constexpr auto kPerson_formats = words<PersonFormat>("json", "html");
// Errors of person_data.
Result<std::string> hand_out_person(Office& office, const PhoneLookup& lookup, const Visitor& visitor,
                                    Language language, PersonFormat format);

void add_pack_page(Router& router);
// pack, person: added to those of commands.h.
void add_hand_out_commands();

}  // namespace redress::headoffice
