// Staff and head-office people: number, name, mall, department, role, PIN for counters, password for the
// pages (decision 12). Roles once held stay known, so that what somebody did offline before a change still
// counts as theirs.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/env/random.h"
#include "core/model/absence.h"
#include "core/model/case_fold.h"
#include "core/store/database.h"

namespace redress::headoffice {

class Office;

struct PersonRow {
  Person person;
  std::string mall;  // empty: head office, every mall
  bool active = true, has_pin = false, has_password = false;
  std::optional<Absence> away;
};

struct NewPerson {
  std::string staff, name, mall, department;
  Role role = Role::service;
  std::string pin;       // six digits; empty: none
  std::string password;  // at least 10 characters; empty: none
};
// Adds or replaces; Errc::invalid names the field (also a role, mall and department that do not go together,
// people/person_scope.h), Errc::refused: the last administrator would be one no more. Devices of the mall that was left and
// of the one that is new get their lists with their next pull; a new password ends the sessions that the old one began.
Status put_person(Office& office, const NewPerson& person);
// New PIN or password of somebody who exists, lock-out lifted. Errc::not_found.
Status reset_person(Office& office, std::string_view staff, std::string_view pin, std::string_view password);
// When somebody will be away; nothing: they are not. Counters get it with their next pull. Errc::not_found.
Status set_absence(Office& office, std::string_view staff, const std::optional<Absence>& away);
// Errc::not_found; Errc::refused: the last administrator.
Status deactivate_person(Office& office, std::string_view staff);

Result<std::vector<PersonRow>> list_people(Database& db);
Result<std::optional<PersonRow>> find_person(Database& db, std::string_view staff);

// Did this person ever hold the role for that mall, or for all?
Result<bool> held_role(Database& db, std::string_view staff, std::string_view role, std::int64_t mall);

// {"staff":[{"staff":…,"name":…,"role":…,"department":…,"salt":…,"pin":…,"away":{"from":…,"until":…}}]} of
// one mall (sync/wire/document.h). For a kiosk: its technicians and head office's, who alone sign in there, without names.
Result<Json> staff_document(Database& db, std::int64_t mall, bool for_kiosk);

std::string make_pin(Random& random);       // six digits
std::string make_password(Random& random);  // sixteen symbols of the code alphabet

}  // namespace redress::headoffice
