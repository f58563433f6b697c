// The outcome of a call-back (R116, R117): reached or not, solved or not, and the marks the shopper gives over the telephone,
// which count apart from those they give themselves. One touch writes it as one step.
#include "kiosk/scenes/counter/case_form.h"
#include "kiosk/scenes/counter/case_head.h"
#include "kiosk/scenes/counter/case_words.h"
#include "kiosk/scenes/counter/case_summary.h"
#include "kiosk/scenes/counter/picked.h"
#include "kiosk/scenes/counter/scenes.h"

namespace redress::counter {

namespace {

using Kind = ui::UiEvent::Kind;
using ui::Canvas;
using ui::Colour;
using ui::Rect;

constexpr float kHead = 62, kStage = 58, kGap = 16, kLeft = 560, kColumn_gap = 20, kCaption = 34;
constexpr std::string_view kMarks[] = {"speed", "result", "attitude"};
constexpr int kBest = 5;

class CallBackScene final : public CaseForm {
 public:
  CallBackScene() : CaseForm("call_back") {}

 protected:
  void begin(App& app) override;
  void keep_choices(App& app) const override;
  void forget_choices(App& app) const override { keep_picked(app, draft("outcome"), {}); }
  bool dirty() const override { return CaseForm::dirty() || (view_ && !done() && !reached_.empty()); }
  std::vector<std::string> gaps(const App& app) const override;
  Step on(const ui::UiEvent& event, App& app) override;
  std::vector<ui::Button> foot_buttons(const App& app) const override;
  void content(Canvas& c, const Rect& work, const App& app) const override;

 private:
  bool may(std::string_view action) const;
  Action step(Verb verb) const;
  std::vector<Action> actions() const;
  Step submit(App& app);
  void draw_outcome(Canvas& c, Rect r, const App& app) const;
  void draw_marks(Canvas& c, Rect& r, const App& app) const;

  std::string reached_, solved_;  // yes, no; empty: not said
  std::map<std::string, int, std::less<>> marks_;
};

void CallBackScene::begin(App& app) {
  typed_.add(app, "text", Typing::text);
  for (const auto& kept : recall_picked(app, draft("outcome"))) {
    const auto colon = kept.find(':');
    const auto name = kept.substr(0, colon), value = kept.substr(colon + 1);
    if (name == "reached") reached_ = value;
    else if (name == "solved") solved_ = value;
    else marks_[name] = value.back() - '0';
  }
}

void CallBackScene::keep_choices(App& app) const {
  std::vector<std::string> kept;
  if (!reached_.empty()) kept.push_back("reached:" + reached_);
  if (!solved_.empty()) kept.push_back("solved:" + solved_);
  for (const auto& [mark, value] : marks_) kept.push_back(mark + ":" + std::to_string(value));
  keep_picked(app, draft("outcome"), kept);
}

bool CallBackScene::may(std::string_view action) const {
  const auto found = view_->actions.find(std::string(action));
  return found != view_->actions.end() && found->second.allowed;
}

Action CallBackScene::step(Verb verb) const {
  Action out;
  out.rule = &action_rule(verb);
  out.code = code_;
  return out;
}

std::vector<Action> CallBackScene::actions() const {
  std::vector<Action> out;
  auto call = step(Verb::call_back);
  call.clear.set("reached", reached_ == "yes");
  if (!typed_.empty("text")) call.sealed.set("text", std::string(typed_.value("text")));
  out.push_back(std::move(call));
  if (reached_ != "yes") return out;
  // Marks first: they may be given where the case stands now, whatever the answer makes of it.
  if (!marks_.empty()) {
    auto rate = step(Verb::rate);
    for (const auto& [mark, value] : marks_) rate.clear.set(mark, static_cast<std::int64_t>(value));
    out.push_back(std::move(rate));
  }
  if (solved_ == "yes" && may("confirm")) out.push_back(step(Verb::confirm));
  if (solved_ == "no" && may("dispute")) {
    auto dispute = step(Verb::dispute);
    dispute.clear.set("reason", "not_solved");
    out.push_back(std::move(dispute));
  }
  return out;
}

std::vector<std::string> CallBackScene::gaps(const App& app) const {
  std::vector<std::string> names;
  if (reached_.empty()) names.push_back(app.say("staff.call.reached"_msg));
  else if (reached_ == "yes" && solved_.empty()) names.push_back(app.say("staff.call.solved"_msg));
  return names;
}

Step CallBackScene::submit(App& app) {
  if (!may_submit(app)) return Step::stay();
  typed_.leave();
  act(app.desk().act_together(actions(), app.staff->person));
  return answer(app);
}

Step CallBackScene::on(const ui::UiEvent& event, App& app) {
  if (!app.staff) return Step::home();
  if (event.kind == Kind::wake) return answer(app);
  if (!view_) return Step::stay();
  if (event.tapped("submit")) return submit(app);
  if (event.tapped("cancel")) return Step::back();
  if (typed_.on(event)) return Step::redraw();
  if (auto reached = event.tapped_after("reached:"); !reached.empty()) reached_ = reached;
  else if (auto solved = event.tapped_after("solved:"); !solved.empty()) solved_ = solved;
  else if (auto mark = event.tapped_after("mark:"); !mark.empty()) {
    const auto name = mark.substr(0, mark.find(':'));
    const int value = mark.back() - '0';
    if (marks_.contains(name) && marks_[name] == value) marks_.erase(name);
    else marks_[name] = value;
  } else return Step::stay();
  return Step::redraw();
}

std::vector<ui::Button> CallBackScene::foot_buttons(const App& app) const {
  const auto need = missing(app);
  return {{.id = "cancel", .label = app.say("nav.return"_msg)},
          {.id = "submit", .label = app.say("staff.call.record"_msg), .look = ui::Look::filled, .off = !may_submit(app), .why = need}};
}

void CallBackScene::draw_marks(Canvas& c, Rect& r, const App& app) const {
  ui::caption(c, r.take_top(kCaption), app.say("staff.call.marks"_msg));
  for (const auto mark : kMarks) {
    Rect row = r.take_top(ui::size::staff_button, 10);
    const Rect label = row.take_left(c.language() == "en" ? 200 : 150, 14);
    c.text(label, app.words().text_of("form", mark), ui::type::item);
    std::vector<ui::Choice> choices;
    for (int value = 1; value <= kBest; ++value) choices.push_back({.id = "mark:" + std::string(mark) + ":" + std::to_string(value), .label = std::to_string(value)});
    const auto given = marks_.find(mark);
    ui::segment(c, row, choices, given == marks_.end() ? -1 : given->second - 1);
  }
}

void CallBackScene::draw_outcome(Canvas& c, Rect r, const App& app) const {
  Rect inside = ui::card(c, r, {.pad_x = 24, .pad_y = 18});
  const Canvas::Ground ground(c, Colour::surface);
  const auto choice = [&](const char* id, const std::string& caption, const std::string& yes, const std::string& no, const std::string& chosen, const std::string& off) {
    ui::caption(c, inside.take_top(kCaption), caption);
    ui::segment(c, inside.take_top(ui::size::staff_button, kGap),
                {{.id = std::string(id) + ":yes", .label = yes, .off = !off.empty(), .why = off}, {.id = std::string(id) + ":no", .label = no, .off = !off.empty(), .why = off}},
                chosen == "yes" ? 0 : chosen == "no" ? 1 : -1);
  };
  const auto required = [&](MessageKey key) { return app.say("staff.label_required"_msg, {{"label", app.say(key)}}); };
  choice("reached", required("staff.call.reached"_msg), app.words().text_of("reached", "yes"), app.words().text_of("reached", "no"), reached_, "");
  if (reached_ == "yes") {
    choice("solved", required("staff.call.solved"_msg), app.say("staff.call.solved.yes"_msg), app.say("staff.call.solved.no"_msg), solved_, "");
    draw_marks(c, inside, app);
  }
  ui::caption(c, inside.take_top(kCaption), app.say("staff.label_optional"_msg, {{"label", app.say("staff.call.text"_msg)}}));
  typed_.draw(c, inside, "text", {});
}

void CallBackScene::content(Canvas& c, const Rect& work, const App& app) const {
  if (!view_) return;
  Rect rest = work;
  draw_case_head(c, rest.take_top(kHead, kGap), app, *view_);
  if (!typed_.typing().empty()) return typed_.draw_typing(c, rest, app, app.say("staff.call.text"_msg));
  ui::stage_bar(c, rest.take_top(kStage, kGap), stage_cells(app, view_->state.stage), stage_suffix(app, *view_));
  Rect left = rest.take_left(kLeft, kColumn_gap);
  Rect answered = ui::card(c, left, {.title = app.say("staff.call.answer"_msg), .pad_x = 22, .pad_y = 18});
  const Canvas::Ground ground(c, Colour::surface);
  const auto& answers = view_->state.answers;
  const ui::Notice ask{.tone = ui::Tone::info, .icon = ui::Icon::speech, .body = app.say("staff.call.say"_msg)};
  ui::notice(c, answered.take_bottom(ui::notice_height(c, answered.w, ask), 14), ask);
  c.paragraph({answered.x, answered.y, answered.w, 0}, answers.empty() ? app.say("staff.case.no_text"_msg) : answers.back().text, ui::type::item.leaded(1.5f), Colour::ink,
              ui::Align::left, std::max(1, static_cast<int>(answered.h / c.line_height(ui::type::item.leaded(1.5f)))));
  draw_outcome(c, rest, app);
}

}  // namespace

std::unique_ptr<Scene> make_call_back() { return std::make_unique<CallBackScene>(); }

}  // namespace redress::counter
