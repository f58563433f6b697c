// 23 Are you still there: over any screen, what was typed is covered at once, any touch means yes. After ten in a row
// without anything else between, somebody is called and the visit ends.
#include "kiosk/scenes/shopper/finish.h"
#include "kiosk/scenes/shopper/scenes.h"

namespace redress::shopper {

namespace {

using ui::Canvas;
using ui::Colour;
using ui::Rect;

constexpr std::uint64_t kCount_ms = 30'000;
constexpr int kMost_extensions = 10;
constexpr std::uint64_t kSoon_ms = 1'500;  // the finger that says yes leaves the glass within that time

class StillThere final : public Scene {
 public:
  void enter(App& app) override {
    if (until_ms_) return;
    until_ms_ = app.now_ms() + kCount_ms;
    tick_ms_ = next_second(until_ms_, app);
    app.play(Tone::still_there);
    if (!in_a_row(app)) app.visit.idle_extensions = 0;
  }
  bool overlay() const override { return true; }
  std::uint64_t wants_tick_at_ms() const override { return tick_ms_; }

  Step update(const ui::UiEvent& event, App& app) override {
    using Kind = ui::UiEvent::Kind;
    if (event.kind == Kind::none || event.kind == Kind::wake) return Step::stay();
    if (event.kind == Kind::tick) {
      if (app.now_ms() >= until_ms_) return Step::home();
      tick_ms_ = next_second(until_ms_, app);
      return Step::redraw();
    }
    if (event.tapped("end")) return Step::home();
    return stay(app);
  }

  void draw(Canvas& c, const App& app) const override {
    cover(c);
    const bool something = app.visit.touched() && !app.visit.submitted;
    ui::DialogSpec spec;
    spec.title = app.say("idle.q"_msg);
    spec.body = app.say("idle.what"_msg);
    spec.icon = ui::Icon::clock;
    if (!c.portrait()) spec.width = 1160;
    const ui::Type number = ui::type::countdown.sized(120 / c.theme().text_scale);
    const ui::Type note = ui::type::note;
    const float note_h = something ? std::max(36.f, c.paragraph_height(app.say("idle.covered"_msg), note, card_inner(c) - 50)) : 0;
    spec.content_height = c.line_height(number) + 36 + (something ? note_h + 36 : 0);
    spec.buttons = {{.id = "stay", .label = app.say("idle.stay"_msg), .look = ui::Look::filled, .type = ui::Type{40, 1.35f, true}},
                    {.id = "end", .label = app.say("idle.end"_msg)}};
    const ui::Dialog dialog(c, spec);
    Rect rest = dialog.content();
    const int left = seconds_left(until_ms_, app);
    Rect line = rest.take_top(c.line_height(number));
    const float wide = c.text(line, std::to_string(left), number, Colour::primary);
    const ui::Type unit{40, 1.45f};
    c.text({line.x + wide + 16, line.y + line.h * .28f, line.w - wide - 16, line.h * .72f}, app.say("idle.seconds"_msg), unit);
    ui::share_bar(c, rest.take_top(12, 36).moved(0, 8), static_cast<double>(left) / 30);
    if (!something) return;
    c.icon(ui::Icon::lock, rest.left_part(36).top_part(c.line_height(note)).centred(36, 36), Colour::ink_soft, 3);
    c.paragraph({rest.x + 50, rest.y, rest.w - 50, 0}, app.say("idle.covered"_msg), note, Colour::ink_soft);
  }

 private:
  static float card_inner(const Canvas& c) { return (c.portrait() ? 900.f : 1160.f) - 120; }

  static bool in_a_row(const App& app) {
    return app.visit.last_extension_ms && app.active_at_ms <= app.visit.last_extension_ms + kSoon_ms;
  }

  Step stay(App& app) {
    app.visit.last_extension_ms = app.now_ms();
    if (++app.visit.idle_extensions <= kMost_extensions) return Step::back();
    (void)app.desk().raise_alarm("call_staff");  // something rests on the screen, or somebody needs help
    return Step::home();
  }

  // Bars over everything a person typed, before the scrim makes it merely darker.
  static void cover(Canvas& c) {
    std::vector<Rect> secret;
    for (const auto& widget : c.registry().widgets()) {
      if (!widget.secret || widget.value.empty()) continue;
      const float k = c.scale();
      secret.push_back({widget.rect.x / k, widget.rect.y / k, widget.rect.w / k, widget.rect.h / k});
    }
    const Canvas::Layer above(c);
    for (const auto& r : secret) {
      c.fill(r.inset(4), Colour::surface, ui::size::radius - 4);
      ui::covered_lines(c, r.inset(24, 8), r.h > 200 ? 3 : 1);
    }
  }

  std::uint64_t until_ms_ = 0, tick_ms_ = 0;
};

}  // namespace

std::unique_ptr<Scene> make_idle() { return std::make_unique<StillThere>(); }

}  // namespace redress::shopper
