// Head office's own keys in a file of their own, so that no copy of the database holds them. Kept apart from
// the backups: without it nobody at head office opens what is sealed, and devices do not know this head
// office again.
#pragma once

#include <string>

#include "sync/headoffice/record/keys.h"

namespace redress::headoffice {

inline constexpr std::string_view kKey_file = "headoffice.key";

// Errc::not_found: there is none; corrupt: damaged.
Result<Keys> load_key_file(const std::string& path);
// Whole and 0600 before it can be found under its name.
Status save_key_file(const std::string& path, const Keys& keys);

}  // namespace redress::headoffice
