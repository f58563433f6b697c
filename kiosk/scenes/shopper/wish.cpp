// 18 The wished outcome: any number, "only report" clears the others; a line of one's own.
#include <algorithm>

#include "core/policy/policy.h"
#include "kiosk/scenes/shopper/scenes.h"
#include "kiosk/scenes/shopper/shopper_scene.h"
#include "kiosk/scenes/shopper/typed_field.h"

namespace redress::shopper {

namespace {

using ui::Canvas;
using ui::Rect;

class Wish final : public ShopperScene {
 public:
  void enter(App& app) override {
    if (!line_) line_ = std::make_unique<TypedField>(app, ui::TextRules::line(), app.visit.outcome_text.view());
    line_->enter(app);
  }
  void leave(App& app) override {
    line_->leave(app);
    app.visit.outcome_text.set(line_->value());
  }
  bool has_text_field() const override { return typing_; }
  std::uint64_t wants_tick_at_ms() const override { return typing_ ? line_->wants_tick_at_ms() : 0; }

 protected:
  ui::ShopperPage page(const App& app) const override {
    auto page = step_page(app, 4, "step.4"_msg);
    page.title = app.say("wish.q"_msg);
    if (!typing_) page.explain = app.say("wish.hint"_msg);
    page.tight = false;
    page.primary = next_button(app);
    if (typing_) page.primary = {.id = "line:done", .label = app.say("nav.ok"_msg), .look = ui::Look::filled};
    return page;
  }

  void content(Canvas& c, const ui::ShopperAreas& areas, const App& app) const override {
    if (!app.policy()) return;
    if (typing_) {
      ui::TextFieldLook look;
      look.field.id = "field:wish";
      look.field.placeholder = app.say("wish.add"_msg);
      Rect above = line_->draw_keyboard(c, areas.main);
      return line_->draw_field(c, above.top_part(112), look);
    }
    const auto& outcomes = app.policy()->outcomes;
    const int columns = c.portrait() ? 1 : 2, cells = static_cast<int>(outcomes.size()) + (c.portrait() ? 0 : 1);
    const int rows = (cells + columns - 1) / columns;
    const Rect rest = areas.main.below(c.portrait() ? 8 : 0);
    const float line_high = c.portrait() ? 96 : 0, line_gap = c.portrait() ? 28 : 0;
    const float wanted = ui::size::check_row * (1 + (c.theme().text_scale - 1) * .4f);
    const float high = std::min(wanted, (rest.h - line_high - line_gap - 16 * static_cast<float>(rows - 1)) / static_cast<float>(rows));
    int i = 0;
    for (const auto& outcome : outcomes)
      ui::check_row(c, ui::grid_cell(rest, i++, columns, high, 24, 16), {.id = "wish:" + outcome.code, .label = outcome.labels.in(app.language()), .on = chosen(app, outcome.code)});
    const Rect own = c.portrait() ? Rect{rest.x, rest.y + static_cast<float>(rows) * (high + 16) + line_gap - 16, rest.w, line_high}
                                  : ui::grid_cell(rest, i, columns, high, 24, 16);
    own_line(c, own, app);
  }

  Step on(const ui::UiEvent& event, App& app) override {
    if (typing_) return type(event, app);
    if (event.tapped("next")) return next(app, "shopper.contact");
    if (event.tapped("wish:line")) {
      typing_ = true;
      line_->enter(app);
      return Step::redraw();
    }
    const auto code = event.tapped_after("wish:");
    if (code.empty() || !app.policy() || !app.policy()->outcome(code)) return Step::stay();
    choose(app, code);
    return Step::redraw();
  }

  bool on_back(App& app) override {
    if (!typing_) return false;
    close(app);
    return true;
  }

 private:
  static bool chosen(const App& app, const std::string& code) {
    const auto& list = app.visit.outcomes;
    return std::find(list.begin(), list.end(), code) != list.end();
  }

  static void choose(App& app, const std::string& code) {
    auto& list = app.visit.outcomes;
    if (chosen(app, code)) {
      std::erase(list, code);
      return;
    }
    const auto* policy = app.policy();
    if (policy->outcome(code)->alone) list.clear();
    else std::erase_if(list, [&](const auto& other) { const auto* row = policy->outcome(other); return !row || row->alone; });
    list.push_back(code);
  }

  Step type(const ui::UiEvent& event, App& app) {
    if (event.tapped("line:done")) return close(app);
    const auto change = line_->on(event, app);
    if (change.done) return close(app);
    return change.used ? Step::redraw() : Step::stay();
  }
  Step close(App& app) {
    leave(app);
    typing_ = false;
    return Step::redraw();
  }

  // Dashed: an offer beside the task. Shows what was written.
  void own_line(Canvas& c, const Rect& r, const App& app) const {
    if (app.visit.outcome_text.empty()) {
      ui::Chip chip{.id = "wish:line", .label = app.say("wish.add"_msg), .icon = ui::Icon::pencil, .offer = true, .align = ui::Align::left};
      return ui::chip(c, r, chip);
    }
    const ui::Type t{32, 1.4f};
    ui::Field own{.id = "wish:line", .value = shortened(c, app.visit.outcome_text.view(), t, r.w - 140), .secret = true, .left = ui::Icon::pencil, .type = t};
    ui::field(c, r, own);
  }
  static std::string shortened(const Canvas& c, std::string_view text, ui::Type t, float room) {
    std::string out(text);
    while (!out.empty() && c.measure(out + "…", t).w > room) out.resize(ui::previous_character(out, out.size()));
    return out.size() < text.size() ? out + "…" : out;
  }

  std::unique_ptr<TypedField> line_;
  bool typing_ = false;
};

}  // namespace

std::unique_ptr<Scene> make_wish() { return std::make_unique<Wish>(); }

}  // namespace redress::shopper
