// 12, someone is hurt: the alarm is raised at once and without a question; a false one is cheaper. Says only
// what is true: told, being told, or not reached. Undo for 30 s.
#include <algorithm>

#include "core/policy/policy.h"
#include "core/policy/site.h"
#include "kiosk/scenes/shopper/scenes.h"
#include "kiosk/scenes/shopper/shopper_scene.h"

namespace redress::shopper {

namespace {

using ui::Colour;
using ui::Rect;

constexpr std::uint64_t kUndo_ms = 30'000;
constexpr std::uint64_t kReach_ms = 10'000;  // longer without an answer from head office: not reached
constexpr std::string_view kInjuryCategory = "safety";

enum class Reach { sending, told, answered, not_reached, withdrawn };

class AlarmRaised final : public ShopperScene {
 public:
  void enter(App& app) override {
    if (!id_.empty() || asked_.waiting() || failed_) return;
    for (const auto& alarm : app.here().alarms)  // of this visit, seen again
      if (alarm.id == app.visit.injury_alarm && !alarm.withdrawn) id_ = alarm.id;
    if (id_.empty()) raise(app);
  }

  std::uint64_t wants_tick_at_ms() const override { return tick_ms_; }

 protected:
  bool cancellable() const override { return false; }

  ui::ShopperPage page(const App& app) const override {
    auto page = base_page(app);
    const Reach reach = reach_of(app);
    page.title = title(app, reach);
    page.explain = explain(app, reach);
    page.tight = false;
    page.extra = {.id = "leave", .label = app.say("alarm.leave"_msg)};
    page.primary = {.id = "next",
                    .label = app.say("alarm.continue"_msg),
                    .look = ui::Look::filled,
                    .right = ui::Icon::next};
    return page;
  }

  void content(ui::Canvas& c, const ui::ShopperAreas& areas, const App& app) const override {
    const Reach reach = reach_of(app);
    Rect rest = areas.main;
    for (const auto& line : facts(app)) rest = rest.below(ui::key_value(c, rest, line));
    rest = rest.below(36);
    emergency(c, rest.take_top(c.line_height(ui::Type{44, 1.45f}), 40), app);
    if (reach == Reach::not_reached)
      ui::button(c, rest.take_top(ui::size::button, 24),
                 {.id = "retry",
                  .label = app.say("alarm.retry"_msg),
                  .look = ui::Look::danger,
                  .left = ui::Icon::bell});
    if (undo_left_s(app) > 0 && reach != Reach::withdrawn) {
      ui::button(c, rest.take_top(ui::size::button, 12),
                 {.id = "undo", .label = app.say("alarm.undo"_msg), .left = ui::Icon::close});
      c.paragraph({rest.x, rest.y, rest.w, 0}, app.say("alarm.undo.left"_msg, {{"n", undo_left_s(app)}}),
                  ui::type::note, Colour::ink_soft);
    }
  }

  Step on(const ui::UiEvent& event, App& app) override {
    using Kind = ui::UiEvent::Kind;
    if (event.kind == Kind::wake) return news(app);
    if (event.kind == Kind::tick) {
      plan_tick(app);
      return Step::redraw();
    }
    if (event.tapped("retry")) return retry(app);
    if (event.tapped("undo") && undo_left_s(app) > 0) return undo(app);
    if (event.tapped("leave")) return Step::home();  // what was raised stays recorded
    if (event.tapped("next")) return go_on(app);
    return Step::stay();
  }

 private:
  void raise(App& app) {
    failed_ = false;
    asked_ = app.desk().raise_alarm("injury");
    raised_ms_ = reach_from_ms_ = app.now_ms();
    plan_tick(app);
  }

  Step retry(App& app) {
    if (failed_)
      raise(app);
    else
      app.desk().sync_now();
    reach_from_ms_ = app.now_ms();
    plan_tick(app);
    return Step::redraw();
  }

  Step undo(App& app) {
    withdrawn_ = true;
    if (!id_.empty()) withdraw(app);  // else as soon as its id is known
    app.visit.injured = Answer3::none;
    tick_ms_ = 0;
    return Step::redraw();
  }
  void withdraw(App& app) {
    (void)app.desk().withdraw_alarm(id_);
    if (app.visit.injury_alarm == id_) app.visit.injury_alarm.clear();
  }

  Step go_on(App& app) {
    auto& visit = app.visit;
    if (!withdrawn_ && app.policy() && app.policy()->category(kInjuryCategory) &&
        visit.category != kInjuryCategory) {
      visit.category = kInjuryCategory;
      visit.subcategory.clear();
      visit.phrases_used.clear();
    }
    return next(app, "shopper.category");
  }

  Step news(App& app) {
    if (auto answer = asked_.take()) {
      failed_ = !answer->ok();
      if (answer->ok()) {
        id_ = app.visit.injury_alarm = to_text(**answer);
        if (withdrawn_) withdraw(app);
      }
    }
    plan_tick(app);
    return Step::redraw();
  }

  const AlarmView* view(const App& app) const {
    for (const auto& alarm : app.here().alarms)
      if (alarm.id == id_) return &alarm;
    return nullptr;
  }

  Reach reach_of(const App& app) const {
    if (withdrawn_) return Reach::withdrawn;
    if (failed_) return Reach::not_reached;
    const auto* alarm = view(app);
    if (alarm && alarm->withdrawn) return Reach::withdrawn;
    if (alarm && alarm->answered) return Reach::answered;
    if (alarm && alarm->delivered) return Reach::told;
    const auto phase = app.here().sync.phase;
    const bool cut_off = phase != SyncPhase::synced && phase != SyncPhase::syncing;
    return cut_off || app.now_ms() >= reach_from_ms_ + kReach_ms ? Reach::not_reached : Reach::sending;
  }

  static std::string title(const App& app, Reach reach) {
    switch (reach) {
      case Reach::sending:
        return app.say("alarm.sending"_msg);
      case Reach::told:
        return app.say("alarm.title"_msg);
      case Reach::answered:
        return app.say("alarm.answered"_msg);
      case Reach::withdrawn:
        return app.say("alarm.withdrawn"_msg);
      case Reach::not_reached:
        break;
    }
    if (!app.site() || app.site()->duty_phone.empty()) return app.say("alarm.not_reached.no_phone"_msg);
    return app.say("alarm.not_reached"_msg, {{"phone", app.site()->duty_phone}});
  }
  static std::string explain(const App& app, Reach reach) {
    return reach == Reach::withdrawn ? std::string() : app.say("hurt.after.3"_msg);
  }

  static std::vector<ui::KeyValue> facts(const App& app) {
    std::vector<ui::KeyValue> out;
    if (!app.site()) return out;
    const float wide = app.language() == Language::en ? 330 : 250;
    if (!app.site()->duty_phone.empty())
      out.push_back({.label = app.say("alarm.phone"_msg),
                     .value = "**" + app.site()->duty_phone + "**",
                     .label_width = wide,
                     .rule_above = true});
    if (!app.site()->first_aid.empty())
      out.push_back(
          {.label = app.say("alarm.first_aid"_msg),
           .value = "**" + place_words(*app.site(), app.site()->first_aid.front(), app.language()) + "**",
           .label_width = wide,
           .rule_above = out.empty()});
    return out;
  }

  static void emergency(ui::Canvas& c, Rect r, const App& app) {
    c.icon(ui::Icon::call, r.take_left(48, 20).centred(48, 48), Colour::alert, 2.5f);
    ui::Canvas::Rich look;
    look.type = ui::Type{36, 1.45f};
    look.bold = ui::Type{44, 1.45f, true};
    look.bold_colour = Colour::alert;
    look.across = ui::Across::middle;
    look.gap = 6;
    c.rich(r, app.say("hurt.120"_msg), look);
  }

  int undo_left_s(const App& app) const {
    const auto end = raised_ms_ + kUndo_ms, now = app.now_ms();
    return now >= end ? 0 : static_cast<int>((end - now + 999) / 1000);
  }
  // Once a second while seconds are counted, then once when "being told" has lasted too long.
  void plan_tick(const App& app) {
    const auto now = app.now_ms();
    if (withdrawn_)
      tick_ms_ = 0;
    else if (undo_left_s(app) > 0)
      tick_ms_ = now + (1000 - (now - raised_ms_) % 1000);
    else
      tick_ms_ = now < reach_from_ms_ + kReach_ms ? reach_from_ms_ + kReach_ms : 0;
  }

  std::string id_;
  Pending<Uuid> asked_;
  bool failed_ = false, withdrawn_ = false;
  std::uint64_t raised_ms_ = 0, reach_from_ms_ = 0, tick_ms_ = 0;
};

}  // namespace

std::unique_ptr<Scene> make_alarm() {
  return std::make_unique<AlarmRaised>();
}

}  // namespace redress::shopper
