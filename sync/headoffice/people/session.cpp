#include "sync/headoffice/people/session.h"

#include "core/base/secret.h"
#include "core/seal/hash.h"
#include "core/seal/pin.h"
#include "sync/headoffice/people/people.h"
#include "sync/headoffice/record/office.h"

namespace redress::headoffice {

namespace {

constexpr std::string_view kSession = "redress_session", kKnown = "redress_known_";
constexpr std::int64_t kKnown_ms = 365 * kDay_ms;
constexpr std::size_t kNonce_bytes = 16, kMac_bytes = 16;

std::string cookie_name(const Request& request, std::string_view name) {
  return (request.secure ? "__Host-" : "") + std::string(name);
}

std::string set_cookie(const Request& request, std::string_view name, std::string_view value, std::int64_t max_age_ms) {
  auto out = cookie_name(request, name) + "=" + std::string(value) +
             "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" + std::to_string(max_age_ms / kSecond_ms);
  if (request.secure) out += "; Secure";
  return out;
}

// The row is found by a hash, so a stolen database holds no usable session.
Hash256 key_of(ByteView secret) {
  return hash({as_bytes("redress-session-v1"), secret});
}
std::string csrf_of(ByteView secret) {
  return to_base64url(hash({as_bytes("redress-csrf-v1"), secret}));
}

struct Secret {
  PinSalt salt{};
  std::optional<PinHash> hash;
  bool may = false;  // active and with a password
};

Result<Secret> load_secret(Database& db, std::string_view staff) {
  auto row = db.query("SELECT password_salt, password_hash, active FROM person WHERE staff = ?", staff);
  REDRESS_TRY_ASSIGN(bool found, row.step());
  Secret secret;
  if (!found || row.is_null(1)) return secret;
  secret.salt = row.array<16>(0);
  secret.hash = row.array<32>(1);
  secret.may = row.integer(2) != 0;
  return secret;
}

// Shows that this person signed in with this browser; worthless for another person and after a new password.
std::string known_value(const Office& office, std::string_view staff, const Secret& secret, ByteView nonce) {
  const auto mac = keyed_hash(office.keys().search, {as_bytes("redress-known-browser-v1"), secret.salt, nonce, as_bytes(staff)});
  ByteWriter out;
  out.raw(nonce);
  out.raw(ByteView(mac).first(kMac_bytes));
  return to_base64url(out.view());
}

std::string known_cookie(std::string_view staff) {
  return std::string(kKnown) + std::string(staff);
}

// Under what the wrong tries of this request are counted.
struct Guesser {
  std::string key;
  bool known = false;
};

Guesser guesser_of(const Office& office, const Request& request, std::string_view staff, const Secret& secret) {
  const auto value = request.cookies[cookie_name(request, known_cookie(staff))];
  const auto bytes = from_base64url(value);
  const bool known = bytes && bytes->size() == kNonce_bytes + kMac_bytes &&
                     equal_in_constant_time(as_bytes(known_value(office, staff, secret, ByteView(*bytes).first(kNonce_bytes))),
                                            as_bytes(value));
  if (!known) return {std::string(staff.substr(0, 16)), false};
  return {std::string(staff.substr(0, 16)) + " " + std::string(value.substr(0, 12)), true};
}

Result<SignInTries> tries_under(Database& db, std::string_view key, Instant now) {
  auto row = db.query("SELECT count, until FROM sign_in_failure WHERE staff = ? AND until > ?", key, now);
  REDRESS_TRY_ASSIGN(bool found, row.step());
  return found ? SignInTries{row.integer(0), row.instant(1)} : SignInTries{};
}

Status check_role(Database& db, std::string_view staff) {
  REDRESS_TRY_ASSIGN(auto person, find_person(db, staff));
  if (person && may_use_pages(person->person.role)) return {};
  return Error{Errc::refused, "role"};
}

Status note_failure(Office& office, std::string_view key, Instant now) {
  ++office.counters().sign_in_failures;
  return office.store().write([&](Database& db) -> Status {
    REDRESS_TRY(db.run("DELETE FROM sign_in_failure WHERE until < ?", now));
    return db.run(
        "INSERT INTO sign_in_failure(staff, count, until) VALUES(?, 1, ?)"
        " ON CONFLICT(staff) DO UPDATE SET count = count + 1, until = excluded.until",
        key, now + kSign_in_lock_ms);
  });
}

Result<bool> password_matches(Office& office, const Secret& secret, std::string_view password) {
  const auto turn = office.stretching().try_turn();
  if (!turn.in()) return Error{Errc::unavailable, "crowded"};
  auto stretched = stretch_pin(password, secret.salt);  // also for nobody: the same time for both
  bool equal = equal_in_constant_time(stretched, secret.hash.value_or(PinHash{}));
  return secret.may && secret.hash && equal;
}

}  // namespace

std::optional<Visitor> find_visitor(Office& office, const Request& request) {
  auto secret = from_base64url(request.cookies[cookie_name(request, kSession)]);
  if (!secret || secret->size() != 32) return std::nullopt;
  auto key = key_of(*secret);
  auto now = office.now();
  auto reader = office.store().read();
  if (!reader.ok()) return std::nullopt;
  auto row = (*reader)->query(
      "SELECT s.staff, s.used_at FROM session s JOIN person p USING(staff)"
      " WHERE s.key = ? AND p.active = 1 AND s.began_at > ? AND s.used_at > ?",
      key, now - kSession_max_ms, now - kSession_idle_ms);
  auto found = row.step();
  if (!found.ok() || !*found) return std::nullopt;
  auto staff = row.string(0);
  bool stale = now - row.instant(1) > kMinute_ms;
  auto person = find_person(**reader, staff);
  if (!person.ok() || !*person) return std::nullopt;
  if (stale)
    (void)office.store().write(
        [&](Database& db) { return db.run("UPDATE session SET used_at = ? WHERE key = ?", now, key); });
  return Visitor{(*person)->person, (*person)->mall, csrf_of(*secret), to_base64url(key)};
}

SignInTries sign_in_tries(Office& office, const Request& request, std::string_view staff) {
  auto reader = office.store().read();
  if (!reader.ok()) return {};
  auto secret = load_secret(**reader, staff);
  if (!secret.ok()) return {};
  auto tries = tries_under(**reader, guesser_of(office, request, staff, *secret).key, office.now());
  return tries.ok() ? *tries : SignInTries{};
}

Result<std::vector<std::string>> sign_in(Office& office, const Request& request, std::string_view staff,
                                         std::string_view password) {
  auto now = office.now();
  Secret kept;
  Guesser guesser;
  {
    REDRESS_TRY_ASSIGN(auto reader, office.store().read());
    REDRESS_TRY_ASSIGN(kept, load_secret(*reader, staff));
    guesser = guesser_of(office, request, staff, kept);
    REDRESS_TRY_ASSIGN(const auto tries, tries_under(*reader, guesser.key, now));
    if (tries.failed >= kSign_in_tries) return Error{Errc::busy, "locked"};
  }
  if (password.size() > 128) return Error{Errc::unauthorised, "wrong"};
  if (!guesser.known && office.sign_in_guesses().spent(request.address, now)) return Error{Errc::limit, "address"};
  REDRESS_TRY_ASSIGN(bool right, password_matches(office, kept, password));
  if (!right) {
    if (!guesser.known) (void)office.sign_in_guesses().wrong(request.address, now);
    REDRESS_TRY(note_failure(office, guesser.key, now));
    return Error{Errc::unauthorised, "wrong"};
  }
  {
    REDRESS_TRY_ASSIGN(auto reader, office.store().read());
    REDRESS_TRY(check_role(*reader, staff));
  }
  auto secret = office.random().array<32>();
  auto begun = office.store().write([&](Database& db) -> Status {
    REDRESS_TRY(db.run("DELETE FROM sign_in_failure WHERE staff = ?", guesser.key));
    REDRESS_TRY(db.run("DELETE FROM session WHERE began_at < ? OR used_at < ?", now - kSession_max_ms,
                       now - kSession_idle_ms));
    return db.run("INSERT INTO session(key, staff, began_at, used_at) VALUES(?, ?, ?, ?)", key_of(secret),
                  staff, now, now);
  });
  if (!begun.ok()) return begun.error();
  std::vector<std::string> cookies = {
      set_cookie(request, known_cookie(staff), known_value(office, staff, kept, office.random().array<kNonce_bytes>()), kKnown_ms),
      set_cookie(request, kSession, to_base64url(secret), kSession_max_ms)};
  wipe(secret.data(), secret.size());
  return cookies;
}

std::string sign_out(Office& office, const Request& request, const Visitor& visitor) {
  auto key = from_base64url(visitor.session);
  if (key)
    (void)office.store().write(
        [&](Database& db) { return db.run("DELETE FROM session WHERE key = ?", *key); });
  return set_cookie(request, kSession, "", 0);
}

}  // namespace redress::headoffice
