// How screen 46 is drawn: what the shopper says, the questions word for word, contact and consent, what the policy makes of
// it; afterwards the code to be read out. Reading order is the order of the conversation.
#pragma once

#include <optional>

#include "kiosk/scenes/counter/register_form.h"

namespace redress::counter {

struct RegisterSight {
  const RegisterForm& form;
  const TypedFields& typed;
  const std::optional<CaseView>& judged;        // as it would be judged now
  const std::vector<QueueRowView>& similar;     // may be the same matter
};

// Ids "channel:…", "type:…", "pick:received|language|category|place|when|wish", "field:…".
void draw_register_matter(ui::Canvas& c, const ui::Rect& r, const App& app, const RegisterSight& sight);
// Ids "injured:yes|no", "money:…", "before:…", "promise:…", "media:…".
void draw_register_questions(ui::Canvas& c, const ui::Rect& r, const App& app, const RegisterSight& sight);
// Ids "field:name", "field:phone", "consent".
void draw_register_contact(ui::Canvas& c, const ui::Rect& r, const App& app, const RegisterSight& sight);
// Ids "same:<code>".
void draw_register_rule(ui::Canvas& c, ui::Rect r, const App& app, const RegisterSight& sight);
// Ids "print", "told", "open", "another".
void draw_registered(ui::Canvas& c, const ui::Rect& r, const App& app, const Submitted& submitted, bool printed, bool told);

}  // namespace redress::counter
