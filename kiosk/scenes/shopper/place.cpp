// 14 Kind and place: the kind is needed, the place is not. Floors, index, search by name, number or initials.
#include <algorithm>
#include <cctype>
#include <cmath>

#include "core/policy/policy.h"
#include "kiosk/scenes/shopper/place_list.h"
#include "kiosk/scenes/shopper/scenes.h"
#include "kiosk/scenes/shopper/shopper_scene.h"
#include "kiosk/ui/keyboard.h"
#include "kiosk/ui/text_field.h"

namespace redress::shopper {

namespace {

using ui::Canvas;
using ui::Colour;
using ui::Rect;

constexpr float kRow = 96, kSearch = 88, kIndex = 84, kPager = 84, kGap = 12;

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

class KindAndPlace final : public ShopperScene {
 public:
  void enter(App& app) override {
    if (!search_)
      search_ = std::make_unique<ui::TextEntry>(app.input_method(), ui::TextRules::line(),
                                                ui::typing_language(app.language_code()));
    search_->set_language(ui::typing_language(app.language_code()));
    const auto* chosen = app.site() ? app.site()->place(app.visit.place) : nullptr;
    if (!chosen || !filter_.floor.empty()) return;
    filter_.floor = chosen->kind == PlaceKind::shop      ? chosen->floor
                    : chosen->kind == PlaceKind::parking ? "parking"
                                                         : "public";
    show_chosen(app);
  }
  void leave(App&) override {
    search_->leave();
    searching_ = false;
  }
  bool has_text_field() const override { return searching_; }

 protected:
  ui::ShopperPage page(const App& app) const override {
    auto page = step_page(app, 2, "step.2"_msg);
    page.title = app.say("place.q"_msg);
    page.primary = next_button(app);
    page.primary.off = app.visit.subcategory.empty();
    page.primary.why = app.say("place.need_kind"_msg);
    return page;
  }

  void content(Canvas& c, const ui::ShopperAreas& areas, const App& app) const override {
    if (!app.policy() || !app.site()) return;
    if (c.portrait())
      portrait(c, areas.main, app);
    else
      landscape(c, areas, app);
  }

  bool on_back(App&) override {
    if (!searching_) return false;
    close_search();
    return true;
  }

  Step on(const ui::UiEvent& event, App& app) override {
    if (event.kind == ui::UiEvent::Kind::refused && event.id == "next") {
      asked_for_kind_ = true;
      return Step::redraw();
    }
    if (event.tapped("next")) return app.visit.subcategory.empty() ? Step::stay() : next(app, "shopper.when");
    if (auto kind = event.tapped_after("sub:"); !kind.empty()) return choose_kind(app, kind);
    if (auto place = event.tapped_after("place:"); !place.empty()) return choose_place(app, place);
    if (auto floor = event.tapped_after("floor:"); !floor.empty()) return choose_floor(app, floor);
    if (auto range = event.tapped_after("index:"); !range.empty())
      return filtered([&] { filter_.range = range.front() - '0'; });
    if (event.tapped("page:prev")) return filtered([&] { page_ = page_ > 0 ? page_ - 1 : 0; }, false);
    if (event.tapped("page:next")) return filtered([&] { ++page_; }, false);
    if (event.tapped("search:clear")) return clear_search();
    if (event.tapped("field:search") && !searching_) return filtered([&] { searching_ = true; });
    return searching_ ? typed(event) : Step::stay();
  }

 private:
  // --- what a touch does ---
  Step choose_kind(App& app, const std::string& kind) {
    app.visit.subcategory = kind;
    asked_for_kind_ = false;
    return Step::redraw();
  }
  Step choose_place(App& app, const std::string& place) {
    app.visit.place = app.visit.place == place ? std::string() : place;
    if (searching_) searching_ = false;  // found: the list stays, the keyboard goes
    return Step::redraw();
  }
  Step choose_floor(App& app, const std::string& id) {
    std::string code = id;
    for (const auto& floor : app.site()->floors)
      if (lower(floor.code) == id) code = floor.code;
    return filtered([&] {
      filter_.floor = filter_.floor == code ? std::string() : code;
      filter_.range = 0;
      search_->wipe();
    });
  }
  Step clear_search() {
    return filtered([&] { search_->wipe(); });
  }
  void close_search() {
    search_->leave();
    searching_ = false;
    page_ = 0;
  }
  Step typed(const ui::UiEvent& event) {
    auto change = view_.on(event, *search_);
    if (!change.used) change = search_->on(event);
    if (change.done || change.hide)
      close_search();
    else if (change.used)
      page_ = 0;
    return change.used ? Step::redraw() : Step::stay();
  }
  template <class Change>
  Step filtered(Change change, bool from_first = true) {
    change();
    if (from_first) page_ = 0;
    return Step::redraw();
  }

  // --- what is shown ---
  std::vector<const Place*> places(const App& app) const {
    PlaceFilter filter = filter_;
    const auto shown = search_ ? search_->edit().shown() : ui::SecretText();
    filter.typed = shown.view();
    return filtered_places(*app.site(), filter, app.language());
  }
  void show_chosen(const App& app) {
    const auto list = places(app);
    for (std::size_t i = 0; i < list.size(); ++i)
      if (list[i]->id == app.visit.place) page_ = static_cast<int>(i) / rows_a_page_;
  }

  void portrait(Canvas& c, Rect rest, const App& app) const {
    const float label = c.line_height(ui::type::label);
    Rect tray;
    if (searching_) {
      const auto metrics = ui::TrayMetrics::portrait();
      tray = rest.take_bottom(ui::keyboard_height(*search_, metrics), 16);
      tray = {0, tray.y, c.area().w, tray.h};
    }
    const float kinds_high = kinds_height(c, app, 3);
    const bool kinds_fit =
        !searching_ || rest.h > label + 18 + kinds_high + 40 + label + 18 + kSearch + kGap + 3 * kRow;
    if (kinds_fit) {
      kind_label(c, rest.take_top(label, 18), app);
      kinds(c, rest.take_top(kinds_high, searching_ ? 24.f : 40.f), app, 3);
    }
    place_label(c, rest.take_top(label, 18), app);
    list_area(c, rest, app);
    if (searching_) ui::keyboard(c, tray, *search_, ui::TrayMetrics::portrait());
  }

  void landscape(Canvas& c, const ui::ShopperAreas& areas, const App& app) const {
    const float label = c.line_height(ui::type::label);
    Rect side = areas.side, main = areas.main;
    if (!searching_) {
      kind_label(c, side.take_top(label, 18), app);
      kinds(c, side, app, 2);
      place_label(c, main.take_top(label, 14), app);
      list_area(c, main, app);
      return;
    }
    // The keyboard takes the answer's place, the list that of the kinds.
    const auto metrics = ui::TrayMetrics::landscape();
    const Rect tray{main.x, main.bottom() + 32 - ui::keyboard_height(*search_, metrics), main.w,
                    ui::keyboard_height(*search_, metrics)};
    place_label(c, main.take_top(label, 14), app);
    search_field(c, main.take_top(kSearch), app);
    rows_and_pager(c, side, app);
    ui::keyboard(c, tray, *search_, metrics);
  }

  void kind_label(Canvas& c, const Rect& r, const App& app) const {
    const auto* category = app.policy()->category(app.visit.category);
    const std::string words = category ? category->labels.in(app.language()) : std::string();
    if (!asked_for_kind_) return ui::section(c, r, words, app.say("place.kind"_msg));
    ui::section(c, r, words);
    Rect rest = r.after(c.measure(words, ui::type::label).w + 24);
    c.icon(ui::Icon::warn, rest.take_left(36, 10).centred(36, 36), Colour::warn, 3.6f);
    c.text(rest, app.say("place.need_kind"_msg), ui::type::note.as_bold(), Colour::warn);
  }
  static void place_label(Canvas& c, const Rect& r, const App& app) {
    ui::section(c, r, app.say("place.title"_msg), app.say("optional"_msg));
  }

  static float kind_height(const Canvas& c) {
    return ui::size::chip * (1 + (c.theme().text_scale - 1) * .6f);
  }
  static float kinds_height(const Canvas& c, const App& app, int columns) {
    const auto* category = app.policy()->category(app.visit.category);
    const int n = category ? static_cast<int>(category->subcategories.size()) : 0;
    const int rows = (n + columns - 1) / columns;
    return rows == 0 ? 0 : static_cast<float>(rows) * (kind_height(c) + 16) - 16;
  }
  static void kinds(Canvas& c, const Rect& r, const App& app, int columns) {
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

  // Floors on the left, then search, index, rows, pager.
  void list_area(Canvas& c, Rect r, const App& app) const {
    const bool typing = searching_ || !search_->edit().empty();
    const bool short_of_room = searching_;
    if (!searching_ && app.site()->floors.size() > 1) {
      const Rect column = floor_column(r, app);
      floors(c, column, app);
      r = r.after(column.w + 24);
    }
    search_field(c, r.take_top(kSearch, kGap), app);
    if (!typing) index(c, r.take_top(kIndex, kGap), app);
    if (short_of_room) return rows_only(c, r, app);
    rows_and_pager(c, r, app);
  }

  // As many columns of floors as the height asks for; each at least 20 mm high.
  static Rect floor_column(const Rect& r, const App& app) {
    const float n = static_cast<float>(app.site()->floors.size()) + 2;
    const float per_column =
        std::max(1.f, std::floor((std::min(r.h, kFloorsHigh) + kGap) / (ui::size::chip - 7 + kGap)));
    const float columns = std::ceil(n / per_column);
    return {r.x, r.y, columns * 168 + (columns - 1) * kGap, std::min(r.h, kFloorsHigh)};
  }
  void floors(Canvas& c, const Rect& r, const App& app) const {
    std::vector<NarrowChoice> chips;
    for (const auto& floor : app.site()->floors)
      chips.push_back({.id = "floor:" + lower(floor.code),
                       .label = floor.labels.in(app.language()),
                       .chosen = filter_.floor == floor.code,
                       .type = ui::Type{36, 1.3f}});
    chips.push_back({.id = "floor:public",
                     .label = app.say("place.public"_msg),
                     .chosen = filter_.floor == "public",
                     .type = ui::Type{30, 1.2f}});
    chips.push_back({.id = "floor:parking",
                     .label = app.say("place.parking"_msg),
                     .chosen = filter_.floor == "parking",
                     .type = ui::Type{30, 1.2f}});
    const int columns = static_cast<int>((r.w + kGap) / (168 + kGap));
    const int rows = (static_cast<int>(chips.size()) + columns - 1) / columns;
    const float high = (r.h - static_cast<float>(rows - 1) * kGap) / static_cast<float>(rows);
    for (std::size_t i = 0; i < chips.size(); ++i) {
      const int at = static_cast<int>(i), column = at / rows, row = at % rows;
      narrow_choice(c,
                    {r.x + static_cast<float>(column) * (168 + kGap),
                     r.y + static_cast<float>(row) * (high + kGap), 168, high},
                    chips[i]);
    }
  }

  void index(Canvas& c, const Rect& r, const App& app) const {
    const auto cells = ui::columns(r, kIndexRanges, kGap);
    for (int i = 0; i < kIndexRanges; ++i) {
      const std::string label = i == 0 ? app.say("place.all"_msg) : std::string(index_range(i));
      narrow_choice(c, cells[static_cast<std::size_t>(i)],
                    {.id = "index:" + std::to_string(i),
                     .label = label,
                     .chosen = filter_.range == i,
                     .type = ui::Type{30, 1.3f}});
    }
  }

  void search_field(Canvas& c, Rect r, const App& app) const {
    if (!search_->edit().empty()) {
      const ui::Button clear{
          .id = "search:clear", .label = app.say("place.clear"_msg), .type = ui::Type{30, 1.3f, true}};
      ui::button(c, r.take_right(std::max(140.f, ui::button_width(c, clear)), kGap), clear);
    }
    ui::TextFieldLook look;
    look.field.id = "field:search";
    look.field.left = ui::Icon::search;
    look.field.editing = searching_;
    look.field.type = ui::Type{30, 1.4f};
    look.field.placeholder = app.say("place.search.example"_msg, {{"example", example(app)}});
    if (c.measure(look.field.placeholder, look.field.type).w > r.w - 140)
      look.field.placeholder = app.say("place.search"_msg);
    view_.draw(c, r, *search_, look);
  }
  static std::string example(const App& app) {
    const Place* best = nullptr;
    for (const auto& place : app.site()->places)
      if (place.kind == PlaceKind::shop && place.initials.size() > 1 &&
          (!best || place.number > best->number))
        best = &place;
    if (!best) return {};
    return language_info(app.language()).chinese ? best->initials.substr(0, 2) : best->number;
  }

  std::vector<ui::ListRow> rows(const App& app, const std::vector<const Place*>& list, std::size_t first,
                                std::size_t count) const {
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
  void none(Canvas& c, const Rect& r, const App& app) const {
    ui::notice(c, {r.x, r.y, r.w, 0},
               {.tone = ui::Tone::quiet, .icon = ui::Icon::info, .body = app.say("place.none"_msg)});
  }
  static float row_height(const Canvas& c) { return kRow * (1 + (c.theme().text_scale - 1) * .4f); }
  static std::size_t rows_in(const Canvas& c, float height) {
    return static_cast<std::size_t>(std::clamp(std::floor(height / row_height(c) + .01f), 1.f, 6.f));
  }
  void rows_only(Canvas& c, const Rect& r, const App& app) const {
    const auto list = places(app);
    if (list.empty()) return none(c, r, app);
    const auto count = std::min<std::size_t>(rows_in(c, r.h), 3);
    ui::list_rows(c, r, rows(app, list, 0, count), row_height(c));
  }
  void rows_and_pager(Canvas& c, Rect r, const App& app) const {
    const auto list = places(app);
    if (list.empty()) return none(c, r, app);
    const auto count = rows_in(c, r.h - kPager - kGap);
    rows_a_page_ = static_cast<int>(count);
    const int pages = static_cast<int>((list.size() + count - 1) / count);
    const int page = std::clamp(page_, 0, pages - 1);
    page_ = page;
    ui::list_rows(c, r, rows(app, list, static_cast<std::size_t>(page) * count, count), row_height(c));
    const Rect line{r.x, r.y + row_height(c) * static_cast<float>(count) + kGap, r.w, kPager};
    pager(c, line, app, list.size(), page, pages);
  }
  // Where the words need the room the buttons are arrows only.
  void pager(Canvas& c, const Rect& r, const App& app, std::size_t n, int page, int pages) const {
    ui::Pager spec{.page = page,
                   .pages = pages,
                   .prev = app.say("nav.prev_page"_msg),
                   .next = app.say("nav.next_page"_msg),
                   .words = count_words(app, n, page, pages),
                   .first_why = app.say("nav.first_page"_msg),
                   .last_why = app.say("nav.last_page"_msg)};
    const auto wide = [&](const std::string& words) { return c.measure(words, ui::type::note).w; };
    const float buttons = 2 * std::max({176.f, wide(spec.prev) + 110, wide(spec.next) + 110}) + 48;
    if (wide(spec.words) + buttons > r.w) spec.prev = spec.next = "";
    if (wide(spec.words) + 2 * r.h + 48 > r.w)
      spec.words = app.say("nav.page"_msg, {{"n", page + 1}, {"m", pages}});
    ui::pager(c, r, spec);
  }
  std::string count_words(const App& app, std::size_t n, int page, int pages) const {
    const bool ranged = filter_.range > 0 && search_->edit().empty();
    if (!ranged) return app.say("place.count.all"_msg, {{"n", n}, {"p", page + 1}, {"m", pages}});
    return app.say("place.count"_msg,
                   {{"range", index_range(filter_.range)}, {"n", n}, {"p", page + 1}, {"m", pages}});
  }

  static constexpr float kFloorsHigh = 872;

  PlaceFilter filter_;
  bool searching_ = false, asked_for_kind_ = false;
  std::unique_ptr<ui::TextEntry> search_;
  mutable ui::TextFieldView view_;
  mutable int page_ = 0;         // clamped to what there is when drawn
  mutable int rows_a_page_ = 6;  // as last drawn
};

}  // namespace

std::unique_ptr<Scene> make_place() {
  return std::make_unique<KindAndPlace>();
}

}  // namespace redress::shopper
