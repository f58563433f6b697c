// A case as the shopper may read it: stages, sentences, answers. Never a name, a telephone number, the level or who
// of the staff wrote (role or department only).
#pragma once

#include <string>
#include <vector>

#include "kiosk/app/app.h"
#include "kiosk/app/case_view.h"
#include "kiosk/ui/shopper.h"

namespace redress::shopper {

std::string status_title(const App& app, const CaseView& view);
// Six stages with when each was done; the one due now is marked.
std::vector<ui::Stage> stage_discs(const App& app, const CaseView& view);
// Late, paused, erased: what must be said first.
std::vector<ui::Notice> status_notices(const App& app, const CaseView& view);
// 最晚 … 前首次答复您, while a date is ahead; empty otherwise. Marked.
std::string next_words(const App& app, const CaseView& view);

// Newest first.
struct AnswerWords {
  std::string from, text;
};
std::vector<AnswerWords> answer_words(const App& app, const CaseView& view);

bool allowed(const CaseView& view, std::string_view action);
// Why the desk refused, in words.
std::string refusal_words(const App& app, const Error& error);

// An action of the shopper; the desk checks whether it is allowed now.
Action shopper_action(Verb verb, CaseCode code, Json clear = Json::object(), Json sealed = Json::object());

}  // namespace redress::shopper
