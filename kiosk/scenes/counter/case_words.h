// A case in the words of its timeline, summary and actions. Pure; ui thread.
#pragma once

#include <string>
#include <vector>

#include "kiosk/app/app.h"
#include "kiosk/app/case_view.h"
#include "kiosk/ui/staff.h"

namespace redress::counter {

// Newest on top; a derived line stands where each level began to hold.
std::vector<ui::TimelineItem> timeline_of(const App& app, const CaseView& view);
// What an entry says beside its name: 指派给安保部, then what was sealed and may be read here.
std::string entry_words(const App& app, const TimelineEntry& entry);
// The name, where it is known here; the staff number otherwise.
std::string staff_words(const CaseView& view, const std::string& number);
// 李强·首问负责人：周敏: who is responsible, and who was first if that is somebody else.
std::string owner_words(const App& app, const CaseView& view);
// 扶梯夹伤·L2 中庭 3 号扶梯
std::string case_title(const App& app, const CaseView& view);
// 因为：顾客在 13:48 回答“有人受伤”
std::string because_words(const App& app, const CaseView& view);

// Beside the name of the stage the case is in: until when it should be over (R73, R79); else only that it is this one.
std::string stage_suffix(const App& app, const CaseView& view);

// Which cases belong to this one: same complaints of other people, and links; a line each, empty if none.
std::string related_words(const App& app, const CaseView& view);

// Actions in the order of the right column: the stage's own first, then what is allowed, then what is refused
// with its reason. Reprint is no action of the record and comes last of the allowed.
std::vector<ui::Action> actions_of(const App& app, const CaseView& view);

}  // namespace redress::counter
