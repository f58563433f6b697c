// Retention by the policy (R124–R132): what is due is erased by the same `erased` event that an administrator
// would write (decision 16), by head office. A case on hold is left alone and named.
#pragma once

#include <functional>
#include <string>

#include "core/policy/retention.h"
#include "core/store/database.h"

namespace redress::headoffice {

class Office;
struct CaseRecord;

// What is kept of one case until when; nothing while it is open.
std::optional<RetentionDates> retention_of(Office& office, const CaseRecord& record, const CaseState& state,
                                           const Judgement& judgement);

struct DueCase {
  CaseCode code;
  std::string mall;
  DueErasure due;
  Instant closed_at;
  bool important = false;
  bool held = false;  // due, but on hold: nothing was done
};
struct RetentionRun {
  std::int64_t contacts = 0, cases = 0, held = 0;
};

// Days after a restore in which nothing is erased: holds and reopenings that were lost may still come back
// from devices.
inline constexpr int kWait_after_restore_days = 7;
// A clock that is so far ahead of everything in the record is not believed unless somebody looked at it.
inline constexpr int kQuiet_days = 62;

struct RetentionOrder {
  bool dry_run = false;        // only tells
  bool clock_checked = false;  // the record may be that old
};
// Tells every case that is due, before it is erased. Errc::busy: too soon after a restore; Errc::refused: the
// clock is not believed. A dry run is always allowed.
Result<RetentionRun> run_retention(Office& office, const RetentionOrder& order,
                                   const std::function<void(const DueCase&)>& told);

}  // namespace redress::headoffice
