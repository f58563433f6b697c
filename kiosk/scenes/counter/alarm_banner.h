// An alarm of a kiosk nobody has answered yet: over the left of the top bar of every counter screen, where no
// control lies, until somebody takes it.
#pragma once

#include "kiosk/app/app.h"
#include "kiosk/ui/canvas.h"

namespace redress::counter {

// The one to answer next: injuries before calls, then the oldest. Null: none.
const AlarmView* open_alarm(const App& app);

// Draws nothing without an open alarm. Button "alarm:answer" when somebody is signed in.
void alarm_banner(ui::Canvas& canvas, const App& app);

}  // namespace redress::counter
