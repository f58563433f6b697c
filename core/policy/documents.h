// Policy, wording and site from the content of a signed document, as strictly as from text.
#pragma once

#include "core/base/json.h"
#include "core/policy/policy.h"
#include "core/policy/policy_wording.h"
#include "core/policy/site.h"

namespace redress {

Result<Policy> policy_of(const Json& document);
Result<Wording> wording_of(const Json& policy_document);
Result<Site> site_of(const Json& document);

}  // namespace redress
