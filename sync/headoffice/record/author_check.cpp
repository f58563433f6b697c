#include "sync/headoffice/record/author_check.h"

#include "core/model/author.h"
#include "core/model/clock_bounds.h"
#include "sync/headoffice/people/people.h"

namespace redress::headoffice {

Result<std::string> AuthorCheck::staff_refusal(const Event& event) {
  const auto& actor = event.actor;
  auto [held, is_new] = held_.try_emplace({actor.staff, *actor.role}, false);
  if (is_new) {
    REDRESS_TRY_ASSIGN(held->second, held_role(db_, actor.staff, kRoles.name(*actor.role), device_.mall));
  }
  if (!held->second) return std::string("staff");
  const ActionRule* rule = action_of_event(event.kind);
  if (!rule) return std::string();
  if (device_.role == "kiosk") return std::string("device");  // staff act at counters
  return role_allows(*rule, actor) ? std::string() : std::string("role");
}

Result<std::string> AuthorCheck::refusal(const Event& event) {
  if (device_.role == "head_office") return std::string();
  // Head office alone says so, whoever claims to be its author.
  if (event.kind == device_event::clock_measured || event.kind == device_event::text_arrived) return std::string("actor");
  if (!clock_may_say(event.at, now_)) return std::string("clock");
  const ActionRule* rule = action_of_event(event.kind);
  switch (event.actor.kind) {
    case ActorKind::head_office:
      return std::string("actor");
    case ActorKind::device:
      return rule ? std::string("actor") : std::string();
    case ActorKind::shopper:
      return rule && !role_allows(*rule, event.actor) ? std::string("role") : std::string();
    case ActorKind::staff:
      return staff_refusal(event);
  }
  return std::string("actor");
}

}  // namespace redress::headoffice
