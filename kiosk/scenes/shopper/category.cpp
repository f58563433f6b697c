// 13 What it is about: the policy's groups and categories, twelve tiles a page; one touch goes on.
#include <algorithm>

#include "core/policy/policy.h"
#include "kiosk/scenes/shopper/product.h"
#include "kiosk/scenes/shopper/scenes.h"
#include "kiosk/scenes/shopper/shopper_scene.h"

namespace redress::shopper {

namespace {

using ui::Rect;

constexpr std::size_t kTiles = 12;
constexpr std::string_view kInjuryCategory = "safety";

class CategoryChoice final : public ShopperScene {
 public:
  void enter(App& app) override {
    // Back from being asked once more without an answer: what was said before holds.
    if (asked_again_ && app.visit.injured == Answer3::none) app.visit.injured = Answer3::no;
    if (!app.policy()) return;
    const auto& all = app.policy()->categories;
    for (std::size_t i = 0; i < all.size(); ++i)
      if (all[i].code == app.visit.category) page_ = i / kTiles;
  }

 protected:
  ui::ShopperPage page(const App& app) const override {
    auto page = step_page(app, 2, "step.2"_msg);
    page.title = app.say("cat.q"_msg);
    page.explain = app.say("cat.hint"_msg);
    page.tight = false;
    if (app.visit.category.empty())
      page.hint = app.say("nav.auto"_msg);
    else
      page.primary = next_button(app);
    return page;
  }

  void content(ui::Canvas& c, const ui::ShopperAreas& areas, const App& app) const override {
    if (!app.policy()) return;
    Rect rest = areas.main;
    const auto& all = app.policy()->categories;
    const std::size_t first = page_ * kTiles, last = std::min(all.size(), first + kTiles);
    if (all.size() > kTiles) ui::pager(c, rest.take_bottom(84, 16), pager(app, all.size()));
    const auto groups = grouped(all, first, last);
    std::size_t lines = 0;
    for (const auto& group : groups) lines += (group.size() + 2) / 3;
    const bool tall = c.portrait();
    const float head = c.line_height(ui::type::note), gap = tall ? 24 : 14, between = tall ? 32 : 14;
    const float n = static_cast<float>(lines), g = static_cast<float>(groups.size());
    const float fixed = g * (head + 10) + (g - 1) * between + (n - g) * gap;
    const float high =
        std::clamp((rest.h - fixed) / n, 84.f, ui::size::tile * std::max(1.f, c.theme().text_scale * .9f));
    for (const auto& group : groups) {
      ui::group_heading(c, rest.take_top(head, 10), group_name(app, group.front()->group));
      const float rows_high = static_cast<float>((group.size() + 2) / 3) * (high + gap) - gap;
      for (std::size_t i = 0; i < group.size(); ++i)
        tile(c, ui::grid_cell(rest, static_cast<int>(i), 3, high, 24, gap), *group[i], app);
      rest = rest.below(rows_high + between);
    }
  }

  Step on(const ui::UiEvent& event, App& app) override {
    if (event.tapped("page:prev") && page_ > 0) {
      --page_;
      return Step::redraw();
    }
    if (event.tapped("page:next")) {
      ++page_;
      return Step::redraw();
    }
    if (event.tapped("next")) {
      // Another category needs another kind, also while only this line is edited.
      if (app.visit.editing && app.visit.complains() && app.visit.subcategory.empty()) return Step::replace("shopper.place");
      return next(app, "shopper.place");
    }
    const auto code = event.tapped_after("category:");
    return code.empty() ? Step::stay() : choose(app, code);
  }

 private:
  Step choose(App& app, const std::string& code) {
    auto& visit = app.visit;
    const bool other = visit.category != code;
    if (other) {
      visit.subcategory.clear();
      visit.phrases_used.clear();
    }
    visit.category = code;
    if (!asks_for_product(app)) visit.product.wipe();  // not asked, so not sent unseen
    if (code == kInjuryCategory && visit.injured == Answer3::no && !asked_again_) {
      asked_again_ = true;
      visit.injured = Answer3::none;
      return Step::go("shopper.injury");
    }
    if (visit.editing && other && visit.complains()) return Step::replace("shopper.place");
    return next(app, "shopper.place");
  }

  using Group = std::vector<const Category*>;
  static std::vector<Group> grouped(const std::vector<Category>& all, std::size_t first, std::size_t last) {
    std::vector<Group> out;
    for (std::size_t i = first; i < last; ++i) {
      if (out.empty() || out.back().front()->group != all[i].group) out.emplace_back();
      out.back().push_back(&all[i]);
    }
    return out;
  }
  static std::string group_name(const App& app, const std::string& code) {
    for (const auto& group : app.policy()->groups)
      if (group.code == code) return group.labels.in(app.language());
    return {};
  }
  static void tile(ui::Canvas& c, const Rect& r, const Category& category, const App& app) {
    ui::tile(c, r,
             {.id = "category:" + category.code,
              .label = category.labels.in(app.language()),
              .examples = category.example.in(app.language()),
              .icon = ui::icon_by_name(category.icon),
              .chosen = app.visit.category == category.code});
  }
  ui::Pager pager(const App& app, std::size_t count) const {
    const auto pages = static_cast<int>((count + kTiles - 1) / kTiles), now = static_cast<int>(page_);
    return {.page = now,
            .pages = pages,
            .prev = app.say("nav.prev_page"_msg),
            .next = app.say("nav.next_page"_msg),
            .words = app.say("cat.page"_msg, {{"n", now + 1}, {"m", pages}}),
            .first_why = app.say("nav.first_page"_msg),
            .last_why = app.say("nav.last_page"_msg)};
  }

  std::size_t page_ = 0;
  bool asked_again_ = false;
};

}  // namespace

std::unique_ptr<Scene> make_category() {
  return std::make_unique<CategoryChoice>();
}

}  // namespace redress::shopper
