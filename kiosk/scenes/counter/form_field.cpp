#include "kiosk/scenes/counter/form_field.h"

#include <cstdlib>

#include "core/policy/policy.h"
#include "core/text/dates.h"
#include "kiosk/scenes/counter/staff_scene.h"

namespace redress::counter {

namespace {

constexpr int kDays_ahead[] = {1, 2, 3, 5, 7, 14};
constexpr int kLatest_hour = 18;  // a new date ends with the working day

// Area of the catalogue that holds the words of a list.
std::string_view area_of(const ActionRule& rule, std::string_view key) {
  if (key == "cause_class") return "cause";
  if (key == "remedies") return "remedy";
  if (key == "scope") return "erase_scope";
  if (key == "reason") {
    switch (rule.verb) {
      case Verb::dispute: return "dispute_reason";
      case Verb::pause: return "pause_reason";
      case Verb::extend: return "extend_reason";
      case Verb::reopen: return "reopen_reason";
      default: return key;
    }
  }
  return key;
}

// Roles and the like stand in sentences as well; on a button of their own they begin one.
std::string as_heading(std::string words) {
  if (!words.empty() && words[0] >= 'a' && words[0] <= 'z') words[0] = static_cast<char>(words[0] - 'a' + 'A');
  return words;
}

std::vector<FormChoice> listed(const App& app, std::string_view area, std::string_view words) {
  std::vector<FormChoice> out;
  for (const auto word : listed_words(words)) out.push_back({std::string(word), as_heading(app.words().text_of(area, word)), {}});
  return out;
}

std::vector<FormChoice> numbers(const App& app, const Field& field) {
  std::vector<FormChoice> out;
  for (auto n = field.min; n <= field.max; ++n) {
    auto number = std::to_string(n);
    out.push_back({number, field.key == "level" ? level_words(app, static_cast<int>(n)) : number, {}});
  }
  return out;
}

std::vector<FormChoice> departments(const App& app) {
  std::vector<FormChoice> out;
  if (!app.policy()) return out;
  for (const auto& department : app.policy()->departments) out.push_back({department.code, department.labels.in(app.language()), {}});
  return out;
}

std::vector<FormChoice> categories(const App& app) {
  std::vector<FormChoice> out;
  if (!app.policy()) return out;
  for (const auto& category : app.policy()->categories) out.push_back({category.code, category.labels.in(app.language()), {}});
  return out;
}

std::vector<FormChoice> subcategories(const App& app, const std::string& category) {
  std::vector<FormChoice> out;
  auto found = app.policy() ? app.policy()->category(category) : nullptr;
  if (found)
    for (const auto& sub : found->subcategories) out.push_back({sub.code, sub.labels.in(app.language()), {}});
  return out;
}

std::vector<FormChoice> dates(const App& app) {
  std::vector<FormChoice> out;
  for (int days : kDays_ahead) {
    CivilTime end{add_days(app.today(), days), kLatest_hour, 0, 0};
    out.push_back({std::to_string(app.zone().utc(end).ms), promised_words(app.words(), end, app.today().year), {}});
  }
  return out;
}

std::vector<FormChoice> days(const App& app) {
  std::vector<FormChoice> out;
  for (int ahead : kDays_ahead) {
    const auto day = add_days(app.today(), ahead);
    out.push_back({to_iso(day), day_weekday_words(app.words(), day, app.today().year), {}});
  }
  return out;
}

bool asked(const ActionRule& rule, std::string_view key) {
  // Numbers that follow from others, and what only rules use.
  return key != "whys" && key != "silences" && key != "remind" && !(rule.verb == Verb::settle);
}

}  // namespace

std::vector<FormField> form_fields(const App& app, const ActionRule& rule, const std::string& category) {
  std::vector<FormField> out;
  for (const auto& field : rule.fields) {
    if (!asked(rule, field.key)) continue;
    FormField row{&field, FormControl::text, app.words().text_of("form", field.key), {}};
    switch (field.type) {
      case FieldType::word: row.control = FormControl::one_of; row.choices = listed(app, area_of(rule, field.key), field.words); break;
      case FieldType::words: row.control = FormControl::many_of; row.choices = listed(app, area_of(rule, field.key), field.words); break;
      case FieldType::names: row.control = FormControl::many_of; row.choices = departments(app); break;
      case FieldType::name:
        row.control = FormControl::one_of;
        row.choices = field.key == "category" ? categories(app) : field.key == "subcategory" ? subcategories(app, category) : departments(app);
        break;
      case FieldType::integer:
        row.control = field.max <= 5 ? FormControl::one_of : FormControl::digits;
        if (field.max <= 5) row.choices = numbers(app, field);
        break;
      case FieldType::flag:
        row.control = FormControl::one_of;
        row.choices = {{"true", app.words().text_of(field.key == "reached" ? "reached" : "told", "yes"), {}},
                       {"false", app.words().text_of(field.key == "reached" ? "reached" : "told", "no"), {}}};
        break;
      case FieldType::instant: row.control = FormControl::one_of; row.choices = dates(app); break;
      case FieldType::date: row.control = FormControl::one_of; row.choices = days(app); break;
      case FieldType::case_code: row.control = FormControl::code; break;
      default: break;
    }
    bool empty_choice = (row.control == FormControl::one_of || row.control == FormControl::many_of) && row.choices.empty();
    if (!empty_choice) out.push_back(std::move(row));
  }
  return out;
}

std::vector<FormChoice> form_choices(const App& app, Verb verb, std::string_view key) {
  for (const auto& field : form_fields(app, action_rule(verb), {}))
    if (field.field->key == key) return field.choices;
  return {};
}

Json value_of(const Field& field, const std::string& chosen) {
  switch (field.type) {
    case FieldType::flag: return chosen == "true";
    case FieldType::integer:
    case FieldType::instant: return static_cast<std::int64_t>(std::atoll(chosen.c_str())) * (field.key == "cost_fen" ? 100 : 1);
    default: return chosen;
  }
}

}  // namespace redress::counter
