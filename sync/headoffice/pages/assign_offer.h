// Whom a case can be given to, as the assign form of page 62 offers them: by department, with what they have on their desk;
// who is away says until when and cannot be chosen (screen 43). Who may be given it is decided by fits() (core/policy).
#pragma once

#include <string>
#include <vector>

#include "sync/headoffice/pages/page_words.h"
#include "sync/headoffice/router.h"

namespace redress::headoffice {

struct Choice {
  std::string value, text;
  bool off = false;
};
struct ChoiceGroup {
  std::string label;
  std::vector<Choice> choices;
};

struct AssignOffer {
  std::vector<std::string> departments;  // codes; a handler's own alone
  std::vector<ChoiceGroup> people;       // of these departments and of none, the visitor's own department first
};
AssignOffer assign_offer(Context& context, const PageWords& words, std::string_view mall);

}  // namespace redress::headoffice
