#include "sync/headoffice/people/person_scope.h"

#include <algorithm>

#include "sync/headoffice/people/people.h"
#include "sync/headoffice/record/office.h"

namespace redress::headoffice {

namespace {

bool of_one_mall(Role role) {
  return role == Role::service || role == Role::handler || role == Role::supervisor;
}

bool of_head_office(Role role) {
  return role == Role::analyst || role == Role::administrator;
}

bool knows_department(Office& office, const NewPerson& person) {
  auto malls = office.rules().all();
  return std::any_of(malls.begin(), malls.end(), [&](const auto& mall) {
    return (person.mall.empty() || mall->mall_id == person.mall) &&
           mall->policy.department(person.department);
  });
}

}  // namespace

std::optional<ScopeFault> scope_fault(Office& office, const NewPerson& person) {
  if (!person.mall.empty() && !office.rules().of(std::string_view(person.mall))) return ScopeFault::mall_unknown;
  if (person.mall.empty() && of_one_mall(person.role)) return ScopeFault::mall_missing;
  if (!person.mall.empty() && of_head_office(person.role)) return ScopeFault::mall_given;
  if (person.department.empty())
    return person.role == Role::handler ? std::optional(ScopeFault::department_missing) : std::nullopt;
  if (!knows_department(office, person)) return ScopeFault::department_unknown;
  return std::nullopt;
}

std::string_view sentence_of(ScopeFault fault) {
  switch (fault) {
    case ScopeFault::mall_unknown:
      return "mall: there is no such mall";
    case ScopeFault::mall_missing:
      return "mall: somebody of service, a handler and a supervisor need one; without it they would see "
             "every mall";
    case ScopeFault::mall_given:
      return "mall: an analyst and an administrator are of head office; leave it out";
    case ScopeFault::department_missing:
      return "department: a handler needs one; it decides which cases they see";
    case ScopeFault::department_unknown:
      return "department: the policy does not know it (policy show names those it has)";
  }
  return "";
}

}  // namespace redress::headoffice
