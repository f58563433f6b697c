// Rows of cases that change without an event: by time (lapse, pauses, level by age) and by rules of another day.
#pragma once

#include "core/base/result.h"

namespace redress::headoffice {

class Office;

// Folds up to `most` cases whose row is due by now. Gives how many.
Result<int> recheck_cases(Office& office, int most);
// All that are due by now: whoever shows rows asks for it first, so that list, counts, report and case page agree at any
// moment, whether the background has had its turn or not.
Status catch_up_cases(Office& office);

// The next `most` open cases after the last ones looked at; a round over all of them is begun once a day,
// for rows that a policy of another day judged. Gives how many were folded.
Result<int> recheck_open_cases(Office& office, int most);

}  // namespace redress::headoffice
