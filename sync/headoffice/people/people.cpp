#include "sync/headoffice/people/people.h"

#include <algorithm>

#include "core/base/utf8.h"
#include "core/model/field.h"
#include "core/seal/pin.h"
#include "sync/headoffice/people/person_scope.h"
#include "sync/headoffice/record/office.h"

namespace redress::headoffice {

namespace {

constexpr std::size_t kPin_digits = 6;  // as many as the screens of a device take (40, 50)
constexpr std::size_t kPassword_least = 10, kPassword_most = 128;

struct Stretched {
  std::optional<PinSalt> salt;
  std::optional<PinHash> hash;
};

Stretched stretch(Office& office, std::string_view secret) {
  if (secret.empty()) return {};
  auto salt = office.random().array<16>();
  const auto turn = office.stretching().turn();
  return {salt, stretch_pin(secret, salt)};
}

Status check_secrets(std::string_view pin, std::string_view password) {
  bool digits = std::all_of(pin.begin(), pin.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!pin.empty() && (!digits || pin.size() != kPin_digits)) return invalid("pin: must be 6 digits");
  if (!password.empty() && (password.size() < kPassword_least || password.size() > kPassword_most))
    return invalid("password: must have 10 to 128 characters");
  return {};
}

Result<std::int64_t> mall_number(Database& db, std::string_view mall) {
  if (mall.empty()) return std::int64_t{0};
  REDRESS_TRY_ASSIGN(auto no, db.integer(0, "SELECT no FROM mall WHERE id = ?", mall));
  if (no == 0) return Error{Errc::not_found, "mall: there is no mall '" + std::string(mall) + "'"};
  return no;
}

// The name as it is kept: what could move a cursor or turn a line round is taken out.
Result<std::string> check_person(const NewPerson& person) {
  REDRESS_TRY_ASSIGN(auto staff, check_field({"staff", FieldType::staff}, person.staff));
  REDRESS_TRY_ASSIGN(auto name, check_field({"name", FieldType::line}, person.name));
  if (!person.department.empty()) {
    REDRESS_TRY_ASSIGN(auto department, check_field({"department", FieldType::name}, person.department));
  }
  REDRESS_TRY(check_secrets(person.pin, person.password));
  return std::string(name.string());
}

// Malls whose staff list names this person: its own, or every one for a head-office person; after a move the mall that was
// left as well, whose devices know the person until they get a list without them.
Status bump_staff_version(Database& db, std::int64_t mall, std::optional<std::int64_t> before = {}) {
  return db.run("UPDATE mall SET staff_version = staff_version + 1 WHERE no IN (?1, ?2) OR 0 IN (?1, ?2)", mall,
                before.value_or(mall));
}

Result<std::optional<std::int64_t>> mall_of_person(Database& db, std::string_view staff) {
  REDRESS_TRY_ASSIGN(const auto mall, db.integer(-1, "SELECT mall FROM person WHERE staff = ?", staff));
  return mall < 0 ? std::nullopt : std::optional(mall);
}

Status end_sessions(Database& db, std::string_view staff) {
  return db.run("DELETE FROM session WHERE staff = ?", staff);
}

// Without an administrator nobody could add one on the pages again.
Status keep_an_administrator(Database& db, std::string_view staff) {
  REDRESS_TRY_ASSIGN(auto only, db.integer(0,
                                           "SELECT count(*) = 1 AND max(staff) = ?1 FROM person"
                                           " WHERE role = 'administrator' AND active = 1",
                                           staff));
  if (!only) return {};
  return Error{Errc::refused, "staff: " + std::string(staff) + " is the last administrator; add another one first"};
}

Json absence_json(const Statement& row, int column) {
  return Json::object().set("from", row.text(column)).set("until", row.text(column + 1));
}

PersonRow read_person(const Statement& row) {
  PersonRow out;
  out.person = {row.string(0), kRoles.find(row.text(2)).value_or(Role::service), row.string(3),
                row.string(1)};
  out.mall = row.string(4);
  out.active = row.integer(5) != 0;
  out.has_pin = !row.is_null(6);
  out.has_password = !row.is_null(7);
  if (!row.is_null(8)) out.away = read_absence(absence_json(row, 8));
  return out;
}

constexpr std::string_view kSelect =
    "SELECT p.staff, p.name, p.role, p.department, coalesce(m.id, ''), p.active, p.pin_hash, "
    "p.password_hash, "
    "p.away_from, p.away_until "
    "FROM person p LEFT JOIN mall m ON m.no = p.mall ";

}  // namespace

Status put_person(Office& office, const NewPerson& person) {
  REDRESS_TRY_ASSIGN(auto name, check_person(person));
  if (auto fault = scope_fault(office, person)) return invalid(std::string(sentence_of(*fault)));
  auto pin = stretch(office, person.pin), password = stretch(office, person.password);
  auto now = office.now();
  return office.store().write([&](Database& db) -> Status {
    if (person.role != Role::administrator) REDRESS_TRY(keep_an_administrator(db, person.staff));
    REDRESS_TRY_ASSIGN(auto mall, mall_number(db, person.mall));
    REDRESS_TRY_ASSIGN(const auto before, mall_of_person(db, person.staff));
    REDRESS_TRY(db.run(
        "INSERT INTO person(staff, name, mall, department, role, active, pin_salt, pin_hash, password_salt, "
        "password_hash, changed_at)"
        " VALUES(?,?,?,?,?,1,?,?,?,?,?) ON CONFLICT(staff) DO UPDATE SET name=excluded.name, "
        "mall=excluded.mall,"
        " department=excluded.department, role=excluded.role, active=1, changed_at=excluded.changed_at,"
        " pin_salt=coalesce(excluded.pin_salt, pin_salt), pin_hash=coalesce(excluded.pin_hash, pin_hash),"
        " password_salt=coalesce(excluded.password_salt, password_salt),"
        " password_hash=coalesce(excluded.password_hash, password_hash)",
        person.staff, name, mall, person.department, kRoles.name(person.role), pin.salt, pin.hash,
        password.salt, password.hash, now));
    REDRESS_TRY(db.run("INSERT OR IGNORE INTO person_role(staff, role, mall, since) VALUES(?,?,?,?)", person.staff,
                       kRoles.name(person.role), mall, now));
    if (!person.password.empty()) REDRESS_TRY(end_sessions(db, person.staff));
    return bump_staff_version(db, mall, before);
  });
}

Status reset_person(Office& office, std::string_view staff, std::string_view pin, std::string_view password) {
  REDRESS_TRY(check_secrets(pin, password));
  auto new_pin = stretch(office, pin), new_password = stretch(office, password);
  auto now = office.now();
  return office.store().write([&](Database& db) -> Status {
    REDRESS_TRY_ASSIGN(auto person, find_person(db, staff));
    if (!person) return Error{Errc::not_found, "staff: there is nobody with number " + std::string(staff)};
    REDRESS_TRY(
        db.run("UPDATE person SET pin_salt=coalesce(?2,pin_salt), pin_hash=coalesce(?3,pin_hash), active=1,"
               " password_salt=coalesce(?4,password_salt), password_hash=coalesce(?5,password_hash), "
               "changed_at=?6 WHERE staff=?1",
               staff, new_pin.salt, new_pin.hash, new_password.salt, new_password.hash, now));
    REDRESS_TRY(db.run("DELETE FROM sign_in_failure WHERE staff = ?", staff));
    REDRESS_TRY(end_sessions(db, staff));
    REDRESS_TRY_ASSIGN(auto mall, mall_number(db, person->mall));
    return bump_staff_version(db, mall);
  });
}

Status set_absence(Office& office, std::string_view staff, const std::optional<Absence>& away) {
  std::optional<std::string> from, until;
  if (away) {
    from = to_iso(away->from);
    until = to_iso(away->until);
  }
  return office.store().write([&](Database& db) -> Status {
    REDRESS_TRY_ASSIGN(auto person, find_person(db, staff));
    if (!person) return Error{Errc::not_found, "staff: there is nobody with number " + std::string(staff)};
    REDRESS_TRY(
        db.run("UPDATE person SET away_from = ?, away_until = ? WHERE staff = ?", from, until, staff));
    REDRESS_TRY_ASSIGN(auto mall, mall_number(db, person->mall));
    return bump_staff_version(db, mall);
  });
}

Status deactivate_person(Office& office, std::string_view staff) {
  return office.store().write([&](Database& db) -> Status {
    REDRESS_TRY_ASSIGN(auto person, find_person(db, staff));
    if (!person) return Error{Errc::not_found, "staff: there is nobody with number " + std::string(staff)};
    REDRESS_TRY(keep_an_administrator(db, staff));
    REDRESS_TRY(db.run("UPDATE person SET active = 0, changed_at = ? WHERE staff = ?", office.now(), staff));
    REDRESS_TRY(end_sessions(db, staff));
    REDRESS_TRY_ASSIGN(auto mall, mall_number(db, person->mall));
    return bump_staff_version(db, mall);
  });
}

Result<std::vector<PersonRow>> list_people(Database& db) {
  std::vector<PersonRow> out;
  auto row = db.query(std::string(kSelect) + "ORDER BY p.mall, p.staff");
  while (true) {
    REDRESS_TRY_ASSIGN(bool more, row.step());
    if (!more) return out;
    out.push_back(read_person(row));
  }
}

Result<std::optional<PersonRow>> find_person(Database& db, std::string_view staff) {
  auto row = db.query(std::string(kSelect) + "WHERE p.staff = ?", staff);
  REDRESS_TRY_ASSIGN(bool found, row.step());
  if (!found) return std::optional<PersonRow>();
  return std::optional(read_person(row));
}

Result<bool> held_role(Database& db, std::string_view staff, std::string_view role, std::int64_t mall) {
  REDRESS_TRY_ASSIGN(auto held, db.integer(0,
                                           "SELECT count(*) FROM person_role "
                                           "WHERE staff = ? AND role = ? AND mall IN (0, ?)",
                                           staff, role, mall));
  return held > 0;
}

Result<Json> staff_document(Database& db, std::int64_t mall, bool for_kiosk) {
  auto people = Json::array();
  auto row = db.query(
      "SELECT staff, iif(?2, '', name), role, department, pin_salt, pin_hash, away_from, away_until FROM person"
      " WHERE mall IN (0, ?1) AND active = 1 AND pin_hash IS NOT NULL AND (role = 'technician' OR NOT ?2) ORDER BY staff",
      mall, for_kiosk);
  while (true) {
    REDRESS_TRY_ASSIGN(bool more, row.step());
    if (!more) break;
    auto person = Json::object();
    person.set("staff", row.text(0))
        .set("name", row.text(1))
        .set("role", row.text(2))
        .set("department", row.text(3))
        .set("salt", to_base64url(row.blob(4)))
        .set("pin", to_base64url(row.blob(5)));
    if (!row.is_null(6)) person.set("away", absence_json(row, 6));
    people.push(std::move(person));
  }
  return Json::object().set("staff", std::move(people));
}

std::string make_pin(Random& random) {
  std::string pin;
  while (pin.size() < kPin_digits) {
    auto byte = random.array<1>()[0];
    if (byte < 250) pin += static_cast<char>('0' + byte % 10);
  }
  return pin;
}

std::string make_password(Random& random) {
  std::string password;
  for (auto byte : random.array<16>()) password += kCodeAlphabet[byte & 31];
  return password;
}

}  // namespace redress::headoffice
