// Words of the policy, the site and the clocks as counter screens say them.
#include "core/policy/level_words.h"
#include "core/policy/policy.h"
#include "core/policy/site.h"
#include "core/text/dates.h"
#include "kiosk/scenes/counter/staff_scene.h"

namespace redress::counter {

std::string person_words(const App& app, const Person& person) {
  return app.say("staff.person"_msg, {{"name", person.name.empty() ? person.staff : person.name},
                                      {"role", app.words().text_of("role", kRoles.name(person.role))}});
}

std::string when_words(const App& app, Instant t) { return relative_words(app.words(), app.local(t), app.today()); }

std::string category_words(const App& app, std::string_view category, std::string_view subcategory) {
  return app.policy() ? subject_words(*app.policy(), category, subcategory, app.language()) : std::string(category);
}

std::string place_words(const App& app, std::string_view place) {
  return app.site() ? redress::place_words(*app.site(), place, app.language()) : std::string(place);
}

std::string level_words(const App& app, int level) { return redress::level_words(app.policy(), level, app.language()); }

std::string level_word(const App& app, int level) { return redress::level_word(app.policy(), level, app.language()); }

std::string department_words(const App& app, std::string_view department) {
  const auto* rule = app.policy() ? app.policy()->department(department) : nullptr;
  return rule ? rule->labels.in(app.language()) : std::string(department);
}

namespace {

// In a list: 今天 14:48, 4 月 18 日 周六 14:06.
std::string due_words(const App& app, Instant due) {
  const auto local = app.local(due);
  const auto days = days_from_civil(local.date) - days_from_civil(app.today());
  if ((days >= -1 && days <= 1) || local.date.year != app.today().year) return relative_words(app.words(), local, app.today());
  return app.say("date.relative_time"_msg, {{"day", bar_day_words(app.words(), local.date)}, {"time", clock_words(local)}});
}

}  // namespace

ui::TimeLeft clock_left(const App& app, const ClockView& clock) {
  ui::TimeLeft out;
  out.words = time_left_words(app.words(), time_left(clock));
  const std::string name = app.words().text_of("clock", kClockNames[static_cast<std::size_t>(clock.kind)]);
  const std::string due = due_words(app, clock.due);
  switch (clock.state) {
    case ClockState::overdue: out.mark = ui::Mark::fault; break;
    case ClockState::paused: out.icon = ui::Icon::pause; break;
    case ClockState::running: out.mark = clock.warned ? ui::Mark::attention : ui::Mark::waiting; break;
    case ClockState::stopped_in_time: out.mark = ui::Mark::ok; break;
    case ClockState::stopped_late: out.mark = ui::Mark::fault; break;
  }
  const bool over = clock.state == ClockState::overdue || clock.state == ClockState::stopped_late;
  out.detail = app.say(over ? "left.clock_was_due"_msg : "left.clock_before"_msg, {{"clock", name}, {"t", due}});
  return out;
}

int stage_place(Stage stage) {
  switch (stage) {
    case Stage::acknowledge: return 0;
    case Stage::assign: return 1;
    case Stage::investigate: return 2;
    case Stage::resolve: return 3;
    case Stage::feed_back:
    case Stage::confirm: return 4;
    case Stage::archived: return 5;
  }
  return 0;
}

std::vector<ui::StageCell> stage_cells(const App& app, Stage stage) {
  constexpr Stage kShown[] = {Stage::acknowledge, Stage::assign, Stage::investigate, Stage::resolve, Stage::feed_back, Stage::archived};
  const int now = stage_place(stage);
  std::vector<ui::StageCell> cells;
  for (int i = 0; i < 6; ++i) {
    using State = ui::StageCell::State;
    cells.push_back({app.words().text_of("stage", kStages.name(kShown[i])), i < now ? State::done : i == now ? State::now : State::later});
  }
  return cells;
}

}  // namespace redress::counter
