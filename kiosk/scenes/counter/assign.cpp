// 43 Assign: departments, one person with duty and load (who is away is refused with the day of return), the task, and what
// will happen before the button (R45, R102). What will happen is the engine's: the case judged as if it were
// assigned already.
#include <algorithm>

#include "core/policy/policy.h"
#include "core/policy/policy_wording.h"
#include "core/policy/site.h"
#include "kiosk/scenes/counter/assign_choice.h"
#include "kiosk/scenes/counter/assign_words.h"
#include "kiosk/scenes/counter/case_form.h"
#include "kiosk/scenes/counter/case_summary.h"
#include "kiosk/scenes/counter/picked.h"
#include "kiosk/scenes/counter/scenes.h"

namespace redress::counter {

namespace {

using Kind = ui::UiEvent::Kind;
using ui::Canvas;
using ui::Rect;

constexpr float kCaption = 34, kContent = 540, kWidth = 1438, kGap = 28;
constexpr std::size_t kPhrases = 3;

class AssignScene final : public CaseForm {
 public:
  AssignScene() : CaseForm("assign") {}
  bool overlay() const override { return true; }

 protected:
  void begin(App& app) override;
  void seen(App& app) override;
  void took(App& app) override;
  void keep_choices(App& app) const override;
  void forget_choices(App& app) const override;
  bool dirty() const override { return CaseForm::dirty() || (touched_ && !done()); }
  std::vector<std::string> gaps(const App& app) const override;
  Step on_back(App& app) override;
  Step on(const ui::UiEvent& event, App& app) override;
  void content(Canvas& c, const Rect& work, const App& app) const override;

 private:
  Step choose(const ui::UiEvent& event, App& app);
  void suppose(App& app);
  Action action() const;
  Step submit(App& app);
  void draw_form(Canvas& c, const App& app) const;
  void draw_task(Canvas& c, Rect r, const App& app) const;

  std::optional<CaseView> supposed_;
  Team team_;
  AssignChoice choice_;
  std::string away_;  // chosen although away: why not is being said
  bool touched_ = false;
  Pending<CaseView> supposing_;
  Pending<Team> asking_;
};

void AssignScene::begin(App& app) {
  typed_.add(app, "task", Typing::text);
  choice_.departments = recall_picked(app, draft("departments"));
  if (auto person = recall_picked(app, draft("person")); !person.empty()) choice_.person = person.front();
  asking_ = app.desk().team();
}

void AssignScene::keep_choices(App& app) const {
  keep_picked(app, draft("departments"), choice_.departments);
  keep_picked(app, draft("person"), choice_.person.empty() ? std::vector<std::string>() : std::vector{choice_.person});
}

void AssignScene::forget_choices(App& app) const {
  keep_picked(app, draft("departments"), {});
  keep_picked(app, draft("person"), {});
}

// Whoever has it now, else the department of the category.
void AssignScene::seen(App& app) {
  if (choice_.departments.empty() && app.policy()) {
    choice_.departments = view_->state.departments;
    if (choice_.departments.empty())
      choice_.departments = {app.policy()->department_of(view_->state.category, view_->state.subcategory)};
  }
  suppose(app);
}

void AssignScene::took(App&) {
  if (auto team = asking_.take(); team && team->ok()) team_ = std::move(**team);
  if (auto supposed = supposing_.take(); supposed && supposed->ok()) supposed_ = std::move(**supposed);
}

Action AssignScene::action() const {
  Action out;
  out.rule = &action_rule(Verb::assign);
  out.code = code_;
  // The person's own department answers for the case, so it stands first.
  auto departments = choice_.departments;
  for (const auto& colleague : team_.people)
    if (colleague.person.staff == choice_.person)
      std::stable_partition(departments.begin(), departments.end(),
                            [&](const auto& d) { return d == colleague.person.department; });
  Json list = Json::array();
  for (const auto& department : departments) list.push(department);
  out.clear.set("departments", std::move(list));
  if (!choice_.person.empty()) out.clear.set("person", choice_.person);
  return out;
}

void AssignScene::suppose(App& app) {
  supposed_.reset();
  if (choice_.departments.empty() || !app.staff) return;
  supposing_ = app.desk().what_if({action()}, app.staff->person);
  if (auto supposed = supposing_.take(); supposed && supposed->ok()) supposed_ = std::move(**supposed);
}

std::vector<std::string> AssignScene::gaps(const App& app) const {
  std::vector<std::string> names;
  if (choice_.departments.empty()) names.push_back(app.say("staff.assign.departments.short"_msg));
  if (typed_.empty("task")) names.push_back(app.say("staff.assign.task"_msg));
  return names;
}

Step AssignScene::submit(App& app) {
  if (!may_submit(app)) return Step::stay();
  typed_.leave();
  auto assign = action();
  assign.sealed.set("task", std::string(typed_.value("task")));
  act(app.desk().act(std::move(assign), app.staff->person));
  return answer(app);
}

Step AssignScene::on_back(App& app) {
  if (away_.empty()) return CaseForm::on_back(app);
  away_.clear();
  return Step::redraw();
}

Step AssignScene::choose(const ui::UiEvent& event, App& app) {
  if (auto department = event.tapped_after("department:"); !department.empty()) {
    toggle(choice_.departments, department);
    const auto still = choice_.people(team_, app.today());
    if (std::none_of(still.begin(), still.end(),
                     [&](const auto* one) { return one->person.staff == choice_.person; }))
      choice_.person.clear();
    choice_.person_page = 0;
  } else if (auto person = event.tapped_after("person:"); !person.empty()) {
    if (person != choice_.person && away_today(team_, person, app.today())) {
      away_ = person;
      return Step::redraw();
    }
    choice_.person = person == "head" ? "" : person;
  } else {
    return Step::stay();
  }
  touched_ = true;
  suppose(app);
  return Step::redraw();
}

Step AssignScene::on(const ui::UiEvent& event, App& app) {
  if (!app.staff) return Step::home();
  if (event.kind == Kind::wake) return answer(app);
  if (!view_) return event.tapped("dialog:close") ? Step::back() : Step::stay();
  if (event.tapped("dialog:close") || event.tapped("cancel") || event.tapped("away:no")) return on_back(app);
  if (event.tapped("submit")) return submit(app);
  if (event.tapped("phrase:more")) {
    typed_.start("task");
    return Step::redraw();
  }
  if (auto phrase = event.tapped_after("phrase:"); !phrase.empty()) {
    typed_.insert("task", app.wording()->task_phrases[std::stoul(phrase)].adds.in(app.language()));
    return Step::redraw();
  }
  if (event.tapped("departments:next"))
    ++choice_.department_page;
  else if (event.tapped("departments:prev"))
    --choice_.department_page;
  else if (event.tapped("people:next"))
    ++choice_.person_page;
  else if (event.tapped("people:prev"))
    --choice_.person_page;
  else if (!typed_.on(event))
    return choose(event, app);
  return Step::redraw();
}

void AssignScene::draw_task(Canvas& c, Rect r, const App& app) const {
  ui::caption(c, r.take_top(kCaption),
              app.say("staff.label_required"_msg, {{"label", app.say("staff.assign.task"_msg)}}));
  const float label = 118 * c.theme().text_scale;
  std::vector<ui::Fact> outcome;
  if (supposed_) outcome = assign_outcome(app, *view_, *supposed_, team_);
  Rect after = r.take_bottom(kCaption + std::max(facts_height(c, r.w, outcome, label), 4 * c.line_height(ui::type::detail)), 14);
  const auto& phrases = app.wording()->task_phrases;
  const bool large = c.theme().text_scale > 1.3f;  // the task needs the room of a row
  const Rect chips = r.take_bottom((large ? 1 : 2) * (ui::size::staff_button + 10), c.theme().text_scale > 1 ? 2 : 10);
  typed_.draw(c, r, "task", {.placeholder = app.say("staff.assign.task"_msg)});
  const std::size_t shown = std::min(phrases.size(), large ? std::size_t{1} : kPhrases);
  for (std::size_t i = 0; i <= shown; ++i) {
    const Rect cell = ui::grid_cell(chips, static_cast<int>(i), 2, ui::size::staff_button, 10, 10);
    if (i < shown)
      ui::button(c, cell,
                 {.id = "phrase:" + std::to_string(i), .label = phrases[i].labels.in(app.language())});
    else
      ui::button(c, cell, {.id = "phrase:more", .label = app.say("staff.assign.phrases.more"_msg)});
  }
  if (!supposed_) return;
  ui::caption(c, after.take_top(kCaption), app.say("staff.assign.after"_msg));
  ui::facts(c, after, outcome, label);
}

void AssignScene::content(Canvas& c, const Rect&, const App& app) const {
  draw_form(c, app);
  const Canvas::Layer above(c);
  if (const auto* away = away_today(team_, away_, app.today())) draw_away(c, app, *away);
}

void AssignScene::draw_form(Canvas& c, const App& app) const {
  ui::DialogSpec spec;
  spec.title = app.say("staff.assign.title"_msg) + "  " + to_grouped(code_);
  spec.width = kWidth;
  spec.close_button = true;
  if (!typed_.typing().empty()) {
    spec.content_height = 660;
    const ui::Dialog dialog(c, spec);
    std::vector<ui::Button> offers;
    const auto& phrases = app.wording()->task_phrases;
    for (std::size_t i = 0; i < phrases.size(); ++i)
      offers.push_back({.id = "phrase:" + std::to_string(i), .label = phrases[i].labels.in(app.language())});
    typed_.draw_typing(c, dialog.content(), app, app.say("staff.assign.task"_msg), offers);
    return;
  }
  const auto need = missing(app);
  spec.content_height = kContent + (c.theme().text_scale - 1) * 300;
  spec.buttons = {
      {.id = "cancel", .label = app.say("staff.cancel"_msg)},
      {.id = "submit",
       .label = choice_.departments.empty()
                    ? app.say("staff.assign.title"_msg)
                    : app.say("staff.assign.to"_msg,
                              {{"name", assignee_words(app, choice_.departments, choice_.person, team_)}}),
       .look = ui::Look::filled,
       .off = !may_submit(app),
       .why = need}};
  const ui::Dialog dialog(c, spec);
  if (!view_ || !app.policy() || !app.wording() || !app.site()) return;
  Rect rest = dialog.content();
  draw_assign_departments(c, rest.take_left(410, kGap), app, *view_, choice_, team_);
  draw_assign_people(c, rest.take_left(450, kGap), app, choice_, team_);
  draw_task(c, rest, app);
}

}  // namespace

std::unique_ptr<Scene> make_assign() {
  return std::make_unique<AssignScene>();
}

}  // namespace redress::counter
