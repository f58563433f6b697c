// The table of rights as the tests read it: tests/rights/rights.txt, written by hand.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/model/action.h"

namespace redress::test {

inline constexpr std::array kStaff_roles{Role::service, Role::handler,       Role::supervisor, Role::manager,
                                         Role::analyst, Role::administrator, Role::technician};

// How a case stands to the person who tries: theirs, with their department under somebody else, or elsewhere.
enum class Relation { own, department, elsewhere };
inline constexpr std::array kRelations{Relation::own, Relation::department, Relation::elsewhere};

struct RightRow {
  std::string verb, stage, before;
  std::array<char, kStaff_roles.size()> staff{};
  bool shopper = false;
  Json fields;
  bool unassigned() const { return stage == "acknowledge"; }  // no department yet: everybody's
  bool ever(std::size_t role) const { return staff[role] != '-'; }
  bool may(std::size_t role, Relation relation) const;
};
const std::vector<RightRow>& rights();

}  // namespace redress::test
