// What has been filled in for a shopper who phoned, wrote or stands at the desk (R18–R24): the same answers as at the
// kiosk, beside channel and time of receipt. What is typed stands in TypedFields. ui thread.
#pragma once

#include <string>
#include <vector>

#include "kiosk/app/app.h"
#include "kiosk/app/visit.h"
#include "kiosk/scenes/counter/filter_picker.h"
#include "kiosk/scenes/counter/typed_fields.h"

namespace redress::counter {

// Among the channels: nobody came, staff noticed it themselves (R13, R17).
inline constexpr std::string_view kNoticed_by_staff = "noticed";

struct RegisterForm {
  std::string channel = "phone";  // or kNoticed_by_staff
  Instant begun_at;
  std::string received_day;    // "2026-04-12" and an hour of it, for what came before it is registered (R1)
  int received_hour = -1;
  Language language = Language::zh_hans;  // the shopper's: of consent, receipt and answers
  Visit visit;
  std::vector<CaseCode> same;  // cases that are the same matter
  std::string alarm;           // of somebody hurt, while not taken back
};

// Fields "story", "name", "phone", "reach" (e-mail, or where a letter goes: R6), "loss" (yuan) and "earlier" (code).
void add_register_fields(App& app, TypedFields& typed);
// When the letter or call came; the begin of the form unless a day and an hour are chosen.
Instant received_at(const App& app, const RegisterForm& form);
// What would be registered now.
Intake register_intake(const App& app, RegisterForm& form, const TypedFields& typed);
// Labels of what is still needed, or wrong.
std::vector<std::string> register_gaps(const App& app, const RegisterForm& form, const TypedFields& typed);

// The lists one is chosen from. A place is found by its floor, a day before its part.
enum class RegisterPick { none, category, subcategory, floor, place, day, part, wish, received_day, received_hour, language };
std::string register_pick_title(const App& app, const RegisterForm& form, RegisterPick pick);
std::vector<FilterOption> register_options(const App& app, const RegisterForm& form, RegisterPick pick, const std::string& floor);
// What the pickers show as chosen.
std::string category_choice(const App& app, const RegisterForm& form);
std::string place_choice(const App& app, const RegisterForm& form);
std::string when_choice(const App& app, const RegisterForm& form);
std::string received_choice(const App& app, const RegisterForm& form);
std::string wish_choice(const App& app, const RegisterForm& form);

// Choices as a draft of the person, beside the typed texts.
void keep_register(App& app, const RegisterForm& form);
void recall_register(const App& app, RegisterForm& form);
void forget_register(App& app);

}  // namespace redress::counter
