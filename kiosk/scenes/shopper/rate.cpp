// 25, after "solved": speed, result and attitude; any of them may be skipped.
#include "kiosk/scenes/shopper/rating_rows.h"
#include "kiosk/scenes/shopper/scenes.h"
#include "kiosk/scenes/shopper/shopper_scene.h"
#include "kiosk/scenes/shopper/status_words.h"

namespace redress::shopper {

namespace {

class Rate final : public ShopperScene {
 protected:
  bool cancellable() const override { return false; }

  ui::ShopperPage page(const App& app) const override {
    auto page = base_page(app);
    page.tight = false;
    page.title = app.say("status.rate"_msg);
    page.explain = app.say("status.rate.ends"_msg);
    page.back = back_button(app);
    page.back.label = app.say("nav.return"_msg);
    const bool sending = act_.waiting();
    page.primary = {.id = "submit", .label = app.say(sending ? "review.saving"_msg : "nav.submit"_msg), .look = ui::Look::filled, .off = sending || rating_.empty(), .why = app.say(sending ? "nav.wait"_msg : "status.rate"_msg)};
    return page;
  }

  void content(ui::Canvas& c, const ui::ShopperAreas& areas, const App& app) const override {
    rating_.draw(c, areas.main.below(8).top_part(RatingRows::height()), app);
    if (!refused_.empty())
      ui::notice(c, {areas.main.x, areas.main.y + RatingRows::height() + 40, areas.main.w, 0}, {.tone = ui::Tone::warn, .body = refused_, .type = ui::Type{32, 1.45f}});
  }

  Step on(const ui::UiEvent& event, App& app) override {
    if (rating_.on(event)) return Step::redraw();
    if (event.tapped("submit") && !act_.waiting() && app.visit.looked_up) {
      act_ = app.desk().act(shopper_action(Verb::rate, *app.visit.looked_up, rating_.fields()), std::nullopt);
      return Step::redraw();
    }
    if (event.kind != ui::UiEvent::Kind::wake) return Step::stay();
    auto answer = act_.take();
    if (!answer) return Step::stay();
    if (answer->ok()) return Step::back();
    refused_ = refusal_words(app, answer->error());
    return Step::redraw();
  }

 private:
  RatingRows rating_;
  Pending<Uuid> act_;
  std::string refused_;
};

}  // namespace

std::unique_ptr<Scene> make_rate() { return std::make_unique<Rate>(); }

}  // namespace redress::shopper
