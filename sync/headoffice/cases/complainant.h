// Whose a complaint is: the person key of its contact (decision 17). Made where contact may be opened, kept in memory only.
#pragma once

#include <optional>
#include <string>

#include "core/model/case_code.h"
#include "core/base/secret.h"
#include "core/store/database.h"

namespace redress::headoffice {

class Office;

// What the keys of a mall's people are made with: the mall's first key.
Result<SecretBytes> person_secret(Office& office, Database& db, std::int64_t mall);
// Empty: no phone was left. Nothing: what was typed is erased or not here.
Result<std::optional<std::string>> complainant_of(Office& office, Database& db, ByteView person_secret, CaseCode code);

}  // namespace redress::headoffice
