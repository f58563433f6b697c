#include "kiosk/scenes/shopper/place_list.h"

#include <algorithm>
#include <cctype>

namespace redress::shopper {

namespace {

constexpr std::string_view kRanges[kIndexRanges] = {"", "A–F", "G–L", "M–R", "S–X", "Y–Z"};
constexpr char kLast[kIndexRanges] = {0, 'F', 'L', 'R', 'X', 'Z'};

char initial(const Place& place, Language language) {
  const auto& text =
      language_info(language).chinese || place.initials.empty() ? place.initials : place.names.in(language);
  return text.empty() ? '~' : static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
}

std::string order_key(const Place& place, Language language) {
  return language_info(language).chinese ? place.initials + place.number : place.names.in(language);
}

bool in_range(char letter, int range) {
  return range == 0 || (letter <= kLast[range] && (range == 1 ? letter >= 'A' : letter > kLast[range - 1]));
}

bool on_floor(const Place& place, const std::string& floor) {
  if (floor == "public") return place.kind == PlaceKind::facility;
  if (floor == "parking") return place.kind == PlaceKind::parking;
  return place.kind == PlaceKind::shop && (floor.empty() || place.floor == floor);
}

}  // namespace

std::string_view index_range(int range) {
  return kRanges[range];
}

std::vector<const Place*> filtered_places(const Site& site, const PlaceFilter& filter, Language language) {
  if (!filter.typed.empty()) return find_places(site, filter.typed, language);
  std::vector<const Place*> out;
  for (const auto& place : site.places)
    if (on_floor(place, filter.floor) && in_range(initial(place, language), filter.range))
      out.push_back(&place);
  std::stable_sort(out.begin(), out.end(), [&](const Place* a, const Place* b) {
    return order_key(*a, language) < order_key(*b, language);
  });
  return out;
}

}  // namespace redress::shopper
