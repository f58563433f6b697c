#include "kiosk/scenes/counter/register_view.h"

#include <algorithm>

#include "core/policy/policy.h"
#include "core/policy/site.h"
#include "core/text/dates.h"
#include "kiosk/scenes/counter/case_summary.h"
#include "kiosk/scenes/counter/queue_row.h"
#include "kiosk/scenes/counter/staff_scene.h"
#include "kiosk/ui/staff.h"

namespace redress::counter {

namespace {

using ui::Canvas;
using ui::Colour;
using ui::Rect;

constexpr float kCaption = 34, kGap = 14, kColumn_gap = 16, kWide = 1100;
constexpr std::size_t kStory_characters = 2000;

constexpr std::string_view kChannels[] = {"phone", "wechat", "mail", "counter", "social", kNoticed_by_staff};

void draw_channels(Canvas& c, const Rect& r, const App& app, const std::string& chosen) {
  const auto cells = ui::columns(r, static_cast<int>(std::size(kChannels)), 8);
  for (std::size_t i = 0; i < cells.size(); ++i)
    ui::button(c, cells[i], {.id = "channel:" + std::string(kChannels[i]), .label = app.words().text_of("reg_channel", kChannels[i]),
                             .chosen = chosen == kChannels[i], .type = ui::Type{20, 1.3f, true}});
}

void draw_types(Canvas& c, const Rect& r, const App& app, const std::string& chosen) {
  std::vector<ui::Choice> choices;
  int on = -1;
  for (const auto& type : app.policy()->contact_types) {
    if (!type.enabled) continue;
    if (type.code == chosen) on = static_cast<int>(choices.size());
    choices.push_back({.id = "type:" + type.code, .label = app.words().text_of("contact_type", type.code)});
  }
  ui::segment(c, r, choices, on);
}

// In the order of the conversation; as many in a row as their words have room.
void draw_pickers(Canvas& c, Rect& inside, const App& app, const RegisterForm& form) {
  struct One {
    const char* id;
    std::string label, value;
  };
  const One pickers[] = {
      {"pick:received", app.say("staff.reg.received"_msg), received_choice(app, form)},
      {"pick:language", app.say("staff.reg.language"_msg), std::string(language_info(form.language).own_name)},
      {"pick:category", app.say("staff.label_required"_msg, {{"label", app.say("staff.case.category"_msg)}}), category_choice(app, form)},
      {"pick:place", app.say("staff.queue.col.place"_msg), place_choice(app, form)},
      {"pick:when", app.say("staff.reg.when"_msg), when_choice(app, form)},
      {"pick:wish", app.say("staff.case.wish"_msg), wish_choice(app, form)},
  };
  const std::size_t columns = inside.w > kWide ? 3 : 2;
  for (std::size_t first = 0; first < std::size(pickers); first += columns) {
    const auto n = static_cast<int>(columns);
    const auto captions = ui::columns(inside.take_top(kCaption), n, kColumn_gap), cells = ui::columns(inside.take_top(ui::size::staff_button, kGap), n, kColumn_gap);
    for (std::size_t i = 0; i < columns; ++i) {
      const auto& one = pickers[first + i];
      ui::caption(c, captions[i], one.label);
      ui::picker(c, cells[i], {.id = one.id, .value = one.value});
    }
  }
}

// How many characters of UTF-8 text.
std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char b) { return (static_cast<unsigned char>(b) & 0xC0) != 0x80; }));
}

struct QuestionRow {
  std::string_view question;  // of the policy
  const char* id;
  Answer3 Visit::*answer;
  const char* field;          // asked for after a yes; null: none
};
constexpr QuestionRow kQuestions[] = {{"injured", "injured", &Visit::injured, nullptr},
                                      {"loss", "money", &Visit::money, "loss"},
                                      {"earlier_case", "before", &Visit::before, "earlier"},
                                      {"promise_broken", "promise", &Visit::promise, nullptr},
                                      {"media_or_court", "media", &Visit::media, nullptr}};

std::vector<const QuestionRow*> asked(const App& app) {
  std::vector<const QuestionRow*> out;
  const auto& listed = app.policy()->impact_questions;
  for (const auto& row : kQuestions)
    if (std::find(listed.begin(), listed.end(), row.question) != listed.end()) out.push_back(&row);
  return out;
}

void draw_question(Canvas& c, Rect r, const App& app, const RegisterSight& sight, const QuestionRow& row) {
  const auto answer = sight.form.visit.*row.answer;
  const std::string id(row.id);
  const Rect buttons = r.take_right(200, 14);
  ui::segment(c, buttons.centred(buttons.w, ui::size::staff_button),
              {{.id = id + ":yes", .label = app.say("staff.reg.yes"_msg)}, {.id = id + ":no", .label = app.say("staff.reg.no"_msg)}},
              answer == Answer3::yes ? 0 : answer == Answer3::no ? 1 : -1);
  if (row.field && answer == Answer3::yes) {
    const Rect field = r.take_right(c.portrait() ? 160 : row.id == std::string_view("before") ? 226 : 130, 12);
    sight.typed.draw(c, field.centred(field.w, ui::size::staff_field), row.field, {.placeholder = app.words().text_of("reg_ask_for", row.field)});
  }
  const auto words = app.words().text_of("reg_ask", row.id);
  c.paragraph({r.x, r.mid_y() - c.paragraph_height(words, ui::type::item, r.w) / 2, r.w, 0}, words, ui::type::item);
}

std::string due_words(const App& app, const CaseView& judged, ClockKind kind) {
  const auto* clock = judged.judgement.clock(kind);
  return clock ? app.say("staff.reg.by"_msg, {{"t", when_words(app, clock->due)}}) : std::string();
}

std::vector<ui::Fact> rule_facts(const App& app, const CaseView& judged) {
  std::vector<ui::Fact> facts;
  const auto clock = [&](ClockKind kind) { return app.words().text_of("clock", kClockNames[static_cast<std::size_t>(kind)]); };
  if (judged.judgement.clock(ClockKind::acknowledge)) facts.push_back({clock(ClockKind::acknowledge), app.say("staff.reg.acknowledged"_msg)});
  for (auto kind : {ClockKind::first_answer, ClockKind::resolve})
    if (auto words = due_words(app, judged, kind); !words.empty()) facts.push_back({clock(kind), std::move(words)});
  if (!judged.state.departments.empty()) facts.push_back({app.say("staff.queue.department"_msg), department_words(app, judged.state.departments.front())});
  return facts;
}

float draw_judged(Canvas& c, const Rect& r, const App& app, const RegisterSight& sight) {
  const auto& judged = *sight.judged;
  const auto facts = rule_facts(app, judged);
  const float label = (c.language() == "en" ? 130.f : 100.f) * c.theme().text_scale;
  const auto* step = judged.judgement.because();
  const std::string reason = step ? trigger_words(app.words(), *app.policy(), *app.site(), judged.facts, step->because, app.today().year) : app.say("staff.reg.no_level"_msg);
  const float words_w = r.w - 44 - 68;
  const float head = std::max(58.f, c.line_height(ui::type::card) + c.paragraph_height(reason, ui::type::small, words_w));
  const float high = 28 + c.line_height(ui::type::card) + 10 + head + 14 + facts_height(c, r.w - 44, facts, label);
  Rect inside = ui::card(c, r.top_part(high), {.title = app.say("staff.reg.rule"_msg), .pad_x = 22, .pad_y = 14});
  const Canvas::Ground ground(c, Colour::surface);
  Rect top = inside.take_top(head, 12);
  if (judged.judgement.level != kNoLevel) {
    ui::level_mark(c, top.take_left(52, 16).top_part(50).centred(46, 46), judged.judgement.level);
    c.text(top.take_top(c.line_height(ui::type::card)), level_words(app, judged.judgement.level), ui::type::card);
  }
  c.paragraph(top, reason, ui::type::small, Colour::ink_soft);
  ui::facts(c, inside, facts, label);
  return high;
}

// Others complained of the same: what submitting will do to all of them (R53).
std::string cluster_words(const App& app, const CaseView& judged) {
  for (const auto& cluster : judged.facts.clusters) {
    const auto* trigger = app.policy()->trigger(cluster.trigger);
    if (!trigger) continue;
    return app.say("staff.reg.before"_msg, {{"days", trigger->days}, {"n", cluster.people - 1}}) +
           (language_info(app.language()).chinese ? "" : " ") +
           app.say("staff.reg.cluster"_msg,
                   {{"n", cluster.people}, {"level", level_words(app, trigger->level)}});
  }
  return {};
}

void draw_similar(Canvas& c, Rect& r, const App& app, const RegisterSight& sight) {
  if (sight.similar.empty()) return;
  const float row_h = ui::size::option_row + 6;
  ui::caption(c, r.take_top(kCaption), app.say("staff.reg.similar"_msg));
  for (const auto& row : sight.similar) {
    if (r.h < row_h) return;
    const auto words = queue_row_words(app, row);
    const bool on = std::find(sight.form.same.begin(), sight.form.same.end(), row.code) != sight.form.same.end();
    ui::option_box(c, r.take_top(row_h, 8), {.id = "same:" + to_compact(row.code), .label = words.code,
                                             .detail = when_words(app, row.submitted_at) + "  " + (row.content_hidden ? words.title : words.stage), .on = on, .multiple = true});
  }
}

}  // namespace

void draw_register_matter(Canvas& c, const Rect& r, const App& app, const RegisterSight& sight) {
  Rect inside = ui::card(c, r, {.pad_x = 24, .pad_y = 14});
  const Canvas::Ground ground(c, Colour::surface);
  ui::caption(c, inside.take_top(kCaption), app.say("staff.reg.channel"_msg));
  draw_channels(c, inside.take_top(ui::size::staff_button, kGap), app, sight.form.channel);
  ui::caption(c, inside.take_top(kCaption), app.say("staff.reg.type"_msg));
  draw_types(c, inside.take_top(ui::size::staff_button, kGap), app, sight.form.visit.contact_type);
  draw_pickers(c, inside, app, sight.form);
  ui::caption(c, inside.take_top(kCaption), app.say("staff.reg.story"_msg));
  Rect foot = inside.take_bottom(c.line_height(ui::type::small), 8);
  sight.typed.draw(c, inside, "story", {});
  const auto count = std::to_string(characters(sight.typed.value("story"))) + " / " + std::to_string(kStory_characters);
  c.text(foot.take_right(160, 10), count, ui::type::small, Colour::ink_soft, ui::Align::right);
  c.text(foot, app.say("staff.reg.kept"_msg), ui::type::small, Colour::ink_soft);
}

void draw_register_questions(Canvas& c, const Rect& r, const App& app, const RegisterSight& sight) {
  Rect inside = ui::card(c, r, {.title = app.say("staff.reg.ask"_msg), .pad_x = 24, .pad_y = 14});
  const Canvas::Ground ground(c, Colour::surface);
  const auto rows = asked(app);
  const float high = inside.h / static_cast<float>(std::max<std::size_t>(1, rows.size()));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Rect row = inside.take_top(high);
    if (i > 0) c.fill(row.top_part(1), Colour::rule);
    draw_question(c, row, app, sight, *rows[i]);
  }
}

void draw_register_contact(Canvas& c, const Rect& r, const App& app, const RegisterSight& sight) {
  Rect inside = ui::card(c, r, {.title = app.say("staff.reg.contact"_msg), .pad_x = 24, .pad_y = 14});
  const Canvas::Ground ground(c, Colour::surface);
  Rect fields = inside.take_top(ui::size::staff_field, 12);
  sight.typed.draw(c, fields.take_left(fields.w * .36f, 12), "name", {.placeholder = app.say("staff.reg.name"_msg)});
  sight.typed.draw(c, fields, "phone", {.placeholder = app.say("staff.reg.phone"_msg)});
  sight.typed.draw(c, inside.take_top(ui::size::staff_field, 12), "reach", {.placeholder = app.say("staff.reg.reach"_msg)});
  ui::option_box(c, inside, {.id = "consent", .label = app.say("staff.reg.consent"_msg), .detail = consent_text(*app.policy(), sight.form.language),
                             .on = sight.form.visit.consent, .multiple = true});
}

void draw_register_rule(Canvas& c, Rect r, const App& app, const RegisterSight& sight) {
  if (!sight.judged) {
    const ui::Notice wait{.tone = ui::Tone::info, .body = app.say("staff.reg.rule.wait"_msg)};
    ui::notice(c, r.top_part(0), wait);
    return;
  }
  r.take_top(draw_judged(c, r, app, sight), 12);
  if (const auto words = cluster_words(app, *sight.judged); !words.empty()) {
    const ui::Notice cluster{.tone = ui::Tone::warn, .body = words};
    r.take_top(ui::notice(c, r.top_part(0), cluster), 12);
  }
  draw_similar(c, r, app, sight);
  const ui::Notice read_out{.tone = ui::Tone::quiet, .icon = ui::Icon::speech, .body = app.say("staff.reg.read_out"_msg)};
  const float high = ui::notice_height(c, r.w, read_out);
  if (high <= r.h) ui::notice(c, r.take_bottom(high), read_out);
}

void draw_registered(Canvas& c, const Rect& r, const App& app, const Submitted& submitted, bool printed, bool told) {
  Rect inside = ui::card(c, r.centred(std::min(r.w, 1180.f), std::min(r.h, 760.f)), {.pad_x = 40, .pad_y = 30});
  const Canvas::Ground ground(c, Colour::surface);
  const Rect buttons = inside.take_bottom(ui::size::action_first, 16);
  const Rect steps = inside.take_bottom(ui::size::staff_button + 8, 16);
  ui::state_words(c, inside.take_top(40, 10), ui::Mark::ok, app.say("staff.reg.done"_msg), ui::Type{24, 1.4f, true}, Colour::ok);
  ui::code_boxes(c, inside.take_top(170, 16), to_compact(submitted.code), 104);
  std::string spelled;
  for (char symbol : to_grouped(submitted.code)) spelled += symbol == '-' ? std::string("   ") : std::string(1, symbol) + " ";
  c.text(inside.take_top(48, 14), spelled, ui::Type{32, 1.4f, true, true}, Colour::ink, ui::Align::centre);
  c.paragraph(inside, app.say("staff.reg.spell"_msg), ui::type::item, Colour::ink_soft, ui::Align::centre);
  const auto step_cells = ui::columns(steps, 2, 14), button_cells = ui::columns(buttons, 2, 14);
  ui::button(c, step_cells[0], {.id = "print", .label = app.say(printed ? "done.printing"_msg : "staff.reg.print"_msg), .left = ui::Icon::print,
                                .off = !app.here().has_printer || printed, .why = app.say(printed ? "done.printing"_msg : "printer.none"_msg)});
  ui::button(c, step_cells[1], {.id = "told", .label = app.say("staff.reg.told"_msg), .left = ui::Icon::check, .chosen = told, .off = told, .why = app.say("staff.act.recorded"_msg)});
  ui::button(c, button_cells[0], {.id = "another", .label = app.say("staff.reg.another"_msg), .left = ui::Icon::add});
  ui::button(c, button_cells[1], {.id = "open", .label = app.say("staff.reg.open"_msg), .look = ui::Look::filled});
}

}  // namespace redress::counter
