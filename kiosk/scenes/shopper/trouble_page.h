// The frame of screen 26: what it is about, then what happened, what was kept and what to do.
#pragma once

#include <string>

#include "kiosk/app/app.h"
#include "kiosk/ui/shopper.h"

namespace redress::shopper {

struct TroubleWords {
  std::string happened, kept, todo;
};

// Icon, title, sorry. Returns the height used.
float trouble_head(ui::Canvas& c, const ui::Rect& r, const App& app, ui::Icon icon, ui::Colour colour,
                   const std::string& title);
// Three lines. Returns the height used.
float trouble_facts(ui::Canvas& c, const ui::Rect& r, const App& app, const TroubleWords& words);

}  // namespace redress::shopper
