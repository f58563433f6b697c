// Head office's tables. `n` numbers every event of every author in the order of commits: the pull cursor
// (decision 13, decision 14). A case row's key is the n of the first event that carried its code, so rows and
// most indexes only grow at their end; event_code is the one index with random keys.
#pragma once

#include <span>
#include <string_view>

namespace redress::headoffice {

std::span<const std::string_view> schema_steps();

}  // namespace redress::headoffice
