#include "kiosk/scenes/shopper/shopper_scene.h"

#include "core/policy/site.h"
#include "kiosk/ui/key_codes.h"

namespace redress::shopper {

std::vector<ui::RailCell> rail_cells(const App& app, bool cancellable) {
  std::vector<ui::RailCell> cells;
  if (cancellable)
    cells.push_back({"rail:cancel", app.say("rail.cancel"_msg), ui::Icon::close, false, false});
  cells.push_back({"rail:lang", app.say("rail.lang.both"_msg), ui::Icon::globe, false, false});
  cells.push_back({"rail:display", app.say("rail.display"_msg), ui::Icon::aa, false, false});
  bool called = !app.visit.alarm().empty();
  cells.push_back(
      {"rail:call", app.say(called ? "rail.called"_msg : "rail.call"_msg), ui::Icon::bell, true, called});
  return cells;
}

std::optional<Step> rail_step(const ui::UiEvent& event) {
  if (event.tapped("rail:cancel")) return Step::go("shopper.cancel");
  if (event.tapped("rail:lang")) return Step::go("shopper.language");
  if (event.tapped("rail:display")) return Step::go("shopper.display");
  if (event.tapped("rail:call")) return Step::go("shopper.call");
  return std::nullopt;
}

float option_rows(ui::Canvas& c, const ui::Rect& r, const std::vector<ui::OptionRow>& rows, float height) {
  if (rows.empty()) return 0;
  const float n = static_cast<float>(rows.size()), gap = c.portrait() ? 24 : 20;
  const float wanted = height * (1 + (c.theme().text_scale - 1) * .8f);
  const float high = std::max(96.f, std::min(wanted, (r.h - (n - 1) * gap) / n));
  for (std::size_t i = 0; i < rows.size(); ++i)
    ui::option_row(c, {r.x, r.y + static_cast<float>(i) * (high + gap), r.w, high}, rows[i]);
  return n * high + (n - 1) * gap;
}

void narrow_choice(ui::Canvas& c, const ui::Rect& r, const NarrowChoice& choice) {
  ui::Widget widget;
  widget.role = ui::Role::segment;
  widget.id = choice.id;
  widget.label = choice.spoken.empty() ? choice.label : choice.spoken;
  widget.rect = r;
  widget.target = c.target();
  widget.chosen = choice.chosen;
  const ui::Canvas::Scope scope(c, std::move(widget));
  const bool lit = choice.chosen || scope.pressed();
  const ui::Colour ground = lit ? ui::Colour::primary_wash : ui::Colour::surface;
  c.fill(r, ground, ui::size::radius);
  c.stroke(r, choice.chosen ? ui::Colour::select_line : ui::Colour::line_strong, choice.chosen ? 4 : 2,
           ui::size::radius);
  const ui::Canvas::Ground over(c, ground);
  const ui::Type type = choice.chosen ? choice.type.as_bold() : choice.type;
  const ui::Rect inside = r.inset(8, 4);
  const float wide = c.measure(choice.label, type).w;
  const bool two_lines = choice.label.find(' ') != std::string::npos && 2 * c.line_height(type) <= inside.h;
  if (wide <= inside.w || (!two_lines && wide * c.least_shrink() <= inside.w)) {
    c.text(inside, choice.label, type, ui::Colour::ink, ui::Align::centre);
    return;
  }
  const float high = std::min(inside.h, c.paragraph_height(choice.label, type, inside.w));
  c.paragraph({inside.x, inside.mid_y() - high / 2, inside.w, high}, choice.label, type, ui::Colour::ink,
              ui::Align::centre);
}

Step ShopperScene::update(const ui::UiEvent& event, App& app) {
  if (auto step = rail_step(event)) return *step;
  if (event.tapped("back")) return go_back(app);
  const auto step = on(event, app);
  const bool escape = event.kind == ui::UiEvent::Kind::key && event.key == ui::keys::escape;
  // Where a word is composed, Escape only drops it.
  return escape && step.kind == Step::Kind::stay && !page(app).back.id.empty() ? go_back(app) : step;
}

Step ShopperScene::go_back(App& app) {
  if (on_back(app)) return Step::redraw();
  if (!keeps_editing()) app.visit.editing = false;
  return Step::back();
}

void ShopperScene::draw(ui::Canvas& canvas, const App& app) const {
  auto areas = ui::shopper_page(canvas, page(app), rail_cells(app, cancellable()));
  content(canvas, areas, app);
  ui::veil(canvas, areas.body, app.hidden);
}

ui::ShopperPage ShopperScene::base_page(const App& app) {
  ui::ShopperPage page;
  if (app.site()) page.mall = app.site()->names.in(app.language());
  page.service = app.say("app.service"_msg);
  return page;
}

ui::ShopperPage ShopperScene::step_page(const App& app, int step, MessageKey name) {
  auto page = base_page(app);
  page.step = step;
  page.step_name = app.say(name);
  page.step_words = app.say("step"_msg, {{"n", "**" + std::to_string(step) + "**"}, {"m", 5}});
  page.back = back_button(app);
  return page;
}

ui::Button ShopperScene::back_button(const App& app) {
  return {.id = "back", .label = app.say("nav.back"_msg), .left = ui::Icon::back};
}

ui::Button ShopperScene::next_button(const App& app) {
  return {.id = "next",
          .label = app.say(app.visit.editing ? "nav.done_edit"_msg : "nav.next"_msg),
          .look = ui::Look::filled,
          .right = ui::Icon::next};
}

Step ShopperScene::next(const App& app, std::string scene) {
  return app.visit.editing ? Step::back() : Step::go(std::move(scene));
}

}  // namespace redress::shopper
