// The category lists of other documents (R34–R38): a profile regroups the categories of a policy under its
// own, so that theirs become the kinds below them with their departments, levels, phrases and steps; rules
// that name a category follow. Pure; any thread.
#pragma once

#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"

namespace redress {

std::vector<std::string_view> profile_names();  // of the embedded profiles

// `policy`: a document with the categories of the mall profile. Gives the document with the profile's
// categories and level words under the version name `version`. Errc::not_found: no such profile;
// Errc::invalid: it names a category that the policy has not, or leaves one out.
Result<Json> with_profile(const Json& policy, std::string_view profile, std::string_view version);

}  // namespace redress
