// Who complains, without a name: equal for one phone number within a mall, readable by nobody (decision 17). Made where
// contact may be opened, kept in memory only.
#pragma once

#include <string>
#include <string_view>

#include "core/base/bytes.h"

namespace redress {

// Digits alone, without China's prefix: +86 137-0000-4416 is 13700004416.
std::string normal_phone(std::string_view phone);
// Empty without a phone. `mall_key`: the secret of the mall's first epoch, which every counter and head office have.
std::string person_key(ByteView mall_key, std::string_view phone);

}  // namespace redress
