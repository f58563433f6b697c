// 47 A good code whose case is not here yet: what to tell the shopper, and what they say is recorded now. It joins
// the case when that arrives, in any order.
#include "core/base/json.h"
#include "core/text/dates.h"
#include "kiosk/scenes/counter/scenes.h"
#include "kiosk/scenes/counter/staff_scene.h"
#include "kiosk/ui/key_codes.h"
#include "kiosk/ui/keyboard.h"
#include "kiosk/ui/text_field.h"

namespace redress::counter {

namespace {

using Kind = ui::UiEvent::Kind;
using ui::Canvas;
using ui::Colour;
using ui::Rect;

struct Said {
  const char* id;
  MessageKey words;
  Verb verb;
  bool needs_text;
};
// Only the shopper adds to a case; what they add at the desk is the desk's note.
constexpr Said kSaid[] = {{"say:add", "staff.unknown.add"_msg, Verb::note, true},
                          {"say:ask", "staff.unknown.asks"_msg, Verb::note, false},
                          {"say:confirm", "staff.unknown.solved"_msg, Verb::confirm, false},
                          {"say:dispute", "staff.unknown.not_solved"_msg, Verb::dispute, false}};

// 12:08 of today; other days with their date.
std::string offline_time(const App& app, Instant t) {
  const auto local = app.local(t);
  return local.date == app.today() ? clock_words(local) : when_words(app, t);
}

constexpr std::size_t kDevices_told = 3;

// 自助终端 5（昨天 18:02）、自助终端 2（还没有同步过）: the devices whose records are oldest here. Head office says no
// more of them: whether they are silent or cut off cannot be told apart here.
std::string silent_words(const App& app, const std::vector<DeviceNews>& devices) {
  std::vector<std::string> words;
  for (const auto& device : devices) {
    if (words.size() == kDevices_told || (device.at && app.now() - *device.at < kHour_ms)) break;
    const auto when = device.at ? when_words(app, *device.at) : app.say("staff.unknown.never"_msg);
    words.push_back(app.say("staff.unknown.device"_msg, {{"device", device.name}, {"t", when}}));
  }
  return join_list(app.words(), words);
}

class UnknownCode final : public StaffScene {
 public:
  bool has_text_field() const override { return true; }

 protected:
  void opened(App& app) override;
  void closing(App&) override;
  bool dirty() const override { return entry_ && !saved_ && !entry_->value().empty(); }
  void keep_draft(App& app) override { app.drafts[draft_key()] = ui::SecretText(entry_->value()); }
  Step on_back(App&) override;
  Step on(const ui::UiEvent& event, App& app) override;
  void content(Canvas& c, const Rect& work, const App& app) const override;

 private:
  std::string draft_key() const { return "unknown/" + to_compact(code_) + "/text"; }
  Step record(App& app);
  std::vector<Action> recorded(const App& app, const std::string& text) const;
  Step answer(App& app);
  void take_look(const CaseView& seen, const App& app);
  void draw_left(Canvas& c, Rect r, const App& app) const;
  void draw_right(Canvas& c, Rect r, const App& app) const;

  CaseCode code_;
  int said_ = 0;
  bool typing_ = false, saved_ = false;
  bool remind_ = false, was_waiting_ = false, chose_ = false;  // chose_: what the record says no longer moves the button
  std::unique_ptr<ui::TextEntry> entry_;
  mutable ui::TextFieldView view_;
  Pending<Uuid> recording_;
  Pending<CaseView> looking_;
  std::vector<DeviceNews> others_;
};

void UnknownCode::opened(App& app) {
  if (!app.staff || !app.staff->open_case) return;
  if (entry_) {
    entry_->set_language(ui::typing_language(app.language_code()));
    return;
  }
  code_ = *app.staff->open_case;
  looking_ = app.desk().look_up(code_, app.staff->person);
  entry_ = std::make_unique<ui::TextEntry>(app.input_method(), ui::TextRules::story(), ui::typing_language(app.language_code()));
  if (const auto draft = app.drafts.find(draft_key()); draft != app.drafts.end()) entry_->edit().load(draft->second.view());
}

void UnknownCode::closing(App&) {
  if (entry_) entry_->leave();
  typing_ = false;
}

Step UnknownCode::on_back(App&) {
  if (!typing_) return Step::back();
  typing_ = false;
  return Step::redraw();
}

Step UnknownCode::on(const ui::UiEvent& event, App& app) {
  if (!app.staff || !entry_) return Step::back();
  if (event.kind == Kind::wake) return answer(app);
  if (event.kind == Kind::tick) {  // it may have arrived meanwhile
    looking_ = app.desk().look_up(code_, app.staff->person);
    return answer(app);
  }
  for (int i = 0; i < 4; ++i)
    if (event.tapped(kSaid[i].id) && !saved_) {
      said_ = i;
      return Step::redraw();
    }
  if (event.tapped("remind") && !saved_) {
    remind_ = !remind_;
    chose_ = true;
    return Step::redraw();
  }
  const bool sent = event.kind == Kind::key && event.key == ui::keys::enter && (event.modifiers & ui::keys::ctrl_mask) != 0;
  if (event.tapped("keep") || (sent && !saved_)) return record(app);
  if (event.tapped("back:done")) return Step::back();
  if (saved_) return Step::stay();
  const auto moved = view_.on(event, *entry_);
  if (event.tapped("field:text") || (event.kind == Kind::text && !typing_)) typing_ = true;
  if (moved.used) return Step::redraw();
  const auto change = entry_->on(event);
  if (change.hide) {
    entry_->leave();
    typing_ = false;
  }
  return change.used || typing_ ? Step::redraw() : Step::stay();
}

Step UnknownCode::record(App& app) {
  if (recording_.waiting()) return Step::stay();
  entry_->leave();
  const auto& said = kSaid[said_];
  const std::string text(entry_->value());
  if (said.needs_text && text.empty()) {
    tell(app.say("staff.unknown.need_text"_msg), ui::Tone::warn);
    typing_ = true;
    return Step::redraw();
  }
  recording_ = app.desk().act_together(recorded(app, text), app.staff->person);
  return answer(app);
}

// What was said; beside it, or as part of the note, whether its author wants to be reminded.
std::vector<Action> UnknownCode::recorded(const App& app, const std::string& text) const {
  const auto& said = kSaid[said_];
  std::vector<Action> out;
  const auto add = [&](Verb verb) -> Action& {
    auto& action = out.emplace_back();
    action.rule = &action_rule(verb);
    action.code = code_;
    action.staff = app.staff->person.staff;
    return action;
  };
  if (said.verb != Verb::note) {
    auto& action = add(said.verb);
    if (said.verb == Verb::dispute) action.clear.set("reason", "not_solved");
    if (said.verb == Verb::dispute && !text.empty()) action.sealed.set("text", text);
    if (remind_ == was_waiting_) return out;
  }
  auto& note = add(Verb::note);
  note.sealed.set("text", said.verb == Verb::note && !text.empty() ? text : app.say(said.words));
  if (remind_) note.clear.set("remind", true);
  return out;
}

void UnknownCode::take_look(const CaseView& seen, const App& app) {
  others_ = seen.other_devices;
  was_waiting_ = seen.state.waited_by.contains(app.staff->person.staff);
  if (!chose_) remind_ = was_waiting_;
}

Step UnknownCode::answer(App& app) {
  if (auto seen = looking_.take(); seen && seen->ok()) {
    if ((*seen)->state.known && !dirty()) return Step::replace("counter.case");
    take_look(**seen, app);
  }
  auto done = recording_.take();
  if (!done) return Step::redraw();
  if (!done->ok()) {
    tell_refusal(done->error(), app);
    return Step::redraw();
  }
  saved_ = true;
  typing_ = false;
  app.drafts.erase(draft_key());
  entry_->wipe();
  return Step::redraw();
}

void UnknownCode::content(Canvas& c, const Rect& work, const App& app) const {
  if (!entry_) return;
  Rect rest = work;
  Rect head = rest.take_top(ui::size::staff_button, 16);
  const auto back = back_button(app);
  const float w = ui::button_width(c, back);
  ui::button(c, head.take_left(w, 20), back);
  ui::heading(c, head, app.say("staff.unknown.title"_msg));
  if (typing_) {
    const auto metrics = ui::TrayMetrics::counter();
    const float high = ui::keyboard_height(*entry_, metrics);
    const Rect tray{0, c.area().bottom() - high, c.area().w, high};
    rest.h = std::min(rest.h, tray.y - 16 - rest.y);
    const Rect left = rest.take_left(820, 32);
    ui::card(c, left);
    const Canvas::Ground ground(c, Colour::surface);
    Rect inside = left.inset(40, 32);
    c.text(inside.take_top(58, 12), to_grouped(code_), ui::Type{52, 1.1f, true, true});
    c.paragraph(inside, app.say("staff.unknown.why"_msg), ui::Type{24, 1.5f});
    draw_right(c, rest, app);
    const Canvas::Layer layer(c);
    ui::keyboard(c, tray, *entry_, metrics);
    return;
  }
  draw_left(c, rest.take_left(820, 32), app);
  draw_right(c, rest, app);
}

void UnknownCode::draw_left(Canvas& c, Rect r, const App& app) const {
  ui::card(c, r);
  const Canvas::Ground ground(c, Colour::surface);
  const auto& sync = app.here().sync;
  r = r.inset(40, 36);
  c.text(r.take_top(c.line_height(ui::type::detail), 8), app.say("staff.unknown.scanned"_msg), ui::type::detail, Colour::ink_soft);
  c.text(r.take_top(64, 10), to_grouped(code_), ui::Type{56, 1.1f, true, true});
  ui::state_words(c, r.take_top(34, 20), ui::Mark::ok, app.say("staff.unknown.ok"_msg), ui::Type{22, 1.4f, true}, Colour::ok);
  c.rule(r.take_top(1, 24));
  const std::string say = app.say("staff.unknown.say"_msg);
  const ui::Notice tell{.tone = ui::Tone::info, .icon = ui::Icon::speech, .body = say};
  const float tell_h = ui::notice_height(c, r.w, tell);
  ui::notice(c, r.take_bottom(tell_h, 20), tell);
  const bool offline = sync.phase == SyncPhase::offline && sync.offline_since;
  const std::string why = app.say("staff.unknown.why"_msg) + "\n" +
                          (offline ? app.say("staff.unknown.offline"_msg, {{"t", offline_time(app, *sync.offline_since)}}) : app.say("staff.unknown.online"_msg));
  r.take_top(c.paragraph({r.x, r.y, r.w, 0}, why, ui::Type{24, 1.55f}), 24);
  const ui::Type fact{22, 1.9f};
  if (r.h < 2 * c.line_height(fact)) return;  // at the largest size the words to say come first
  const auto last = sync.last_success ? when_words(app, *sync.last_success) : app.say("staff.unknown.never"_msg);
  std::vector<ui::Fact> facts{
      {app.say("staff.unknown.last_sync"_msg), last},
      {app.say("staff.unknown.waiting"_msg), app.say("staff.unknown.waiting.n"_msg, {{"n", sync.waiting}})}};
  const float label = (c.language() == "en" ? 240.f : 200.f) * c.theme().text_scale;
  const auto silent = silent_words(app, others_);
  const float silent_high = c.paragraph_height(silent, fact, r.w - label - 14);
  if (!silent.empty() && 2 * c.line_height(fact) + 12 + silent_high <= r.h)
    facts.push_back({app.say("staff.unknown.silent"_msg), silent});
  ui::facts(c, r, facts, label, fact);
}

void UnknownCode::draw_right(Canvas& c, Rect r, const App& app) const {
  ui::card(c, r);
  const Canvas::Ground ground(c, Colour::surface);
  r = r.inset(36, typing_ ? 20 : 32);
  if (saved_) {
    const ui::Notice kept{.tone = ui::Tone::ok, .title = app.say("staff.unknown.kept"_msg, {{"code", to_grouped(code_)}}), .body = app.say("staff.unknown.safe"_msg)};
    r.take_top(ui::notice(c, r.top_part(0), kept), 24);
    ui::button(c, r.take_top(84), {.id = "back:done", .label = app.say("staff.queue.open_again"_msg), .look = ui::Look::filled});
    return;
  }
  if (!typing_) {
    const ui::Type title{26, 1.4f, true};
    c.text(r.take_top(c.line_height(title), 4), app.say("staff.unknown.record"_msg), title);
    r.take_top(c.paragraph({r.x, r.y, r.w, 0}, app.say("staff.unknown.safe"_msg), ui::type::item, Colour::ink_soft), 16);
  }
  const Rect choices = r.take_top(2 * 68 + 12, 16);
  for (int i = 0; i < 4; ++i)
    ui::option_box(c, ui::grid_cell(choices, i, 2, 68, 12, 12), {.id = kSaid[i].id, .label = app.say(kSaid[i].words), .on = said_ == i});
  const bool busy = recording_.waiting();
  if (!typing_) {
    Rect button = r.take_bottom(84, 18);
    const ui::Button remind{.id = "remind", .label = app.say("staff.unknown.remind"_msg), .left = ui::Icon::bell, .chosen = remind_, .type = ui::Type{26, 1.3f, true}};
    ui::button(c, button.take_left(std::min(button.w * .5f, ui::button_width(c, remind, button.h)), 16), remind);
    ui::button(c, button, {.id = "keep", .label = app.say("staff.unknown.keep"_msg), .look = ui::Look::filled, .left = ui::Icon::check,
                           .off = busy, .why = app.say("nav.wait"_msg), .type = ui::Type{26, 1.3f, true}});
  }
  r.take_top(c.line_height(ui::type::small) + 8);
  ui::TextFieldLook look;
  look.field.id = "field:text";
  look.field.label = app.say("staff.unknown.text"_msg);
  look.field.editing = typing_;
  look.field.multiline = true;
  look.field.secret = true;
  if (typing_) {
    const ui::Button keep{.id = "keep", .label = app.say("staff.unknown.keep"_msg), .look = ui::Look::filled, .left = ui::Icon::check, .off = busy, .why = app.say("nav.wait"_msg)};
    const float w = ui::button_width(c, keep);
    ui::button(c, r.take_right(w, 16).bottom_part(68), keep);
  }
  view_.draw(c, r, *entry_, look);
}

}  // namespace

std::unique_ptr<Scene> make_unknown() { return std::make_unique<UnknownCode>(); }

}  // namespace redress::counter
