// 48 Two people acted without knowing of each other: both records side by side, the rule that chose, and a
// supervisor's or manager's word that settles it for everyone.
#include <algorithm>

#include "core/base/json.h"
#include "core/base/uuid.h"
#include "kiosk/scenes/counter/case_head.h"
#include "kiosk/scenes/counter/case_words.h"
#include "kiosk/scenes/counter/conflict_view.h"
#include "kiosk/scenes/counter/scenes.h"
#include "kiosk/scenes/counter/staff_scene.h"
#include "kiosk/ui/keyboard.h"
#include "kiosk/ui/text_field.h"

namespace redress::counter {

namespace {

using Kind = ui::UiEvent::Kind;
using ui::Canvas;
using ui::Colour;
using ui::Rect;

constexpr float kGap = 20;

class ConflictScene final : public StaffScene {
 public:
  bool has_text_field() const override { return arguing_; }

 protected:
  void opened(App& app) override { look_up(app); }
  void closing(App&) override;
  bool dirty() const override { return arguing_ && entry_ && !entry_->value().empty(); }
  void keep_draft(App& app) override { app.drafts[draft_key()] = ui::SecretText(entry_->value()); }
  Step on_back(App&) override;
  Step on(const ui::UiEvent& event, App& app) override;
  void content(Canvas& c, const Rect& work, const App& app) const override;

 private:
  void look_up(App& app);
  Step answer(App& app);
  Step settle(const Uuid& holds, App& app);
  Action settled(const Uuid& holds) const;
  void suppose(App& app);
  const Conflict* conflict() const;
  Uuid other() const;
  std::string draft_key() const { return "conflict/" + to_compact(code_) + "/" + to_text(other()); }
  void draw_actions(Canvas& c, Rect r, const App& app) const;
  void draw_argument(Canvas& c, const App& app) const;

  CaseCode code_;
  std::optional<CaseView> view_, otherwise_;  // otherwise: judged as if the other one held
  std::size_t pair_ = 0;
  bool arguing_ = false;
  std::unique_ptr<ui::TextEntry> entry_;
  mutable ui::TextFieldView field_;
  Pending<CaseView> looking_, supposing_;
  Pending<Uuid> settling_;
};

void ConflictScene::look_up(App& app) {
  if (!app.staff || !app.staff->open_case) return;
  code_ = *app.staff->open_case;
  looking_ = app.desk().look_up(code_, app.staff->person);
  answer(app);
}

void ConflictScene::closing(App&) {
  if (entry_) entry_->wipe();
  arguing_ = false;
}

Step ConflictScene::on_back(App&) {
  if (!arguing_) return Step::back();
  arguing_ = false;
  if (entry_) entry_->wipe();
  return Step::redraw();
}

const Conflict* ConflictScene::conflict() const {
  return view_ && pair_ < view_->state.conflicts.size() ? &view_->state.conflicts[pair_] : nullptr;
}

Uuid ConflictScene::other() const {
  for (const auto& id : conflict()->events)
    if (id != conflict()->effective) return id;
  return conflict()->effective;
}

Step ConflictScene::on(const ui::UiEvent& event, App& app) {
  if (!app.staff) return Step::home();
  if (event.kind == Kind::wake) return answer(app);
  if (!conflict()) return Step::stay();
  if (event.tapped("settle:right")) return settle(conflict()->effective, app);
  if (event.tapped("settle:later")) return Step::back();
  if (event.tapped("settle:other")) {
    arguing_ = true;
    entry_ = std::make_unique<ui::TextEntry>(app.input_method(), ui::TextRules::line(), ui::typing_language(app.language_code()));
    if (const auto draft = app.drafts.find(draft_key()); draft != app.drafts.end()) entry_->edit().load(draft->second.view());
    return Step::redraw();
  }
  if (event.tapped("pair:prev") || event.tapped("pair:next")) {
    pair_ = event.tapped("pair:next") ? std::min(pair_ + 1, view_->state.conflicts.size() - 1) : pair_ - std::min<std::size_t>(pair_, 1);
    suppose(app);
  } else if (!arguing_) return Step::stay();
  else if (event.tapped("dialog:close") || event.tapped("cancel")) return on_back(app);
  else if (event.tapped("settle:confirm")) return settle(other(), app);
  else {
    auto change = field_.on(event, *entry_);
    if (!change.used) change = entry_->on(event);
    if (!change.used) return Step::stay();
  }
  return Step::redraw();
}

Action ConflictScene::settled(const Uuid& holds) const {
  Action action;
  action.rule = &action_rule(Verb::settle);
  action.code = code_;
  Json events = Json::array();
  for (const auto& id : conflict()->events) events.push(to_text(id));
  action.clear.set("events", std::move(events)).set("holds", to_text(holds));
  return action;
}

void ConflictScene::suppose(App& app) {
  otherwise_.reset();
  if (!conflict()) return;
  supposing_ = app.desk().what_if({settled(other())}, app.staff->person);
  if (auto supposed = supposing_.take(); supposed && supposed->ok()) otherwise_ = std::move(**supposed);
}

Step ConflictScene::settle(const Uuid& holds, App& app) {
  if (settling_.waiting()) return Step::stay();
  auto action = settled(holds);
  if (arguing_) {
    entry_->leave();
    if (entry_->value().empty()) {
      tell(app.say("staff.conflict.need_reason"_msg), ui::Tone::warn);
      return Step::redraw();
    }
    action.sealed.set("reason", std::string(entry_->value()));
  }
  settling_ = app.desk().act(std::move(action), app.staff->person);
  return answer(app);
}

Step ConflictScene::answer(App& app) {
  if (auto seen = looking_.take(); seen && seen->ok()) {
    view_ = std::move(**seen);
    pair_ = std::min(pair_, view_->state.conflicts.empty() ? 0 : view_->state.conflicts.size() - 1);
    suppose(app);
  }
  if (auto supposed = supposing_.take(); supposed && supposed->ok()) otherwise_ = std::move(**supposed);
  auto done = settling_.take();
  if (!done) return Step::redraw();
  if (!done->ok()) {
    tell_refusal(done->error(), app);
    return Step::redraw();
  }
  arguing_ = false;
  if (entry_) entry_->wipe();
  if (conflict()) app.drafts.erase(draft_key());
  if (view_ && view_->state.conflicts.size() > 1) {
    look_up(app);
    return Step::redraw();
  }
  return Step::back();
}

void ConflictScene::content(Canvas& c, const Rect& work, const App& app) const {
  Rect rest = work;
  const Rect head = rest.take_top(ui::size::staff_button, 16);
  if (!view_) return;
  draw_case_head(c, head, app, *view_);
  ui::stage_bar(c, rest.take_top(60, 16), stage_cells(app, view_->state.stage), stage_suffix(app, *view_));
  if (!conflict()) {
    ui::notice(c, rest.top_part(0), {.tone = ui::Tone::ok, .title = app.say("refuse.no_conflict"_msg)});
    return;
  }
  const auto& rule = conflict()->rule;
  const auto title = rule == "collision" ? "staff.conflict.title.collision"_msg : rule == "late" ? "staff.conflict.title.late"_msg : "staff.conflict.title"_msg;
  const auto ask = rule == "collision" ? "staff.conflict.what.collision"_msg : conflict()->events.front() == conflict()->effective ? "staff.conflict.what.left"_msg : "staff.conflict.what.right"_msg;
  const ui::Notice what{.tone = ui::Tone::warn, .body = "**" + app.say(title) + "** " + app.say(ask), .type = ui::type::item};
  rest.take_top(ui::notice(c, rest.top_part(0), what), 16);
  draw_actions(c, rest.take_right(420, 20), app);
  const auto& events = conflict()->events;
  // The records come first; of the reasons at least the rule and the stage stay.
  const float scale = c.theme().text_scale, side = std::min(318 * scale, rest.h - kGap - 162 * scale);
  const auto halves = ui::columns(rest.take_top(side, kGap), 2, kGap);
  for (std::size_t i = 0; i < 2 && i < events.size(); ++i) {
    const bool used = events[i] == conflict()->effective;
    const auto stage = used ? std::optional(view_->state.stage) : otherwise_ ? std::optional(otherwise_->state.stage) : std::nullopt;
    draw_conflict_side(c, halves[i], app, *view_, *conflict(), events[i], stage);
  }
  draw_conflict_reason(c, rest, app, *view_, *conflict());
  if (arguing_) draw_argument(c, app);
}

void ConflictScene::draw_actions(Canvas& c, Rect r, const App& app) const {
  c.text(r.take_top(c.line_height(ui::type::card), 10), app.say("staff.conflict.confirm"_msg), ui::type::card);
  const auto found = view_->actions.find("settle");
  const bool may_settle = found != view_->actions.end() && found->second.allowed;
  const std::string why = may_settle ? "" : app.say("staff.conflict.read_only"_msg);
  const auto continues = app.say("staff.conflict.continues"_msg, {{"stage", stage_now(app, view_->state.stage)}});
  const auto becomes = otherwise_ ? app.say("staff.conflict.becomes"_msg, {{"stage", stage_now(app, otherwise_->state.stage)}}) : app.say("staff.conflict.need_reason"_msg);
  const float grow = c.theme().text_scale;
  ui::action(c, r.take_top(ui::size::action_first * grow, 12), {.id = "settle:right", .label = app.say("staff.conflict.right"_msg), .effect = may_settle ? continues : why,
                                                                .icon = ui::Icon::check, .first = true, .off = !may_settle});
  ui::action(c, r.take_top(ui::size::action * grow, 12), {.id = "settle:other", .label = app.say("staff.conflict.other"_msg), .effect = may_settle ? becomes : why,
                                                          .icon = ui::Icon::swap, .off = !may_settle});
  ui::action(c, r.take_top(ui::size::action * grow, 12), {.id = "settle:later", .label = app.say("staff.conflict.later"_msg),
                                                          .effect = app.say("staff.conflict.later.sub"_msg), .icon = ui::Icon::clock});
  const auto n = view_->state.conflicts.size();
  if (n < 2) return;
  ui::pager(c, r.take_bottom(ui::size::staff_button), {.id = "pair", .page = static_cast<int>(pair_), .pages = static_cast<int>(n),
                                                       .words = app.say("staff.conflict.pair"_msg, {{"n", pair_ + 1}, {"m", n}}),
                                                       .first_why = app.say("nav.first_page"_msg), .last_why = app.say("nav.last_page"_msg)});
}

void ConflictScene::draw_argument(Canvas& c, const App& app) const {
  const auto metrics = ui::TrayMetrics::counter();
  const float tray_h = ui::keyboard_height(*entry_, metrics);
  ui::DialogSpec spec;
  spec.title = app.say("staff.conflict.other"_msg);
  spec.top = 110;
  spec.width = 1160;
  spec.content_height = 36 + ui::size::staff_field;
  spec.close_button = true;
  spec.buttons = {{.id = "cancel", .label = app.say("staff.cancel"_msg)},
                  {.id = "settle:confirm", .label = app.say("staff.do.confirm"_msg), .look = ui::Look::filled}};
  const ui::Dialog dialog(c, spec);
  ui::TextFieldLook look;
  look.field.id = "field:reason";
  look.field.label = app.say("staff.do.reason"_msg);
  look.field.editing = true;
  look.field.secret = true;
  field_.draw(c, dialog.content().bottom_part(ui::size::staff_field), *entry_, look);
  ui::keyboard(c, {0, c.area().bottom() - tray_h, c.area().w, tray_h}, *entry_, metrics);
}

}  // namespace

std::unique_ptr<Scene> make_conflict() { return std::make_unique<ConflictScene>(); }

}  // namespace redress::counter
