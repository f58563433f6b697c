#include "kiosk/scenes/shopper/when_impact.h"

#include <algorithm>

#include "core/policy/policy.h"
#include "kiosk/ui/shopper.h"

namespace redress::shopper {

namespace {

using ui::Canvas;
using ui::Colour;
using ui::Rect;

struct Question {
  std::string_view name;  // in the policy's impact_questions
  std::string_view id;
  Answer3 Visit::*answer;
  MessageKey label;
  std::optional<MessageKey> explain;
};
const Question kQuestions[] = {
    {"loss", "impact:money", &Visit::money, "impact.money"_msg, std::nullopt},
    {"earlier_case", "impact:before", &Visit::before, "impact.before"_msg, "impact.before.sub"_msg},
    {"promise_broken", "impact:promise", &Visit::promise, "impact.promise"_msg, std::nullopt},
    {"media_or_court", "impact:media", &Visit::media, "impact.public"_msg, std::nullopt},
};

bool asked(const App& app, const Question& question) {
  const auto& names = app.policy()->impact_questions;
  return std::find(names.begin(), names.end(), question.name) != names.end();
}
float count_asked(const App& app) {
  return static_cast<float>(std::count_if(std::begin(kQuestions), std::end(kQuestions),
                                          [&](const Question& q) { return asked(app, q); }));
}

bool money(const App& app) {
  return app.visit.money == Answer3::yes;
}
bool offers_code(const App& app) {
  return app.visit.before == Answer3::yes;
}

std::vector<ui::Chip> bands(const App& app) {
  std::vector<ui::Chip> out;
  const auto& lower = app.policy()->loss_bands_fen;
  out.push_back({.id = "loss:unknown", .label = app.say("loss.unknown"_msg), .chosen = !app.visit.loss_fen});
  for (std::size_t i = 0; i < lower.size(); ++i) {
    const auto yuan = [&](std::size_t at) { return std::to_string(lower[at] / 100); };
    ui::Chip chip{.id = "loss:" + std::to_string(lower[i]), .chosen = app.visit.loss_fen == lower[i]};
    if (i + 1 == lower.size())
      chip.label = app.say("loss.over"_msg, {{"n", yuan(i)}});
    else if (lower[i] == 0)
      chip.label = app.say("loss.under"_msg, {{"n", yuan(i + 1)}});
    else
      chip.label = app.say("loss.between"_msg, {{"n", yuan(i)}, {"m", yuan(i + 1)}});
    out.push_back(std::move(chip));
  }
  return out;
}
int bands_wide(float width) {
  return width > 1100 ? 5 : 3;
}
float bands_height(const App& app, float width) {
  const int n = static_cast<int>(app.policy()->loss_bands_fen.size()) + 1, wide = bands_wide(width);
  return static_cast<float>((n + wide - 1) / wide) * (ui::size::chip + 12) + 16;
}
// The code offer: icon, two texts, a chip.
ui::Chip offer_chip(const App& app) {
  const bool have = !app.visit.earlier_case.empty();
  return {.id = have ? "code:clear" : "code:enter",
          .label = app.say(have ? "place.clear"_msg : "impact.code.do"_msg)};
}
std::string offer_explain(const App& app, bool wrong_code) {
  return app.say(wrong_code ? "impact.code.wrong"_msg : "impact.code.sub"_msg);
}
float offer_words_width(const Canvas& c, const App& app, float width) {
  return width - 56 - 80 - std::min(ui::chip_width(c, offer_chip(app)), (width - 136) * .4f) - 24 - 46;
}
float offer_height(const Canvas& c, const App& app, float width, bool wrong_code) {
  const float words =
      c.line_height(ui::type::label) +
      c.paragraph_height(offer_explain(app, wrong_code), ui::type::note, offer_words_width(c, app, width));
  return std::max(88.f, words) + 40;
}

void loss(Canvas& c, const Rect& r, const App& app) {
  int i = 0;
  for (const auto& chip : bands(app))
    ui::chip(c, ui::grid_cell(r.below(12), i++, bands_wide(r.w), ui::size::chip, 12, 12), chip);
  c.rule({r.x, r.bottom() - 2, r.w, 2});
}

void lines(Canvas& c, const Rect& r, const std::string& title, const std::string& explain, bool warn) {
  const float title_high = c.line_height(ui::type::label), wide = r.w - 46;
  const float high = title_high + c.paragraph_height(explain, ui::type::note, wide);
  Rect rest{r.x, r.mid_y() - high / 2, r.w, high};
  c.text(rest.take_top(title_high), title, ui::type::label, Colour::ink);
  if (warn)
    c.icon(ui::Icon::warn, rest.take_left(36, 10).top_part(c.line_height(ui::type::note)).centred(36, 36),
           Colour::warn, 3.6f);
  c.paragraph({rest.x, rest.y, wide, 0}, explain, ui::type::note, warn ? Colour::ink : Colour::ink_soft);
}

void offer(Canvas& c, const Rect& r, const App& app, bool wrong_code) {
  const bool have = !app.visit.earlier_case.empty();
  c.fill(r, Colour::primary_wash, ui::size::radius);
  const Canvas::Ground ground(c, Colour::primary_wash);
  Rect inside = r.inset(28, 20);
  c.icon(have ? ui::Icon::check : ui::Icon::qr, inside.take_left(56, 24).centred(56, 56), Colour::primary,
         have ? 4.f : 2.5f);
  const auto chip = offer_chip(app);
  const float wide = std::min(ui::chip_width(c, chip), inside.w * .4f);
  ui::chip(c, inside.take_right(wide, 24).centred(wide, ui::size::chip), chip);
  std::string title = app.say("impact.code.q"_msg);
  if (have)
    if (auto code = parse_case_code(app.visit.earlier_case); code.ok())
      title = app.say("impact.code.have"_msg, {{"code", to_grouped(*code)}});
  lines(c, inside, title, offer_explain(app, wrong_code), wrong_code);
}

}  // namespace

float impact_heading_height(const Canvas& c, float width, const App& app) {
  return c.paragraph_height(app.say("impact.q"_msg), ui::type::option, width) +
         c.line_height(ui::type::note) + 20;
}

void impact_heading(Canvas& c, Rect& r, const App& app) {
  r = r.below(c.paragraph(Rect{r.x, r.y, r.w, 0}, app.say("impact.q"_msg), ui::type::option));
  c.text(r.take_top(c.line_height(ui::type::note), 20), app.say("impact.hint"_msg), ui::type::note,
         Colour::ink_soft);
}

float impact_height(const Canvas& c, const App& app, float width, float row, bool wrong_code) {
  return count_asked(app) * row + (money(app) ? bands_height(app, width) : 0) +
         (offers_code(app) ? 20 + offer_height(c, app, width, wrong_code) : 0);
}

void impact(Canvas& c, const Rect& r, const App& app, bool wrong_code) {
  const float extra = impact_height(c, app, r.w, 0, wrong_code);
  const float row = std::clamp((r.h - extra) / std::max(1.f, count_asked(app)), 92.f,
                               ui::size::check_row * (1 + (c.theme().text_scale - 1) * .8f));
  c.rule({r.x, r.y - 2, r.w, 2});
  Rect rest = r;
  for (const auto& question : kQuestions) {
    if (!asked(app, question)) continue;
    const Answer3 answer = app.visit.*question.answer;
    ui::yes_no(c, rest.take_top(row),
               {.id = std::string(question.id),
                .label = app.say(question.label),
                .explain = question.explain ? app.say(*question.explain) : std::string(),
                .yes = app.say("yes"_msg),
                .no = app.say("no"_msg),
                .answer = answer == Answer3::none  ? -1
                          : answer == Answer3::yes ? 1
                                                   : 0});
    if (question.answer == &Visit::money && money(app)) loss(c, rest.take_top(bands_height(app, r.w)), app);
  }
  if (offers_code(app))
    offer(c, rest.below(20).top_part(offer_height(c, app, r.w, wrong_code)), app, wrong_code);
}

Step impact_answer(const ui::UiEvent& event, App& app) {
  if (auto band = event.tapped_after("loss:"); !band.empty()) {
    app.visit.loss_fen = band == "unknown" ? std::nullopt : std::optional<std::int64_t>(std::stoll(band));
    return Step::redraw();
  }
  for (const auto& question : kQuestions) {
    auto& value = app.visit.*question.answer;
    for (const bool yes : {true, false}) {
      if (!event.tapped(std::string(question.id) + (yes ? ":yes" : ":no"))) continue;
      const Answer3 wanted = yes ? Answer3::yes : Answer3::no;
      value = value == wanted ? Answer3::none : wanted;
      if (app.visit.money != Answer3::yes) app.visit.loss_fen.reset();
      if (app.visit.before != Answer3::yes) app.visit.earlier_case.clear();
      return Step::redraw();
    }
  }
  return Step::stay();
}

}  // namespace redress::shopper
