// 48 Two people acted without knowing of each other: both records side by side, the rule that chose, and a
// supervisor's or manager's word that settles it for everyone.
#include <algorithm>

#include "core/base/json.h"
#include "core/base/uuid.h"
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

class ConflictScene final : public StaffScene {
 public:
  bool has_text_field() const override { return arguing_; }

 protected:
  void opened(App& app) override { look_up(app); }
  void closing(App&) override;
  bool dirty() const override { return arguing_ && entry_ && !entry_->value().empty(); }
  Step on_back(App&) override;
  Step on(const ui::UiEvent& event, App& app) override;
  void content(Canvas& c, const Rect& work, const App& app) const override;

 private:
  void look_up(App& app);
  Step answer(App& app);
  Step settle(const Uuid& holds, App& app);
  const Conflict* conflict() const;
  const TimelineEntry* entry(const Uuid& event) const;
  Uuid other() const;
  void draw_head(Canvas& c, Rect r, const App& app) const;
  void draw_side(Canvas& c, const Rect& r, const Uuid& event, const App& app) const;
  void draw_reason(Canvas& c, Rect r, const App& app) const;
  void draw_actions(Canvas& c, Rect r, const App& app) const;
  void draw_argument(Canvas& c, const App& app) const;

  CaseCode code_;
  std::optional<CaseView> view_;
  std::size_t pair_ = 0;
  bool arguing_ = false;
  std::unique_ptr<ui::TextEntry> entry_;
  mutable ui::TextFieldView field_;
  Pending<CaseView> looking_;
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

const TimelineEntry* ConflictScene::entry(const Uuid& event) const {
  const auto found = std::find_if(view_->events.begin(), view_->events.end(), [&](const auto& e) { return e.event.event.id == event; });
  return found == view_->events.end() ? nullptr : &*found;
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
    return Step::redraw();
  }
  if (event.tapped("pair:prev") && pair_ > 0) --pair_;
  else if (event.tapped("pair:next") && pair_ + 1 < view_->state.conflicts.size()) ++pair_;
  else if (!arguing_) return Step::stay();
  else if (event.tapped("dialog:close") || event.tapped("cancel")) return on_back(app);
  else if (event.tapped("settle:confirm")) return settle(other(), app);
  else {
    auto change = field_.on(event, *entry_);
    if (!change.used) change = entry_->on(event);
    if (!change.used) return Step::stay();
  }
  return Step::redraw();
}

Step ConflictScene::settle(const Uuid& holds, App& app) {
  if (settling_.waiting()) return Step::stay();
  Action action;
  action.rule = &action_rule(Verb::settle);
  action.code = code_;
  action.staff = app.staff->person.staff;
  Json events = Json::array();
  for (const auto& id : conflict()->events) events.push(to_text(id));
  action.clear.set("events", std::move(events)).set("holds", to_text(holds));
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
  }
  auto done = settling_.take();
  if (!done) return Step::redraw();
  if (!done->ok()) {
    const std::string key = "refuse." + done->error().what;
    tell(app.say("staff.do.failed"_msg, {{"reason", app.words().has(key) ? app.say(MessageKey(key)) : app.say("refuse.not_ready"_msg)}}), ui::Tone::alert);
    return Step::redraw();
  }
  arguing_ = false;
  if (entry_) entry_->wipe();
  if (view_ && view_->state.conflicts.size() > 1) {
    look_up(app);
    return Step::redraw();
  }
  return Step::back();
}

void ConflictScene::content(Canvas& c, const Rect& work, const App& app) const {
  Rect rest = work;
  draw_head(c, rest.take_top(ui::size::staff_button, 16), app);
  if (!view_) return;
  ui::stage_bar(c, rest.take_top(60, 16), stage_cells(app, view_->state.stage), app.say("stage.current"_msg, {{"stage", ""}}));
  if (!conflict()) {
    ui::notice(c, rest.top_part(0), {.tone = ui::Tone::ok, .title = app.say("refuse.no_conflict"_msg)});
    return;
  }
  const ui::Notice what{.tone = ui::Tone::warn, .body = "**" + app.say("staff.conflict.title"_msg) + "** " + app.say("staff.conflict.what"_msg), .type = ui::type::item};
  rest.take_top(ui::notice(c, rest.top_part(0), what), 16);
  draw_actions(c, rest.take_right(420, 20), app);
  const auto& events = conflict()->events;
  const auto halves = ui::columns(rest.take_top(std::min(280.f, rest.h * .5f), 20), 2, 20);
  for (std::size_t i = 0; i < 2 && i < events.size(); ++i) draw_side(c, halves[i], events[i], app);
  draw_reason(c, rest, app);
  if (arguing_) draw_argument(c, app);
}

void ConflictScene::draw_head(Canvas& c, Rect r, const App& app) const {
  const auto back = back_button(app);
  ui::button(c, r.take_left(ui::button_width(c, back), 20), back);
  if (!view_) return;
  const ui::Type mono{26, 1.3f, true, true};
  const std::string code = to_grouped(code_);
  if (view_->judgement.level > 0) ui::level_mark(c, r.take_left(48, 16).centred(48, 48), view_->judgement.level);
  const float code_w = c.measure(code, mono).w + 4;
  const std::string title = app.say("staff.category"_msg, {{"category", category_words(app, view_->state.category, view_->state.subcategory)},
                                                           {"subcategory", place_words(app, view_->state.intake["place"].string())}});
  const float title_w = std::min(c.measure(title, ui::type::heading).w + 4, r.w - code_w - 40);
  c.paragraph({r.x, r.mid_y() - c.line_height(ui::type::heading) / 2, title_w, 0}, title, ui::type::heading, Colour::ink, ui::Align::left, 1);
  c.text(r.after(title_w + 20), code, mono);
}

void ConflictScene::draw_side(Canvas& c, const Rect& r, const Uuid& event, const App& app) const {
  const bool used = event == conflict()->effective;
  const auto* e = entry(event);
  c.fill(r, Colour::surface, ui::size::radius);
  c.stroke(r, used ? Colour::primary : Colour::line, used ? 4.f : 1.f, ui::size::radius);
  const Canvas::Ground ground(c, Colour::surface);
  Rect rest = r.inset(30, 24);
  Rect top = rest.take_top(44, 14);
  const std::string state = app.say(used ? "staff.conflict.used"_msg : "staff.conflict.kept"_msg);
  const ui::Type t{20, 1.4f, used};
  const float state_w = c.measure(state, t).w + 74;
  {
    const Rect tag = top.take_left(state_w, 16);
    const Colour wash = used ? Colour::ok_wash : Colour::paper;
    c.fill(tag, wash, 22);
    const Canvas::Ground on(c, wash);
    ui::state_words(c, tag.inset(16, 0), used ? ui::Mark::ok : ui::Mark::off, state, t, used ? Colour::ok : Colour::ink);
  }
  if (!e) return;
  if (!e->device.empty())
    c.text(top, e->device, ui::type::detail, Colour::ink_soft, ui::Align::right);
  const ui::Type title{26, 1.35f, true};
  const std::string what = app.words().text_of("event", e->event.event.kind);
  rest.take_top(c.paragraph({rest.x, rest.y, rest.w, 0}, what, title, Colour::ink, ui::Align::left, 2), 4);
  Person person{e->event.event.actor.staff, e->event.event.actor.role.value_or(Role::service), e->event.event.actor.department, e->person};
  const std::string who = e->event.event.actor.staff.empty() ? app.say("role.shopper"_msg) : person_words(app, person);
  const std::string when = app.say("staff.category"_msg, {{"category", who}, {"subcategory", when_words(app, e->event.corrected_at)}});
  c.text(rest.take_top(c.line_height(ui::type::item), 10), when, ui::type::item, Colour::ink_soft);
  std::string text(e->sealed["text"].string());
  if (text.empty()) text = e->event.event.body["text"].string();
  if (text.empty()) text = e->sealed["findings"].string();
  if (!text.empty()) c.paragraph(rest, text, ui::Type{22, 1.5f});
}

void ConflictScene::draw_reason(Canvas& c, Rect r, const App& app) const {
  const Rect inside = ui::card(c, r, {.title = app.say("staff.conflict.why"_msg), .pad_x = 30});
  const Canvas::Ground ground(c, Colour::surface);
  const auto& state = view_->state;
  std::vector<ui::Fact> lines;
  lines.push_back({app.say("staff.conflict.rule"_msg), app.words().text_of("conflict", conflict()->rule)});
  lines.push_back({app.say("staff.conflict.stage"_msg), app.words().text_of("stage.now", kStages.name(state.stage))});
  if (view_->judgement.level > 0)
    lines.push_back({app.say("staff.conflict.level"_msg), app.words().text_of("level", std::to_string(view_->judgement.level))});
  if (const auto* clock = view_->judgement.clock(ClockKind::resolve)) {
    const auto left = clock_left(app, *clock);
    lines.push_back({app.say("staff.conflict.due"_msg), app.say("staff.category"_msg, {{"category", left.words}, {"subcategory", left.detail}})});
  }
  ui::facts(c, inside, lines, (c.language() == "en" ? 220.f : 166.f) * c.theme().text_scale, ui::Type{21, 1.7f});
}

void ConflictScene::draw_actions(Canvas& c, Rect r, const App& app) const {
  c.text(r.take_top(c.line_height(ui::type::card), 10), app.say("staff.conflict.confirm"_msg), ui::type::card);
  const auto found = view_->actions.find("settle");
  const bool may_settle = found != view_->actions.end() && found->second.allowed;
  const std::string why = may_settle ? "" : app.say("staff.conflict.read_only"_msg);
  const auto sub = [&](MessageKey key) { return may_settle ? app.say(key) : why; };
  const float grow = c.theme().text_scale;
  ui::action(c, r.take_top(ui::size::action_first * grow, 12), {.id = "settle:right", .label = app.say("staff.conflict.right"_msg), .effect = sub("staff.conflict.right.sub"_msg),
                                                                .icon = ui::Icon::check, .first = true, .off = !may_settle});
  ui::action(c, r.take_top(ui::size::action * grow, 12), {.id = "settle:other", .label = app.say("staff.conflict.other"_msg), .effect = sub("staff.conflict.other.sub"_msg),
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
