// How one field of an action is asked of a person: its choices and words, from the action table and the policy.
#pragma once

#include <string>
#include <vector>

#include "core/model/action.h"
#include "kiosk/app/app.h"

namespace redress::counter {

enum class FormControl { one_of, many_of, text, digits, code };

struct FormChoice {
  std::string value;   // as in the action's JSON; integers and flags as words
  std::string label, detail;
};

struct FormField {
  const Field* field = nullptr;
  FormControl control = FormControl::text;
  std::string label;
  std::vector<FormChoice> choices;
};

// The fields a person at the counter is asked for, in the table's order.
std::vector<FormField> form_fields(const App& app, const ActionRule& rule, const std::string& category);
// The words one field may be filled with.
std::vector<FormChoice> form_choices(const App& app, Verb verb, std::string_view key);
// A chosen value as the action wants it.
Json value_of(const Field& field, const std::string& chosen);

}  // namespace redress::counter
