#include "kiosk/scenes/counter/staff_scene.h"

#include "core/base/utf8.h"
#include "kiosk/scenes/counter/alarm_banner.h"
#include "kiosk/scenes/counter/staff_scan.h"
#include "kiosk/ui/key_codes.h"

namespace redress::counter {

namespace {

using Kind = ui::UiEvent::Kind;

// SDL values of the keys with a meaning of their own.
constexpr int kF2 = 0x4000003B, kF3 = 0x4000003C, kF4 = 0x4000003D, kF5 = 0x4000003E, kF8 = 0x40000041;

Step redrawn_if(bool changed, Step step) { return step.kind == Step::Kind::stay && changed ? Step::redraw() : step; }

bool acts(Kind kind) {
  return kind == Kind::tap || kind == Kind::refused || kind == Kind::press || kind == Kind::outside || kind == Kind::key ||
         kind == Kind::text || kind == Kind::scan;
}

}  // namespace

void StaffScene::enter(App& app) {
  arm(app);
  opened(app);
}

void StaffScene::leave(App& app) {
  if (dirty()) keep_draft(app);
  closing(app);
  scan_ = {};
}

void StaffScene::arm(const App& app) {
  const auto into_ms = static_cast<std::uint64_t>(app.now().ms % kMinute_ms);
  minute_at_ms_ = app.now_ms() + static_cast<std::uint64_t>(kMinute_ms) - into_ms;
}

std::uint64_t StaffScene::wants_tick_at_ms() const {
  const auto own = tick_at_ms();
  return own ? std::min(own, minute_at_ms_) : minute_at_ms_;
}

Step StaffScene::update(const ui::UiEvent& event, App& app) {
  const bool had_told = acts(event.kind) && !told_.empty();
  if (had_told) told_.clear();
  if (event.kind == Kind::scan) return redrawn_if(had_told, on_scan(event.text, app));
  if (auto step = frame_step(event, app)) return *step;
  const bool minute = event.kind == Kind::tick && app.now_ms() >= minute_at_ms_;
  if (minute) arm(app);
  Step step = on(event, app);
  // News may have changed the bars.
  return redrawn_if(had_told || minute || event.kind == Kind::wake, step);
}

std::optional<Step> StaffScene::frame_step(const ui::UiEvent& event, App& app) {
  if (event.tapped("lock")) return lock(app);
  if (event.tapped("sync")) return Step::go("counter.sync");
  if (event.tapped("code")) return Step::go("counter.code");
  if (event.tapped("back")) return on_back(app);
  if (event.tapped("alarm:answer")) {
    if (const auto* alarm = open_alarm(app); alarm && app.staff) answered_ = app.desk().answer_alarm(alarm->id, app.staff->person);
    return Step::redraw();
  }
  if (event.kind == Kind::key) return key_step(event.key, app);
  if (event.kind == Kind::wake) {
    if (auto answer = answered_.take(); answer && !answer->ok()) tell(app.say("staff.alarm.failed"_msg), ui::Tone::alert);
    return scan_answer(app);
  }
  return std::nullopt;
}

std::optional<Step> StaffScene::key_step(int key, App& app) {
  if (key == ui::keys::escape) return on_back(app);
  if (!app.staff) return std::nullopt;
  if (key == kF2 || key == kF3) return Step::go("counter.code");
  if (key == kF4 && app.staff->person.role != Role::handler) return Step::go("counter.register");
  if (key == kF5) {
    app.desk().sync_now();
    return Step::go("counter.sync");
  }
  if (key == kF8) return lock(app);
  return std::nullopt;
}

Step StaffScene::on_scan(const std::string& scanned, App& app) {
  if (auto number = badge_number(scanned)) {
    auto step = lock(app);
    app.badge = std::move(*number);
    return step;
  }
  const auto code = parse_scanned_code(scanned);
  if (code.ok()) return scanned_code(*code, app);
  if (code.error().code == Errc::corrupt) tell(app.say("staff.scan.wrong"_msg), ui::Tone::warn);
  else tell(app.say("staff.scan.not_ours"_msg, {{"text", scan_shown(scanned)}}), ui::Tone::warn);
  return Step::redraw();
}

Step StaffScene::scanned_code(CaseCode code, App& app) {
  scan_code_ = code;
  scan_ = app.desk().look_up(code, app.staff->person);
  app.desk().note_scan(code, app.staff->person);  // behind it: nobody waits for the disk
  auto step = scan_answer(app);
  return step ? *step : Step::stay();  // the next picture is the case: another one of this scene would delay it
}

std::optional<Step> StaffScene::scan_answer(App& app) {
  auto answer = scan_.take();
  if (!answer || !app.staff) return std::nullopt;
  if (!answer->ok()) {
    tell(app.say("staff.do.failed"_msg, {{"reason", app.say("refuse.not_ready"_msg)}}), ui::Tone::alert);
    return Step::redraw();
  }
  app.staff->open_case = scan_code_;
  if (!(*answer)->state.known) return leave_for("counter.unknown");
  app.staff->scanned = std::move(**answer);
  return leave_for("counter.case");
}

Step StaffScene::leave_for(const char* scene) const { return stays_below() ? Step::go(scene) : Step::replace(scene); }

Step StaffScene::open_case(App& app, CaseCode code) {
  if (!app.staff) return Step::stay();
  app.staff->open_case = code;
  return Step::go("counter.case");
}

void StaffScene::tell(std::string words, ui::Tone tone) {
  told_ = std::move(words);
  tone_ = tone;
}

void StaffScene::tell_refusal(const Error& error, const App& app) {
  const bool refused = error.code == Errc::refused;
  tell(refused ? app.words().text_of("refuse", error.what) : app.say("err.happened.write"_msg), ui::Tone::alert);
}

ui::Button back_button(const App& app) {
  return {.id = "back", .label = app.say("staff.back"_msg), .left = ui::Icon::chevron_left};
}

void StaffScene::draw(ui::Canvas& canvas, const App& app) const {
  if (overlay()) {
    content(canvas, canvas.area(), app);
  } else {
    auto page = staff_frame(app);
    if (dirty() && !page.scan_prompt.empty()) page.scan_prompt = app.say("staff.scan.dirty"_msg);
    page.buttons = foot_buttons(app);
    adjust(page, app);
    const auto work = ui::staff_page(canvas, page);
    content(canvas, work, app);
    alarm_banner(canvas, app);
  }
  if (!told_.empty()) draw_told(canvas);
}

void StaffScene::draw_told(ui::Canvas& canvas) const {
  const ui::Canvas::Layer layer(canvas);
  const ui::Notice spec{.tone = tone_, .body = told_, .type = ui::type::card};
  const ui::Rect all = canvas.area();
  // As wide as its words: what is short lies in the gap of the foot bar, over nothing; else over the middle column at most.
  const float width = std::min(880.f, canvas.measure(told_, ui::type::card).w + 110), high = ui::notice_height(canvas, width, spec);
  const bool short_enough = width <= all.w / 3 && high < ui::size::foot_bar;
  const float from_bottom = short_enough ? (ui::size::foot_bar + high) / 2 : ui::size::foot_bar + 20 + high;
  const ui::Rect box{(all.w - width) / 2, all.bottom() - from_bottom, width, high};
  canvas.fill(box.inset(-3), ui::Colour::ink, ui::size::radius_staff + 3);
  canvas.fill(box, ui::Colour::surface, ui::size::radius_staff);
  ui::notice(canvas, box, spec);
}

Step lock(App& app) {
  app.staff.reset();
  app.badge.clear();
  return Step::home();
}

}  // namespace redress::counter
