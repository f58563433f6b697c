// 11 What brings you here: one touch stores the contact type and goes on.
#include "core/policy/policy.h"
#include "kiosk/scenes/shopper/scenes.h"
#include "kiosk/scenes/shopper/shopper_scene.h"

namespace redress::shopper {

namespace {

ui::Icon icon_of(std::string_view type) {
  if (type == "complaint") return ui::Icon::excl;
  if (type == "suggestion") return ui::Icon::bulb;
  if (type == "enquiry") return ui::Icon::quest;
  return ui::Icon::ring;
}

class TypeOfContact final : public ShopperScene {
 protected:
  ui::ShopperPage page(const App& app) const override {
    auto page = step_page(app, 1, "step.1"_msg);
    page.title = app.say("type.q"_msg);
    page.explain = app.say("type.hint"_msg);
    page.tight = false;
    if (app.visit.contact_type.empty())
      page.hint = app.say("nav.auto"_msg);
    else
      page.primary = next_button(app);
    return page;
  }

  void content(ui::Canvas& c, const ui::ShopperAreas& areas, const App& app) const override {
    if (!app.policy()) return;
    std::vector<ui::OptionRow> rows;
    for (const auto& type : app.policy()->contact_types) {
      if (!type.enabled) continue;
      ui::OptionRow row;
      row.id = "type:" + type.code;
      row.label = app.words().text_of("type", type.code);
      row.explain = app.words().text_of("type", type.code + ".sub");
      row.icon = icon_of(type.code);
      row.big = true;
      row.chosen = app.visit.contact_type == type.code;
      rows.push_back(std::move(row));
    }
    option_rows(c, areas.main, rows, 212);
  }

  Step on(const ui::UiEvent& event, App& app) override {
    if (event.tapped("next")) return next(app, "shopper.injury");
    const auto type = event.tapped_after("type:");
    if (type.empty()) return Step::stay();
    auto& visit = app.visit;
    visit.contact_type = type;
    if (!visit.complains()) visit.drop_complaint_answers();
    if (visit.editing && visit.complains() && visit.subcategory.empty()) return Step::replace("shopper.place");
    return next(app, "shopper.injury");
  }
};

}  // namespace

std::unique_ptr<Scene> make_type() {
  return std::make_unique<TypeOfContact>();
}

}  // namespace redress::shopper
