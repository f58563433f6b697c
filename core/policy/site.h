// The site document of one mall: places, floors, phones, hours, time zone (decision 21). Strict; immutable.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/zone.h"
#include "core/policy/calendar.h"
#include "core/policy/labels.h"

namespace redress {

enum class PlaceKind { shop, facility, parking };

struct Place {
  std::string id;        // "xh-318", stands in events
  std::string floor;
  PlaceKind kind = PlaceKind::shop;
  std::string number;    // of a shop, as on its door
  Labels names;
  Labels trade;          // what a shop sells; empty for others
  std::string initials;  // pinyin initials, upper case: QMJJ
  bool closed = false;   // still selectable, shown as 已撤店
};

struct Floor {
  std::string code;
  Labels labels;
};

struct Site {
  std::string version, mall;
  Labels names;
  std::string public_url;     // upper case HTTPS://HOST, host at most 38 characters (decision 22)
  std::string time_zone;      // IANA name
  Zone zone;                  // of time_zone_rule; replace it with the system's when that is at hand
  std::string phone, duty_phone;
  OpenInterval phone_hours;
  std::vector<OpenInterval> opening_hours;
  std::string desk;           // place of the service desk
  std::vector<std::string> first_aid;    // places, nearest first from the desk
  std::vector<std::string> departments;  // those of the policy that this mall has
  std::vector<Floor> floors;
  std::vector<Place> places;
  std::optional<Calendar> calendar;      // instead of the policy's

  const Place* place(std::string_view id) const;
};

// Errors: Errc::invalid, one line a fault with its path.
Result<Site> parse_site(std::string_view json);
// An embedded demo mall, "xinghe" or "binjiang". Errors: Errc::not_found, Errc::invalid.
Result<Site> demo_site(std::string_view mall);
std::vector<std::string_view> demo_malls();

// 3F 318 轻木家居, as on receipts and in lists; an unknown id as it is.
std::string place_words(const Site& site, std::string_view id, Language language);

// Places whose name, number or initials contain the typed text; case and spaces do not matter.
std::vector<const Place*> find_places(const Site& site, std::string_view typed, Language language);

}  // namespace redress
