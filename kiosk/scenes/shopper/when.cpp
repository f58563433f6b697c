// 15 When it happened and how it touched the shopper. Nothing here is compulsory, nothing preset; the answers
// feed the policy's triggers, the level itself is never shown. With larger letters the two halves are two
// pages.
#include <algorithm>

#include "core/policy/policy.h"
#include "core/text/dates.h"
#include "kiosk/scenes/shopper/scenes.h"
#include "kiosk/scenes/shopper/shopper_scene.h"

namespace redress::shopper {

namespace {

using ui::Canvas;
using ui::Colour;
using ui::Rect;

struct Question {
  std::string_view name;  // in the policy's impact_questions
  std::string_view id;
  Answer3 Visit::*answer;
  MessageKey label;
  std::optional<MessageKey> explain;
};
const Question kQuestions[] = {
    {"loss", "impact:money", &Visit::money, "impact.money"_msg, std::nullopt},
    {"earlier_case", "impact:before", &Visit::before, "impact.before"_msg, "impact.before.sub"_msg},
    {"promise_broken", "impact:promise", &Visit::promise, "impact.promise"_msg, std::nullopt},
    {"media_or_court", "impact:media", &Visit::media, "impact.public"_msg, std::nullopt},
};

class WhenAndImpact final : public ShopperScene {
 public:
  void leave(App&) override { wrong_code_ = false; }

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
        impact(c, areas.main, app);
      else
        when(c, areas.main, app, 4);
      return;
    }
    if (!c.portrait()) {
      when(c, areas.side, app, 2);
      Rect main = areas.main;
      heading(c, main, app);
      return impact(c, main, app);
    }
    Rect rest = areas.main;
    rest = rest.below(when(c, rest, app, 4));
    const float spare =
        rest.h - heading_height(c, rest.w, app) - impact_height(c, app, rest.w, ui::size::check_row);
    rest = rest.below(std::clamp(spare, 20.f, 56.f));
    heading(c, rest, app);
    impact(c, rest, app);
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
    if (auto band = event.tapped_after("loss:"); !band.empty()) {
      visit.loss_fen = band == "unknown" ? std::nullopt : std::optional<std::int64_t>(std::stoll(band));
      return Step::redraw();
    }
    if (event.tapped("code:enter")) return Step::go("shopper.code");
    if (event.tapped("code:clear")) {
      visit.earlier_case.clear();
      return Step::redraw();
    }
    return answer(event, app);
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
    widget.value = day_weekday_words(app.words(), date);
    widget.rect = c.to_px(r);
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
                day_wide = c.measure(day_weekday_words(app.words(), date), words).w;
    if (ago_wide + day_wide + 20 <= inside.w)
      c.text(inside.take_right(ago_wide, 20), ago, soft, Colour::ink_soft, ui::Align::right);
    c.text(inside, day_weekday_words(app.words(), date), words);
  }

  // --- impact ---
  static bool asked(const App& app, const Question& question) {
    const auto& names = app.policy()->impact_questions;
    return std::find(names.begin(), names.end(), question.name) != names.end();
  }
  static float count_asked(const App& app) {
    return static_cast<float>(std::count_if(std::begin(kQuestions), std::end(kQuestions),
                                            [&](const Question& q) { return asked(app, q); }));
  }
  static float heading_height(const Canvas& c, float width, const App& app) {
    return c.paragraph_height(app.say("impact.q"_msg), ui::type::option, width) +
           c.line_height(ui::type::note) + 20;
  }
  static void heading(Canvas& c, Rect& r, const App& app) {
    r = r.below(c.paragraph(Rect{r.x, r.y, r.w, 0}, app.say("impact.q"_msg), ui::type::option));
    c.text(r.take_top(c.line_height(ui::type::note), 20), app.say("impact.hint"_msg), ui::type::note,
           Colour::ink_soft);
  }

  static bool money(const App& app) { return app.visit.money == Answer3::yes; }
  static bool offers_code(const App& app) { return app.visit.before == Answer3::yes; }

  static std::vector<ui::Chip> bands(const App& app) {
    std::vector<ui::Chip> out;
    const auto& lower = app.policy()->loss_bands_fen;
    out.push_back(
        {.id = "loss:unknown", .label = app.say("loss.unknown"_msg), .chosen = !app.visit.loss_fen});
    for (std::size_t i = 0; i < lower.size(); ++i) {
      const auto yuan = [&](std::size_t at) { return std::to_string(lower[at] / 100); };
      ui::Chip chip{.id = "loss:" + std::to_string(lower[i]), .chosen = app.visit.loss_fen == lower[i]};
      if (i + 1 == lower.size())
        chip.label = app.say("loss.over"_msg, {{"n", yuan(i)}});
      else if (lower[i] == 0)
        chip.label = app.say("loss.under"_msg, {{"n", yuan(i + 1)}});
      else
        chip.label = app.say("loss.between"_msg, {{"n", yuan(i)}, {"m", yuan(i + 1)}});
      out.push_back(std::move(chip));
    }
    return out;
  }
  static int bands_wide(float width) { return width > 1100 ? 5 : 3; }
  static float bands_height(const App& app, float width) {
    const int n = static_cast<int>(app.policy()->loss_bands_fen.size()) + 1, wide = bands_wide(width);
    return static_cast<float>((n + wide - 1) / wide) * (ui::size::chip + 12) + 4;
  }
  // The code offer: icon, two texts, a chip.
  static ui::Chip offer_chip(const App& app) {
    const bool have = !app.visit.earlier_case.empty();
    return {.id = have ? "code:clear" : "code:enter",
            .label = app.say(have ? "place.clear"_msg : "impact.code.do"_msg)};
  }
  std::string offer_explain(const App& app) const {
    return app.say(wrong_code_ ? "impact.code.wrong"_msg : "impact.code.sub"_msg);
  }
  static float offer_words_width(const Canvas& c, const App& app, float width) {
    return width - 56 - 80 - std::min(ui::chip_width(c, offer_chip(app)), (width - 136) * .4f) - 24 - 46;
  }
  float offer_height(const Canvas& c, const App& app, float width) const {
    const float words =
        c.line_height(ui::type::label) +
        c.paragraph_height(offer_explain(app), ui::type::note, offer_words_width(c, app, width));
    return std::max(88.f, words) + 40;
  }
  float impact_height(const Canvas& c, const App& app, float width, float row) const {
    return count_asked(app) * row + (money(app) ? bands_height(app, width) : 0) +
           (offers_code(app) ? 20 + offer_height(c, app, width) : 0);
  }

  void impact(Canvas& c, const Rect& r, const App& app) const {
    const float extra = impact_height(c, app, r.w, 0);
    const float row = std::clamp((r.h - extra) / std::max(1.f, count_asked(app)), 92.f,
                                 ui::size::check_row * (1 + (c.theme().text_scale - 1) * .8f));
    c.rule({r.x, r.y - 2, r.w, 2});
    Rect rest = r;
    for (const auto& question : kQuestions) {
      if (!asked(app, question)) continue;
      const Answer3 answer = app.visit.*question.answer;
      ui::yes_no(c, rest.take_top(row),
                 {.id = std::string(question.id),
                  .label = app.say(question.label),
                  .explain = question.explain ? app.say(*question.explain) : std::string(),
                  .yes = app.say("yes"_msg),
                  .no = app.say("no"_msg),
                  .answer = answer == Answer3::none  ? -1
                            : answer == Answer3::yes ? 1
                                                     : 0});
      if (question.answer == &Visit::money && money(app)) loss(c, rest.take_top(bands_height(app, r.w)), app);
    }
    if (offers_code(app)) offer(c, rest.below(20).top_part(offer_height(c, app, r.w)), app);
  }

  static void loss(Canvas& c, const Rect& r, const App& app) {
    int i = 0;
    for (const auto& chip : bands(app))
      ui::chip(c, ui::grid_cell(r.below(12), i++, bands_wide(r.w), ui::size::chip, 12, 12), chip);
    c.rule({r.x, r.bottom() - 2, r.w, 2});
  }

  void offer(Canvas& c, const Rect& r, const App& app) const {
    const bool have = !app.visit.earlier_case.empty();
    c.fill(r, Colour::primary_wash, ui::size::radius);
    const Canvas::Ground ground(c, Colour::primary_wash);
    Rect inside = r.inset(28, 20);
    c.icon(have ? ui::Icon::check : ui::Icon::qr, inside.take_left(56, 24).centred(56, 56), Colour::primary,
           have ? 4.f : 2.5f);
    const auto chip = offer_chip(app);
    const float wide = std::min(ui::chip_width(c, chip), inside.w * .4f);
    ui::chip(c, inside.take_right(wide, 24).centred(wide, ui::size::chip), chip);
    std::string title = app.say("impact.code.q"_msg);
    if (have)
      if (auto code = parse_case_code(app.visit.earlier_case); code.ok())
        title = app.say("impact.code.have"_msg, {{"code", to_grouped(*code)}});
    lines(c, inside, title, offer_explain(app), wrong_code_);
  }
  static void lines(Canvas& c, const Rect& r, const std::string& title, const std::string& explain,
                    bool warn) {
    const float title_high = c.line_height(ui::type::label), wide = r.w - 46;
    const float high = title_high + c.paragraph_height(explain, ui::type::note, wide);
    Rect rest{r.x, r.mid_y() - high / 2, r.w, high};
    c.text(rest.take_top(title_high), title, ui::type::label, Colour::ink);
    if (warn)
      c.icon(ui::Icon::warn, rest.take_left(36, 10).top_part(c.line_height(ui::type::note)).centred(36, 36),
             Colour::warn, 3.6f);
    c.paragraph({rest.x, rest.y, wide, 0}, explain, ui::type::note, warn ? Colour::ink : Colour::ink_soft);
  }

  // A second touch on the chosen answer takes it back.
  static Step answer(const ui::UiEvent& event, App& app) {
    for (const auto& question : kQuestions) {
      auto& value = app.visit.*question.answer;
      for (const bool yes : {true, false}) {
        if (!event.tapped(std::string(question.id) + (yes ? ":yes" : ":no"))) continue;
        const Answer3 wanted = yes ? Answer3::yes : Answer3::no;
        value = value == wanted ? Answer3::none : wanted;
        if (app.visit.money != Answer3::yes) app.visit.loss_fen.reset();
        if (app.visit.before != Answer3::yes) app.visit.earlier_case.clear();
        return Step::redraw();
      }
    }
    return Step::stay();
  }

  Step scanned(const std::string& text, App& app) {
    const auto code = parse_scanned_code(text);
    app.visit.before = Answer3::yes;
    wrong_code_ = !code.ok();
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
