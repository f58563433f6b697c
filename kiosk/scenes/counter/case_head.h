// Head of every screen of one case: back, level, title, code.
#pragma once

#include "kiosk/app/app.h"
#include "kiosk/ui/staff.h"

namespace redress::counter {

void draw_case_head(ui::Canvas& c, ui::Rect r, const App& app, const CaseView& view);

}  // namespace redress::counter
