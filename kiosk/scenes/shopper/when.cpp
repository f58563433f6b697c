// 15 When it happened and how it touched the shopper. Nothing here is compulsory, nothing preset; the answers
// feed the policy's triggers, the level itself is never shown. With larger letters the two halves are two
// pages.
#include <algorithm>

#include "core/policy/policy.h"
#include "core/text/dates.h"
#include "kiosk/scenes/shopper/scenes.h"
#include "kiosk/scenes/shopper/shopper_scene.h"
#include "kiosk/scenes/shopper/when_impact.h"

namespace redress::shopper {

namespace {

using ui::Canvas;
using ui::Colour;
using ui::Rect;

constexpr int kNoon = 12, kEvening = 18;  // hours at which afternoon and evening begin

class WhenAndImpact final : public ShopperScene {
 public:
  void leave(App& app) override {
    wrong_code_ = false;
    if (lies_ahead(app, app.visit.day_part)) app.visit.day_part.clear();
  }

 protected:
  ui::ShopperPage page(const App& app) const override {
    auto page = step_page(app, 3, "step.3"_msg);
    page.title = app.say(second_ ? "impact.q"_msg : "when.q"_msg);
    page.explain = app.say(second_ ? "impact.hint"_msg : "when.hint"_msg);
    page.primary = next_button(app);
    return page;
  }

  void content(Canvas& c, const ui::ShopperAreas& areas, const App& app) const override {
    if (!app.policy()) return;
    if (two_pages(app)) {
      if (second_)
        impact(c, areas.main, app, wrong_code_);
      else
        when(c, areas.main, app, 4);
      return;
    }
    if (!c.portrait()) {
      when(c, areas.side, app, 2);
      Rect main = areas.main;
      impact_heading(c, main, app);
      return impact(c, main, app, wrong_code_);
    }
    Rect rest = areas.main;
    rest = rest.below(when(c, rest, app, 4));
    const float spare = rest.h - impact_heading_height(c, rest.w, app) -
                        impact_height(c, app, rest.w, ui::size::check_row, wrong_code_);
    rest = rest.below(std::clamp(spare, 20.f, 56.f));
    impact_heading(c, rest, app);
    impact(c, rest, app, wrong_code_);
  }

  bool on_back(App&) override {
    if (!second_) return false;
    second_ = false;
    return true;
  }

  Step on(const ui::UiEvent& event, App& app) override {
    auto& visit = app.visit;
    if (event.kind == ui::UiEvent::Kind::scan) return scanned(event.text, app);
    if (event.tapped("next")) {
      if (!two_pages(app) || second_) return next(app, "shopper.text");
      second_ = true;
      return Step::redraw();
    }
    if (auto day = event.tapped_after("when:"); !day.empty()) return choose_day(app, day);
    if (event.tapped("day:before")) return move_day(app, -1);
    if (event.tapped("day:after")) return move_day(app, 1);
    if (event.tapped("day:pick")) return Step::go("shopper.day");
    if (auto part = event.tapped_after("part:"); !part.empty()) {
      visit.day_part = visit.day_part == part ? std::string() : part;
      return Step::redraw();
    }
    if (event.tapped("code:enter")) return Step::go("shopper.code");
    if (event.tapped("code:clear")) {
      visit.earlier_case.clear();
      return Step::redraw();
    }
    return impact_answer(event, app);
  }

 private:
  static bool two_pages(const App& app) { return app.text_scale > 1; }

  // --- when ---
  static std::optional<CivilDate> date_of(const App& app) { return parse_date(app.visit.date); }
  static int day_choice(const App& app) {  // 0 today, 1 yesterday, 2 earlier, -1 none
    const auto date = date_of(app);
    if (!date) return -1;
    const auto ago = days_from_civil(app.today()) - days_from_civil(*date);
    return ago <= 0 ? 0 : ago == 1 ? 1 : 2;
  }
  // A part of today that has not begun yet.
  static bool lies_ahead(const App& app, std::string_view part) {
    if (day_choice(app) != 0) return false;
    const int hour = app.local(app.now()).hour;
    return (part == "afternoon" && hour < kNoon) || (part == "evening" && hour < kEvening);
  }
  static Step choose_day(App& app, const std::string& id) {
    const int wanted = id == "today" ? 0 : id == "yesterday" ? 1 : 2;
    const bool again = day_choice(app) == wanted;
    app.visit.date = again ? std::string() : to_iso(add_days(app.today(), -wanted));
    return Step::redraw();
  }
  static Step move_day(App& app, int days) {
    const auto date = date_of(app);
    if (!date) return Step::stay();
    const auto moved = add_days(*date, days);
    if (moved > app.today()) return Step::stay();
    app.visit.date = to_iso(moved);
    return Step::redraw();
  }

  // Returns the height used. `parts_wide`: parts of the day in a line.
  static float when(Canvas& c, const Rect& r, const App& app, int parts_wide) {
    const float seg = ui::size::segment * (1 + (c.theme().text_scale - 1) * .5f),
                day = ui::size::chip * (1 + (c.theme().text_scale - 1) * .5f);
    Rect rest = r;
    ui::segment(c, rest.take_top(seg, 16),
                {{"when:today", app.say("when.today"_msg)},
                 {"when:yesterday", app.say("when.yesterday"_msg)},
                 {"when:earlier", app.say("when.earlier"_msg)}},
                day_choice(app));
    if (day_choice(app) == 2) stepper(c, rest.take_top(day, 16), app);
    std::vector<ui::Choice> parts;
    int chosen = -1;
    for (const auto name : kDayParts.names) {
      if (lies_ahead(app, name)) continue;
      if (app.visit.day_part == name) chosen = static_cast<int>(parts.size());
      parts.push_back({"part:" + std::string(name), app.words().text_of("day_part", name)});
    }
    for (std::size_t from = 0; from < parts.size(); from += static_cast<std::size_t>(parts_wide)) {
      const auto to = std::min(parts.size(), from + static_cast<std::size_t>(parts_wide));
      ui::segment(c, rest.take_top(seg, 16),
                  {parts.begin() + static_cast<std::ptrdiff_t>(from),
                   parts.begin() + static_cast<std::ptrdiff_t>(to)},
                  chosen - static_cast<int>(from));
    }
    return r.h - rest.h - 16;
  }

  static void stepper(Canvas& c, Rect r, const App& app) {
    ui::chip(c, r.take_left(88, 16),
             {.id = "day:before", .icon = ui::Icon::left, .spoken = app.say("when.day_before"_msg)});
    ui::chip(c, r.take_right(88, 16),
             {.id = "day:after", .icon = ui::Icon::right, .spoken = app.say("when.day_after"_msg)});
    const auto date = *date_of(app);
    ui::Widget widget;
    widget.role = ui::Role::button;
    widget.id = "day:pick";
    widget.label = app.say("when.pick_day"_msg);
    widget.value = day_weekday_words(app.words(), date, app.today().year);
    widget.rect = r;
    widget.target = c.target();
    const Canvas::Scope scope(c, std::move(widget));
    const Colour ground = scope.pressed() ? Colour::primary_wash : Colour::surface;
    c.fill(r, ground, ui::size::radius);
    c.stroke(r, Colour::line_strong, 2, ui::size::radius);
    const Canvas::Ground over(c, ground);
    const bool narrow = r.w < 500;
    Rect inside = r.inset(narrow ? 16 : 32, 0);
    c.icon(ui::Icon::cal, inside.take_left(44, narrow ? 12 : 20).centred(44, 44), Colour::primary, 2.5f);
    const auto ago = days_ago_words(app.words(), date, app.today());
    const ui::Type words = ui::type::label, soft = ui::type::note;
    const float ago_wide = c.measure(ago, soft).w + 2,
                day_wide = c.measure(day_weekday_words(app.words(), date, app.today().year), words).w;
    if (ago_wide + day_wide + 20 <= inside.w)
      c.text(inside.take_right(ago_wide, 20), ago, soft, Colour::ink_soft, ui::Align::right);
    c.text(inside, day_weekday_words(app.words(), date, app.today().year), words);
  }

  Step scanned(const std::string& text, App& app) {
    const auto code = parse_scanned_code(text);
    app.visit.before = Answer3::yes;
    wrong_code_ = !code.ok();
    if (wrong_code_) app.play(Tone::refused_scan);
    if (code.ok()) app.visit.earlier_case = to_compact(*code);
    second_ = two_pages(app);
    return Step::redraw();
  }

  bool second_ = false;      // page of the questions, with larger letters
  bool wrong_code_ = false;  // what was scanned is no code of ours
};

}  // namespace

std::unique_ptr<Scene> make_when() {
  return std::make_unique<WhenAndImpact>();
}

}  // namespace redress::shopper
