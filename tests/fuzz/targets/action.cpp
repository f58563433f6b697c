#include "core/model/action.h"

#include "tests/fuzz/fuzz.h"

namespace redress::fuzz {

void action(ByteView input) {
  auto first = parse_action_line(as_text(input));
  if (!first.ok()) return;
  Json asked = Json::object();
  asked.set("case", to_compact(first->code)).set("action", first->rule->name);
  if (!first->staff.empty()) asked.set("staff", first->staff);
  for (const auto* part : {&first->clear, &first->sealed})
    for (const auto& [key, value] : part->members()) asked.set(key, value);
  auto second = parse_action(asked);
  require(second.ok(), "a printed action is an action");
  require(second->rule == first->rule && second->code.number == first->code.number, "action and case stay");
  require(second->clear == first->clear && second->sealed == first->sealed, "fields stay");
}

}  // namespace redress::fuzz
