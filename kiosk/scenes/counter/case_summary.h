// Left column of the case: what the shopper said, contact on demand, level with its reason, clocks.
#pragma once

#include "kiosk/app/app.h"
#include "kiosk/app/case_view.h"
#include "kiosk/ui/staff.h"

namespace redress::counter {

// Which page of a long text is shown; `count` is told by the drawing. Ids "said:prev", "said:next".
struct SaidPages {
  int page = 0, count = 1;
};

// `contact`: opened just now, null while it is closed (decision 18).
void draw_summary(ui::Canvas& c, ui::Rect r, const App& app, const CaseView& view, const Contact* contact, SaidPages& pages);
// The same in two columns, for larger letters.
void draw_wide_summary(ui::Canvas& c, const ui::Rect& r, const App& app, const CaseView& view, const Contact* contact, SaidPages& pages);
// What ui::facts() will use.
float facts_height(const ui::Canvas& c, float width, const std::vector<ui::Fact>& lines, float label);
// Card of the clocks with their bars, as high as clocks_height(). whole: also until when they may be extended (R68) and
// to whom the policy takes what is late.
enum class Clocks { bars, whole };
void draw_clocks(ui::Canvas& c, const ui::Rect& r, const App& app, const CaseView& view, Clocks shown);
float clocks_height(const ui::Canvas& c, const App& app, const CaseView& view, float width, Clocks shown);
// Only what the shopper said, while something is written beside it.
void draw_said_alone(ui::Canvas& c, const ui::Rect& r, const App& app, const CaseView& view, SaidPages& pages);
// Dialog: why the contact is looked at. Ids "purpose:<word>".
void draw_purposes(ui::Canvas& c, const App& app);

}  // namespace redress::counter
