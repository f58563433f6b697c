// 19, the consent in full: the policy's words, with its own number of years.
#include "core/policy/policy.h"
#include "kiosk/scenes/shopper/scenes.h"
#include "kiosk/scenes/shopper/shopper_scene.h"

namespace redress::shopper {

namespace {

class Privacy final : public ShopperScene {
 protected:
  bool keeps_editing() const override { return true; }

  ui::ShopperPage page(const App& app) const override {
    auto page = step_page(app, 4, "step.4b"_msg);
    page.title = app.say("contact.full.title"_msg);
    page.tight = false;
    page.back = {.id = "back", .label = app.say("nav.return"_msg), .left = ui::Icon::back};
    return page;
  }

  void content(ui::Canvas& c, const ui::ShopperAreas& areas, const App& app) const override {
    if (!app.policy()) return;
    ui::Rect rest = areas.main;
    const float used = c.paragraph({rest.x, rest.y, rest.w, 0}, consent_text(*app.policy(), app.language()), ui::Type{36, 1.6f});
    rest = rest.below(used + 40);
    c.rule(rest.top_part(2));
    rest = rest.below(24);
    // In short once more, as far as larger letters leave room: all of it stands above.
    const ui::Type line{34, 1.5f};
    for (const auto& words : {app.say("contact.use.1"_msg), app.say("contact.use.2"_msg), app.say("contact.use.3"_msg), retention_sentence(*app.policy(), app.language()), app.say("contact.use.5"_msg)}) {
      const float high = c.paragraph_height(words, line, rest.w - 30) + 12;
      if (high > rest.h) break;
      ui::bullet_lines(c, rest.take_top(high), {words}, line);
    }
  }

  Step on(const ui::UiEvent&, App&) override { return Step::stay(); }
};

}  // namespace

std::unique_ptr<Scene> make_privacy() { return std::make_unique<Privacy>(); }

}  // namespace redress::shopper
