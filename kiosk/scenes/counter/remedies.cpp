#include "kiosk/scenes/counter/remedies.h"

#include <algorithm>

#include "core/text/dates.h"
#include "kiosk/scenes/counter/filter_picker.h"
#include "kiosk/scenes/counter/form_field.h"
#include "kiosk/scenes/counter/picked.h"
#include "kiosk/scenes/counter/staff_scene.h"

namespace redress::counter {

namespace {

using ui::Canvas;
using ui::Colour;
using ui::Rect;

struct Remedy {
  const char* name;
  ui::Icon icon;
};
constexpr Remedy kRemedies[] = {{"replace", ui::Icon::swap},         {"refund", ui::Icon::yen},
                                {"repair", ui::Icon::wrench},        {"price_adjustment", ui::Icon::tag},
                                {"service_change", ui::Icon::users}, {"apology", ui::Icon::chat_alert},
                                {"compensation", ui::Icon::coins},   {"gift", ui::Icon::gift},
                                {"explanation", ui::Icon::speech},   {"referral", ui::Icon::external}};
constexpr float kGap = 10, kCaption = 32, kNumber = 156, kNumber_gap = 12;

const TimelineEntry* last_investigation(const CaseView& view) {
  const auto found = std::find_if(view.events.rbegin(), view.events.rend(),
                                  [](const auto& e) { return e.event.event.kind == "investigated"; });
  return found == view.events.rend() ? nullptr : &*found;
}

void draw_conclusion(Canvas& c, Rect& r, const App& app, const CaseView& view) {
  const auto words = conclusion_words(app, view);
  if (words.empty()) return;
  const ui::Notice note{
      .tone = ui::Tone::info, .icon = ui::Icon::search, .body = {}, .type = ui::type::detail};
  const float high = std::min(3 * c.line_height(ui::type::detail) + 24, r.h * .4f);
  const Rect box = r.take_bottom(high, 14);
  c.fill(box, Colour::info_wash, ui::size::radius_staff);
  const Canvas::Ground ground(c, Colour::info_wash);
  Rect inside = box.inset(16, 12);
  c.icon(note.icon, inside.take_left(30, 12).top_part(30), Colour::info, 2.8f);
  c.paragraph(inside, words, note.type, Colour::ink, ui::Align::left,
              std::max(1, static_cast<int>(inside.h / c.line_height(note.type))));
}

}  // namespace

std::string conclusion_words(const App& app, const CaseView& view) {
  const auto* entry = last_investigation(view);
  if (!entry) return {};
  const auto& body = entry->event.event.body;
  const auto kind =
      app.say("staff.category"_msg,
              {{"category", app.words().text_of("cause", body["cause_class"].string())},
               {"subcategory", app.words().text_of("validity", body["validity"].string("undecided"))}});
  std::string found(entry->sealed["root"].string());
  if (found.empty()) found = entry->sealed["findings"].string();
  return app.say("staff.res.conclusion"_msg, {{"text", found.empty() ? kind : kind + "\n" + found}});
}

void draw_remedies(Canvas& c, Rect r, const App& app, const CaseView& view,
                   const std::vector<std::string>& picked, const std::string& fault,
                   const TypedFields& typed) {
  Rect inside = ui::card(c, r, {.pad_x = 24, .pad_y = 18});
  const Canvas::Ground ground(c, Colour::surface);
  ui::caption(c, inside.take_top(kCaption), app.say("staff.res.remedies"_msg));
  // Words of English need wider cells.
  const bool narrow = language_info(app.language()).chinese;
  const int columns = narrow ? 5 : 4, rows = narrow ? 2 : 3;
  const float high = narrow ? 92 : 78;
  const Rect grid = inside.take_top(static_cast<float>(rows) * (high + kGap), 6);
  for (std::size_t i = 0; i < std::size(kRemedies); ++i)
    ui::icon_toggle(c, ui::grid_cell(grid, static_cast<int>(i), columns, high, kGap, kGap),
                    {.id = std::string("remedy:") + kRemedies[i].name,
                     .label = app.words().text_of("remedy", kRemedies[i].name),
                     .icon = kRemedies[i].icon,
                     .on = is_picked(picked, kRemedies[i].name)});
  draw_conclusion(c, inside, app, view);
  Rect row = inside.take_top(kCaption + ui::size::staff_field, 10);
  const auto number = [&](Rect cell, const char* name, MessageKey label) {
    ui::caption(c, cell.take_top(kCaption), app.say(label));
    typed.draw(c, cell, name, {.type = ui::Type{26, 1.3f, true}});
  };
  number(row.take_left(kNumber, kNumber_gap), "cost", "staff.res.cost.label"_msg);
  number(row.take_left(kNumber, kNumber_gap), "minutes", "staff.res.minutes.label"_msg);
  ui::caption(c, row.take_top(kCaption), app.words().text_of("form", "staff_fault"));
  ui::picker(
      c, row.top_part(ui::size::staff_field),
      {.id = "pick:staff_fault",
       .value = fault.empty() ? app.say("staff.optional"_msg) : app.words().text_of("staff_fault", fault)});
  ui::caption(c, inside.take_top(kCaption), app.say("staff.res.internal"_msg));
  typed.draw(c, inside, "internal", {.type = ui::Type{21, 1.5f}});
}

void draw_faults(Canvas& c, const App& app, const std::string& fault) {
  std::vector<FilterOption> options;
  for (const auto& choice : form_choices(app, Verb::resolve, "staff_fault"))
    options.push_back({"staff_fault:" + choice.value, choice.label, choice.value == fault});
  filter_picker(c, app.words().text_of("form", "staff_fault"), options);
}

void draw_resolved(Canvas& c, Rect r, const App& app, const CaseView& view) {
  Rect inside = ui::card(c, r, {.title = app.say("staff.res.done"_msg), .pad_x = 24, .pad_y = 18});
  const Canvas::Ground ground(c, Colour::surface);
  draw_conclusion(c, inside, app, view);
  std::vector<std::string> remedies;
  for (const auto& remedy : view.state.remedies) remedies.push_back(app.words().text_of("remedy", remedy));
  std::vector<ui::Fact> lines{{app.say("staff.res.remedies.short"_msg), join_list(app.words(), remedies)}};
  if (view.state.cost_fen > 0)
    lines.push_back({app.say("staff.res.cost.label"_msg), group_digits(view.state.cost_fen / 100)});
  ui::facts(c, inside, lines, 150 * c.theme().text_scale);
}

}  // namespace redress::counter
