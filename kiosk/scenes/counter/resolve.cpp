// 45 Resolve: remedies, cost and minutes, the internal correction, and the answer the shopper reads, checked
// before it goes out. One touch writes resolved and fed_back together; at the stage "feed_back" the answer
// alone.
#include <algorithm>
#include <cstdlib>

#include "core/policy/policy_wording.h"
#include "kiosk/scenes/counter/answer.h"
#include "kiosk/scenes/counter/case_form.h"
#include "kiosk/scenes/counter/case_head.h"
#include "kiosk/scenes/counter/case_words.h"
#include "kiosk/scenes/counter/picked.h"
#include "kiosk/scenes/counter/remedies.h"
#include "kiosk/scenes/counter/scenes.h"

namespace redress::counter {

namespace {

using Kind = ui::UiEvent::Kind;
using ui::Canvas;
using ui::Rect;

constexpr float kHead = 62, kStage = 58, kGap = 16, kRemedies_width = 640, kSide = 452, kColumn_gap = 20;

class ResolveScene final : public CaseForm {
 public:
  ResolveScene() : CaseForm("resolve") {}

 protected:
  void begin(App& app) override;
  void seen(App& app) override;
  void took(App& app) override;
  void keep_choices(App& app) const override;
  void forget_choices(App& app) const override;
  bool dirty() const override {
    return CaseForm::dirty() || (view_ && !done() && !(remedies_.empty() && fault_.empty()));
  }
  Step on_back(App& app) override;
  std::vector<std::string> gaps(const App& app) const override;
  Step on(const ui::UiEvent& event, App& app) override;
  std::vector<ui::Button> foot_buttons(const App& app) const override;
  void content(Canvas& c, const Rect& work, const App& app) const override;

 private:
  bool resolving() const { return view_->state.stage == Stage::resolve; }
  Step choose(const ui::UiEvent& event, App& app);
  void check(App& app);
  std::vector<Action> actions() const;
  Step submit(App& app);
  void put_template(const std::string& code, App& app);
  void draw_typing(Canvas& c, const Rect& r, const App& app) const;

  std::optional<Instant> confirm_until_;
  std::vector<std::string> remedies_;
  std::string fault_;  // of staff; empty: not said (R98)
  bool picking_fault_ = false;
  AnswerWay way_;
  Language language_ = Language::zh_hans;
  std::vector<AnswerFinding> found_;
  bool unchecked_ = false;
  Pending<CaseView> supposing_;
  Pending<std::vector<AnswerFinding>> checking_;
};

void ResolveScene::begin(App& app) {
  typed_.add(app, "cost", Typing::number);
  typed_.add(app, "minutes", Typing::number);
  typed_.add(app, "internal", Typing::text);
  typed_.add(app, "answer", Typing::text);
  remedies_ = recall_picked(app, draft("remedies"));
  if (auto fault = recall_picked(app, draft("fault")); !fault.empty()) fault_ = fault.front();
  if (auto way = recall_picked(app, draft("way")); !way.empty()) way_ = {way.front(), way.size() > 1 ? way.back() : ""};
}

void ResolveScene::keep_choices(App& app) const {
  keep_picked(app, draft("remedies"), remedies_);
  keep_picked(app, draft("fault"), fault_.empty() ? std::vector<std::string>() : std::vector{fault_});
  std::vector<std::string> way{way_.way};
  if (!way_.told.empty()) way.push_back(way_.told);
  keep_picked(app, draft("way"), way);
}

void ResolveScene::forget_choices(App& app) const {
  for (const auto* choice : {"remedies", "fault", "way"}) keep_picked(app, draft(choice), {});
}

Step ResolveScene::on_back(App& app) {
  if (!picking_fault_) return CaseForm::on_back(app);
  picking_fault_ = false;
  return Step::redraw();
}

void ResolveScene::seen(App& app) {
  language_ = find_language(view_->state.intake["language"].string("zh-Hans")).value_or(Language::zh_hans);
  typed_.set_language("answer", ui::typing_language(language_code(language_)));
  unchecked_ = !typed_.empty("answer");
  supposing_ = app.desk().what_if(actions(), app.staff->person);
}

void ResolveScene::took(App& app) {
  if (auto supposed = supposing_.take(); supposed && supposed->ok())
    confirm_until_ = (*supposed)->judgement.confirm_until;
  if (auto found = checking_.take(); found && found->ok()) found_ = std::move(**found);
  check(app);
}

void ResolveScene::check(App& app) {
  if (!unchecked_ || checking_.waiting()) return;
  unchecked_ = false;
  checking_ = app.desk().check_answer(code_, std::string(typed_.value("answer")));
  if (auto found = checking_.take(); found && found->ok()) found_ = std::move(**found);
}

std::vector<Action> ResolveScene::actions() const {
  std::vector<Action> out;
  if (resolving()) {
    Action resolve;
    resolve.rule = &action_rule(Verb::resolve);
    resolve.code = code_;
    Json remedies = Json::array();
    for (const auto& remedy : remedies_) remedies.push(remedy);
    resolve.clear.set("remedies", std::move(remedies));
    const auto number = [&](std::string_view name) {
      return static_cast<std::int64_t>(std::atoll(std::string(typed_.value(name)).c_str()));
    };
    if (!typed_.empty("cost")) resolve.clear.set("cost_fen", number("cost") * 100);
    if (!typed_.empty("minutes")) resolve.clear.set("minutes", number("minutes"));
    if (!fault_.empty()) resolve.clear.set("staff_fault", fault_);
    if (!typed_.empty("internal")) resolve.sealed.set("text", std::string(typed_.value("internal")));
    out.push_back(std::move(resolve));
  }
  Action feed_back;
  feed_back.rule = &action_rule(Verb::feed_back);
  feed_back.code = code_;
  feed_back.clear.set("text", std::string(typed_.value("answer"))).set("way", way_.way);
  if (!way_.told.empty()) feed_back.clear.set("told", way_.told == "yes");
  out.push_back(std::move(feed_back));
  return out;
}

std::vector<std::string> ResolveScene::gaps(const App& app) const {
  std::vector<std::string> names;
  if (view_ && resolving() && remedies_.empty()) names.push_back(app.say("staff.res.remedies.short"_msg));
  if (typed_.empty("answer")) names.push_back(app.say("staff.res.text.short"_msg));
  if (way_.way != "page" && way_.told.empty()) names.push_back(app.words().text_of("form", "told"));
  return names;
}

Step ResolveScene::submit(App& app) {
  if (!may_submit(app)) return Step::stay();
  typed_.leave();
  act(app.desk().act_together(actions(), app.staff->person));
  return answer(app);
}

// Inserts; what is typed is never replaced.
void ResolveScene::put_template(const std::string& code, App& app) {
  for (const auto* row : app.wording()->templates_of(view_->state.category)) {
    if (row->code != code) continue;
    const auto& text = row->text.in(language_);
    typed_.insert("answer", typed_.empty("answer") ? text : "\n" + text);
  }
}

Step ResolveScene::choose(const ui::UiEvent& event, App& app) {
  if (auto remedy = event.tapped_after("remedy:"); !remedy.empty())
    toggle(remedies_, remedy);
  else if (event.tapped("pick:staff_fault"))
    picking_fault_ = true;
  else if (picking_fault_ && event.tapped("dialog:close"))
    picking_fault_ = false;
  else if (auto fault = event.tapped_after("staff_fault:"); !fault.empty()) {
    fault_ = fault == fault_ ? "" : fault;
    picking_fault_ = false;
  } else if (auto code = event.tapped_after("template:"); !code.empty())
    put_template(code, app);
  else if (auto told = event.tapped_after("told:"); !told.empty())
    way_.told = told;
  else if (auto way = event.tapped_after("way:"); !way.empty())
    way_ = {way == way_.way ? "page" : way, ""};
  else if (auto language = event.tapped_after("language:"); !language.empty()) {
    language_ = find_language(language).value_or(language_);
    typed_.set_language("answer", ui::typing_language(language_code(language_)));
  } else {
    return Step::stay();
  }
  return Step::redraw();
}

Step ResolveScene::on(const ui::UiEvent& event, App& app) {
  if (!app.staff) return Step::home();
  if (event.kind == Kind::wake) return answer(app);
  if (event.tapped("submit")) return submit(app);
  if (event.tapped("draft")) return Step::back();  // leaving keeps it
  if (!view_) return Step::stay();
  auto step = typed_.on(event) ? Step::redraw() : choose(event, app);
  if (typed_.take_changed()) unchecked_ = true;
  check(app);
  return step;
}

std::vector<ui::Button> ResolveScene::foot_buttons(const App& app) const {
  const auto need = missing(app);
  return {{.id = "draft", .label = app.say("staff.inv.draft"_msg)},
          {.id = "submit",
           .label = app.say("staff.res.send"_msg),
           .look = ui::Look::filled,
           .off = !may_submit(app),
           .why = need}};
}

void ResolveScene::draw_typing(Canvas& c, const Rect& r, const App& app) const {
  const auto& name = typed_.typing();
  if (name == "answer") {
    const auto check = check_line(app, typed_.value("answer"), found_);
    typed_.draw_typing(c, r, app,
                       app.say("staff.category"_msg,
                               {{"category", app.say("staff.res.text"_msg)}, {"subcategory", check.words}}),
                       template_buttons(app, view_->state.category));
    return;
  }
  typed_.draw_typing(c, r, app,
                     app.say(name == "cost"      ? "staff.res.cost.label"_msg
                             : name == "minutes" ? "staff.res.minutes.label"_msg
                                                 : "staff.res.internal"_msg));
}

void ResolveScene::content(Canvas& c, const Rect& work, const App& app) const {
  if (!view_) return;
  Rect rest = work;
  draw_case_head(c, rest.take_top(kHead, kGap), app, *view_);
  if (!typed_.typing().empty()) return draw_typing(c, rest, app);
  ui::stage_bar(c, rest.take_top(kStage, kGap), stage_cells(app, view_->state.stage), stage_suffix(app, *view_));
  const Rect left = rest.take_left(kRemedies_width, kColumn_gap), right = rest.take_right(kSide, kColumn_gap);
  if (resolving())
    draw_remedies(c, left, app, *view_, remedies_, fault_, typed_);
  else
    draw_resolved(c, left, app, *view_);
  draw_answer(c, rest, app, *view_, typed_, language_, found_);
  draw_answer_side(c, right, app, *view_, way_, confirm_until_);
  if (picking_fault_) draw_faults(c, app, fault_);
}

}  // namespace

std::unique_ptr<Scene> make_resolve() {
  return std::make_unique<ResolveScene>();
}

}  // namespace redress::counter
