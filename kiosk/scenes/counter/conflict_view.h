// The two records of a conflict and why one of them is in effect (screen 48).
#pragma once

#include "kiosk/app/app.h"
#include "kiosk/ui/staff.h"

namespace redress::counter {

// `stage`: where the case stands if this record holds; absent while that is being judged.
void draw_conflict_side(ui::Canvas& c, const ui::Rect& r, const App& app, const CaseView& view,
                        const Conflict& conflict, const Uuid& event, std::optional<Stage> stage);
// Rule, stage, level, deadline, and what the shopper sees.
void draw_conflict_reason(ui::Canvas& c, const ui::Rect& r, const App& app, const CaseView& view,
                          const Conflict& conflict);
std::string stage_now(const App& app, Stage stage);

}  // namespace redress::counter
