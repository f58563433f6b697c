#include "kiosk/scenes/counter/case_summary.h"

#include "core/policy/policy.h"
#include "core/text/dates.h"
#include "kiosk/scenes/counter/case_words.h"
#include "kiosk/scenes/counter/staff_scene.h"

namespace redress::counter {

namespace {

using ui::Canvas;
using ui::Colour;
using ui::Rect;

constexpr float kGap = 12, kPad = 18, kClock = 48, kContact = 62;

std::vector<ui::Fact> facts_of_case(const App& app, const CaseView& view) {
  std::vector<ui::Fact> lines;
  std::vector<std::string> wishes;
  if (app.policy())
    for (const auto& code : view.state.intake["outcomes"].items())
      if (auto outcome = app.policy()->outcome(code.string())) wishes.push_back(outcome->labels.in(app.language()));
  if (view.said.has("outcome_text")) wishes.emplace_back(view.said["outcome_text"].string());
  if (!wishes.empty()) lines.push_back({app.say("staff.case.wish"_msg), join_list(app.words(), wishes)});
  lines.push_back({app.say("staff.case.category"_msg), category_words(app, view.state.category, view.state.subcategory)});
  lines.push_back({app.say("staff.case.submitted"_msg), when_words(app, view.state.submitted_at) + "  " +
                                                            app.words().text_of("channel", view.state.intake["channel"].string("kiosk"))});
  return lines;
}

void draw_contact(Canvas& c, const Rect& r, const App& app, const CaseView& view, const Contact* contact) {
  if (contact) {
    auto words = contact->erased    ? app.say("staff.case.contact.erased"_msg)
                 : contact->missing ? app.say("staff.case.contact.transit"_msg)
                                    : contact->name + "  " + contact->phone + "  " + contact->email;
    ui::Canvas::Scope scope(c, {.role = ui::Role::status, .id = "contact:open", .label = app.say("staff.case.contact.title"_msg), .value = words, .rect = r, .secret = true});
    c.stroke(r, Colour::line_strong, 2, ui::size::radius_staff);
    c.text(r.inset(18, 0), words, ui::type::card);
    return;
  }
  if (!view.has_contact) {
    c.text(r, app.say(view.state.erased ? "staff.case.contact.erased"_msg : "staff.case.no_contact"_msg), ui::type::detail, Colour::ink_soft);
    return;
  }
  ui::button(c, r, {.id = "contact", .label = app.say("staff.case.has_contact"_msg), .left = ui::Icon::eye, .value = app.say("staff.case.contact"_msg), .align = ui::Align::left});
}

void draw_clocks(Canvas& c, Rect r, const App& app, const CaseView& view) {
  for (const auto& clock : view.judgement.clocks) {
    ui::ClockBar bar;
    bar.label = app.words().text_of("clock", kClockNames[static_cast<std::size_t>(clock.kind)]);
    bar.words = time_left_words(app.words(), time_left(clock));
    bar.share = clock.used_permille / 1000.0;
    bool stopped = clock.state == ClockState::stopped_in_time || clock.state == ClockState::stopped_late;
    bool late = clock.state == ClockState::overdue || clock.state == ClockState::stopped_late;
    bar.tone = late ? ui::Tone::alert : stopped ? ui::Tone::ok : clock.warned ? ui::Tone::warn : ui::Tone::quiet;
    bar.mark = stopped || late || clock.warned;
    ui::clock_bar(c, r.take_top(kClock), bar);
  }
}

}  // namespace

void draw_summary(Canvas& c, Rect r, const App& app, const CaseView& view, const Contact* contact) {
  float clocks = view.judgement.clocks.empty() ? 0 : 54 + kClock * static_cast<float>(view.judgement.clocks.size()) + kPad;
  auto clock_card = r.take_bottom(clocks, kGap);
  Rect level_card;
  if (view.judgement.level != kNoLevel) level_card = r.take_bottom(94, kGap);
  auto said = ui::card(c, r, {.title = app.say("staff.case.said"_msg), .pad_x = 22, .pad_y = kPad});
  {
    ui::Canvas::Ground ground(c, Colour::surface);
    auto contact_row = said.take_bottom(kContact, 10);
    auto lines = facts_of_case(app, view);
    auto facts = said.take_bottom(34 * static_cast<float>(lines.size()) + 34, 8);
    std::string text(view.said["text"].string());
    c.paragraph(said, text.empty() ? app.say("staff.case.no_text"_msg) : text, ui::type::item.leaded(1.55f),
                text.empty() ? Colour::ink_soft : Colour::ink);
    ui::facts(c, facts, lines);
    draw_contact(c, contact_row, app, view, contact);
  }
  if (view.judgement.level != kNoLevel) {
    auto inside = ui::card(c, level_card, {.pad_x = 22, .pad_y = 14});
    ui::Canvas::Ground ground(c, Colour::surface);
    ui::level_mark(c, inside.take_left(52, 16).centred(46, 46), view.judgement.level);
    c.text(inside.take_top(32), app.words().text_of("level", std::to_string(view.judgement.level)), ui::type::card);
    c.text(inside, because_words(app, view), ui::type::small);
  }
  if (clocks > 0) {
    auto inside = ui::card(c, clock_card, {.title = app.say("staff.case.clocks"_msg), .pad_x = 22, .pad_y = 14});
    ui::Canvas::Ground ground(c, Colour::surface);
    draw_clocks(c, inside, app, view);
  }
}

void draw_purposes(Canvas& c, const App& app) {
  static constexpr std::string_view kPurposes[] = {"call", "check", "verify", "handover", "regulator"};
  ui::DialogSpec spec;
  spec.title = app.say("staff.case.contact.purpose"_msg);
  spec.body = app.say("staff.case.contact"_msg);
  spec.content_height = 5 * (ui::size::option_row + 8);
  spec.buttons = {{.id = "contact", .label = app.say("nav.return"_msg)}};
  ui::Dialog dialog(c, spec);
  ui::Stack stack(dialog.content(), 8);
  for (auto purpose : kPurposes)
    ui::option_box(c, stack.next(ui::size::option_row), {.id = "purpose:" + std::string(purpose), .label = app.words().text_of("purpose", purpose)});
}

}  // namespace redress::counter
