#include "kiosk/scenes/counter/answer.h"

#include "core/base/utf8.h"
#include "core/policy/policy_wording.h"
#include "core/text/dates.h"
#include "kiosk/scenes/counter/staff_scene.h"

namespace redress::counter {

namespace {

using ui::Canvas;
using ui::Colour;
using ui::Rect;

constexpr std::string_view kGap_mark = "____";
constexpr float kGap = 10, kRow = 68;

struct Way {
  std::string_view name;
  MessageKey words;
};
constexpr Way kWays[] = {{"page", "staff.res.way.page"_msg},
                         {"phone", "staff.res.way.phone"_msg},
                         {"in_person", "staff.res.way.in_person"_msg},
                         {"letter", "staff.res.way.letter"_msg}};

MessageKey found_key(AnswerFault fault) {
  switch (fault) {
    case AnswerFault::name:
      return "staff.res.found.name"_msg;
    case AnswerFault::phone:
      return "staff.res.found.phone"_msg;
    case AnswerFault::internal_word:
      return "staff.res.found.internal_word"_msg;
  }
  return "staff.res.found.name"_msg;
}

std::string count_words(const App& app, const CaseView& view, std::string_view text) {
  const auto language =
      find_language(view.state.intake["language"].string("zh-Hans")).value_or(Language::zh_hans);
  return app.say("staff.res.length"_msg, {{"n", static_cast<std::int64_t>(count_code_points(text))},
                                          {"language", std::string(language_info(language).own_name)}});
}

}  // namespace

std::string found_words(const App& app, std::string_view text, const std::vector<AnswerFinding>& found) {
  if (found.empty()) return {};
  const auto& first = found.front();
  if (first.end > text.size()) return {};  // typed on since
  return app.say(found_key(first.fault),
                 {{"what", std::string(text.substr(first.begin, first.end - first.begin))}});
}

bool has_gaps(std::string_view text) {
  return text.find(kGap_mark) != std::string_view::npos;
}

AnswerCheckLine check_line(const App& app, std::string_view text, const std::vector<AnswerFinding>& found) {
  if (auto words = found_words(app, text, found); !words.empty()) return {std::move(words), false};
  if (has_gaps(text)) return {app.say("staff.res.gaps"_msg), false};
  return {app.say("staff.res.clean"_msg), true};
}

std::vector<ui::Button> template_buttons(const App& app, std::string_view category) {
  std::vector<ui::Button> out;
  if (!app.wording()) return out;
  for (const auto* row : app.wording()->templates_of(category))
    out.push_back({.id = "template:" + row->code, .label = row->labels.in(app.language())});
  return out;
}

void draw_answer(Canvas& c, Rect r, const App& app, const CaseView& view, const TypedFields& typed,
                 Language language, const std::vector<AnswerFinding>& found) {
  Rect inside = ui::card(c, r, {.pad_x = 24, .pad_y = 18});
  const Canvas::Ground ground(c, Colour::surface);
  Rect head = inside.take_top(ui::size::staff_button, 14);
  Rect bar = head.take_right(340, 14);
  for (const auto& row : kLanguages) {
    const Canvas::Script script(c, std::string(row.code));
    ui::chip(c, bar.take_left(108, 8),
             {.id = "language:" + std::string(row.code),
              .label = std::string(row.short_name),
              .chosen = row.id == language,
              .type = ui::Type{20, 1.3f, row.id == language}});
  }
  c.text(head, app.say("staff.res.text"_msg), ui::type::card);
  const auto text = typed.value("answer");
  const auto check = check_line(app, text, found);
  const float line = c.line_height(ui::type::small) + 6;
  Rect below = inside.take_bottom(2 * line, 8);
  c.text(below.take_top(line), count_words(app, view, text), ui::type::small, Colour::ink_soft);
  if (!text.empty())
    ui::state_words(c, below, check.good ? ui::Mark::ok : ui::Mark::attention, check.words, ui::type::small,
                    check.good ? Colour::ok : Colour::warn);
  else
    c.text(below, app.say("staff.res.public"_msg), ui::type::small, Colour::ink_soft);
  typed.draw(c, inside, "answer", {.placeholder = app.say("staff.res.text"_msg), .type = ui::Type{22, 1.6f}});
}

void draw_answer_side(Canvas& c, Rect r, const App& app, const CaseView& view, const AnswerWay& way,
                      std::optional<Instant> confirm_until) {
  const float title = c.line_height(ui::type::card);
  Rect told = r.take_bottom(title + 10 + 2 * (kRow + kGap) + ui::size::staff_button + kGap +
                                (confirm_until ? 74 * c.theme().text_scale : 0),
                            18);
  c.text(r.take_top(title, 10), app.say("staff.res.templates"_msg), ui::type::card);
  if (app.wording())
    for (const auto* row : app.wording()->templates_of(view.state.category)) {
      if (r.h < kRow) break;
      ui::action(c, r.take_top(kRow, kGap),
                 {.id = "template:" + row->code,
                  .label = row->labels.in(app.language()),
                  .effect = row->about.in(app.language()),
                  .icon = ui::icon_by_name(row->icon)});
    }
  c.text(told.take_top(title, 10), app.say("staff.res.way"_msg), ui::type::card);
  const Rect ways = told.take_top(2 * (kRow + kGap));
  for (std::size_t i = 0; i < std::size(kWays); ++i) {
    const std::string name(kWays[i].name);
    ui::option_box(c, ui::grid_cell(ways, static_cast<int>(i), 2, kRow, kGap, kGap),
                   {.id = "way:" + name,
                    .label = app.say(kWays[i].words),
                    .on = name == "page" || name == way.way,
                    .multiple = true});
  }
  const Rect row = told.take_top(ui::size::staff_button, kGap);
  if (way.way != "page")
    ui::segment(c, row,
                {{.id = "told:yes", .label = app.words().text_of("told", "yes")},
                 {.id = "told:no", .label = app.words().text_of("told", "no")}},
                way.told == "yes"  ? 0
                : way.told == "no" ? 1
                                   : -1);
  if (confirm_until)
    c.paragraph(told,
                app.say("staff.res.confirm_until"_msg,
                        {{"t", promised_words(app.words(), app.local(*confirm_until), app.today().year)}}),
                ui::type::small, Colour::ink_soft);
}

}  // namespace redress::counter
