// 26 Something went wrong: what happened, what was kept, what to do. Trying again hands over the same draft.
#include "core/policy/site.h"
#include "core/text/dates.h"
#include "kiosk/scenes/shopper/scenes.h"
#include "kiosk/scenes/shopper/shopper_scene.h"
#include "kiosk/scenes/shopper/submission.h"
#include "kiosk/scenes/shopper/trouble_page.h"

namespace redress::shopper {

namespace {

using ui::Colour;
using ui::Rect;

enum class Trouble { write, full, policy, unknown };

class SomethingWrong final : public ShopperScene {
 public:
  void enter(App& app) override {
    if (failed_at_.ms == 0) failed_at_ = app.now();
    if (settled_) tick_ms_ = app.now_ms();
  }
  std::uint64_t wants_tick_at_ms() const override { return tick_ms_; }

 protected:
  ui::ShopperPage page(const App& app) const override {
    auto page = step_page(app, 5, "step.5"_msg);
    page.back = {.id = "back", .label = app.say("err.back"_msg), .left = ui::Icon::back};
    page.back_width = 404;
    const bool saving = submission_.running();
    page.primary = {.id = "retry", .label = app.say(saving ? "review.saving"_msg : "err.retry"_msg), .look = ui::Look::filled, .off = saving, .why = app.say("nav.wait"_msg)};
    return page;
  }

  void content(ui::Canvas& c, const ui::ShopperAreas& areas, const App& app) const override {
    Rect rest = areas.main;
    if (c.portrait()) {
      rest = rest.below(40 + head(c, rest.below(40), app) + 32);
      const Rect call = rest.take_bottom(ui::size::button, 20);
      rest = rest.below(facts(c, rest, app) + 24);
      reference_line(c, rest, app);
      call_button(c, call, app);
      return;
    }
    Rect left = rest.take_left(560, 56);
    const Rect call = left.take_bottom(ui::size::button_land);
    left = left.below(head(c, left, app) + 20);
    reference_line(c, left, app);
    call_button(c, call, app);
    facts(c, rest, app);
  }

  Step on(const ui::UiEvent& event, App& app) override {
    using Kind = ui::UiEvent::Kind;
    if (event.tapped("call")) return Step::go("shopper.call");
    if (event.tapped("retry")) {
      submission_.start(app);
      return Step::redraw();
    }
    if (event.kind == Kind::tick && settled_) return finish(app);
    if (event.kind != Kind::wake || !submission_.settle(app)) return Step::stay();
    settled_ = true;
    return finish(app);
  }

  bool on_back(App&) override { return submission_.running() || settled_; }

 private:
  Step finish(App& app) {
    tick_ms_ = 0;
    if (app.visit.submitted) return Step::replace(finish_scene(app));
    settled_ = false;
    failed_at_ = app.now();
    return Step::redraw();
  }

  static float head(ui::Canvas& c, const Rect& r, const App& app) {
    return trouble_head(c, r, app, ui::Icon::warn, Colour::warn, app.say("err.title"_msg));
  }
  static float facts(ui::Canvas& c, const Rect& r, const App& app) {
    const auto trouble = trouble_of(app);
    return trouble_facts(c, r, app, {app.say(happened(trouble)), app.say("err.kept.all"_msg), todo(app, trouble)});
  }
  void reference_line(ui::Canvas& c, const Rect& r, const App& app) const {
    const auto ref = app.say("err.ref"_msg, {{"ref", reference(app)}, {"t", day_time_words(app.words(), app.local(failed_at_), app.today().year)}});
    if (c.paragraph_height(ref, ui::type::note, r.w) <= r.h) c.paragraph({r.x, r.y, r.w, 0}, ref, ui::type::note, Colour::ink_soft);
  }
  static void call_button(ui::Canvas& c, const Rect& r, const App& app) {
    ui::button(c, r, {.id = "call", .label = app.say("rail.call"_msg), .left = ui::Icon::bell});
  }

  static Trouble trouble_of(const App& app) {
    if (!app.policy() || app.visit.submit_error == Errc::unauthorised) return Trouble::policy;
    if (app.here().record == RecordState::full || app.visit.submit_error == Errc::full) return Trouble::full;
    if (app.here().record == RecordState::failed || app.visit.submit_error == Errc::io || app.visit.submit_error == Errc::busy) return Trouble::write;
    return Trouble::unknown;
  }
  static MessageKey happened(Trouble trouble) {
    switch (trouble) {
      case Trouble::write: return "err.happened.write"_msg;
      case Trouble::full: return "err.happened.full"_msg;
      case Trouble::policy: return "err.happened.policy"_msg;
      case Trouble::unknown: break;
    }
    return "err.happened.unknown"_msg;
  }
  static std::string todo(const App& app, Trouble trouble) {
    if (trouble != Trouble::full && trouble != Trouble::policy) return app.say("err.todo.retry"_msg);
    return app.site() ? app.say("err.todo.desk"_msg, {{"place", place_words(*app.site(), app.site()->desk, app.language())}}) : app.say("err.todo.retry"_msg);
  }
  // For staff: which device, and the number its next record would have had.
  static std::string reference(const App& app) {
    return app.here().device_name + "-" + std::to_string(app.here().sync.registered + 1);
  }
  Submission submission_;
  Instant failed_at_;
  bool settled_ = false;
  std::uint64_t tick_ms_ = 0;
};

}  // namespace

std::unique_ptr<Scene> make_error() { return std::make_unique<SomethingWrong>(); }

}  // namespace redress::shopper
