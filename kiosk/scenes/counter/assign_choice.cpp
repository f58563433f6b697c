#include "kiosk/scenes/counter/assign_choice.h"

#include <algorithm>

#include "core/policy/policy.h"
#include "core/policy/site.h"
#include "core/text/dates.h"
#include "kiosk/scenes/counter/assign_words.h"
#include "kiosk/scenes/counter/picked.h"
#include "kiosk/scenes/counter/staff_scene.h"

namespace redress::counter {

namespace {

using ui::Canvas;
using ui::Rect;

constexpr float kRow = 72, kRow_gap = 10, kCaption = 34;
constexpr std::size_t kRows = 6;
constexpr int kSoon_days = 3;

void draw_pages(Canvas& c, const Rect& r, const App& app, const std::string& id, int page, int pages) {
  if (pages < 2) return;
  ui::pager(c, r,
            {.id = id,
             .page = page,
             .pages = pages,
             .words = app.say("staff.page"_msg, {{"n", page + 1}, {"m", pages}}),
             .first_why = app.say("nav.first_page"_msg),
             .last_why = app.say("nav.last_page"_msg)});
}

bool is_away(const Colleague& colleague, CivilDate today) {
  return colleague.away && colleague.away->covers(today);
}

std::string day_of(const App& app, CivilDate day) {
  return day_weekday_words(app.words(), day, app.today().year);
}

// Load, and whether they are here: now, and for the days in which the case should be solved.
std::string colleague_words(const App& app, const Colleague& colleague) {
  const auto load = app.say("staff.assign.load"_msg, {{"n", colleague.open}});
  if (!colleague.away || colleague.away->until < app.today()) return load;
  if (is_away(colleague, app.today()))
    return app.say("staff.assign.absent"_msg, {{"t", day_of(app, colleague.away->back_on())}});
  if (add_days(app.today(), kSoon_days) < colleague.away->from) return load;
  return app.say(
      "staff.category"_msg,
      {{"category", load},
       {"subcategory", app.say("staff.assign.away.soon"_msg, {{"t", day_of(app, colleague.away->from)}})}});
}

}  // namespace

const Colleague* away_today(const Team& team, std::string_view person, CivilDate today) {
  for (const auto& colleague : team.people)
    if (colleague.person.staff == person && is_away(colleague, today)) return &colleague;
  return nullptr;
}

void draw_away(Canvas& c, const App& app, const Colleague& colleague) {
  const TextArgs args{{"name", colleague.person.name}, {"t", day_of(app, colleague.away->back_on())}};
  ui::DialogSpec spec;
  spec.title = app.say("staff.assign.away.title"_msg, args);
  spec.body = app.say("staff.assign.away.body"_msg, args);
  spec.icon = ui::Icon::warn;
  spec.buttons = {{.id = "away:no", .label = app.say("staff.assign.away.no"_msg), .look = ui::Look::filled}};
  const ui::Dialog dialog(c, spec);
}

std::vector<const Colleague*> AssignChoice::people(const Team& team, CivilDate today) const {
  std::vector<const Colleague*> out;
  for (const auto& colleague : team.people)
    if (is_picked(departments, colleague.person.department)) out.push_back(&colleague);
  const auto order = [&](const Colleague* one) { return std::pair(is_away(*one, today), one->open); };
  std::stable_sort(out.begin(), out.end(), [&](const auto* a, const auto* b) { return order(a) < order(b); });
  return out;
}

void draw_assign_departments(Canvas& c, Rect r, const App& app, const CaseView& view,
                             const AssignChoice& choice, const Team& team) {
  ui::caption(c, r.take_top(kCaption), app.say("staff.assign.departments"_msg));
  const auto suggested = app.policy()->department_of(view.state.category, view.state.subcategory);
  const auto& self = app.staff->person;
  auto all = self.role == Role::handler ? std::vector{self.department} : app.site()->departments;  // screens-staff section 10
  std::stable_partition(all.begin(), all.end(), [&](const auto& code) { return code == suggested; });
  const auto rows = all.size() > kRows ? kRows - 1 : kRows;  // the pager takes the place of one
  const int pages = static_cast<int>((all.size() + rows - 1) / rows);
  draw_pages(c, r.bottom_part(ui::size::staff_button), app, "departments", choice.department_page, pages);
  for (std::size_t i = static_cast<std::size_t>(choice.department_page) * rows, n = 0;
       i < all.size() && n < rows; ++i, ++n) {
    const auto open = team.open_in_department.find(all[i]);
    const auto load =
        app.say("staff.assign.load"_msg, {{"n", open == team.open_in_department.end() ? 0 : open->second}});
    const auto detail =
        all[i] == suggested
            ? app.say("staff.category"_msg,
                      {{"category", app.say("staff.assign.suggested"_msg)}, {"subcategory", load}})
            : load;
    ui::option_box(c, r.take_top(kRow, kRow_gap),
                   {.id = "department:" + all[i],
                    .label = department_words(app, all[i]),
                    .detail = detail,
                    .on = std::find(choice.departments.begin(), choice.departments.end(), all[i]) !=
                          choice.departments.end(),
                    .multiple = true});
  }
}

void draw_assign_people(Canvas& c, Rect r, const App& app, const AssignChoice& choice, const Team& team) {
  std::vector<std::string> names;
  for (const auto& department : choice.departments) names.push_back(department_words(app, department));
  ui::caption(c, r.take_top(kCaption),
              names.size() == 1 ? app.say("staff.assign.person"_msg, {{"department", names.front()}})
                                : app.say("staff.assign.owner"_msg));
  const auto level = assign_level_rule(app);
  const ui::Notice note{
      .tone = ui::Tone::info, .icon = ui::Icon::users, .body = level, .type = ui::type::detail};
  if (!level.empty()) ui::notice(c, r.take_bottom(ui::notice_height(c, r.w, note), kRow_gap), note);
  const auto all = choice.people(team, app.today());
  const int room = std::max(2, static_cast<int>((r.h + kRow_gap) / (kRow + kRow_gap)));
  const bool paged = static_cast<int>(all.size()) + 1 > room;
  const int rows = paged ? room - 2 : room - 1;  // one for "by the department", one for the pager
  const int pages = std::max(1, (static_cast<int>(all.size()) + rows - 1) / rows);
  for (std::size_t i = static_cast<std::size_t>(choice.person_page * rows), n = 0;
       i < all.size() && n < static_cast<std::size_t>(rows); ++i, ++n)
    ui::option_box(c, r.take_top(kRow, kRow_gap),
                   {.id = "person:" + all[i]->person.staff,
                    .label = person_words(app, all[i]->person),
                    .detail = colleague_words(app, *all[i]),
                    .on = all[i]->person.staff == choice.person,
                    .icon = is_away(*all[i], app.today()) ? ui::Icon::leave : ui::Icon::none});
  const bool nobody = all.empty() && !choice.departments.empty() && !team.people.empty();
  ui::option_box(c, r.take_top(kRow, kRow_gap),
                 {.id = "person:head",
                  .label = app.say("staff.assign.by_head"_msg),
                  .detail = app.say(nobody ? "staff.assign.nobody"_msg : "staff.assign.by_head.sub"_msg),
                  .on = choice.person.empty()});
  if (paged) draw_pages(c, r.take_top(ui::size::staff_button), app, "people", choice.person_page, pages);
}

}  // namespace redress::counter
