#include "kiosk/scenes/counter/why_ladder.h"

#include <algorithm>

namespace redress::counter {

namespace {

using ui::Canvas;
using ui::Rect;

constexpr int kSteps = 5;

std::string name_of(int step) {
  return "why" + std::to_string(step + 1);
}

}  // namespace

void WhyLadder::add(App& app, TypedFields& typed) const {
  for (int step = 0; step < kSteps; ++step) typed.add(app, name_of(step), Typing::line);
}

bool WhyLadder::on(const ui::UiEvent& event) {
  if (event.tapped("root"))
    root_ = !root_;
  else if (event.tapped("whys:next"))
    first_ = std::min(first_ + 1, kSteps - shown_);
  else if (event.tapped("whys:prev"))
    first_ = std::max(first_ - 1, 0);
  else
    return false;
  return true;
}

int WhyLadder::answered(const TypedFields& typed) const {
  int step = 0;
  while (step < kSteps && !typed.empty(name_of(step))) ++step;
  return step;
}

std::string WhyLadder::words(const TypedFields& typed) const {
  std::string out;
  for (int step = 0; step < answered(typed); ++step)
    out += (step ? "\n" : "") + std::to_string(step + 1) + ". " + std::string(typed.value(name_of(step)));
  return out;
}

std::string WhyLadder::root(const TypedFields& typed) const {
  const int steps = answered(typed);
  return root_ && steps > 0 ? std::string(typed.value(name_of(steps - 1))) : std::string();
}

std::string WhyLadder::question(const App& app, const TypedFields& typed, std::string_view name) const {
  const int step = std::clamp(name.back() - '1', 0, kSteps - 1);
  if (step == 0 || typed.empty(name_of(step - 1))) return app.say("staff.inv.why"_msg, {{"n", step + 1}});
  return app.say("staff.inv.why.of"_msg, {{"what", std::string(typed.value(name_of(step - 1)))}});
}

void WhyLadder::draw(Canvas& c, Rect r, const App& app, const TypedFields& typed) const {
  Rect inside = ui::card(c, r, {.pad_x = 24, .pad_y = 14});
  const Canvas::Ground ground(c, ui::Colour::surface);
  const float row = c.line_height(ui::type::small) + 4 +
                    std::max(ui::size::staff_field, c.line_height(ui::Type{21, 1.45f}) + 22) + 18;
  const int steps = answered(typed);
  if (steps > 0)
    ui::option_box(c, inside.take_bottom(ui::size::option_row, 8),
                   {.id = "root",
                    .label = app.say("staff.inv.root.step"_msg, {{"n", steps}}),
                    .detail = app.say("staff.inv.root.sub"_msg),
                    .on = root_,
                    .multiple = true});
  Rect head = inside.take_top(40, 8);
  shown_ = std::clamp(static_cast<int>((inside.h + 18) / row), 1, kSteps);
  if (shown_ < kSteps) {
    head = {head.x, head.y, head.w, ui::size::staff_button};
    inside.take_top(ui::size::staff_button - 40);
    shown_ = std::clamp(static_cast<int>((inside.h + 18) / row), 1, kSteps);
    const Rect buttons = head.take_right(2 * 64 + 8, 12);
    const int last = kSteps - shown_;
    ui::button(c, buttons.left_part(64),
               {.id = "whys:prev",
                .left = ui::Icon::chevron_up,
                .off = first_ == 0,
                .why = app.say("nav.first_page"_msg),
                .spoken = app.say("nav.prev_page"_msg)});
    ui::button(c, buttons.right_part(64),
               {.id = "whys:next",
                .left = ui::Icon::chevron_down,
                .off = first_ >= last,
                .why = app.say("nav.last_page"_msg),
                .spoken = app.say("nav.next_page"_msg)});
  }
  const float title = c.text(head, app.say("staff.inv.whys.title"_msg), ui::type::card);
  if (head.w - title > 260)
    c.paragraph(
        {head.x + title + 14, head.mid_y() - c.line_height(ui::type::small) / 2, head.w - title - 14, 0},
        app.say("staff.inv.whys"_msg), ui::type::small, ui::Colour::ink_soft, ui::Align::left, 1);
  const int first = std::min(first_, kSteps - shown_);
  for (int step = first; step < first + shown_; ++step) {
    const auto name = name_of(step);
    inside.take_top(ui::why_row(c, inside,
                                {.number = step + 1,
                                 .id = "field:" + name,
                                 .question = question(app, typed, name),
                                 .answer = std::string(typed.value(name)),
                                 .placeholder = app.say("staff.optional"_msg),
                                 .todo = step >= steps,
                                 .last = step + 1 == kSteps}));
  }
}

}  // namespace redress::counter
