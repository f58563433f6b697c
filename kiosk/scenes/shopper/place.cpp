// 14 Kind and place: the kind is needed, the place is not. Floors, index, search by name, number or initials.
#include <algorithm>
#include <cmath>

#include "core/policy/policy.h"
#include "kiosk/scenes/shopper/place_parts.h"
#include "kiosk/scenes/shopper/product.h"
#include "kiosk/scenes/shopper/scenes.h"
#include "kiosk/scenes/shopper/shopper_scene.h"
#include "kiosk/ui/keyboard.h"
#include "kiosk/ui/text_field.h"

namespace redress::shopper {

namespace {

using ui::Canvas;
using ui::Colour;
using ui::Rect;

constexpr float kRow = 96, kSearch = 88, kIndex = 84, kPager = 84, kGap = kPlaceGap;

class KindAndPlace final : public ShopperScene {
 public:
  void enter(App& app) override {
    if (!search_)
      search_ = std::make_unique<ui::TextEntry>(app.input_method(), ui::TextRules::line(),
                                                ui::typing_language(app.language_code()));
    search_->set_language(ui::typing_language(app.language_code()));
    const auto* chosen = app.site() ? app.site()->place(app.visit.place) : nullptr;
    if (!filter_.floor.empty()) return;
    if (!chosen) return show_own_floor(app);
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
    page.title = app.say(app.visit.complains() ? "place.q"_msg : "place.where.q"_msg);
    page.primary = next_button(app);
    page.primary.off = needs_kind(app);
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
    if (event.tapped("next")) {
      if (needs_kind(app)) return Step::stay();
      if (!app.visit.complains()) return next(app, "shopper.text");
      return next(app, asks_for_product(app) ? "shopper.product" : "shopper.when");
    }
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
  static bool needs_kind(const App& app) { return app.visit.complains() && app.visit.subcategory.empty(); }

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
      if (floor_id(floor.code) == id) code = floor.code;
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
  PlaceFilter active_filter() const {
    PlaceFilter filter = filter_;
    filter.typed = search_->edit().shown().view();
    return filter;
  }
  std::vector<const Place*> places(const App& app) const {
    return filtered_places(*app.site(), active_filter(), app.language());
  }
  // The shops around the kiosk come first; none of them is the answer yet.
  void show_own_floor(const App& app) {
    if (!app.site()) return;
    for (const auto& floor : app.site()->floors)
      if (floor.code == app.here().floor) filter_.floor = floor.code;
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
        app.visit.complains() && (!searching_ || rest.h > label + 18 + kinds_high + 40 + label + 18 + kSearch + kGap + 3 * kRow);
    if (kinds_fit) {
      kind_label(c, rest.take_top(label, 18), app, asked_for_kind_);
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
      if (app.visit.complains()) {
        kind_label(c, side.take_top(label, 18), app, asked_for_kind_);
        kinds(c, side, app, 2);
      }
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

  // Floors on the left, then search, index, rows, pager.
  void list_area(Canvas& c, Rect r, const App& app) const {
    const bool typing = searching_ || !search_->edit().empty();
    const bool short_of_room = searching_;
    if (!searching_ && app.site()->floors.size() > 1) {
      const Rect column = floor_column(r, app);
      floors(c, column, app, filter_);
      r = r.after(column.w + 24);
    }
    search_field(c, r.take_top(kSearch, kGap), app);
    if (!typing) place_index(c, r.take_top(kIndex, kGap), app, filter_);
    if (short_of_room) return rows_only(c, r, app);
    rows_and_pager(c, r, app);
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
    look.field.placeholder = app.say("place.search.example"_msg, {{"example", search_example(app)}});
    if (c.measure(look.field.placeholder, look.field.type).w > r.w - 140)
      look.field.placeholder = app.say("place.search"_msg);
    view_.draw(c, r, *search_, look);
  }

  void rows_only(Canvas& c, const Rect& r, const App& app) const {
    const auto list = places(app);
    if (list.empty()) return no_place(c, r, app);
    const auto count = std::min<std::size_t>(place_rows_in(c, r.h), 3);
    place_rows(c, r, app, list, 0, count);
  }
  void rows_and_pager(Canvas& c, Rect r, const App& app) const {
    const auto list = places(app);
    if (list.empty()) return no_place(c, r, app);
    const auto count = place_rows_in(c, r.h - kPager - kGap);
    rows_a_page_ = static_cast<int>(count);
    const int pages = static_cast<int>((list.size() + count - 1) / count);
    const int page = std::clamp(page_, 0, pages - 1);
    page_ = page;
    place_rows(c, r, app, list, static_cast<std::size_t>(page) * count, count);
    const Rect line{r.x, r.y + place_row_height(c) * static_cast<float>(count) + kGap, r.w, kPager};
    place_pager(c, line, app, active_filter(), list.size(), page, pages);
  }

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
