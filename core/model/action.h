// The one table of what may happen to a case (domain.md section 2): screens, CLI, HTTP and checks read it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/model/case_code.h"
#include "core/model/field.h"
#include "core/model/words.h"

namespace redress {

enum class Verb {
  submit, acknowledge, assign, investigate, resolve, reply, feed_back, confirm, dispute, rate, add, note,
  call_back, pause, resume, extend, regrade, recategorise, escalate, link, unlink, reopen, archive,
  hold, release, erase, settle, review,
};

using StageSet = std::uint32_t;
using RoleSet = std::uint32_t;
constexpr StageSet stage_bit(Stage s) { return 1u << static_cast<unsigned>(s); }
constexpr RoleSet role_bit(Role r) { return 1u << static_cast<unsigned>(r); }

struct ActionRule {
  Verb verb;
  std::string_view name;        // "acknowledge", also the key of its texts act.<name>.*
  std::string_view event;       // "acknowledged"
  StageSet stages;              // where it is allowed
  std::optional<Stage> leads_to;
  RoleSet roles;                // staff who may
  bool shopper;                 // the shopper may
  bool owner_only;              // for service and handler: only who owns the case (managers always may)
  bool seen_by_shopper;
  std::span<const Field> fields;
};

std::span<const ActionRule> action_rules();
const ActionRule* find_action(std::string_view name);
const ActionRule& action_rule(Verb verb);
const ActionRule* action_of_event(std::string_view event_kind);

// Why an administrator held, released or erased a case is their word, not the shopper's: it stays when the case is erased.
bool outlives_erasure(std::string_view event_kind);

// An action as asked for: checked for form, not yet for stage and role.
struct Action {
  const ActionRule* rule = nullptr;
  CaseCode code;
  std::string staff;    // empty: the shopper
  std::string pin;      // wiped by the caller after checking
  Json clear = Json::object();
  Json sealed = Json::object();
};
Result<Action> parse_action(const Json& json);
Result<Action> parse_action_line(std::string_view line);

}  // namespace redress
