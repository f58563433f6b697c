// What an assignment does, in words: who it goes to, and how the engine would judge the case afterwards.
#pragma once

#include <string>
#include <vector>

#include "kiosk/app/app.h"
#include "kiosk/ui/staff.h"

namespace redress::counter {

// 选 2 个部门为 2 级、3 个以上为 1 级: from the policy's triggers (R50, R55); empty if it has none.
std::string assign_level_rule(const App& app);
// 吴磊, or the departments if it is left to them.
std::string assignee_words(const App& app, const std::vector<std::string>& departments,
                           const std::string& person, const Team& team);
// Owner, first contact (R102), deadline and level before and after.
std::vector<ui::Fact> assign_outcome(const App& app, const CaseView& now, const CaseView& then,
                                     const Team& team);

}  // namespace redress::counter
