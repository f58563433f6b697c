// What a level is called: in the policy's own words where it has some (一般/重要/紧急, 轻微/中度/严重 …),
// else in those of the catalogue (R61–R64). Pure; any thread.
#pragma once

#include <string>

#include "core/policy/policy.h"

namespace redress {

// `policy` may be null: the catalogue's words.
std::string level_word(const Policy* policy, int level, Language language);  // 紧急
std::string level_words(const Policy* policy, int level, Language language);  // 1 级 紧急; kNoLevel: 不分级

}  // namespace redress
