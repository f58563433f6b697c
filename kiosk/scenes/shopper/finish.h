// What the two last screens share: the promised dates and the count-down to home.
#pragma once

#include "kiosk/app/app.h"
#include "kiosk/ui/shopper.h"

namespace redress::shopper {

int seconds_left(std::uint64_t until_ms, const App& app);  // rounded up
std::uint64_t next_second(std::uint64_t until_ms, const App& app);  // when the number shown changes

// First answer and result, absolute; or "within n hours" where the clock is not believable. `beside`: next to each
// other where they fit. Returns the height used.
float promised_dates(ui::Canvas& c, const ui::Rect& r, const App& app, bool beside);
float promised_dates_height(const ui::Canvas& c, float width, const App& app, bool beside);

// Label and marked value of each date.
std::vector<ui::KeyValue> promised_lines(const ui::Canvas& c, const App& app);

}  // namespace redress::shopper
