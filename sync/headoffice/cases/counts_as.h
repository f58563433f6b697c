// What a complaint counts for, among the same ones of different people (R53), once nobody can know its person
// any more. Worked out at the last moment when its contact can be opened and written into the `erased` event,
// so that every machine and every rebuild counts alike and an erasure never makes one person two. It tells
// nothing about who it was.
#pragma once

#include "core/model/case_fold.h"
#include "core/store/database.h"

namespace redress::headoffice {

class Office;
struct CaseRecord;

// Of a case that is about to be erased; one that was erased before stays what it counted as.
Result<CountsAs> counts_as_when_erased(Office& office, Database& db, const CaseRecord& record,
                                       const CaseState& state);

}  // namespace redress::headoffice
