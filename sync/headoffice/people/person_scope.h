// Which mall and department a role must have, may have and must not have: what bounds the lists a person sees. One rule
// for the command line and page 66.
#pragma once

#include <optional>
#include <string_view>

namespace redress::headoffice {

class Office;
struct NewPerson;

enum class ScopeFault { mall_unknown, mall_missing, mall_given, department_missing, department_unknown };

// Nothing: the person may be kept. Service, handlers and supervisors work in one mall, a handler in one department;
// analysts and administrators are head office's. A department is one that the mall's policy knows (head office: any's).
std::optional<ScopeFault> scope_fault(Office& office, const NewPerson& person);

// The sentence for the command line.
std::string_view sentence_of(ScopeFault fault);

}  // namespace redress::headoffice
