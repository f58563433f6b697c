// 10 Home: says what this is to someone ten metres away; one touch starts.
#include <algorithm>

#include "kiosk/scenes/shopper/home_field.h"
#include "kiosk/scenes/shopper/scenes.h"
#include "kiosk/scenes/shopper/shopper_scene.h"

namespace redress::shopper {

namespace {

constexpr std::uint64_t kDim_ms = 180'000;  // nobody here: drawn dark
constexpr std::uint64_t kForget_ms =
    60'000;                          // someone went all the way back: the next shopper sees nothing of it
constexpr int kGesture_touches = 5;  // on the mall's name: the technician's way in
constexpr std::uint64_t kGesture_ms = 3'000;
constexpr std::uint64_t kRefused_ms = 8'000;  // how long a refused scan is explained

using ui::Canvas;
using ui::Colour;
using ui::Rect;

class Home final : public Scene {
 public:
  void enter(App& app) override {
    touched_ms_ = app.now_ms();
    dimmed_ = false;
    begun_ = app.visit.touched();
    seen_ = shown_of(app);
  }

  std::uint64_t wants_tick_at_ms() const override {
    if (refused_) return refused_ms_ + kRefused_ms;
    if (begun_) return touched_ms_ + kForget_ms;
    return dimmed_ ? 0 : touched_ms_ + kDim_ms;
  }

  Step update(const ui::UiEvent& event, App& app) override {
    using Kind = ui::UiEvent::Kind;
    if (event.kind == Kind::tick) return tick(app);
    if (event.kind == Kind::wake) return news(app);
    if (event.kind == Kind::none) return Step::stay();
    const bool was_dimmed = dimmed_, said = refused_.has_value();
    touched_ms_ = app.now_ms();
    dimmed_ = false;
    refused_.reset();
    if (event.kind == Kind::scan) return scanned(event.text, app);
    if (was_dimmed) return Step::redraw();  // the first touch only wakes
    if (auto step = rail_step(event)) return *step;
    if (event.tapped("mall")) return gesture(app);
    if (event.tapped("start") && open_for_cases(app)) return Step::go("shopper.type");
    if (event.tapped("lookup")) return Step::go("shopper.check");
    if (auto code = event.tapped_after("lang:"); !code.empty())
      if (auto language = find_language(code)) {
        app.set_language(*language);
        return Step::redraw();
      }
    return said ? Step::redraw() : Step::stay();
  }

  void draw(Canvas& c, const App& app) const override {
    if (c.portrait())
      draw_portrait(c, app);
    else
      draw_landscape(c, app);
    if (!dimmed_) return;
    const Canvas::Layer above(c);
    c.scrim(c.area());
    const Canvas::Scope wake(c, {.role = ui::Role::button,
                                 .id = "wake",
                                 .label = app.say("home.start"_msg),
                                 .rect = c.area()});
  }

 private:
  // What of the surroundings stands on this screen. Sync and alarms come and go all day; they draw nothing here.
  struct Shown {
    bool in_service = false, open = false, prints = false;
    const void* policy = nullptr;
    const void* site = nullptr;
    bool operator==(const Shown&) const = default;
  };
  static Shown shown_of(const App& app) {
    return {in_service(app), open_for_cases(app), prints_receipts(app), app.policy(), app.site()};
  }
  // Five touches within three seconds. A device nobody enrolled yet has no people to sign in.
  Step gesture(App& app) {
    const auto now = app.now_ms();
    std::erase_if(gesture_ms_, [&](std::uint64_t at_ms) { return at_ms + kGesture_ms < now; });
    gesture_ms_.push_back(now);
    if (gesture_ms_.size() < kGesture_touches) return Step::stay();
    gesture_ms_.clear();
    return Step::go(app.here().provisioned ? "technician.signin" : "technician.enrol");
  }

  Step tick(App& app) {
    const auto now = app.now_ms();
    if (refused_ && now >= refused_ms_ + kRefused_ms) {
      refused_.reset();
      return Step::redraw();
    }
    if (begun_ && now >= touched_ms_ + kForget_ms) {
      begun_ = false;
      app.end_visit();
      return Step::redraw();
    }
    if (dimmed_ || now < touched_ms_ + kDim_ms) return Step::stay();
    dimmed_ = true;
    app.end_visit();  // the one who chose a language or larger letters has gone
    return Step::redraw();
  }

  Step news(App& app) {
    const Shown now = shown_of(app);
    if (now == seen_) return Step::stay();
    seen_ = now;
    return Step::redraw();
  }

  Step scanned(const std::string& text, App& app) {
    const auto code = parse_scanned_code(text);
    if (code.ok() && in_service(app)) {
      app.visit.looked_up = *code;
      return Step::go("shopper.status");
    }
    refused_ = !code.ok() && code.error().code == Errc::corrupt ? "check.wrong"_msg : "check.not_ours"_msg;
    refused_ms_ = app.now_ms();
    app.play(Tone::refused_scan);
    return Step::redraw();
  }

  static void languages(Canvas& c, const std::vector<Rect>& cells, const App& app) {
    const auto& offered = offered_languages();
    for (std::size_t i = 0; i < offered.size() && i < cells.size(); ++i) {
      const auto& info = language_info(offered[i]);
      ui::Chip chip{.id = "lang:" + std::string(info.code),
                    .label = std::string(info.own_name),
                    .chosen = offered[i] == app.language()};
      chip.type = ui::Type{36, 1.3f};
      ui::chip(c, cells[i], chip);
    }
  }

  static void look_up(Canvas& c, const Rect& r, const App& app) {
    ui::option_row(c, r,
                   {.id = "lookup",
                    .label = app.say("home.lookup"_msg),
                    .explain = app.say("home.lookup.sub"_msg),
                    .icon = ui::Icon::search});
  }

  static std::vector<ui::RailCell> cells(const App& app) {
    auto out = rail_cells(app, false);
    if (!in_service(app)) out.pop_back();  // nobody is told yet whom to call
    return out;
  }

  void draw_portrait(Canvas& c, const App& app) const {
    Rect rest = c.area();
    rail_at(c, rest.take_bottom(ui::size::rail * (1 + (c.theme().text_scale - 1) * .4f)), app);
    const Rect field = rest.take_top(rest.h - (1776 - 1328));
    home_field(c, field, {field.x + 60, field.y + 80, field.w - 120, field.h - 144}, 208, app, refused_);
    rest = rest.inset(60, 0).below(56);
    languages(c, ui::columns(rest.take_top(112, 32), static_cast<int>(offered_languages().size()), 24), app);
    if (in_service(app)) look_up(c, rest.top_part(176), app);
  }

  void draw_landscape(Canvas& c, const App& app) const {
    Rect rest = c.area();
    rail_at(c, rest.take_bottom(ui::size::bar_land * (1 + (c.theme().text_scale - 1) * .2f)), app);
    const Rect field = rest.take_left(1264);
    home_field(c, field, {field.x + 48, field.y + 56, field.w - 96, field.h - 104}, 96, app, refused_);
    rest = rest.inset(48, 56);
    if (in_service(app)) look_up(c, rest.take_bottom(176, 32), app);
    languages(c,
              ui::rows(rest.top_part(std::min(rest.h, 3 * 112 + 2 * 24.f)),
                       static_cast<int>(offered_languages().size()), 24),
              app);
  }

  static void rail_at(Canvas& c, const Rect& r, const App& app) {
    c.fill(r, Colour::surface);
    c.rule(r);
    ui::rail(c, r, cells(app));
  }

  std::uint64_t touched_ms_ = 0, refused_ms_ = 0;
  std::optional<MessageKey> refused_;
  std::vector<std::uint64_t> gesture_ms_;
  bool dimmed_ = false, begun_ = false;
  Shown seen_;
};

}  // namespace

std::unique_ptr<Scene> make_home() {
  return std::make_unique<Home>();
}

}  // namespace redress::shopper
