// Left column of the resolve screen: what was done for the shopper, what it cost, what followed for staff
// (R98), what is corrected inside.
#pragma once

#include <string>
#include <vector>

#include "kiosk/app/app.h"
#include "kiosk/scenes/counter/typed_fields.h"
#include "kiosk/ui/staff.h"

namespace redress::counter {

// Ids "remedy:<word>", "pick:staff_fault" and the fields "cost", "minutes", "internal".
void draw_remedies(ui::Canvas& c, ui::Rect r, const App& app, const CaseView& view,
                   const std::vector<std::string>& picked, const std::string& fault,
                   const TypedFields& typed);
// The list of outcomes of a staff fault over the screen, ids "staff_fault:<word>".
void draw_faults(ui::Canvas& c, const App& app, const std::string& fault);
// The same column once it is resolved: only read.
void draw_resolved(ui::Canvas& c, ui::Rect r, const App& app, const CaseView& view);
// 流程·有效投诉 and what was found, of the last investigation.
std::string conclusion_words(const App& app, const CaseView& view);

}  // namespace redress::counter
