// The twelve tiles of 50: what this device is and how it does, each with a mark, a word, one big fact and
// details.
#pragma once

#include <vector>

#include "kiosk/app/app.h"
#include "kiosk/ui/staff.h"

namespace redress::technician {

// In the order of the design; `pixels` of the screen it is drawn on.
std::vector<ui::StateTile> state_tiles(const App& app, const TechnicianView& view, ui::Size pixels);

}  // namespace redress::technician
