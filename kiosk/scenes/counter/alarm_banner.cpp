#include "kiosk/scenes/counter/alarm_banner.h"

#include "core/text/dates.h"
#include "kiosk/ui/staff.h"

namespace redress::counter {

namespace {

bool open(const AlarmView& alarm) { return !alarm.answered && !alarm.withdrawn; }

bool before(const AlarmView& a, const AlarmView& b) {
  const bool a_hurt = a.kind == "injury", b_hurt = b.kind == "injury";
  return a_hurt != b_hurt ? a_hurt : a.at < b.at;
}

// The device's name; one told on the web (R18) is known by its code.
std::string raised_where(const App& app, const AlarmView& alarm) {
  if (!alarm.device.empty() || !alarm.code) return alarm.device;
  return app.say("staff.alarm.web"_msg, {{"code", to_grouped(*alarm.code)}});
}

// From the left edge to the first control of the top bar.
float room(const ui::Canvas& c) {
  float right = c.area().w;
  for (const auto& widget : const_cast<ui::Canvas&>(c).registry().widgets())
    if (widget.target != ui::Target::none && widget.rect.y < ui::size::top_bar * c.scale()) right = std::min(right, widget.rect.x / c.scale());
  return right - 12;
}

}  // namespace

const AlarmView* open_alarm(const App& app) {
  const AlarmView* found = nullptr;
  for (const auto& alarm : app.here().alarms)
    if (open(alarm) && (!found || before(alarm, *found))) found = &alarm;
  return found;
}

void alarm_banner(ui::Canvas& c, const App& app) {
  const auto* alarm = open_alarm(app);
  if (!alarm) return;
  const ui::Canvas::Layer layer(c);
  const ui::Rect r{0, 0, std::min(room(c), 1000.f), ui::size::top_bar};
  ui::Widget widget{.role = ui::Role::status, .label = app.say(alarm->kind == "injury" ? "staff.alarm"_msg : "staff.alarm.call"_msg, {{"place", raised_where(app, *alarm)}})};
  widget.rect = r;
  const std::string words = widget.label;
  const ui::Canvas::Scope scope(c, std::move(widget));
  c.fill(r, ui::Colour::alert_wash);
  c.stroke(r, ui::Colour::alert, 3);
  const ui::Canvas::Ground ground(c, ui::Colour::alert_wash);
  ui::Rect rest = r.inset(24, 0);
  if (app.staff) {
    const ui::Button answer{.id = "alarm:answer", .label = app.say("staff.alarm.answer"_msg), .look = ui::Look::filled, .left = ui::Icon::hand};
    const float w = ui::button_width(c, answer);
    ui::button(c, rest.take_right(w, 20).centred(w, ui::size::staff_button), answer);
  }
  c.icon(ui::Icon::alarm, rest.take_left(40, 16).centred(40, 40), ui::Colour::alert, 3);
  const std::string time = clock_words(app.local(alarm->at));
  const float time_w = c.measure(time, ui::type::item).w + 2;
  c.text(rest.take_right(time_w, 16), time, ui::type::item, ui::Colour::ink);
  c.text(rest, words, ui::Type{24, 1.3f, true}, ui::Colour::alert);
}

}  // namespace redress::counter
