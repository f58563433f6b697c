// Pieces of screen 14 that only draw: kinds, floors, index, rows, pager.
#pragma once

#include <vector>

#include "kiosk/app/app.h"
#include "kiosk/scenes/shopper/place_list.h"
#include "kiosk/ui/shopper.h"

namespace redress::shopper {

inline constexpr float kPlaceGap = 12;

// `missing`: Next was touched without a kind.
void kind_label(ui::Canvas& c, const ui::Rect& r, const App& app, bool missing);
float kinds_height(const ui::Canvas& c, const App& app, int columns);
void kinds(ui::Canvas& c, const ui::Rect& r, const App& app, int columns);
void place_label(ui::Canvas& c, const ui::Rect& r, const App& app);

std::string floor_id(const std::string& code);  // "3f"
// As many columns of floors as the height asks for; each at least 20 mm high.
ui::Rect floor_column(const ui::Rect& r, const App& app);
void floors(ui::Canvas& c, const ui::Rect& r, const App& app, const PlaceFilter& filter);
void place_index(ui::Canvas& c, const ui::Rect& r, const App& app, const PlaceFilter& filter);
std::string search_example(const App& app);  // initials or number of a shop of this mall

float place_row_height(const ui::Canvas& c);
std::size_t place_rows_in(const ui::Canvas& c, float height);  // 1 … 6
void place_rows(ui::Canvas& c, const ui::Rect& r, const App& app, const std::vector<const Place*>& list,
                std::size_t first, std::size_t count);
void no_place(ui::Canvas& c, const ui::Rect& r, const App& app);
// Where the words need the room the buttons are arrows only.
void place_pager(ui::Canvas& c, const ui::Rect& r, const App& app, const PlaceFilter& filter, std::size_t n,
                 int page, int pages);

}  // namespace redress::shopper
