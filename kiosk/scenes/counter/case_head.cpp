#include "kiosk/scenes/counter/case_head.h"

#include "core/text/dates.h"
#include "kiosk/scenes/counter/case_words.h"
#include "kiosk/scenes/counter/staff_scene.h"

namespace redress::counter {

std::string stage_suffix(const App& app, const CaseView& view) {
  const auto kind = view.state.stage == Stage::assign ? ClockKind::assign : ClockKind::investigate;
  const bool has_point = view.state.stage == Stage::assign || view.state.stage == Stage::investigate;
  for (const auto& point : view.judgement.stage_points) {
    if (!has_point || point.kind != kind || !point.runs()) continue;
    if (point.state == ClockState::overdue) return app.say("stage.late.suffix"_msg);
    const auto due = app.local(point.due);
    return app.say("stage.by.suffix"_msg, {{"t", due.date == app.today() ? clock_words(due) : day_words(app.words(), due.date, app.today().year)}});
  }
  return app.say("stage.current.suffix"_msg);
}

void draw_case_head(ui::Canvas& c, ui::Rect r, const App& app, const CaseView& view) {
  const auto back = back_button(app);
  ui::button(c, r.take_left(ui::button_width(c, back), 18), back);
  if (view.judgement.level != kNoLevel)
    ui::level_mark(c, r.take_left(46, 16).centred(46, 46), view.judgement.level);
  const auto code = to_grouped(view.state.code), title = case_title(app, view);
  const float code_width = c.measure(code, ui::type::staff_code).w + 8;
  const float title_width = std::min(c.measure(title, ui::type::heading).w + 2, r.w - code_width - 40);
  c.paragraph({r.x, r.mid_y() - c.line_height(ui::type::heading) / 2, title_width, 0}, title,
              ui::type::heading, ui::Colour::ink, ui::Align::left, 1);
  c.text(ui::Rect{r.x + title_width + 24, r.y, code_width, r.h}, code, ui::type::staff_code);
}

}  // namespace redress::counter
