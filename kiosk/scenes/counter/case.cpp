// 42 Case: what was said, level and clocks with their reasons, every event, and what may be done now.
#include "core/policy/policy.h"
#include "core/text/dates.h"
#include "kiosk/scenes/counter/case_head.h"
#include "kiosk/scenes/counter/case_neighbours.h"
#include "kiosk/scenes/counter/case_summary.h"
#include "kiosk/scenes/counter/case_words.h"
#include "kiosk/scenes/counter/note_composer.h"
#include "kiosk/scenes/counter/scenes.h"
#include "kiosk/scenes/counter/staff_scene.h"

namespace redress::counter {

namespace {

using ui::Canvas;
using ui::Rect;

constexpr float kHead = 62, kStage = 58, kGap = 16, kSummary = 508, kActions = 420, kActions_wide = 484, kColumn_gap = 20;
constexpr float kAction_gap = 8, kAction = 70;

// Screens of their own; every other action with fields is asked by "counter.act".
const char* own_form(Verb verb) {
  switch (verb) {
    case Verb::assign: return "counter.assign";
    case Verb::investigate: return "counter.investigate";
    case Verb::resolve:
    case Verb::feed_back: return "counter.resolve";
    case Verb::settle: return "counter.conflict";
    case Verb::call_back: return "counter.callback";
    default: return nullptr;
  }
}

// At larger letters the three columns become tabs (screens-staff 1).
constexpr float kTabs_from_scale = 1.1f;
enum class Tab { summary, events, actions };
struct TabRow {
  Tab tab;
  const char* id;
  MessageKey words;
};
constexpr TabRow kTabs[] = {{Tab::summary, "tab:summary", "staff.case.said"_msg}, {Tab::events, "tab:events", "staff.case.history"_msg}, {Tab::actions, "tab:actions", "staff.case.can"_msg}};

class CaseScene final : public StaffScene {
 public:
  bool has_text_field() const override { return composer_.typing(); }

 protected:
  void opened(App& app) override { ask(app); }
  void closing(App&) override { composer_.leave(); }
  bool dirty() const override { return composer_.dirty(); }
  void keep_draft(App& app) override { composer_.keep(app); }
  Step on_back(App& app) override;
  Step on(const ui::UiEvent& event, App& app) override;
  void content(Canvas& c, const Rect& work, const App& app) const override;

 private:
  void ask(App& app);
  Step act(const std::string& name, App& app);
  Step done(const Result<Uuid>& result, App& app);
  Step on_wake(App& app);
  Step record_note(App& app);
  void draw_writing(Canvas& c, Rect rest, const App& app) const;
  void draw_tabs(Canvas& c, Rect r, const App& app) const;
  void draw_timeline(Canvas& c, const Rect& r, const App& app) const;
  void draw_actions(Canvas& c, Rect r, const App& app) const;

  CaseCode code_;
  std::optional<CaseView> view_;
  Pending<CaseView> looking_;
  Pending<Uuid> acting_;
  Pending<PrintView> printing_;
  Pending<Contact> opening_;
  std::optional<Contact> contact_;
  NoteComposer composer_;
  bool noting_ = false;  // acting_ is what the composer wrote
  CaseNeighbours neighbours_;
  bool choosing_purpose_ = false;
  Tab tab_ = Tab::summary;
  mutable SaidPages said_;
  int first_event_ = 0;
  mutable int events_shown_ = 0, actions_shown_ = 0;
  int first_action_ = 0;
  std::int64_t revision_ = 0;
};

void CaseScene::ask(App& app) {
  if (!app.staff || !app.staff->open_case) return;
  if (code_ != *app.staff->open_case) {
    view_.reset();
    contact_.reset();
    said_ = {};
    neighbours_.ask(app, *app.staff->open_case);
    first_event_ = first_action_ = 0;
  }
  code_ = *app.staff->open_case;
  composer_.open(app, code_);
  revision_ = app.here().revision;
  auto scanned = std::exchange(app.staff->scanned, std::nullopt);
  if (scanned && scanned->state.code == code_)
    view_ = std::move(scanned);
  else
    looking_ = app.desk().look_up(code_, app.staff->person);
}

Step CaseScene::done(const Result<Uuid>& result, App& app) {
  if (std::exchange(noting_, false) && result.ok()) composer_.recorded(app);
  if (result.ok()) {
    tell(app.say("staff.act.recorded"_msg), ui::Tone::ok);
  } else {
    tell_refusal(result.error(), app);
  }
  ask(app);
  return Step::redraw();
}

Step CaseScene::act(const std::string& name, App& app) {
  if (name == "reprint") {
    printing_ = app.desk().print(code_, std::string(view_->state.intake["language"].string("zh-Hans")), app.staff->person.staff);
    return Step::redraw();
  }
  const auto* rule = find_action(name);
  if (!rule) return Step::stay();
  if (rule->verb == Verb::note || rule->verb == Verb::reply) {  // written beside the events
    composer_.start(rule->verb == Verb::reply);
    return Step::redraw();
  }
  if (const auto* form = own_form(rule->verb)) return Step::go(form);
  if (!rule->fields.empty()) {
    app.staff->form_action = name;
    return Step::go("counter.act");
  }
  if (acting_.waiting()) return Step::stay();  // a double touch is one action
  Action action;
  action.rule = rule;
  action.code = code_;
  acting_ = app.desk().act(std::move(action), app.staff->person);
  return Step::redraw();
}

Step CaseScene::record_note(App& app) {
  if (acting_.waiting()) return Step::stay();
  composer_.leave();
  noting_ = true;
  acting_ = app.desk().act(composer_.action(), app.staff->person);
  if (auto result = acting_.take()) return done(*result, app);
  return Step::redraw();
}

Step CaseScene::on_back(App&) {
  if (!composer_.typing() && !composer_.asking()) return Step::back();
  composer_.leave();
  return Step::redraw();
}

Step CaseScene::on_wake(App& app) {
  bool changed = neighbours_.take(app);
  if (composer_.take(app)) changed = true;
  if (auto view = looking_.take(); view && view->ok()) {
    view_ = std::move(**view);
    changed = true;
  }
  if (auto result = acting_.take()) return done(*result, app);
  if (auto contact = opening_.take(); contact && contact->ok()) {
    contact_ = std::move(**contact);
    ask(app);
    changed = true;
  }
  if (auto print = printing_.take()) {
    const auto fault = !print->ok() ? std::string("printer.offline") : (**print).message;
    if (fault.empty()) tell(app.say("done.printing"_msg), ui::Tone::ok);
    else tell(app.say("refuse.printer"_msg, {{"fault", app.say(MessageKey(fault))}}), ui::Tone::warn);
    changed = true;
  }
  // A pull may have brought something for this case.
  if (!looking_.waiting() && app.here().revision != revision_) ask(app);
  return changed ? Step::redraw() : Step::stay();
}

Step CaseScene::on(const ui::UiEvent& event, App& app) {
  if (event.kind == ui::UiEvent::Kind::wake) return on_wake(app);
  if (!view_) return Step::stay();
  switch (composer_.on(event, app, *view_)) {
    case NoteComposer::Wish::record: return record_note(app);
    case NoteComposer::Wish::redraw: return Step::redraw();
    case NoteComposer::Wish::nothing: break;
  }
  if (auto name = event.tapped_after("action:"); !name.empty()) return act(name, app);
  if (neighbours_.on(event, app)) {
    ask(app);
    return Step::redraw();
  }
  if (event.tapped("contact")) {
    choosing_purpose_ = !choosing_purpose_;
    return Step::redraw();
  }
  if (auto purpose = event.tapped_after("purpose:"); !purpose.empty()) {
    choosing_purpose_ = false;
    opening_ = app.desk().open_contact(code_, purpose, app.staff->person);
    return Step::redraw();
  }
  for (const auto& row : kTabs)
    if (event.tapped(row.id)) {
      tab_ = row.tab;
      return Step::redraw();
    }
  if (event.tapped("said:next")) said_.page = std::min(said_.page + 1, said_.count - 1);
  else if (event.tapped("said:prev")) said_.page = std::max(0, said_.page - 1);
  else if (event.tapped("events:next")) first_event_ += std::max(1, events_shown_);
  else if (event.tapped("events:prev")) first_event_ = std::max(0, first_event_ - std::max(1, events_shown_));
  else if (event.tapped("actions:next")) first_action_ += std::max(1, actions_shown_);
  else if (event.tapped("actions:prev")) first_action_ = 0;
  else return Step::stay();
  return Step::redraw();
}

void CaseScene::draw_timeline(Canvas& c, const Rect& r, const App& app) const {
  auto inside = ui::card(c, r);
  auto items = timeline_of(app, *view_);
  int first = std::min(first_event_, std::max(0, static_cast<int>(items.size()) - 1));
  auto head = inside.take_top(62, 8);
  auto buttons = head.take_right(136);
  const auto title = app.say("staff.case.history"_msg);
  composer_.draw_closed(c, inside.take_bottom(ui::size::staff_button, 16), app, *view_);
  c.text(head.take_left(c.measure(title, ui::type::card).w + 2, 14), title, ui::type::card);
  c.text(head, app.say("staff.case.newest"_msg), ui::type::detail, ui::Colour::ink_soft);
  ui::button(c, buttons.take_left(64, 8), {.id = "events:prev", .label = {}, .left = ui::Icon::chevron_up, .off = first == 0, .why = app.say("nav.first_page"_msg), .spoken = app.say("nav.prev_page"_msg)});
  if (const auto related = related_words(app, *view_); !related.empty()) {
    const ui::Notice notice{.tone = ui::Tone::warn, .icon = ui::Icon::link, .body = related};
    inside.take_top(ui::notice(c, inside.top_part(0), notice), 14);
  }
  if (view_->state.held && c.theme().text_scale <= kTabs_from_scale) {  // the tab of the summary has room for it
    const ui::Notice hold{.tone = ui::Tone::info, .icon = ui::Icon::lock,
                          .body = app.say("staff.case.related"_msg, {{"what", app.say("hold.legal"_msg)}, {"words", app.say("act.hold.effect"_msg)}})};
    inside.take_top(ui::notice(c, inside.top_part(0), hold), 14);
  }
  events_shown_ = ui::timeline(c, inside, items, first);
  bool more = first + events_shown_ < static_cast<int>(items.size());
  ui::button(c, buttons, {.id = "events:next", .label = {}, .left = ui::Icon::chevron_down, .off = !more, .why = app.say("nav.last_page"_msg), .spoken = app.say("nav.next_page"_msg)});
}

void CaseScene::draw_actions(Canvas& c, Rect r, const App& app) const {
  auto actions = actions_of(app, *view_);
  int first = std::min(first_action_, std::max(0, static_cast<int>(actions.size()) - 1));
  auto head = r.take_top(62, kAction_gap);
  auto buttons = head.take_right(136);
  c.text(head, app.say("staff.case.can"_msg), ui::type::card);
  float room = r.h;
  actions_shown_ = 0;
  bool told = false;
  for (std::size_t i = static_cast<std::size_t>(first); i < actions.size(); ++i) {
    float height = actions[i].first ? ui::size::action_first : kAction;
    bool heading = actions[i].off && !told && (i == static_cast<std::size_t>(first) || !actions[i - 1].off) && i > 0;
    if (height + kAction_gap + (heading ? 36 : 0) > room) break;
    if (heading) {
      c.text(r.take_top(28, kAction_gap), app.say("staff.case.cannot"_msg), ui::type::detail, ui::Colour::ink_soft);
      room -= 36;
      told = true;
    }
    ui::action(c, r.take_top(height, kAction_gap), actions[i]);
    room -= height + kAction_gap;
    ++actions_shown_;
  }
  bool more = first + actions_shown_ < static_cast<int>(actions.size());
  if (first == 0 && !more) return;
  ui::button(c, buttons.take_left(64, 8), {.id = "actions:prev", .label = {}, .left = ui::Icon::chevron_up, .off = first == 0, .why = app.say("nav.first_page"_msg), .spoken = app.say("nav.prev_page"_msg)});
  ui::button(c, buttons, {.id = "actions:next", .label = {}, .left = ui::Icon::chevron_down, .off = !more, .why = app.say("nav.last_page"_msg), .spoken = app.say("nav.next_page"_msg)});
}

void CaseScene::draw_tabs(Canvas& c, Rect r, const App& app) const {
  std::vector<ui::Choice> choices;
  int chosen = 0;
  for (const auto& row : kTabs) {
    if (row.tab == tab_) chosen = static_cast<int>(choices.size());
    choices.push_back({.id = row.id, .label = app.say(row.words)});
  }
  ui::segment(c, r.take_top(ui::size::staff_button, kGap), choices, chosen);
  switch (tab_) {
    case Tab::summary: return draw_wide_summary(c, r, app, *view_, contact_ ? &*contact_ : nullptr, said_);
    case Tab::events: return draw_timeline(c, r, app);
    case Tab::actions: return draw_actions(c, r, app);
  }
}

// Under the head, above the keyboard: what the shopper said, and what is written.
void CaseScene::draw_writing(Canvas& c, Rect rest, const App& app) const {
  rest.h = std::min(rest.h, composer_.tray(c).y - kGap - rest.y);
  draw_said_alone(c, rest.take_left(rest.w * .42f, kColumn_gap), app, *view_, said_);
  composer_.draw_typing(c, rest, app, *view_, acting_.waiting());
}

void CaseScene::content(Canvas& c, const Rect& work, const App& app) const {
  Rect rest = work;
  if (!view_) {
    auto head = rest.take_top(kHead, kGap);
    auto back = back_button(app);
    ui::button(c, head.take_left(ui::button_width(c, back), 18), back);
    c.text(head, to_grouped(code_), ui::type::staff_code);
    return;
  }
  Rect head = rest.take_top(kHead, kGap);
  neighbours_.draw(c, head, app);
  draw_case_head(c, head, app, *view_);
  if (composer_.typing()) {
    draw_writing(c, rest, app);
    if (composer_.asking()) composer_.draw_question(c, app);
    return;
  }
  ui::stage_bar(c, rest.take_top(kStage, kGap), stage_cells(app, view_->state.stage), stage_suffix(app, *view_));
  if (c.theme().text_scale > kTabs_from_scale) {
    draw_tabs(c, rest, app);
  } else {
    auto left = rest.take_left(kSummary, kColumn_gap);
    // English effects are up to twice as long (screens-staff section 9).
    auto right = rest.take_right(language_info(app.language()).chinese ? kActions : kActions_wide, kColumn_gap);
    draw_summary(c, left, app, *view_, contact_ ? &*contact_ : nullptr, said_);
    draw_timeline(c, rest, app);
    draw_actions(c, right, app);
  }
  if (choosing_purpose_) draw_purposes(c, app);
  if (composer_.asking()) composer_.draw_question(c, app);
}

}  // namespace

std::unique_ptr<Scene> make_case() { return std::make_unique<CaseScene>(); }

}  // namespace redress::counter
