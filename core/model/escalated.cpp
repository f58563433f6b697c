#include <algorithm>

#include "core/model/case_fold.h"

namespace redress {

namespace {

std::string with_department(std::string_view role, std::string_view department) {
  return std::string(role) + (department.empty() ? "" : " ") + std::string(department);
}

}  // namespace

std::string escalated_to(const CaseState& state) {
  return state.escalated ? with_department(state.escalated->role, state.escalated->department) : std::string();
}
std::string escalated_to(const Json& escalated) {
  return with_department(escalated["role"].string(), escalated["department"].string());
}

bool is_escalated_to(std::string_view escalated_to, const Person& person) {
  const auto space = std::min(escalated_to.find(' '), escalated_to.size());
  const auto department = escalated_to.substr(std::min(space + 1, escalated_to.size()));
  if (escalated_to.substr(0, space) != kRoles.name(person.role)) return false;
  return person.role != Role::supervisor || department.empty() || department == person.department;
}

}  // namespace redress
