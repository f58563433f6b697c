// The form of /new, made from the mall's rules: the category tree, the impact questions that the policy asks
// and its outcomes (R9, R18, R34–R38, R164). No script: kinds open under their category.
#pragma once

#include "core/base/json.h"
#include "sync/headoffice/pages/html.h"
#include "sync/headoffice/pages/page_words.h"

namespace redress::headoffice {

inline constexpr std::size_t kStory_code_points = 2000;

struct NewForm {
  const PageWords& words;  // with rules
  const Fields& typed;     // what was filled in before; stays
};

void add_new_fields(Html& html, const NewForm& form);

// What was filled in, as parse_intake() takes it (core/model/intake.h); `words` may be without rules.
Json new_intake(const PageWords& words, const Fields& typed);

}  // namespace redress::headoffice
