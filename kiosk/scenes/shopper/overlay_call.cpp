// Call staff: says only what is true — being called, called, answered, or the telephone and the desk's place.
#include "core/policy/site.h"
#include "kiosk/scenes/shopper/overlay_scene.h"
#include "kiosk/scenes/shopper/scenes.h"

namespace redress::shopper {

namespace {

constexpr std::uint64_t kReach_ms = 10'000;    // longer without head office's word: not reached
constexpr std::uint64_t kAnswer_ms = 180'000;  // longer without an answer: how else to reach somebody
constexpr std::string_view kKind = "call_staff";

enum class Reach { sending, called, answered, not_reached, no_answer, cancelled };

class CallStaff final : public OverlayScene {
 public:
  CallStaff() : OverlayScene("rail:call") {}

  void enter(App& app) override {
    if (started_) return;
    started_ = true;
    called_ms_ = app.now_ms();
    id_ = app.visit.alarm();
    if (const auto* alarm = view(app)) called_ms_ -= std::min<std::uint64_t>(called_ms_, static_cast<std::uint64_t>(std::max<std::int64_t>(0, app.now() - alarm->at)));
    if (id_.empty()) asked_ = app.desk().raise_alarm(std::string(kKind));
    plan(app);
  }
  std::uint64_t wants_tick_at_ms() const override { return tick_ms_; }

  void draw(ui::Canvas& c, const App& app) const override {
    const auto reach = reach_of(app);
    ui::DialogSpec spec;
    spec.icon = ui::Icon::bell;
    spec.title = words(app, reach);
    if (!c.portrait()) spec.width = 1160;
    const bool filling = app.visit.touched() && !app.visit.submitted;
    spec.buttons = {{.id = "close", .label = app.say(filling ? "call.stay"_msg : "nav.ok"_msg), .look = ui::Look::filled}};
    if (reach != Reach::cancelled && may_cancel(app)) spec.buttons.push_back({.id = "cancel_call", .label = app.say("call.cancel"_msg)});
    const ui::Dialog dialog(c, spec);
  }

 protected:
  Step on(const ui::UiEvent& event, App& app) override {
    using Kind = ui::UiEvent::Kind;
    if (event.tapped("close")) return Step::back();
    if (event.tapped("cancel_call")) return withdraw(app);
    if (event.kind == Kind::wake) {
      if (auto answer = asked_.take()) {
        failed_ = !answer->ok();
        if (answer->ok()) id_ = app.visit.staff_call = to_text(**answer);
      }
      plan(app);
      return Step::redraw();
    }
    if (event.kind != Kind::tick) return Step::stay();
    plan(app);
    return Step::redraw();
  }

 private:
  Step withdraw(App& app) {
    cancelled_ = true;
    if (!id_.empty()) (void)app.desk().withdraw_alarm(id_);
    if (app.visit.staff_call == id_) app.visit.staff_call.clear();
    tick_ms_ = 0;
    return Step::redraw();
  }

  const AlarmView* view(const App& app) const {
    for (const auto& alarm : app.here().alarms)
      if (!id_.empty() && alarm.id == id_) return &alarm;
    return nullptr;
  }
  // Somebody hurt is not taken back from here.
  bool may_cancel(const App& app) const {
    const auto* alarm = view(app);
    return !failed_ && !id_.empty() && id_ == app.visit.staff_call && !(alarm && alarm->answered);
  }

  Reach reach_of(const App& app) const {
    if (cancelled_) return Reach::cancelled;
    if (failed_) return Reach::not_reached;
    const auto* alarm = view(app);
    if (alarm && alarm->withdrawn) return Reach::cancelled;
    if (alarm && alarm->answered) return Reach::answered;
    const auto waited = app.now_ms() - called_ms_;
    if (alarm && alarm->delivered) return waited >= kAnswer_ms ? Reach::no_answer : Reach::called;
    const auto phase = app.here().sync.phase;
    const bool cut_off = phase != SyncPhase::synced && phase != SyncPhase::syncing;
    return cut_off || waited >= kReach_ms ? Reach::not_reached : Reach::sending;
  }

  static std::string words(const App& app, Reach reach) {
    switch (reach) {
      case Reach::sending: return app.say("call.sending"_msg);
      case Reach::called: return app.say("call.title"_msg);
      case Reach::answered: return app.say("call.answered"_msg);
      case Reach::cancelled: return app.say("call.cancelled"_msg);
      case Reach::no_answer:
      case Reach::not_reached: break;
    }
    if (!app.site()) return app.say("call.sending"_msg);
    const auto place = place_words(*app.site(), app.site()->desk, app.language());
    return app.say(reach == Reach::no_answer ? "call.no_answer"_msg : "call.not_reached"_msg, {{"phone", app.site()->phone}, {"place", place}});
  }

  void plan(const App& app) {
    const auto now = app.now_ms();
    const auto reach = called_ms_ + kReach_ms, answer = called_ms_ + kAnswer_ms;
    tick_ms_ = cancelled_ ? 0 : now < reach ? reach : now < answer ? answer : 0;
  }

  std::string id_;
  Pending<Uuid> asked_;
  bool started_ = false, failed_ = false, cancelled_ = false;
  std::uint64_t called_ms_ = 0, tick_ms_ = 0;
};

}  // namespace

std::unique_ptr<Scene> make_call() { return std::make_unique<CallStaff>(); }

}  // namespace redress::shopper
