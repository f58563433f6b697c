// Who a case is assigned to, while it is chosen: departments and one person of theirs, and their two columns.
#pragma once

#include <string>
#include <vector>

#include "kiosk/app/app.h"
#include "kiosk/ui/staff.h"

namespace redress::counter {

struct AssignChoice {
  std::vector<std::string> departments;  // in the order of choice
  std::string person;                    // staff number; empty: left to the departments
  int department_page = 0, person_page = 0;

  // Of the chosen departments: who is here before who is away, then who has least to do first.
  std::vector<const Colleague*> people(const Team& team, CivilDate today) const;
};

// Ids "department:<code>", "departments:next", "departments:prev".
void draw_assign_departments(ui::Canvas& c, ui::Rect r, const App& app, const CaseView& view,
                             const AssignChoice& choice, const Team& team);
// Away today, or nobody.
const Colleague* away_today(const Team& team, std::string_view person, CivilDate today);
// Over everything: that they are away and until when. Id "away:no".
void draw_away(ui::Canvas& c, const App& app, const Colleague& colleague);
// Ids "person:<staff>", "person:head", "people:next", "people:prev".
void draw_assign_people(ui::Canvas& c, ui::Rect r, const App& app, const AssignChoice& choice,
                        const Team& team);

}  // namespace redress::counter
