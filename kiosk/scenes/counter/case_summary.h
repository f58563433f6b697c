// Left column of the case: what the shopper said, contact on demand, level with its reason, clocks.
#pragma once

#include "kiosk/app/app.h"
#include "kiosk/app/case_view.h"
#include "kiosk/ui/staff.h"

namespace redress::counter {

// `contact`: opened just now, null while it is closed (decision 18).
void draw_summary(ui::Canvas& c, ui::Rect r, const App& app, const CaseView& view, const Contact* contact);
// Dialog: why the contact is looked at. Ids "purpose:<word>".
void draw_purposes(ui::Canvas& c, const App& app);

}  // namespace redress::counter
