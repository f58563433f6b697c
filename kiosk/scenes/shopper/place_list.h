// Which places the list of screen 14 shows, and in which order. Plain values; no drawing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/policy/site.h"

namespace redress::shopper {

// Ranges of the index: 0 is all, 1 … 5 by pinyin initial (English: by the first letter of the name).
inline constexpr int kIndexRanges = 6;
std::string_view index_range(int range);  // "A–F"; empty for all

struct PlaceFilter {
  std::string floor;  // code of a floor, "public", "parking"; empty: every shop
  int range = 0;
  std::string typed;  // when not empty only this counts
};

// Shops of a floor, facilities or parking places, in the order of the index.
std::vector<const Place*> filtered_places(const Site& site, const PlaceFilter& filter, Language language);

}  // namespace redress::shopper
