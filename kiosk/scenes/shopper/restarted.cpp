// 26, unexpected restart: whoever was filling something in learns that it is gone and what is not. Then home.
#include "kiosk/scenes/shopper/scenes.h"
#include "kiosk/scenes/shopper/shopper_scene.h"
#include "kiosk/scenes/shopper/trouble_page.h"

namespace redress::shopper {

namespace {

constexpr std::uint64_t kShown_ms = 30'000;

class Restarted final : public ShopperScene {
 public:
  void enter(App& app) override {
    if (gone_at_ms_ == 0) gone_at_ms_ = app.now_ms() + kShown_ms;
  }
  std::uint64_t wants_tick_at_ms() const override { return gone_at_ms_; }

 protected:
  bool cancellable() const override { return false; }

  ui::ShopperPage page(const App& app) const override {
    auto page = base_page(app);
    page.primary = {.id = "home", .label = app.say("nav.home"_msg), .look = ui::Look::filled};
    return page;
  }

  void content(ui::Canvas& c, const ui::ShopperAreas& areas, const App& app) const override {
    const TroubleWords words{app.say("err.happened.restart"_msg), app.say("err.kept.submitted"_msg),
                             app.say("err.todo.again"_msg)};
    const auto title = app.say("err.restart.title"_msg);
    ui::Rect rest = areas.main;
    if (!c.portrait()) {
      trouble_head(c, rest.take_left(560, 56), app, ui::Icon::info, ui::Colour::primary, title);
      trouble_facts(c, rest, app, words);
      return;
    }
    rest = rest.below(40);
    rest = rest.below(trouble_head(c, rest, app, ui::Icon::info, ui::Colour::primary, title) + 32);
    trouble_facts(c, rest, app, words);
  }

  Step on(const ui::UiEvent& event, App& app) override {
    if (event.tapped("home")) return Step::home();
    const bool over = event.kind == ui::UiEvent::Kind::tick && app.now_ms() >= gone_at_ms_;
    return over ? Step::home() : Step::stay();
  }

 private:
  std::uint64_t gone_at_ms_ = 0;
};

}  // namespace

std::unique_ptr<Scene> make_restarted() {
  return std::make_unique<Restarted>();
}

}  // namespace redress::shopper
