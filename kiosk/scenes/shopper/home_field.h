// The teal field of 10: the sentence that is read from ten metres away, what is promised, and the bar that
// starts.
#pragma once

#include <optional>

#include "kiosk/app/app.h"
#include "kiosk/ui/shopper.h"

namespace redress::shopper {

bool in_service(const App& app);      // provisioned, with policy and site
bool open_for_cases(const App& app);  // and the record takes new ones
bool prints_receipts(const App& app);

// The whole of `r` starts (id "start"); the mall's sign is the technician's way in (id "mall"). `refused`:
// why a scan was not taken, said first.
void home_field(ui::Canvas& c, const ui::Rect& r, const ui::Rect& inside, float title_top, const App& app,
                std::optional<MessageKey> refused);

}  // namespace redress::shopper
