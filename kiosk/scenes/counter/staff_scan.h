// What a scanner at the counter may give beside receipts: badges, and anything else.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace redress::counter {

// A badge carries the staff number alone, or "STAFF:" before it: 4 to 16 digits. Nothing if it is no badge.
std::optional<std::string> badge_number(std::string_view scanned);

// The first 20 characters for "not ours: …", what cannot be shown as "?".
std::string scan_shown(std::string_view scanned);

}  // namespace redress::counter
