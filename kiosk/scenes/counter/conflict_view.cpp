#include "kiosk/scenes/counter/conflict_view.h"

#include <algorithm>

#include "core/policy/site.h"
#include "kiosk/scenes/counter/case_summary.h"
#include "kiosk/scenes/counter/case_words.h"
#include "kiosk/scenes/counter/staff_scene.h"

namespace redress::counter {

namespace {

using ui::Canvas;
using ui::Colour;
using ui::Rect;

// A record that took longer than this to come here was written out of reach.
constexpr std::int64_t kOffline_ms = 5 * kMinute_ms;

MessageKey shopper_sees(const CaseState& state) {
  if (state.collision) return "status.none_of_ours"_msg;
  switch (state.stage) {
    case Stage::acknowledge:
      return "status.received"_msg;
    case Stage::confirm:
      return "status.confirm"_msg;
    case Stage::archived:
      return state.confirmed_at ? "status.confirmed"_msg : "status.archived"_msg;
    default:
      return state.disputes > 0 ? "status.disputed"_msg : "status.working"_msg;
  }
}

const TimelineEntry* entry_of(const CaseView& view, const Uuid& event) {
  const auto found = std::find_if(view.events.begin(), view.events.end(),
                                  [&](const auto& e) { return e.event.event.id == event; });
  return found == view.events.end() ? nullptr : &*found;
}

}  // namespace

std::string stage_now(const App& app, Stage stage) {
  return app.words().text_of("stage.now", kStages.name(stage));
}

void draw_conflict_side(Canvas& c, const Rect& r, const App& app, const CaseView& view,
                        const Conflict& conflict, const Uuid& event, std::optional<Stage> stage) {
  const bool used = event == conflict.effective;
  const auto* e = entry_of(view, event);
  c.fill(r, Colour::surface, ui::size::radius);
  c.stroke(r, used ? Colour::primary : Colour::line, used ? 4.f : 1.f, ui::size::radius);
  const Canvas::Ground ground(c, Colour::surface);
  Rect rest = r.inset(30, 20);
  Rect top = rest.take_top(44, 10);
  const std::string state = app.say(used ? "staff.conflict.used"_msg : "staff.conflict.kept"_msg);
  const ui::Type t{20, 1.4f, used};
  const float state_w = c.measure(state, t).w + 74;
  {
    const Rect tag = top.take_left(state_w, 16);
    const Colour wash = used ? Colour::ok_wash : Colour::paper;
    c.fill(tag, wash, 22);
    const Canvas::Ground on(c, wash);
    ui::state_words(c, tag.inset(16, 0), used ? ui::Mark::ok : ui::Mark::off, state, t,
                    used ? Colour::ok : Colour::ink);
  }
  if (!e) return;
  const bool offline = e->event.arrived_at - e->event.corrected_at > kOffline_ms;
  if (!e->device.empty())
    c.text(top, offline ? app.say("staff.conflict.was_offline"_msg, {{"device", e->device}}) : e->device,
           ui::type::detail, Colour::ink_soft, ui::Align::right);
  const ui::Type title{26, 1.35f, true};
  const std::string what = app.words().text_of("event", e->event.event.kind);
  rest.take_top(c.paragraph({rest.x, rest.y, rest.w, 0}, what, title, Colour::ink, ui::Align::left, 2), 4);
  Person person{e->event.event.actor.staff, e->event.event.actor.role.value_or(Role::service),
                e->event.event.actor.department, e->person};
  const std::string who =
      e->event.event.actor.staff.empty() ? app.say("role.shopper"_msg) : person_words(app, person);
  const std::string when = app.say(
      "staff.category"_msg, {{"category", who}, {"subcategory", when_words(app, e->event.corrected_at)}});
  c.text(rest.take_top(c.line_height(ui::type::item), 10), when, ui::type::item, Colour::ink_soft);
  const ui::Type body{22, 1.5f};
  const auto words = entry_words(app, *e);
  const float line = c.line_height(ui::type::detail) + 10;
  if (stage && rest.h - line >= std::max(line, c.paragraph_height(words, body, rest.w))) {  // the buttons say it too
    const Rect low = rest.take_bottom(line - 10, 10);
    c.text(low, app.say(used ? "staff.conflict.leads"_msg : "staff.conflict.would_lead"_msg, {{"stage", stage_now(app, *stage)}}), ui::type::detail, Colour::ink_soft);
  }
  c.paragraph(rest, words, body, Colour::ink, ui::Align::left, std::max(1, static_cast<int>(rest.h / c.line_height(body))));
}

void draw_conflict_reason(Canvas& c, const Rect& r, const App& app, const CaseView& view,
                          const Conflict& conflict) {
  const Rect inside = ui::card(c, r, {.title = app.say("staff.conflict.why"_msg), .pad_x = 30});
  const Canvas::Ground ground(c, Colour::surface);
  const auto& state = view.state;
  std::vector<ui::Fact> lines;
  lines.push_back({app.say("staff.conflict.rule"_msg), app.words().text_of("conflict", conflict.rule)});
  lines.push_back({app.say("staff.conflict.stage"_msg), stage_now(app, state.stage)});
  if (view.judgement.level > 0)
    lines.push_back({app.say("staff.conflict.level"_msg),
                     level_words(app, view.judgement.level)});
  if (const auto* clock = view.judgement.clock(ClockKind::resolve)) {
    const auto left = clock_left(app, *clock);
    lines.push_back(
        {app.say("staff.conflict.due"_msg),
         app.say("staff.category"_msg, {{"category", left.words}, {"subcategory", left.detail}})});
  }
  lines.push_back({app.say("staff.conflict.shopper_sees"_msg),
                   app.say(shopper_sees(state), {{"phone", app.site() ? app.site()->phone : ""}})});
  const float label = (c.language() == "en" ? 220.f : 166.f) * c.theme().text_scale;
  const ui::Type type{21, 1.5f};
  // At the largest size the last lines give way; the rule stands first.
  const auto high = [&] { return static_cast<float>(lines.size()) * (c.line_height(type) + 6); };
  while (lines.size() > 1 && std::max(high(), facts_height(c, inside.w, lines, label)) > inside.h) lines.pop_back();
  ui::facts(c, inside, lines, label, type);
}

}  // namespace redress::counter
