// Left column of the resolve screen: what was done for the shopper, what it cost, what is corrected inside.
#pragma once

#include <string>
#include <vector>

#include "kiosk/app/app.h"
#include "kiosk/scenes/counter/typed_fields.h"
#include "kiosk/ui/staff.h"

namespace redress::counter {

// Ids "remedy:<word>" and the fields "cost", "minutes", "internal".
void draw_remedies(ui::Canvas& c, ui::Rect r, const App& app, const CaseView& view,
                   const std::vector<std::string>& picked, const TypedFields& typed);
// The same column once it is resolved: only read.
void draw_resolved(ui::Canvas& c, ui::Rect r, const App& app, const CaseView& view);
// 流程·有效投诉 and what was found, of the last investigation.
std::string conclusion_words(const App& app, const CaseView& view);

}  // namespace redress::counter
