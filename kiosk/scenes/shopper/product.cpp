#include "kiosk/scenes/shopper/product.h"

#include <algorithm>

#include "core/policy/policy.h"
#include "kiosk/scenes/shopper/shopper_scene.h"
#include "kiosk/scenes/shopper/typed_field.h"

namespace redress::shopper {

namespace {

class Product final : public ShopperScene {
 public:
  void enter(App& app) override {
    if (!line_) line_ = std::make_unique<TypedField>(app, ui::TextRules::line(), app.visit.product.view());
    line_->enter(app);
  }
  void leave(App& app) override {
    line_->leave(app);
    app.visit.product.set(line_->value());
  }
  bool has_text_field() const override { return true; }
  std::uint64_t wants_tick_at_ms() const override { return line_->wants_tick_at_ms(); }

 protected:
  ui::ShopperPage page(const App& app) const override {
    auto page = step_page(app, 2, "step.2"_msg);
    page.title = app.say("product.q"_msg);
    page.explain = app.say("product.hint"_msg);
    page.primary = next_button(app);
    return page;
  }

  // The field stands under its question, not above the keyboard.
  void content(ui::Canvas& c, const ui::ShopperAreas& areas, const App& app) const override {
    ui::Rect rest = line_->draw_keyboard(c, areas.main).below(c.portrait() ? 8 : 0);
    ui::TextFieldLook look;
    look.field.id = "field:product";
    look.field.placeholder = app.say("product.example"_msg);
    line_->draw_field(c, rest.take_top(112, 24), look);
    c.icon(ui::Icon::lock, rest.left_part(36).top_part(c.line_height(ui::type::note)).centred(36, 36),
           ui::Colour::ink_soft, 3);
    c.paragraph(rest.after(52), app.say("text.private"_msg), ui::type::note, ui::Colour::ink_soft);
  }

  Step on(const ui::UiEvent& event, App& app) override {
    if (event.tapped("next")) return next(app, "shopper.when");
    const auto change = line_->on(event, app);
    if (change.done) return next(app, "shopper.when");
    return change.used ? Step::redraw() : Step::stay();
  }

 private:
  std::unique_ptr<TypedField> line_;
};

}  // namespace

bool asks_for_product(const App& app) {
  if (!app.policy() || app.visit.category.empty() || !app.visit.complains()) return false;
  const auto& asked = app.policy()->impact_questions;
  return std::any_of(asked.begin(), asked.end(), [&](const std::string& name) {
    return name == "product" || name == "product." + app.visit.category;
  });
}

std::unique_ptr<Scene> make_product() {
  return std::make_unique<Product>();
}

}  // namespace redress::shopper
