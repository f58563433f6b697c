#include "kiosk/app/engine.h"

namespace redress {

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
  if (!prepared_) prepare_seal();
  auto plain = sealed.dump();
  draft.sealed = prepared_->seal(as_bytes(plain), {code.number, draft.event.id});
  wipe(plain);
  prepared_.reset();  // one key agreement a sealed part
  return draft;
}

Result<CaseState> Engine::state_of(CaseCode code) {
  REDRESS_TRY_ASSIGN(auto events, store_->events_of_case(code));
  return fold_case(code, events, store_->stamp().at);
}

Result<std::optional<Person>> Engine::authenticate(const Action& action) {
  if (action.staff.empty()) return std::optional<Person>();
  auto row = store_->sign_in(action.staff, action.pin);
  if (!row.ok()) return row.error();
  return std::optional<Person>(Person{row->number, row->role, row->department, row->name});
}

Result<Appended> Engine::act(const Action& action, const std::optional<Person>& by) {
  if (!provisioned()) return Error{Errc::unauthorised, "this device is not provisioned"};
  REDRESS_TRY_ASSIGN(auto state, state_of(action.code));
  auto permission = may(*action.rule, state, by, store_->stamp().at);
  if (!permission.allowed) return Error{Errc::refused, permission.reason};
  REDRESS_TRY_ASSIGN(auto draft, sealed_draft(std::string(action.rule->event), action.code, actor_of(by), action.clear, action.sealed));
  draft.event.seen = state.heads;
  return store_->append(draft);
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
  if (locked_ms > 0) result.locked_until = machine_.clock.wall() + locked_ms;
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
