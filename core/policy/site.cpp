#include "core/policy/site.h"

#include <algorithm>

#include "assets/asset.h"
#include "core/policy/document_reader.h"
#include "core/policy/documents.h"

namespace redress {
namespace {

constexpr std::size_t kMostHostCharacters = 38;  // QR version 3-M holds the address

OpenInterval read_interval(const Json& item, const std::string& path, DocumentErrors& errors) {
  auto from = parse_clock_minutes(item.items().size() == 2 ? item.items()[0].string() : "");
  auto to = parse_clock_minutes(item.items().size() == 2 ? item.items()[1].string() : "");
  if (from && to && *from < *to) return {*from, *to};
  errors.add(path, "must be [\"10:00\", \"22:00\"]");
  return {};
}

void check_url(ObjectReader& reader, const std::string& url) {
  constexpr std::string_view kScheme = "HTTPS://";
  bool plain = std::all_of(url.begin(), url.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ':' || c == '/' || c == '.' || c == '-';
  });
  if (!url.starts_with(kScheme) || !plain || url.size() == kScheme.size() || url.back() == '/')
    reader.fail("public_url", "must be upper case HTTPS://HOST without a slash at the end");
  else if (url.size() - kScheme.size() > kMostHostCharacters)
    reader.fail("public_url", "the host may have 38 characters at most, or the code on the receipt grows too large");
}

Place read_place(ObjectReader& reader) {
  Place out;
  out.id = reader.name("id");
  out.floor = reader.text("floor", 8);
  std::string kind = reader.word("kind", {"shop", "facility", "parking"});
  out.kind = kind == "facility" ? PlaceKind::facility : kind == "parking" ? PlaceKind::parking : PlaceKind::shop;
  out.names = reader.labels("names");
  if (out.kind == PlaceKind::shop) {
    out.number = reader.text("number", 12);
    out.trade = reader.labels("trade");
  }
  out.initials = reader.text("initials", 24);
  bool upper = std::all_of(out.initials.begin(), out.initials.end(), [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
  if (!upper) reader.fail("initials", "must be upper case pinyin initials");
  out.closed = reader.flag("closed", false);
  return out;
}

void check_places(const Site& site, DocumentErrors& errors) {
  auto need = [&](const std::string& path, const std::string& id) {
    if (!site.place(id)) errors.add(path, "place \"" + id + "\" does not exist");
  };
  need("desk", site.desk);
  for (const auto& id : site.first_aid) need("first_aid", id);
  for (std::size_t i = 0; i < site.places.size(); ++i) {
    const Place& place = site.places[i];
    auto same_floor = [&](const Floor& floor) { return floor.code == place.floor; };
    if (std::none_of(site.floors.begin(), site.floors.end(), same_floor))
      errors.add("places." + place.id + ".floor", "\"" + place.floor + "\" does not exist");
    for (std::size_t k = 0; k < i; ++k)
      if (site.places[k].id == place.id) errors.add("places." + place.id, "stands twice");
  }
}

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }
std::string folded(std::string_view text) {
  std::string out;
  for (char c : text)
    if (c != ' ') out += upper(c);
  return out;
}

}  // namespace

const Place* Site::place(std::string_view id) const {
  for (const auto& row : places)
    if (row.id == id) return &row;
  return nullptr;
}

Result<Site> parse_site(std::string_view json) {
  REDRESS_TRY_ASSIGN(auto root, parse_json(json, {8u << 20, 16}));
  return site_of(root);
}

Result<Site> site_of(const Json& root) {
  DocumentErrors errors;
  ObjectReader document(root, "", errors);
  Site site;
  document.integer("format", 1, 1);
  site.version = document.text("version", 40);
  site.mall = document.name("mall");
  site.names = document.labels("names");
  site.public_url = document.text("public_url", 80);
  if (!site.public_url.empty()) check_url(document, site.public_url);
  site.time_zone = document.text("time_zone", 60);
  if (auto zone = Zone::parse_rule(document.text("time_zone_rule", 60))) site.zone = *zone;
  else document.fail("time_zone_rule", "must be a POSIX rule such as CST-8");
  site.phone = document.text("phone", 40);
  site.phone_hours = read_interval(document.value("phone_hours"), "phone_hours", errors);
  site.duty_phone = document.optional_text("duty_phone", 40);
  document.each("opening_hours", false, [&](const Json& item, const std::string& path) {
    site.opening_hours.push_back(read_interval(item, path, errors));
  });
  site.desk = document.name("desk");
  site.first_aid = document.names("first_aid");
  site.departments = document.names("departments");
  document.each("floors", false, [&](const Json& item, const std::string& path) {
    ObjectReader reader(item, path, errors);
    site.floors.push_back({reader.text("code", 8), reader.labels("labels")});
    reader.done();
  });
  document.each("places", false, [&](const Json& item, const std::string& path) {
    ObjectReader reader(item, path, errors);
    site.places.push_back(read_place(reader));
    reader.done();
  });
  if (document.has("calendar"))
    document.object("calendar", [&](ObjectReader& reader) { site.calendar = read_calendar(reader); });
  document.done();
  if (errors.empty()) check_places(site, errors);
  REDRESS_TRY(errors.status("site"));
  return site;
}

Result<Site> demo_site(std::string_view mall) {
  std::string path = "site/" + std::string(mall) + ".json";
  if (!has_asset(path)) return Error{Errc::not_found, "there is no demo mall \"" + std::string(mall) + "\"; take xinghe or binjiang"};
  return parse_site(asset(path));
}

std::vector<std::string_view> demo_malls() {
  std::vector<std::string_view> out;
  for (auto path : asset_paths("site/")) {
    path.remove_prefix(std::string_view("site/").size());
    out.push_back(path.substr(0, path.rfind('.')));
  }
  return out;
}

std::string place_words(const Site& site, std::string_view id, Language language) {
  const Place* place = site.place(id);
  if (!place) return std::string(id);
  const std::string& name = place->names.in(language);
  if (place->kind != PlaceKind::shop) return name.find(place->floor) != std::string::npos ? name : place->floor + " " + name;
  return place->floor + " " + place->number + " " + name;
}

std::vector<const Place*> find_places(const Site& site, std::string_view typed, Language language) {
  std::vector<const Place*> out;
  std::string wanted = folded(typed);
  for (const auto& place : site.places) {
    bool fits = folded(place.names.in(language)).find(wanted) != std::string::npos ||
                folded(place.number).find(wanted) != std::string::npos || place.initials.find(wanted) != std::string::npos;
    if (fits) out.push_back(&place);
  }
  return out;
}

}  // namespace redress
