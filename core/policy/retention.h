// How long what people typed is kept (R124, R129): pure functions of the policy's `retention` and of the
// closed case. What stays for ever is the record without anything typed, so every figure stays.
#pragma once

#include <optional>

#include "core/base/zone.h"
#include "core/model/case_fold.h"
#include "core/policy/judge.h"

namespace redress {

// Midnight after the day, in the mall's time, on which the span that begins at `closed_at` is over. A month
// that lacks the day ends it earlier: a year from 29 February ends with 28 February.
Instant kept_until(Instant closed_at, const Keep& keep, const Zone& zone);

struct RetentionDates {
  Instant contact, everything;  // may be erased from then on; the contact never later than everything
  bool important = false;       // by its worst level, or because somebody archived it so
};
// Nothing: the case is open or its registration is not here, so it is kept. `level` is the worst it ever had.
// The contact goes by the policy the shopper agreed to, if that promised less than the policy of today.
std::optional<RetentionDates> retention_dates(const Policy& today, const Policy& agreed, const Zone& zone,
                                              const CaseState& state, int worst_level);
// kNoLevel: it never had one.
int worst_level(const Judgement& judgement);

enum class ErasureScope { contact, all };
inline constexpr auto kErasure_scopes = words<ErasureScope>("contact", "all");

struct DueErasure {
  ErasureScope scope = ErasureScope::all;
  Instant since;
};
// What is to be erased at `now`, a hold left aside; nothing: not yet, or it is erased already.
std::optional<DueErasure> due_erasure(const RetentionDates& dates, const CaseState& state, Instant now);

}  // namespace redress
