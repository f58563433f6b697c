#include "sync/headoffice/cases/acts.h"

#include "core/policy/action_fits.h"
#include "sync/headoffice/cases/case_record.h"
#include "sync/headoffice/cases/counts_as.h"
#include "sync/headoffice/people/people.h"
#include "sync/headoffice/record/own_log.h"
#include "sync/headoffice/record/write_record.h"

namespace redress::headoffice {

namespace {

Error refused(std::string reason) {
  return {Errc::refused, std::move(reason)};
}

// Who can be given a case of this mall: its own people and head office's.
Result<std::vector<Assignable>> staff_of(Database& db, std::string_view mall) {
  REDRESS_TRY_ASSIGN(const auto people, list_people(db));
  std::vector<Assignable> out;
  for (const auto& row : people)
    if (row.active && (row.mall.empty() || row.mall == mall)) out.push_back({row.person, row.away});
  return out;
}

Result<Permission> fits_here(Office& office, Database& db, const Action& action, const CaseState& state,
                             std::int64_t mall, const std::optional<Person>& by, bool of_mall) {
  const auto rules = office.rules().of(mall);
  if (!rules) return Permission{true, {}};
  std::vector<Assignable> staff;
  if (action.rule->verb == Verb::assign) {
    REDRESS_TRY_ASSIGN(staff, staff_of(db, rules->mall_id));
  }
  return fits(action, {rules->policy, rules->site, state, office.now(), staff, of_mall, by});
}

// Folds the case as it is now, asks `may()`, and writes the event: all in one transaction, so nothing comes
// between.
Result<Uuid> act(Office& office, const Action& action, const std::optional<Person>& person,
                 const std::string& mall) {
  if (!action.rule || action.rule->verb == Verb::submit) return refused("not_here");
  const auto now = office.now();
  return write_record(office, now, [&](Database& db, RecordWriter& writer) -> Result<Uuid> {
    REDRESS_TRY_ASSIGN(auto record, load_case(db, action.code));
    if (record.events.empty()) return Error{Errc::not_found, "unknown_here"};
    if (!mall.empty()) {
      REDRESS_TRY_ASSIGN(
          auto mine, db.integer(0, "SELECT count(*) FROM mall WHERE no = ? AND id = ?", record.mall, mall));
      if (mine == 0) return Error{Errc::not_found, "unknown_here"};
    }
    const auto& rules = office.rules();
    auto state = fold_case(action.code, record.events, now, rules.confirm_days(record.mall));
    auto permission = may(*action.rule, state, person, now, rules.reopen_days(record.mall));
    if (permission.allowed) {
      REDRESS_TRY_ASSIGN(permission, fits_here(office, db, action, state, record.mall, person, !person || !mall.empty()));
    }
    if (!permission.allowed) return refused(permission.reason);
    OwnEvent event;
    event.mall = record.mall;
    event.code = action.code;
    event.seen = state.heads;
    event.actor = person ? Actor{ActorKind::staff, person->staff, person->role, person->department}
                         : Actor{ActorKind::shopper, {}, {}, {}};
    event.kind = action.rule->event;
    event.body = action.clear;
    if (const auto here = rules.of(record.mall)) event.body = event_body(action, here->policy, now);
    event.typed = action.sealed;
    if (action.rule->verb == Verb::erase) {
      REDRESS_TRY_ASSIGN(const auto counts_as, counts_as_when_erased(office, db, record, state));
      event.body.set("counts_as", kCounts_as.name(counts_as));
    }
    return append_own(office, db, writer, std::move(event));
  });
}

}  // namespace

Result<Uuid> act_as_shopper(Office& office, const Action& action) {
  return act(office, action, std::nullopt, {});
}

Result<Uuid> act_as_staff(Office& office, const Action& action, const Visitor& visitor) {
  return act(office, action, visitor.person, visitor.mall);
}

}  // namespace redress::headoffice
