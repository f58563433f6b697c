#include "kiosk/scenes/counter/queue_filter.h"

#include <algorithm>

#include "core/policy/policy.h"
#include "core/policy/site.h"
#include "kiosk/scenes/counter/staff_scene.h"

namespace redress::counter {

namespace {

using Scope = QueueFilter::Scope;
using ui::Canvas;
using ui::Colour;
using ui::Rect;

bool has_level(const QueueFilter& filter, int level) {
  return std::find(filter.levels.begin(), filter.levels.end(), level) != filter.levels.end();
}

void toggle(QueueFilter& filter, int level) {
  if (has_level(filter, level)) std::erase(filter.levels, level);
  else filter.levels.push_back(level);
  std::sort(filter.levels.begin(), filter.levels.end());
}

// Shape and word of a level, so that it reads without colour.
void level_toggle(Canvas& c, const Rect& r, int level, bool on, const App& app) {
  ui::Widget widget{.role = ui::Role::check, .id = "level:" + std::to_string(level),
                    .label = level_words(app, level)};
  widget.rect = r;
  widget.target = c.target();
  widget.chosen = on;
  const Canvas::Scope scope(c, std::move(widget));
  const Colour ground_colour = on || scope.pressed() ? Colour::primary_wash : Colour::surface;
  c.fill(r, ground_colour, ui::size::radius_staff);
  c.stroke(r, on ? Colour::primary : Colour::line_strong, on ? 3.f : 2.f, ui::size::radius_staff);
  const Canvas::Ground ground(c, ground_colour);
  const bool wide = c.language() == "en";  // longer words, so all of them stand closer to the mark
  Rect inside = r.inset(wide ? 8 : 10, 0);
  ui::level_mark(c, inside.take_left(wide ? 28 : 32, wide ? 6 : 8).centred(wide ? 28 : 32, wide ? 28 : 32), level);
  c.text(inside, level_word(app, level), ui::Type{wide ? 18.f : 22.f, 1.3f, true}, on ? Colour::primary_press : Colour::ink);
}

std::string stage_words(const App& app, const QueueFilter& filter) {
  return filter.stage ? app.words().text_of("stage.now", kStages.name(*filter.stage)) : app.say("staff.queue.stage.all"_msg);
}

std::string owner_words(const App& app, const Team& team) {
  for (const auto& colleague : team.people)
    if (colleague.person.staff == app.staff->filter.owner) return colleague.person.name;
  return app.say("staff.queue.owner.all"_msg);
}

}  // namespace

bool filtered(const QueueFilter& filter) { return !filter.levels.empty() || filter.stage || !filter.department.empty() || !filter.owner.empty() || filter.overdue || filter.call_back; }

void clear_filter(QueueFilter& filter) {
  filter.levels.clear();
  filter.stage.reset();
  filter.department.clear();
  filter.owner.clear();
  filter.overdue = filter.call_back = false;
  filter.page = 0;
}

bool filter_touched(const ui::UiEvent& event, QueueFilter& filter) {
  const auto changed = [&] {
    filter.page = 0;
    return true;
  };
  if (auto scope = event.tapped_after("scope:"); !scope.empty()) {
    filter.scope = scope == "mine" ? Scope::mine : scope == "mall" ? Scope::mall : Scope::department;
    return changed();
  }
  auto level = event.tapped_after("level:");
  if (event.kind == ui::UiEvent::Kind::text) level = event.text;
  if (level.size() == 1 && level[0] >= '1' && level[0] <= '4') {
    toggle(filter, level[0] - '0');
    return changed();
  }
  if (auto stage = event.tapped_after("stage:"); !stage.empty()) {
    filter.stage = kStages.find(stage);
    return changed();
  }
  if (auto department = event.tapped_after("department:"); !department.empty()) {
    filter.department = department == "all" ? "" : department;
    return changed();
  }
  if (auto owner = event.tapped_after("owner:"); !owner.empty()) {
    filter.owner = owner == "all" ? "" : owner;
    return changed();
  }
  if (event.tapped("overdue")) {
    filter.overdue = !filter.overdue;
    return changed();
  }
  if (event.tapped("call_back")) {
    filter.call_back = !filter.call_back;
    return changed();
  }
  if (!event.tapped("clear")) return false;
  clear_filter(filter);
  return true;
}

std::vector<FilterOption> filter_options(const App& app, FilterList list, const Team& team) {
  const auto& filter = app.staff->filter;
  std::vector<FilterOption> out;
  if (list == FilterList::stage) {
    out.push_back({"stage:all", app.say("staff.queue.stage.all"_msg), !filter.stage});
    for (const auto stage : {Stage::acknowledge, Stage::assign, Stage::investigate, Stage::resolve, Stage::feed_back, Stage::confirm}) {
      const std::string name(kStages.name(stage));
      out.push_back({"stage:" + name, app.words().text_of("stage.now", name), filter.stage == stage});
    }
  }
  if (list == FilterList::department && app.site()) {
    out.push_back({"department:all", app.say("staff.queue.department.all"_msg), filter.department.empty()});
    for (const auto& code : app.site()->departments) out.push_back({"department:" + code, department_words(app, code), filter.department == code});
  }
  if (list == FilterList::owner) {
    out.push_back({"owner:all", app.say("staff.queue.owner.all"_msg), filter.owner.empty()});
    for (const auto& colleague : team.people) out.push_back({"owner:" + colleague.person.staff, person_words(app, colleague.person), filter.owner == colleague.person.staff});
  }
  return out;
}

void queue_filter(Canvas& c, const Rect& column, const App& app, const QueueView* view, const Team& team) {
  const auto& filter = app.staff->filter;
  Rect rest = column;
  struct Row {
    Scope scope;
    const char* id;
    MessageKey words;
    ui::Icon icon;
    std::int64_t count;
  };
  const Row rows[] = {{Scope::mine, "scope:mine", "staff.queue.scope.mine"_msg, ui::Icon::user, view ? view->mine : 0},
                      {Scope::department, "scope:department", "staff.queue.scope.department"_msg, ui::Icon::users, view ? view->department : 0},
                      {Scope::mall, "scope:mall", "staff.queue.scope.mall"_msg, ui::Icon::building, view ? view->mall : 0}};
  const float high = ui::size::staff_button, gap = 8;
  for (const auto& row : rows)
    ui::button(c, rest.take_top(high, gap), {.id = row.id, .label = app.say(row.words), .left = row.icon, .value = view ? std::to_string(row.count) : "",
                                             .chosen = filter.scope == row.scope, .align = ui::Align::left});
  const float caption_h = c.line_height(ui::type::small);
  rest.take_top(6);
  ui::caption(c, rest.take_top(caption_h, 8), app.say("staff.queue.level.any"_msg));
  for (int level = 1; level <= 4; ++level) level_toggle(c, ui::grid_cell(rest, level - 1, 2, high, gap, gap), level, has_level(filter, level), app);
  rest.take_top(2 * high + gap, 14);
  const auto pick = [&](const char* id, std::string value) { ui::picker(c, rest.take_top(high, gap), {.id = id, .value = std::move(value)}); };
  pick("pick:stage", stage_words(app, filter));
  pick("pick:department", filter.department.empty() ? app.say("staff.queue.department.all"_msg) : department_words(app, filter.department));
  pick("pick:owner", owner_words(app, team));
  ui::button(c, rest.take_top(high, gap), {.id = "overdue", .label = app.say("staff.queue.late_only"_msg), .left = ui::Icon::warn, .chosen = filter.overdue, .align = ui::Align::left});
  const bool calls = app.staff->person.role == Role::service || app.staff->person.role == Role::manager;
  if (calls)
    ui::button(c, rest.take_top(high, gap), {.id = "call_back", .label = app.say("staff.queue.call_back"_msg), .left = ui::Icon::phone, .value = view ? std::to_string(view->call_backs) : "",
                                             .chosen = filter.call_back, .align = ui::Align::left});
  if (app.staff->person.role != Role::handler)
    ui::button(c, rest.take_bottom(std::min(ui::size::action_first, rest.h), gap), {.id = "register", .label = app.say("staff.register"_msg), .look = ui::Look::filled, .left = ui::Icon::add});
}

}  // namespace redress::counter
