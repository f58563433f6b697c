#include "kiosk/scenes/counter/case_summary.h"

#include <algorithm>

#include "core/policy/policy.h"
#include "core/text/dates.h"
#include "kiosk/scenes/counter/case_words.h"
#include "kiosk/scenes/counter/staff_scene.h"

namespace redress::counter {

namespace {

using ui::Canvas;
using ui::Colour;
using ui::Rect;

constexpr float kGap = 12, kPad = 16, kClock = 42, kPages = 64;
constexpr float kFew_lines = 4;  // of the shopper's own words: less is no reading
constexpr auto kSaid = ui::type::item.leaded(1.55f);

// What may be left out of the facts where the room is short: the title says the category, the timeline when it was
// submitted. Under the columns the hold stands above the timeline.
struct FactsShown {
  bool category = true, submitted = true, hold = true;
};

std::vector<ui::Fact> facts_of_case(const App& app, const CaseView& view, FactsShown shown) {
  std::vector<ui::Fact> lines;
  std::vector<std::string> wishes;
  if (app.policy())
    for (const auto& code : view.state.intake["outcomes"].items())
      if (auto outcome = app.policy()->outcome(code.string())) wishes.push_back(outcome->labels.in(app.language()));
  if (view.said.has("outcome_text")) wishes.emplace_back(view.said["outcome_text"].string());
  if (!wishes.empty()) lines.push_back({app.say("staff.case.wish"_msg), join_list(app.words(), wishes)});
  lines.push_back({app.say("staff.assign.owner"_msg), owner_words(app, view)});
  if (shown.category) lines.push_back({app.say("staff.case.category"_msg), category_words(app, view.state.category, view.state.subcategory)});
  if (shown.submitted)
    lines.push_back({app.say("staff.case.submitted"_msg), when_words(app, view.state.submitted_at) + "  " +
                                                              app.words().text_of("channel", view.state.intake["channel"].string("kiosk"))});
  if (shown.hold && view.state.held) lines.push_back({app.say("hold.legal"_msg), app.say("act.hold.effect"_msg)});
  return lines;
}

// Opened: name and numbers in the place of the heading, so that the shopper's words lose no line.
void draw_opened(Canvas& c, const Rect& r, const App& app, const Contact& contact) {
  const auto words = contact.erased    ? app.say("staff.case.contact.erased"_msg)
                     : contact.missing ? app.say("staff.case.contact.transit"_msg)
                                       : contact.name + "  " + contact.phone + "  " + contact.email + (contact.address.empty() ? "" : "  " + contact.address);
  const Canvas::Scope scope(c, {.role = ui::Role::status, .id = "contact:open", .label = app.say("staff.case.contact.title"_msg), .value = words, .rect = r, .secret = true});
  c.stroke(r, Colour::line_strong, 2, ui::size::radius_staff);
  c.paragraph(r.inset(18, 4).centred(r.w - 36, std::min(r.h - 8, c.paragraph_height(words, ui::type::detail, r.w - 36))), words, ui::type::detail);
}

// At the right of the heading: that there is a way to reach the shopper; touched, the purpose is asked. Takes its room.
void draw_contact(Canvas& c, Rect& head, const App& app, const CaseView& view) {
  if (view.has_contact) {
    const ui::Button open{.id = "contact", .label = app.say("staff.case.has_contact"_msg), .left = ui::Icon::eye, .type = ui::Type{20, 1.3f, true}};
    return ui::button(c, head.take_right(ui::button_width(c, open), 12), open);
  }
  c.text(head.take_right(head.w * .48f, 12), app.say(view.state.erased ? "staff.case.contact.gone"_msg : "staff.case.no_contact"_msg), ui::type::detail, Colour::ink_soft, ui::Align::right);
}

// Where each page of a text begins: as much as fits into `r`, to whole characters.
std::vector<std::size_t> page_starts(const Canvas& c, std::string_view text, ui::Type type, const Rect& r) {
  std::vector<std::size_t> starts{0};
  const auto fits = [&](std::size_t from, std::size_t to) { return c.paragraph_height(text.substr(from, to - from), type, r.w) <= std::max(r.h, c.line_height(type)); };
  while (!fits(starts.back(), text.size())) {
    std::size_t low = starts.back() + 1, high = text.size();
    while (low < high) {
      const auto middle = (low + high + 1) / 2;
      if (fits(starts.back(), middle)) low = middle;
      else high = middle - 1;
    }
    while (low > starts.back() + 1 && (static_cast<unsigned char>(text[low]) & 0xC0) == 0x80) --low;
    starts.push_back(low);
  }
  return starts;
}

float level_height(const Canvas& c, float width, const App& app, const CaseView& view) {
  const float words = c.line_height(ui::type::card) + c.paragraph_height(because_words(app, view), ui::type::small, width - 112);
  return std::max(82.f, 26 + words);
}

void draw_level(Canvas& c, const Rect& r, const App& app, const CaseView& view) {
  auto inside = ui::card(c, r, {.pad_x = 22, .pad_y = 12});
  const Canvas::Ground ground(c, Colour::surface);
  ui::level_mark(c, inside.take_left(52, 16).centred(46, 46), view.judgement.level);
  c.text(inside.take_top(c.line_height(ui::type::card)), level_words(app, view.judgement.level), ui::type::card);
  c.paragraph(inside, because_words(app, view), ui::type::small);
}

// What the shopper said, a page at a time where it is longer than the card: nothing is cut in silence.
void draw_words(Canvas& c, Rect r, const App& app, std::string_view text, SaidPages& pages) {
  pages.count = 1;
  if (text.empty()) {
    c.paragraph(r, app.say("staff.case.no_text"_msg), ui::type::item, Colour::ink_soft);
    return;
  }
  if (c.paragraph_height(text, kSaid, r.w) <= r.h) {
    c.paragraph(r, text, kSaid);
    return;
  }
  Rect buttons = r.take_right(kPages, 14);
  const auto starts = page_starts(c, text, kSaid, r);
  pages.count = static_cast<int>(starts.size());
  const auto page = static_cast<std::size_t>(std::clamp(pages.page, 0, pages.count - 1));
  const auto end = page + 1 < starts.size() ? starts[page + 1] : text.size();
  c.paragraph({r.x, r.y, r.w, 0}, text.substr(starts[page], end - starts[page]), kSaid);
  ui::button(c, buttons.take_top(ui::size::staff_button, 8), {.id = "said:prev", .left = ui::Icon::chevron_up, .off = page == 0, .why = app.say("nav.first_page"_msg), .spoken = app.say("nav.prev_page"_msg)});
  ui::button(c, buttons.take_top(ui::size::staff_button), {.id = "said:next", .left = ui::Icon::chevron_down, .off = page + 1 == starts.size(), .why = app.say("nav.last_page"_msg), .spoken = app.say("nav.next_page"_msg)});
}

void draw_said(Canvas& c, const Rect& r, const App& app, const CaseView& view, const Contact* contact, SaidPages& pages, FactsShown shown) {
  auto inside = ui::card(c, r, {.pad_x = 22, .pad_y = 12});
  const Canvas::Ground ground(c, Colour::surface);
  Rect head = inside.take_top(ui::size::staff_button, 6);
  if (contact) {
    draw_opened(c, head, app, *contact);
  } else {
    draw_contact(c, head, app, view);
    c.text(head, app.say("staff.case.said"_msg), ui::type::card);
  }
  const std::string text(view.said["text"].string());
  const float label = (c.language() == "en" ? 110.f : 92.f) * c.theme().text_scale;
  const float needed = std::min(kFew_lines * c.line_height(kSaid), c.paragraph_height(text, kSaid, inside.w));
  auto lines = facts_of_case(app, view, shown);
  for (bool* left_out : {&shown.category, &shown.submitted}) {
    if (inside.h - facts_height(c, inside.w, lines, label) - 8 >= needed) break;
    *left_out = false;
    lines = facts_of_case(app, view, shown);
  }
  ui::facts(c, inside.take_bottom(facts_height(c, inside.w, lines, label), 8), lines, label);
  draw_words(c, inside, app, text, pages);
}

// Whom the policy names for what is late; level 1 goes up at once. A line under the clocks.
std::string escalated_words(const App& app, const CaseView& view) {
  std::vector<std::string> roles;
  for (const auto& role : view.judgement.escalate_to) roles.push_back(app.words().text_of("role", role));
  if (!view.judgement.decided_by.empty()) roles.push_back(department_words(app, view.judgement.decided_by));
  return roles.empty() ? std::string() : app.say("staff.case.clocks.escalated"_msg, {{"roles", join_list(app.words(), roles)}});
}

// Until when it may be extended, while anything runs.
std::string limit_words(const App& app, const CaseView& view) {
  if (!view.judgement.outer_limit || !view.judgement.nearest()) return {};
  return app.say("staff.case.clocks.limit"_msg, {{"t", promised_words(app.words(), app.local(*view.judgement.outer_limit), app.today().year)}});
}

constexpr float kEscalated_icon = 26;

float escalated_height(const Canvas& c, const App& app, const CaseView& view, float width) {
  const auto words = escalated_words(app, view);
  return words.empty() ? 0 : c.paragraph_height(words, ui::type::small, width - kEscalated_icon - 8) + 6;
}

ui::ClockBar bar_of(const App& app, const ClockView& clock) {
  ui::ClockBar bar;
  bar.label = app.words().text_of("clock", kClockNames[static_cast<std::size_t>(clock.kind)]);
  bar.words = time_left_words(app.words(), time_left(clock));
  bar.share = clock.used_permille / 1000.0;
  const bool stopped = clock.state == ClockState::stopped_in_time || clock.state == ClockState::stopped_late;
  const bool late = clock.state == ClockState::overdue || clock.state == ClockState::stopped_late;
  bar.tone = late ? ui::Tone::alert : stopped ? ui::Tone::ok : clock.warned ? ui::Tone::warn : ui::Tone::quiet;
  bar.mark = stopped || late || clock.warned;
  return bar;
}

}  // namespace

float facts_height(const Canvas& c, float width, const std::vector<ui::Fact>& lines, float label) {
  float high = 0;
  for (const auto& line : lines) high += std::max(c.paragraph_height(line.value, ui::type::detail, width - label - 14), c.line_height(ui::type::detail)) + 6;
  return high;
}

float clocks_height(const Canvas& c, const App& app, const CaseView& view, float width, Clocks shown) {
  const auto& clocks = view.judgement.clocks;
  if (clocks.empty()) return 0;
  return 2 * kPad + c.line_height(ui::type::card) + 6 + kClock * static_cast<float>(clocks.size()) +
         (shown == Clocks::whole ? escalated_height(c, app, view, width - 44) : 0);
}

void draw_clocks(Canvas& c, const Rect& card, const App& app, const CaseView& view, Clocks shown) {
  if (view.judgement.clocks.empty()) return;
  Rect r = ui::card(c, card, {.pad_x = 22, .pad_y = kPad});
  const Canvas::Ground ground(c, Colour::surface);
  Rect head = r.take_top(c.line_height(ui::type::card), 6);
  const float title = c.text(head, app.say("staff.case.clocks"_msg), ui::type::card);
  if (shown == Clocks::whole) c.text(head.after(title + 16), limit_words(app, view), ui::type::small, Colour::ink_soft, ui::Align::right);
  std::vector<ui::ClockBar> bars;
  for (const auto& clock : view.judgement.clocks) bars.push_back(bar_of(app, clock));
  ui::clock_bars(c, r.take_top(kClock * static_cast<float>(bars.size())), bars, kClock);
  const auto escalated = escalated_words(app, view);
  if (escalated.empty() || shown == Clocks::bars) return;
  r.take_top(6);
  const Rect icon = r.take_left(kEscalated_icon, 8).top_part(c.line_height(ui::type::small));
  c.icon(ui::Icon::arrow_up, icon.centred(22, 22), Colour::ink_soft, 3.2f);
  c.paragraph({r.x, r.y, r.w, 0}, escalated, ui::type::small, Colour::ink_soft);
}

void draw_summary(Canvas& c, Rect r, const App& app, const CaseView& view, const Contact* contact, SaidPages& pages) {
  draw_clocks(c, r.take_bottom(clocks_height(c, app, view, r.w, Clocks::whole), kGap), app, view, Clocks::whole);
  if (view.judgement.level != kNoLevel) draw_level(c, r.take_bottom(level_height(c, r.w, app, view), kGap), app, view);
  draw_said(c, r, app, view, contact, pages, {.hold = false});
}

void draw_wide_summary(Canvas& c, const Rect& r, const App& app, const CaseView& view, const Contact* contact, SaidPages& pages) {
  auto halves = ui::columns(r, 2, 20);
  draw_said(c, halves[0], app, view, contact, pages, {});
  Rect right = halves[1];
  if (view.judgement.level != kNoLevel) draw_level(c, right.take_top(level_height(c, right.w, app, view), kGap), app, view);
  draw_clocks(c, right.top_part(std::min(right.h, clocks_height(c, app, view, right.w, Clocks::whole))), app, view, Clocks::whole);
}

void draw_said_alone(Canvas& c, const Rect& r, const App& app, const CaseView& view, SaidPages& pages) {
  auto inside = ui::card(c, r, {.title = app.say("staff.case.said"_msg), .pad_x = 22, .pad_y = 18});
  const Canvas::Ground ground(c, Colour::surface);
  draw_words(c, inside, app, view.said["text"].string(), pages);
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
