// 15, lower half: how it touched the shopper. The policy says which questions are asked; none is preset.
#pragma once

#include "kiosk/app/app.h"
#include "kiosk/app/scene.h"
#include "kiosk/ui/canvas.h"
#include "kiosk/ui/pointer.h"

namespace redress::shopper {

// `wrong_code`: the last scan was no code of ours; said beside the offer of the earlier case code.
float impact_heading_height(const ui::Canvas& c, float width, const App& app);
void impact_heading(ui::Canvas& c, ui::Rect& r, const App& app);  // cuts itself off r
float impact_height(const ui::Canvas& c, const App& app, float width, float row, bool wrong_code);
void impact(ui::Canvas& c, const ui::Rect& r, const App& app, bool wrong_code);

// A touch on a yes, a no or an amount; a second touch on the chosen answer takes it back.
Step impact_answer(const ui::UiEvent& event, App& app);

}  // namespace redress::shopper
