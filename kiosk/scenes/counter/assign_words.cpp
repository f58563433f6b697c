#include "kiosk/scenes/counter/assign_words.h"

#include <algorithm>

#include "core/policy/policy.h"
#include "core/text/dates.h"
#include "kiosk/scenes/counter/staff_scene.h"

namespace redress::counter {

namespace {

std::string name_of(const Team& team, const std::string& number) {
  for (const auto& colleague : team.people)
    if (colleague.person.staff == number) return colleague.person.name;
  return number;
}

std::string owner_of(const App& app, const CaseState& state, const Team& team) {
  if (!state.owner.empty()) return name_of(team, state.owner);
  std::vector<std::string> departments;
  for (const auto& department : state.departments) departments.push_back(department_words(app, department));
  return departments.empty() ? app.say("staff.queue.no_owner"_msg) : join_list(app.words(), departments);
}

std::string due_words(const App& app, const CaseView& view) {
  const auto* clock = view.judgement.clock(ClockKind::resolve);
  return clock ? when_words(app, clock->due) : std::string();
}

}  // namespace

std::string assign_level_rule(const App& app) {
  std::vector<const Trigger*> rules;
  for (const auto& trigger : app.policy()->triggers)
    if (trigger.when == TriggerWhen::departments) rules.push_back(&trigger);
  std::sort(rules.begin(), rules.end(), [](const auto* a, const auto* b) { return a->count < b->count; });
  std::string lines;
  for (const auto* rule : rules)
    lines += (lines.empty() ? "" : "\n") +
             app.say("staff.assign.level.rule"_msg, {{"n", rule->count}, {"level", level_words(app, rule->level)}});
  return lines;
}

std::string assignee_words(const App& app, const std::vector<std::string>& departments,
                           const std::string& person, const Team& team) {
  if (!person.empty()) return name_of(team, person);
  std::vector<std::string> names;
  for (const auto& department : departments) names.push_back(department_words(app, department));
  return names.empty() ? app.say("staff.assign.owner"_msg) : join_list(app.words(), names);
}

std::vector<ui::Fact> assign_outcome(const App& app, const CaseView& now, const CaseView& then,
                                     const Team& team) {
  std::vector<ui::Fact> out;
  const auto from = owner_of(app, now.state, team), to = owner_of(app, then.state, team);
  out.push_back({app.say("staff.assign.owner"_msg),
                 app.say("staff.assign.owner.change"_msg, {{"from", from}, {"to", "**" + to + "**"}})});
  if (!then.state.first_contact.empty())
    out.push_back({app.say("staff.assign.first.title"_msg),
                   app.say("staff.assign.first"_msg, {{"name", name_of(team, then.state.first_contact)}})});
  const auto due = due_words(app, then);
  if (!due.empty())
    out.push_back({app.say("staff.assign.due"_msg),
                   due == due_words(app, now)
                       ? app.say("staff.assign.due.same"_msg, {{"t", due}})
                       : app.say("staff.assign.owner.change"_msg,
                                 {{"from", due_words(app, now)}, {"to", "**" + due + "**"}})});
  const auto level = level_words(app, then.judgement.level);
  if (then.judgement.level == now.judgement.level)
    out.push_back(
        {app.say("staff.assign.level"_msg), app.say("staff.assign.level.same"_msg, {{"level", level}})});
  else
    out.push_back({app.say("staff.assign.level"_msg),
                   app.say("staff.assign.level.change"_msg,
                           {{"from", level_words(app, now.judgement.level)},
                            {"to", "**" + level + "**"},
                            {"n", static_cast<std::int64_t>(then.facts.departments_involved.size())}})});
  return out;
}

}  // namespace redress::counter
