#include "kiosk/scenes/shopper/place_parts.h"

#include <algorithm>
#include <cctype>
#include <cmath>

#include "core/policy/policy.h"
#include "kiosk/scenes/shopper/shopper_scene.h"

namespace redress::shopper {

namespace {

using ui::Canvas;
using ui::Colour;
using ui::Rect;

constexpr float kRow = 96, kFloorsHigh = 872, kFloorWide = 168, kGap = kPlaceGap;

float kind_height(const Canvas& c) {
  return ui::size::chip * (1 + (c.theme().text_scale - 1) * .6f);
}

std::vector<ui::ListRow> list_rows_of(const App& app, const std::vector<const Place*>& list,
                                      std::size_t first, std::size_t count) {
  std::vector<ui::ListRow> out;
  for (std::size_t i = first; i < std::min(list.size(), first + count); ++i) {
    const Place& place = *list[i];
    ui::ListRow row{.id = "place:" + place.id,
                    .number = place.number,
                    .name = place.names.in(app.language()),
                    .kind = place.trade.in(app.language())};
    if (place.closed) row.kind = app.say("place.closed"_msg);
    row.chosen = app.visit.place == place.id;
    out.push_back(std::move(row));
  }
  return out;
}

std::string count_words(const App& app, const PlaceFilter& filter, std::size_t n, int page, int pages) {
  const bool ranged = filter.range > 0 && filter.typed.empty();
  if (!ranged) return app.say("place.count.all"_msg, {{"n", n}, {"p", page + 1}, {"m", pages}});
  return app.say("place.count"_msg,
                 {{"range", index_range(filter.range)}, {"n", n}, {"p", page + 1}, {"m", pages}});
}

}  // namespace

void kind_label(Canvas& c, const Rect& r, const App& app, bool missing) {
  const auto* category = app.policy()->category(app.visit.category);
  const std::string words = category ? category->labels.in(app.language()) : std::string();
  if (!missing) return ui::section(c, r, words, app.say("place.kind"_msg));
  ui::section(c, r, words);
  Rect rest = r.after(c.measure(words, ui::type::label).w + 24);
  c.icon(ui::Icon::warn, rest.take_left(36, 10).centred(36, 36), Colour::warn, 3.6f);
  c.text(rest, app.say("place.need_kind"_msg), ui::type::note.as_bold(), Colour::warn);
}

float kinds_height(const Canvas& c, const App& app, int columns) {
  const auto* category = app.policy()->category(app.visit.category);
  const int n = category ? static_cast<int>(category->subcategories.size()) : 0;
  const int rows = (n + columns - 1) / columns;
  return rows == 0 ? 0 : static_cast<float>(rows) * (kind_height(c) + 16) - 16;
}

void kinds(Canvas& c, const Rect& r, const App& app, int columns) {
  const auto* category = app.policy()->category(app.visit.category);
  if (!category) return;
  int i = 0;
  for (const auto& kind : category->subcategories) {
    ui::Chip chip{.id = "sub:" + kind.code,
                  .label = kind.labels.in(app.language()),
                  .chosen = app.visit.subcategory == kind.code};
    ui::chip(c, ui::grid_cell(r, i++, columns, kind_height(c), 24, 16), chip);
  }
}

void place_label(Canvas& c, const Rect& r, const App& app) {
  ui::section(c, r, app.say("place.title"_msg), app.say("optional"_msg));
}

std::string floor_id(const std::string& code) {
  std::string out = code;
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

Rect floor_column(const Rect& r, const App& app) {
  const float n = static_cast<float>(app.site()->floors.size()) + 2;
  const float per_column =
      std::max(1.f, std::floor((std::min(r.h, kFloorsHigh) + kGap) / (ui::size::chip - 7 + kGap)));
  const float columns = std::ceil(n / per_column);
  return {r.x, r.y, columns * kFloorWide + (columns - 1) * kGap, std::min(r.h, kFloorsHigh)};
}

void floors(Canvas& c, const Rect& r, const App& app, const PlaceFilter& filter) {
  std::vector<NarrowChoice> chips;
  for (const auto& floor : app.site()->floors)
    chips.push_back({.id = "floor:" + floor_id(floor.code),
                     .label = floor.labels.in(app.language()),
                     .chosen = filter.floor == floor.code,
                     .type = ui::Type{36, 1.3f}});
  chips.push_back({.id = "floor:public",
                   .label = app.say("place.public"_msg),
                   .chosen = filter.floor == "public",
                   .type = ui::Type{30, 1.2f}});
  chips.push_back({.id = "floor:parking",
                   .label = app.say("place.parking"_msg),
                   .chosen = filter.floor == "parking",
                   .type = ui::Type{30, 1.2f}});
  const int columns = static_cast<int>((r.w + kGap) / (kFloorWide + kGap));
  const int rows = (static_cast<int>(chips.size()) + columns - 1) / columns;
  const float high = (r.h - static_cast<float>(rows - 1) * kGap) / static_cast<float>(rows);
  for (std::size_t i = 0; i < chips.size(); ++i) {
    const int at = static_cast<int>(i), column = at / rows, row = at % rows;
    narrow_choice(c,
                  {r.x + static_cast<float>(column) * (kFloorWide + kGap),
                   r.y + static_cast<float>(row) * (high + kGap), kFloorWide, high},
                  chips[i]);
  }
}

void place_index(Canvas& c, const Rect& r, const App& app, const PlaceFilter& filter) {
  const auto cells = ui::columns(r, kIndexRanges, kGap);
  for (int i = 0; i < kIndexRanges; ++i) {
    const std::string label = i == 0 ? app.say("place.all"_msg) : std::string(index_range(i));
    narrow_choice(c, cells[static_cast<std::size_t>(i)],
                  {.id = "index:" + std::to_string(i),
                   .label = label,
                   .chosen = filter.range == i,
                   .type = ui::Type{30, 1.3f}});
  }
}

std::string search_example(const App& app) {
  const Place* best = nullptr;
  for (const auto& place : app.site()->places)
    if (place.kind == PlaceKind::shop && place.initials.size() > 1 && (!best || place.number > best->number))
      best = &place;
  if (!best) return {};
  return language_info(app.language()).chinese ? best->initials.substr(0, 2) : best->number;
}

float place_row_height(const Canvas& c) {
  return kRow * (1 + (c.theme().text_scale - 1) * .4f);
}

std::size_t place_rows_in(const Canvas& c, float height) {
  return static_cast<std::size_t>(std::clamp(std::floor(height / place_row_height(c) + .01f), 1.f, 6.f));
}

void place_rows(Canvas& c, const Rect& r, const App& app, const std::vector<const Place*>& list,
                std::size_t first, std::size_t count) {
  ui::list_rows(c, r, list_rows_of(app, list, first, count), place_row_height(c));
}

void no_place(Canvas& c, const Rect& r, const App& app) {
  ui::notice(c, {r.x, r.y, r.w, 0},
             {.tone = ui::Tone::quiet, .icon = ui::Icon::info, .body = app.say("place.none"_msg)});
}

void place_pager(Canvas& c, const Rect& r, const App& app, const PlaceFilter& filter, std::size_t n, int page,
                 int pages) {
  ui::Pager spec{.page = page,
                 .pages = pages,
                 .prev = app.say("nav.prev_page"_msg),
                 .next = app.say("nav.next_page"_msg),
                 .words = count_words(app, filter, n, page, pages),
                 .first_why = app.say("nav.first_page"_msg),
                 .last_why = app.say("nav.last_page"_msg)};
  const auto wide = [&](const std::string& words) { return c.measure(words, ui::type::note).w; };
  const float buttons = 2 * std::max({176.f, wide(spec.prev) + 110, wide(spec.next) + 110}) + 48;
  if (wide(spec.words) + buttons > r.w) spec.prev = spec.next = "";
  if (wide(spec.words) + 2 * r.h + 48 > r.w)
    spec.words = app.say("nav.page"_msg, {{"n", page + 1}, {"m", pages}});
  ui::pager(c, r, spec);
}

}  // namespace redress::shopper
