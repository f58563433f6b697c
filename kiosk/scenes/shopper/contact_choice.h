// What a shopper's contact still lacks, as one sentence beside the thing: nothing is silently refused.
#pragma once

#include <optional>
#include <string>

#include "kiosk/app/app.h"

namespace redress::shopper {

inline constexpr int kMobile_digits = 11;  // of the mainland; numbers with + have 8 to 15

// Digits still missing (n > 0), or 0 when there are enough.
int digits_missing(std::string_view phone);
// A number somebody could have: mainland mobile, or + and 8 to 15 digits.
bool plausible_phone(std::string_view phone);

enum class ContactGap { none, choice, number, implausible, consent };
// What keeps the shopper from going on, the first of them.
ContactGap contact_gap(const Visit& visit);

// 女士，手机 139 **** 1234, or 匿名, for the review; the number stays masked.
std::string contact_words(const App& app);

}  // namespace redress::shopper
