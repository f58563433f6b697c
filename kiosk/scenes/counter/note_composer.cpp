#include "kiosk/scenes/counter/note_composer.h"

#include "kiosk/scenes/counter/answer.h"
#include "kiosk/scenes/counter/staff_scene.h"
#include "kiosk/ui/key_codes.h"

namespace redress::counter {

namespace {

using Kind = ui::UiEvent::Kind;
using ui::Canvas;
using ui::Colour;
using ui::Rect;

constexpr float kGap = 12, kAudience = 272, kAudience_wide = 356;

Permission permission(const CaseView& view, std::string_view action) {
  const auto found = view.actions.find(std::string(action));
  return found == view.actions.end() ? Permission{false, "role"} : found->second;
}

}  // namespace

void NoteComposer::open(App& app, CaseCode code) {
  if (typed_.has("note") && code == code_)
    return typed_.set_language("note", ui::typing_language(app.language_code()));
  if (dirty()) keep(app);
  code_ = code;
  for_shopper_ = asking_ = false;
  typed_.leave();
  typed_.add(app, "note", Typing::text);
  typed_.recall(app, draft());
}

void NoteComposer::start(bool for_shopper) {
  for_shopper_ = for_shopper;
  typed_.start("note");
}

void NoteComposer::leave() {
  asking_ = false;
  typed_.leave();
}

NoteComposer::Wish NoteComposer::add(App& app) {
  if (typed_.empty("note")) {
    typed_.start("note");
    return Wish::redraw;
  }
  if (!for_shopper_) return Wish::record;
  asking_ = true;
  checked_ = false;
  found_.clear();
  checking_ = app.desk().check_answer(code_, std::string(typed_.value("note")));
  take(app);
  return Wish::redraw;
}

bool NoteComposer::take(App&) {
  auto found = checking_.take();
  if (!found) return false;
  checked_ = found->ok();
  if (found->ok()) found_ = std::move(**found);
  return true;
}

NoteComposer::Wish NoteComposer::on(const ui::UiEvent& event, App& app, const CaseView& view) {
  if (event.tapped("note:send") && asking_) return Wish::record;
  if (event.tapped("note:not_yet")) {
    asking_ = false;
    return Wish::redraw;
  }
  if (asking_) return Wish::nothing;
  if (event.tapped("note:internal") || event.tapped("note:shopper")) {
    for_shopper_ = event.tapped("note:shopper");
    return Wish::redraw;
  }
  const bool sent = typing() && event.kind == Kind::key && event.key == ui::keys::enter &&
                    (event.modifiers & ui::keys::ctrl_mask) != 0;
  if (event.tapped("note:add") || sent) return add(app);
  if (!permission(view, "note").allowed) return Wish::nothing;
  return typed_.on(event) ? Wish::redraw : Wish::nothing;
}

Action NoteComposer::action() const {
  Action out;
  out.rule = &action_rule(for_shopper_ ? Verb::reply : Verb::note);
  out.code = code_;
  (for_shopper_ ? out.clear : out.sealed).set("text", std::string(typed_.value("note")));
  return out;
}

void NoteComposer::recorded(App& app) {
  typed_.leave();
  typed_.set("note", "");
  typed_.forget(app, draft());
  for_shopper_ = asking_ = false;
}

void NoteComposer::draw_audience(Canvas& c, const Rect& r, const App& app, const CaseView& view) const {
  const auto reply = permission(view, "reply");
  ui::segment(c, r,
              {{.id = "note:internal", .label = app.say("staff.case.internal"_msg)},
               {.id = "note:shopper",
                .label = app.say("staff.case.visible"_msg),
                .off = !reply.allowed,
                .why = app.words().text_of("refuse", reply.reason)}},
              for_shopper_ ? 1 : 0);
}

void NoteComposer::draw_closed(Canvas& c, Rect r, const App& app, const CaseView& view) const {
  const auto note = permission(view, "note");
  ui::Field look;
  look.id = "field:note";
  look.placeholder = app.say(dirty() ? "staff.case.note.draft"_msg : "staff.case.note.write"_msg);
  look.off = !note.allowed;
  look.why = note.allowed ? std::string() : app.words().text_of("refuse", note.reason);
  const ui::Button add{.id = "note:add",
                       .label = app.say(for_shopper_ ? "staff.case.send"_msg : "staff.case.note.add"_msg),
                       .off = look.off,
                       .why = look.why};
  ui::button(c, r.take_right(ui::button_width(c, add), kGap), add);
  draw_audience(
      c, r.take_right((c.language() == "en" ? kAudience_wide : kAudience) * c.theme().text_scale, kGap), app,
      view);
  ui::field(c, r, look);
}

void NoteComposer::draw_typing(Canvas& c, const Rect& r, const App& app, const CaseView& view,
                               bool busy) const {
  Rect inside = ui::card(c, r, {.pad_x = 24, .pad_y = 18});
  const Canvas::Ground ground(c, Colour::surface);
  Rect head = inside.take_top(ui::size::staff_button, kGap);
  const ui::Button add{.id = "note:add",
                       .label = app.say(for_shopper_ ? "staff.case.send"_msg : "staff.case.note.add"_msg),
                       .look = ui::Look::filled,
                       .off = busy || typed_.empty("note"),
                       .why = app.say(busy ? "nav.wait"_msg : "staff.case.note.empty"_msg)};
  ui::button(c, head.take_right(std::max(150.f, ui::button_width(c, add)), kGap), add);
  draw_audience(
      c, head.left_part((c.language() == "en" ? kAudience_wide + 24 : kAudience) * c.theme().text_scale), app,
      view);
  const float line = c.line_height(ui::type::small);
  c.text(inside.take_bottom(line, 8), app.say(!for_shopper_ ? "act.note.effect"_msg : settled_by_reply(view.state) ? "act.answer.effect"_msg : "act.reply.effect"_msg),
         ui::type::small, Colour::ink_soft);
  typed_.draw(c, inside, "note", {.placeholder = app.say("staff.case.note.write"_msg)});
  typed_.draw_tray(c);
}

void NoteComposer::draw_question(Canvas& c, const App& app) const {
  const auto text = typed_.value("note");
  const auto check = check_line(app, text, found_);
  ui::DialogSpec spec;
  spec.title = app.say("staff.case.send"_msg);
  spec.body = app.say("staff.case.send.q"_msg);
  spec.icon = ui::Icon::paper_plane;
  spec.content_height = c.line_height(ui::type::item) + 8;
  spec.buttons = {{.id = "note:not_yet", .label = app.say("nav.return"_msg)},
                  {.id = "note:send", .label = app.say("staff.case.send"_msg), .look = ui::Look::filled}};
  const ui::Dialog dialog(c, spec);
  if (checked_)
    ui::state_words(c, dialog.content(), check.good ? ui::Mark::ok : ui::Mark::attention, check.words,
                    ui::type::item, check.good ? Colour::ok : Colour::warn);
}

}  // namespace redress::counter
