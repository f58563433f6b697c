#include <algorithm>

#include "core/model/case_order.h"
#include "core/policy/action_fits.h"
#include "core/policy/policy.h"
#include "core/policy/policy_wording.h"
#include "kiosk/app/engine.h"

namespace redress {

namespace {

// Settling for the record that the rule had set aside needs a reason (screens-staff 48).
bool overrules(const Action& action, const CaseState& state) {
  if (action.rule->verb != Verb::settle) return false;
  const auto holds = uuid_from_text(action.clear["holds"].string());
  return holds && std::none_of(state.conflicts.begin(), state.conflicts.end(), [&](const Conflict& c) { return c.effective == *holds; });
}

CaseEvent not_yet_written(const Event& event, Instant now) { return {event, {}, now, now}; }

}  // namespace

void put_stamp(Event& event, const Stamp& stamp) {
  event.at = stamp.at;
  event.monotonic_ms = stamp.monotonic_ms;
  event.boot = stamp.boot;
  event.clock_trusted = stamp.trusted;
}

Actor actor_of(const std::optional<Person>& person) {
  if (!person) return {ActorKind::shopper, {}, {}, {}};
  return {ActorKind::staff, person->staff, person->role, person->department};
}

Draft Engine::make_draft(std::string kind, std::optional<CaseCode> code, Actor actor, Json body) {
  Draft draft;
  draft.event.id = store_->new_event_id();
  draft.event.code = code;
  draft.event.actor = std::move(actor);
  draft.event.kind = std::move(kind);
  draft.event.body = std::move(body);
  return draft;
}

Result<Draft> Engine::sealed_draft(std::string kind, CaseCode code, Actor actor, Json body, const Json& sealed) {
  auto draft = make_draft(std::move(kind), code, std::move(actor), std::move(body));
  if (sealed.members().empty()) return draft;
  if (recipients_.empty()) return Error{Errc::unauthorised, "no keys to seal for; enrol this device first"};
  prepare_seal();
  auto plain = sealed.dump();
  draft.sealed = prepared_.get()->seal(as_bytes(plain), {code.number, draft.event.id});  // one agreement a sealed part
  wipe(plain);
  return draft;
}

Result<CaseState> Engine::state_of(CaseCode code) {
  REDRESS_TRY_ASSIGN(auto events, store_->events_of_case(code));
  return fold_case(code, events, store_->now(), policy_ ? policy_->confirm_days : Policy{}.confirm_days);
}

Result<std::optional<Person>> Engine::authenticate(const Action& action) {
  if (action.staff.empty()) return std::optional<Person>();
  auto row = store_->sign_in(action.staff, action.pin);
  if (!row.ok()) return row.error();
  return std::optional<Person>(Person{row->number, row->role, row->department, row->name});
}

Result<std::vector<Assignable>> Engine::assignable_staff() {
  REDRESS_TRY_ASSIGN(auto staff, store_->staff());
  std::vector<Assignable> out;
  for (auto& row : staff) {
    const auto away = absences_.find(row.number);
    out.push_back({{row.number, row.role, row.department, row.name}, away == absences_.end() ? std::nullopt : std::optional(away->second)});
  }
  return out;
}

Result<Appended> Engine::act(const Action& action, const std::optional<Person>& by) {
  REDRESS_TRY_ASSIGN(auto done, act_together(std::span(&action, 1), by));
  return done.front();
}

Result<std::vector<Appended>> Engine::act_together(std::span<const Action> actions, const std::optional<Person>& by) {
  if (!provisioned()) return Error{Errc::unauthorised, "this device is not provisioned"};
  const auto code = actions.front().code;
  REDRESS_TRY_ASSIGN(auto events, store_->events_of_case(code));
  const auto stamp = store_->stamp();
  REDRESS_TRY_ASSIGN(const auto staff, assignable_staff());
  std::vector<Draft> drafts;
  for (const auto& action : actions) {
    if (action.code != code) return invalid("case: actions taken together are of one case");
    auto state = fold_case(code, events, stamp.time, policy_->confirm_days);
    auto permission = may(*action.rule, state, by, stamp.time, policy_->reopen_days);
    if (permission.allowed) permission = fits(action, {*policy_, *site_, state, stamp.time, staff, true, by});
    if (!permission.allowed) return Error{Errc::refused, permission.reason};
    if (overrules(action, state) && !action.sealed.has("reason")) return Error{Errc::refused, "needs_reason"};
    auto clear = event_body(action, *policy_, stamp.time);
    if (action.rule->verb == Verb::erase) {
      REDRESS_TRY_ASSIGN(const auto counts_as, counts_as_when_erased(state));
      clear.set("counts_as", kCounts_as.name(counts_as));
    }
    REDRESS_TRY_ASSIGN(auto draft, sealed_draft(std::string(action.rule->event), code, actor_of(by), std::move(clear), action.sealed));
    draft.event.seen = state.heads;
    put_stamp(draft.event, stamp);
    events.push_back(not_yet_written(draft.event, stamp.time));
    drafts.push_back(std::move(draft));
  }
  return store_->append(drafts);
}

Result<CaseView> Engine::what_if(std::span<const Action> actions, const std::optional<Person>& by) {
  if (!provisioned()) return Error{Errc::unauthorised, "this device is not provisioned"};
  const auto code = actions.front().code;
  REDRESS_TRY_ASSIGN(auto events, store_->events_of_case(code));
  const auto stamp = store_->stamp();
  for (const auto& action : actions) {
    auto event = make_draft(std::string(action.rule->event), code, actor_of(by), event_body(action, *policy_, stamp.time)).event;
    event.seen = CaseOrder(events).heads();
    put_stamp(event, stamp);
    events.push_back(not_yet_written(event, stamp.time));
  }
  return judged(code, events, by);
}

Result<std::vector<AnswerFinding>> Engine::check_answer(CaseCode code, const std::string& text) {
  if (!wording_) return Error{Errc::unauthorised, "this device is not provisioned"};
  std::vector<std::string> names;
  REDRESS_TRY_ASSIGN(auto staff, store_->staff());
  for (auto& row : staff) names.push_back(std::move(row.name));
  // The shopper's own name is compared here and shown to nobody.
  REDRESS_TRY_ASSIGN(auto state, state_of(code));
  if (auto sealed = open_sealed_json(code, state.submitted_event); sealed.ok()) names.emplace_back((*sealed)["contact"]["name"].string());
  return redress::check_answer(text, names, wording_->internal_words);
}

Status Engine::note_scan(CaseCode code, const std::optional<Person>& person) {
  auto actor = person ? actor_of(person) : Actor{};
  return store_->append(make_draft(std::string(device_event::scanned), code, actor, Json::object())).ok()
             ? Status()
             : Status(Error{Errc::io, "the scan was not recorded"});
}

Result<SignIn> Engine::sign_in(const std::string& number, const std::string& pin) {
  SignIn result;
  auto row = store_->sign_in(number, pin);
  if (row.ok()) {
    result.person = Person{row->number, row->role, row->department, row->name};
    return result;
  }
  if (row.error().code != Errc::unauthorised && row.error().code != Errc::limit) return row.error();
  REDRESS_TRY_ASSIGN(auto locked_ms, store_->locked_for_ms(number));
  REDRESS_TRY_ASSIGN(result.tries_left, store_->tries_left(number));
  if (locked_ms > 0) result.locked_until = store_->now() + locked_ms;
  return result;
}

Result<Contact> Engine::open_contact(CaseCode code, const std::string& purpose, const Person& person) {
  REDRESS_TRY_ASSIGN(auto state, state_of(code));
  Contact contact;
  contact.erased = state.erased;
  auto sealed = open_sealed_json(code, state.submitted_event);
  if (!sealed.ok()) {
    contact.missing = true;
    return contact;
  }
  // Recorded first: what was not recorded is not shown (decision 18).
  auto body = Json::object();
  body.set("what", "contact");
  body.set("purpose", purpose);
  auto draft = make_draft(std::string(device_event::viewed), code, actor_of(person), std::move(body));
  draft.event.seen = state.heads;
  REDRESS_TRY_ASSIGN(auto appended, store_->append(draft));
  (void)appended;
  const Json& given = (*sealed)["contact"];
  contact.name = given["name"].string();
  contact.phone = given["phone"].string();
  contact.email = given["email"].string();
  contact.address = given["address"].string();
  return contact;
}

}  // namespace redress
