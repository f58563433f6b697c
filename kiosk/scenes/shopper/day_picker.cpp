// 15 The days of a month as buttons, up to today.
#include "core/text/dates.h"
#include "kiosk/scenes/shopper/scenes.h"
#include "kiosk/scenes/shopper/shopper_scene.h"

namespace redress::shopper {

namespace {

using ui::Colour;
using ui::Rect;

class DayOfMonth final : public ShopperScene {
 public:
  void enter(App& app) override {
    const auto date = parse_date(app.visit.date).value_or(app.today());
    if (year_ == 0) year_ = date.year, month_ = date.month;
  }

 protected:
  ui::ShopperPage page(const App& app) const override {
    auto page = step_page(app, 3, "step.3"_msg);
    page.title = app.say("when.pick_day"_msg);
    page.hint = app.say("nav.auto"_msg);
    return page;
  }

  void content(ui::Canvas& c, const ui::ShopperAreas& areas, const App& app) const override {
    Rect rest = areas.main;
    month_line(c, rest.take_top(ui::size::chip, 24), app);
    const float name_high = c.line_height(ui::type::note);
    const auto names = ui::columns(rest.take_top(name_high, 12), 7, 12);
    for (int day = 1; day <= 7; ++day)
      c.text(names[static_cast<std::size_t>(day - 1)],
             app.words().text_of("date.weekday_one", std::to_string(day)), ui::type::note, Colour::ink_soft,
             ui::Align::centre);
    const float gap = c.portrait() ? 16 : 10;
    const int first = weekday({year_, month_, 1}) - 1, days = days_in_month(year_, month_),
              weeks = (first + days + 6) / 7;
    const float high =
        std::clamp((rest.h - static_cast<float>(weeks - 1) * gap) / static_cast<float>(weeks), 82.f, 124.f);
    for (int day = 1; day <= days; ++day) {
      const CivilDate date{year_, month_, day};
      if (date > app.today()) break;  // the future is not offered
      NarrowChoice choice{.id = "date:" + to_iso(date),
                          .label = std::to_string(day),
                          .chosen = app.visit.date == to_iso(date)};
      choice.type.bold = date == app.today();
      choice.spoken = day_weekday_words(app.words(), date, app.today().year);
      narrow_choice(c, ui::grid_cell(rest, first + day - 1, 7, high, 12, gap), choice);
    }
  }

  Step on(const ui::UiEvent& event, App& app) override {
    if (event.tapped("month:before")) return turn(-1);
    if (event.tapped("month:after") && !newest(app)) return turn(1);
    const auto date = event.tapped_after("date:");
    if (date.empty()) return Step::stay();
    app.visit.date = date;
    return Step::back();
  }

  bool keeps_editing() const override { return true; }

 private:
  bool newest(const App& app) const { return year_ == app.today().year && month_ == app.today().month; }
  Step turn(int by) {
    const int months = year_ * 12 + month_ - 1 + by;
    year_ = months / 12;
    month_ = months % 12 + 1;
    return Step::redraw();
  }
  void month_line(ui::Canvas& c, Rect r, const App& app) const {
    ui::Chip after{.id = "month:after",
                   .icon = ui::Icon::right,
                   .off = newest(app),
                   .why = app.say("nav.last_page"_msg),
                   .spoken = app.say("when.month_after"_msg)};
    ui::chip(c, r.take_left(120, 16),
             {.id = "month:before", .icon = ui::Icon::left, .spoken = app.say("when.month_before"_msg)});
    ui::chip(c, r.take_right(120, 16), after);
    c.text(r, month_words(app.words(), year_, month_), ui::type::option, Colour::ink, ui::Align::centre);
  }

  int year_ = 0, month_ = 0;
};

}  // namespace

std::unique_ptr<Scene> make_day() {
  return std::make_unique<DayOfMonth>();
}

}  // namespace redress::shopper
