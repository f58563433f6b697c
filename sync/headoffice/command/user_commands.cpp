// user add, reset, away, remove, list
#include "sync/headoffice/command/command_call.h"
#include "sync/headoffice/people/people.h"

namespace redress::headoffice {

namespace {

// A secret given as option, or made here and shown once.
Outcome user_secrets(const Call& call, const std::string& staff, const std::string& pin,
                     const std::string& password) {
  if (call.arguments.has("json"))
    return said(Json::object().set("staff", staff).set("pin", pin).set("password", password).dump() + "\n");
  std::string out = staff;
  if (!pin.empty()) out += "  PIN " + pin;
  if (!password.empty()) out += "  password " + password;
  return said(out + "\n");
}

Outcome user_add(Call& call) {
  auto staff = call.arguments.need("staff"), name = call.arguments.need("name"),
       role = call.arguments.need("role");
  for (auto* part : {&staff, &name, &role})
    if (!part->ok()) return failure(part->error());
  auto known = kRoles.find(*role);
  if (!known)
    return failure(invalid(
        "--role: must be service, handler, supervisor, manager, analyst, administrator or technician"));
  NewPerson person{*staff, *name, call.arguments.get("mall"), call.arguments.get("department"), *known,
                   {},     {}};
  bool pages_only = *known == Role::analyst || *known == Role::administrator;
  person.pin = call.arguments.get("pin", pages_only ? "" : make_pin(call.office.random()));
  if (call.arguments.has("password") || pages_only)
    person.password = call.arguments.get("password", make_password(call.office.random()));
  auto added = put_person(call.office, person);
  return added.ok() ? user_secrets(call, person.staff, person.pin, person.password) : failure(added.error());
}

Outcome user_reset(Call& call) {
  auto staff = call.arguments.need("staff");
  if (!staff.ok()) return failure(staff.error());
  auto reader = call.office.store().read();
  if (!reader.ok()) return failure(reader.error());
  auto person = find_person(**reader, *staff);
  if (!person.ok()) return failure(person.error());
  if (!*person) return failure({Errc::not_found, "--staff: there is nobody with number " + *staff});
  auto pin = call.arguments.get("pin", (*person)->has_pin ? make_pin(call.office.random()) : "");
  auto password =
      call.arguments.get("password", (*person)->has_password ? make_password(call.office.random()) : "");
  auto done = reset_person(call.office, *staff, pin, password);
  return done.ok() ? user_secrets(call, *staff, pin, password) : failure(done.error());
}

// Without --from and --until: back again.
Outcome user_away(Call& call) {
  auto staff = call.arguments.need("staff");
  if (!staff.ok()) return failure(staff.error());
  std::optional<Absence> away;
  if (call.arguments.has("from") || call.arguments.has("until")) {
    away = read_absence(
        Json::object().set("from", call.arguments.get("from")).set("until", call.arguments.get("until")));
    if (!away)
      return failure(invalid("--from and --until: two days, 2026-05-01, the first not after the last"));
  }
  auto done = set_absence(call.office, *staff, away);
  return done.ok() ? said({}) : failure(done.error());
}

Outcome user_list(Call& call) {
  auto reader = call.office.store().read();
  if (!reader.ok()) return failure(reader.error());
  auto people = list_people(**reader);
  if (!people.ok()) return failure(people.error());
  std::string out;
  for (const auto& row : *people)
    out += row.person.staff + "  " + std::string(kRoles.name(row.person.role)) + "  " +
           (row.mall.empty() ? "all" : row.mall) + "  " + row.person.department + "  " + row.person.name +
           (row.active ? "" : "  (inactive)") +
           (row.away ? "  away " + to_iso(row.away->from) + " to " + to_iso(row.away->until) : "") + "\n";
  return said(std::move(out));
}

}  // namespace

Outcome user(Call& call) {
  auto what = call.arguments.word(0);
  if (what == "add") return user_add(call);
  if (what == "reset") return user_reset(call);
  if (what == "away") return user_away(call);
  if (what == "list") return user_list(call);
  if (what != "remove") return failure(invalid("user: say add, reset, away, remove or list"));
  auto staff = call.arguments.need("staff");
  auto done = staff.ok() ? deactivate_person(call.office, *staff) : Status(staff.error());
  return done.ok() ? said({}) : failure(done.error());
}

}  // namespace redress::headoffice
