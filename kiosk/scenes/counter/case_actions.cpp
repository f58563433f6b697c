#include <algorithm>

#include "kiosk/scenes/counter/case_words.h"
#include "kiosk/scenes/counter/staff_scene.h"

namespace redress::counter {

namespace {

// Order of the column; a submit is no action of a case that is there.
constexpr Verb kOrder[] = {Verb::settle,  Verb::acknowledge, Verb::assign,    Verb::investigate, Verb::resolve, Verb::feed_back, Verb::confirm,
                           Verb::reopen,  Verb::reply,       Verb::dispute,   Verb::rate,        Verb::call_back, Verb::note,    Verb::resume,
                           Verb::pause,   Verb::recategorise, Verb::link,     Verb::escalate,    Verb::extend,  Verb::regrade,   Verb::archive,
                           Verb::review,  Verb::unlink,      Verb::hold,      Verb::release,     Verb::erase};

ui::Icon icon_of(Verb verb) {
  switch (verb) {
    case Verb::acknowledge:
    case Verb::confirm: return ui::Icon::check;
    case Verb::assign: return ui::Icon::users;
    case Verb::investigate: return ui::Icon::search;
    case Verb::feed_back:
    case Verb::reply: return ui::Icon::paper_plane;
    case Verb::recategorise: return ui::Icon::tag;
    case Verb::link:
    case Verb::unlink: return ui::Icon::link;
    case Verb::pause:
    case Verb::resume: return ui::Icon::pause;
    case Verb::escalate: return ui::Icon::arrow_up;
    case Verb::call_back: return ui::Icon::phone;
    case Verb::extend: return ui::Icon::clock;
    default: return ui::Icon::note;
  }
}

ui::Action action_of(const App& app, const ActionRule& rule, const CaseView& view) {
  const bool again = rule.verb == Verb::assign && view.state.assigned_count > 0;
  const bool settles = rule.verb == Verb::reply && settled_by_reply(view.state);
  const std::string name = again ? "reassign" : settles ? "answer" : std::string(rule.name);
  ui::Action action;
  action.id = "action:" + std::string(rule.name);
  action.label = app.words().text(MessageKey("act." + name + ".label"));
  action.effect = app.words().text(MessageKey("act." + name + ".effect"));
  action.icon = icon_of(rule.verb);
  return action;
}

}  // namespace

std::vector<ui::Action> actions_of(const App& app, const CaseView& view) {
  std::vector<ui::Action> allowed, refused;
  for (auto verb : kOrder) {
    const auto& rule = action_rule(verb);
    auto permission = view.actions.find(std::string(rule.name));
    if (permission == view.actions.end()) continue;
    if (verb == Verb::settle && view.state.conflicts.empty() && !view.state.collision) continue;  // most cases never have one
    auto action = action_of(app, rule, view);
    if (permission->second.allowed) {
      bool own_step = rule.stages == stage_bit(view.state.stage) || verb == Verb::settle ||
                      (verb == Verb::assign && view.state.stage == Stage::assign);
      action.first = allowed.empty() && own_step;
      allowed.push_back(std::move(action));
      continue;
    }
    action.off = true;
    action.effect = app.words().text_of("refuse", permission->second.reason);
    refused.push_back(std::move(action));
  }
  ui::Action reprint{"action:reprint", app.say("act.reprint.label"_msg), app.say("act.reprint.effect"_msg), ui::Icon::print, false, false};
  if (auto trouble = printer_trouble(app); !trouble.empty()) {
    reprint.off = true;
    reprint.effect = std::move(trouble);
    refused.push_back(std::move(reprint));
  } else {
    allowed.push_back(std::move(reprint));
  }
  allowed.insert(allowed.end(), std::make_move_iterator(refused.begin()), std::make_move_iterator(refused.end()));
  return allowed;
}

}  // namespace redress::counter
