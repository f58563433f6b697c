// The case of the mockups: a desk bought on 4 April, a repair promised on the 9th, nobody came.
#pragma once

#include "kiosk/app/desk.h"

namespace redress::stage {

inline constexpr Instant kStageNow{1'776'319'560'000};  // 2026-04-16 14:06 in Shanghai

CaseCode sample_code();  // well formed, of no real case
Submitted sample_submitted();
// The case as the engine would show it at `now` once it has reached `stage` (events up to there).
CaseView sample_case(Stage stage, Instant now = kStageNow, bool for_staff = false);
// The shopper had been answered; then two counters without network each took a call: one wrote that it is solved, the
// other that it is not. closing_holds: after a supervisor settled it for the first.
enum class Conflicting { open, closing_holds };
CaseView conflicting_case(Conflicting what, const Person& person);
QueueView sample_queue();
Person sample_person(Role role = Role::service);

}  // namespace redress::stage
