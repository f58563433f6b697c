// 44 Investigate: what the shopper said and the task stay in sight; findings, where the evidence is, what is planned (R92),
// what it is classed as (validity never deletes a complaint, R26), and five whys as a ladder whose answers become the next
// question.
#include <algorithm>

#include "core/text/dates.h"
#include "kiosk/scenes/counter/case_form.h"
#include "kiosk/scenes/counter/case_head.h"
#include "kiosk/scenes/counter/case_words.h"
#include "kiosk/scenes/counter/case_summary.h"
#include "kiosk/scenes/counter/finding_choices.h"
#include "kiosk/scenes/counter/picked.h"
#include "kiosk/scenes/counter/scenes.h"
#include "kiosk/scenes/counter/why_ladder.h"

namespace redress::counter {

namespace {

using Kind = ui::UiEvent::Kind;
using ui::Canvas;
using ui::Colour;
using ui::Rect;

constexpr float kHead = 62, kStage = 58, kGap = 16, kLeft = 420, kMiddle = 660, kMiddle_wide = 760,
                kColumn_gap = 20, kCaption = 32;
constexpr ui::Type kBody{21, 1.5f};

class InvestigateScene final : public CaseForm {
 public:
  InvestigateScene() : CaseForm("investigate") {}

 protected:
  void begin(App& app) override;
  std::vector<std::string> gaps(const App& app) const override;
  void keep_choices(App& app) const override { keep_picked(app, draft("choices"), choices_.kept()); }
  void forget_choices(App& app) const override { keep_picked(app, draft("choices"), {}); }
  bool dirty() const override { return CaseForm::dirty() || (view_ && !done() && choices_.any()); }
  Step on_back(App& app) override;
  Step on(const ui::UiEvent& event, App& app) override;
  std::vector<ui::Button> foot_buttons(const App& app) const override;
  void content(Canvas& c, const Rect& work, const App& app) const override;

 private:
  Step submit(App& app);
  const std::vector<Labels>* steps(const App& app) const;
  void draw_left(Canvas& c, Rect r, const App& app) const;
  void draw_said(Canvas& c, Rect inside, const App& app) const;
  void draw_middle(Canvas& c, const Rect& r, const App& app) const;
  void draw_lines(Canvas& c, Rect& inside, const App& app) const;

  FindingChoices choices_;
  bool guided_ = false;  // the steps stand where the shopper's words were
  WhyLadder whys_;
};

void InvestigateScene::begin(App& app) {
  typed_.add(app, "findings", Typing::text);
  typed_.add(app, "evidence", Typing::line);
  typed_.add(app, "plan", Typing::line);
  whys_.add(app, typed_);
  choices_.recall(recall_picked(app, draft("choices")));
}

Step InvestigateScene::on_back(App& app) {
  if (!choices_.picking()) return CaseForm::on_back(app);
  choices_.close();
  return Step::redraw();
}

std::vector<std::string> InvestigateScene::gaps(const App& app) const {
  std::vector<std::string> names;
  if (typed_.empty("findings")) names.push_back(app.say("staff.inv.findings"_msg));
  if (!choices_.has_cause()) names.push_back(app.say("staff.inv.cause"_msg));
  return names;
}

Step InvestigateScene::submit(App& app) {
  if (!may_submit(app)) return Step::stay();
  typed_.leave();
  Action action;
  action.rule = &action_rule(Verb::investigate);
  action.code = code_;
  choices_.add_to(action.clear);
  action.clear.set("whys", static_cast<std::int64_t>(whys_.answered(typed_)));
  action.sealed.set("findings", std::string(typed_.value("findings")));
  for (const char* optional : {"evidence", "plan"})
    if (!typed_.empty(optional)) action.sealed.set(optional, std::string(typed_.value(optional)));
  if (auto words = whys_.words(typed_); !words.empty()) action.sealed.set("whys_text", std::move(words));
  if (auto root = whys_.root(typed_); !root.empty()) action.sealed.set("root", std::move(root));
  act(app.desk().act(std::move(action), app.staff->person));
  return answer(app);
}

Step InvestigateScene::on(const ui::UiEvent& event, App& app) {
  if (!app.staff) return Step::home();
  if (event.kind == Kind::wake) return answer(app);
  if (event.tapped("submit")) return submit(app);
  if (event.tapped("draft")) return Step::back();  // leaving keeps it
  if (choices_.on(event) || typed_.on(event) || whys_.on(event)) return Step::redraw();
  if (auto left = event.tapped_after("left:"); !left.empty())
    guided_ = left == "steps";
  else
    return Step::stay();
  return Step::redraw();
}

std::vector<ui::Button> InvestigateScene::foot_buttons(const App& app) const {
  const auto need = missing(app);
  return {{.id = "draft", .label = app.say("staff.inv.draft"_msg)},
          {.id = "submit",
           .label = need.empty() ? app.say("staff.inv.done"_msg) : need,
           .look = ui::Look::filled,
           .off = !may_submit(app),
           .why = need}};
}

// What the policy has for this category (R162), or nothing.
const std::vector<Labels>* InvestigateScene::steps(const App& app) const {
  if (!app.policy()) return nullptr;
  const auto& found = app.policy()->steps_of(view_->state.category, view_->state.subcategory);
  return found.empty() ? nullptr : &found;
}

void InvestigateScene::draw_left(Canvas& c, Rect r, const App& app) const {
  draw_clocks(c, r.take_bottom(clocks_height(c, app, *view_, r.w, Clocks::bars), kGap), app, *view_, Clocks::bars);
  const auto* guide = steps(app);
  const auto said = app.say("staff.case.said"_msg);
  Rect inside = ui::card(c, r, {.title = guide ? std::string() : said, .pad_x = 22, .pad_y = 18});
  const Canvas::Ground ground(c, Colour::surface);
  if (!guide) return draw_said(c, inside, app);
  ui::segment(
      c, inside.take_top(ui::size::staff_button, 14),
      {{.id = "left:said", .label = said}, {.id = "left:steps", .label = app.say("staff.inv.steps"_msg)}},
      guided_);
  if (!guided_) return draw_said(c, inside, app);
  int number = 0;
  for (const auto& step : *guide) {
    const auto words = app.say("staff.inv.step"_msg, {{"n", ++number}, {"step", step.in(app.language())}});
    c.paragraph(inside.take_top(c.paragraph_height(words, kBody, inside.w), 12), words, kBody);
  }
}

void InvestigateScene::draw_said(Canvas& c, Rect inside, const App& app) const {
  const auto part = [&](Rect room, const std::string& words) {
    return c.paragraph({room.x, room.y, room.w, 0}, words, kBody, Colour::ink, ui::Align::left,
                       std::max(1, static_cast<int>(room.h / c.line_height(kBody))));
  };
  const auto task = std::find_if(view_->events.rbegin(), view_->events.rend(),
                                 [](const auto& e) { return e.event.event.kind == "assigned"; });
  if (task != view_->events.rend() && task->sealed.has("task")) {
    Rect below = inside.take_bottom(inside.h * .45f, 14);
    c.text(below.take_top(c.line_height(ui::type::card), 8), app.say("staff.inv.task"_msg), ui::type::card);
    c.text(below.take_bottom(c.line_height(ui::type::small)),
           app.say("staff.category"_msg,
                   {{"category", task->person}, {"subcategory", when_words(app, task->event.corrected_at)}}),
           ui::type::small, Colour::ink_soft);
    part(below, std::string(task->sealed["task"].string()));
  }
  const auto said = view_->said["text"].string();
  part(inside, said.empty() ? app.say("staff.case.no_text"_msg) : std::string(said));
}

void InvestigateScene::draw_middle(Canvas& c, const Rect& r, const App& app) const {
  Rect inside = ui::card(c, r, {.pad_x = 24, .pad_y = 14});
  const Canvas::Ground ground(c, Colour::surface);
  ui::caption(c, inside.take_top(kCaption),
              app.say("staff.label_required"_msg, {{"label", app.say("staff.inv.findings"_msg)}}));
  const float note = c.paragraph_height(app.say("staff.inv.validity"_msg), ui::type::small, inside.w);
  c.paragraph(inside.take_bottom(note), app.say("staff.inv.validity"_msg), ui::type::small, Colour::ink_soft);
  inside.take_bottom(6);
  choices_.draw(c, inside, app);
  choices_.draw_plan(c, inside, app);
  draw_lines(c, inside, app);
  typed_.draw(c, inside, "findings", {});
}

// Evidence and plan side by side, at the foot of what is left.
void InvestigateScene::draw_lines(Canvas& c, Rect& inside, const App& app) const {
  struct Line {
    const char* id;
    MessageKey label;
  };
  constexpr Line kLines[] = {{"evidence", "staff.inv.evidence"_msg}, {"plan", "staff.inv.plan"_msg}};
  Rect fields = inside.take_bottom(ui::size::staff_field);
  Rect captions = inside.take_bottom(kCaption, 10);
  const float width = (fields.w - kGap) / 2;
  for (const auto& line : kLines) {
    typed_.draw(c, fields.take_left(width, kGap), line.id, {});
    ui::caption(c, captions.take_left(width, kGap), app.say("staff.label_optional"_msg, {{"label", app.say(line.label)}}));
  }
}

void InvestigateScene::content(Canvas& c, const Rect& work, const App& app) const {
  if (!view_) return;
  Rect rest = work;
  draw_case_head(c, rest.take_top(kHead, kGap), app, *view_);
  const auto& name = typed_.typing();
  if (!name.empty())
    return typed_.draw_typing(c, rest, app,
                              name == "findings"   ? app.say("staff.inv.findings"_msg)
                              : name == "evidence" ? app.say("staff.inv.evidence"_msg)
                              : name == "plan"     ? app.say("staff.inv.plan"_msg)
                                                   : whys_.question(app, typed_, name));
  ui::stage_bar(c, rest.take_top(kStage, kGap), stage_cells(app, view_->state.stage), stage_suffix(app, *view_));
  draw_left(c, rest.take_left(kLeft, kColumn_gap), app);
  draw_middle(c, rest.take_left(language_info(app.language()).chinese ? kMiddle : kMiddle_wide, kColumn_gap),
              app);
  whys_.draw(c, rest, app, typed_);
  choices_.draw_list(c, app);
}

}  // namespace

std::unique_ptr<Scene> make_investigate() {
  return std::make_unique<InvestigateScene>();
}

}  // namespace redress::counter
