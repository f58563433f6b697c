#include "sync/headoffice/keys.h"

#include "core/base/uuid.h"

namespace redress::headoffice {

namespace {

Status keep_secret(Database& db, std::string_view name, ByteView value) {
  return db.run("INSERT INTO secret(name, value) VALUES(?, ?)", name, value);
}

Result<std::array<std::uint8_t, 32>> secret(Database& db, std::string_view name) {
  auto row = db.query("SELECT value FROM secret WHERE name = ?", name);
  REDRESS_TRY_ASSIGN(bool found, row.step());
  if (!found)
    return Error{Errc::not_found, "this data folder has no keys: run `redress-headoffice init` first"};
  return row.array<32>(0);
}

}  // namespace

Result<std::array<std::uint8_t, 32>> make_keys(Database& db, Instant now, Random& random) {
  REDRESS_TRY_ASSIGN(auto present, db.integer(0, "SELECT count(*) FROM secret"));
  if (present > 0) return Error{Errc::conflict, "this data folder is set up already"};
  auto signing = SigningKey::generate(random);
  auto box = BoxKeyPair::generate(random);
  auto recovery = BoxKeyPair::generate(random);
  REDRESS_TRY(keep_secret(db, "signing", signing.seed()));
  REDRESS_TRY(keep_secret(db, "box", box.secret));
  REDRESS_TRY(keep_secret(db, "recovery_public", recovery.public_key));
  REDRESS_TRY(keep_secret(db, "search", random.array<32>()));
  REDRESS_TRY(begin_epoch(db, signing.public_key(), box.public_key, "init", now, random));
  return recovery.secret;
}

Result<Keys> load_keys(Database& db) {
  REDRESS_TRY_ASSIGN(auto signing, secret(db, "signing"));
  REDRESS_TRY_ASSIGN(auto box, secret(db, "box"));
  REDRESS_TRY_ASSIGN(auto recovery, secret(db, "recovery_public"));
  REDRESS_TRY_ASSIGN(auto search, secret(db, "search"));
  return Keys{SigningKey::from_seed(signing), BoxKeyPair::from_secret(box), recovery, search};
}

Status begin_epoch(Database& db, const PublicKey& key, const BoxPublicKey& box, std::string_view reason,
                   Instant now, Random& random) {
  Uuid id{random.array<16>()}, incarnation{random.array<16>()};
  REDRESS_TRY_ASSIGN(auto last_n, db.integer(0, "SELECT max(n) FROM event"));
  REDRESS_TRY(
      db.run("INSERT INTO device(incarnation, mall, role, name, number, signing_key, box_key, state, "
             "enrolled_at, changed_n)"
             " VALUES(?, 0, 'head_office', '', 0, ?, ?, 'approved', ?, ?)",
             incarnation, key, box, now, last_n + 1));
  return db.run("INSERT INTO epoch(id, device, began_at, reason) VALUES(?, ?, ?, ?)", id, db.last_row_id(),
                now, reason);
}

Result<Epoch> load_epoch(Database& db) {
  auto row = db.query(
      "SELECT e.id, d.incarnation, d.no FROM epoch e JOIN device d ON d.no = e.device ORDER BY e.no DESC "
      "LIMIT 1");
  REDRESS_TRY_ASSIGN(bool found, row.step());
  if (!found)
    return Error{Errc::not_found, "this data folder has no epoch: run `redress-headoffice init` first"};
  return Epoch{row.uuid(0), row.uuid(1), row.integer(2)};
}

Status make_mall_key(Database& db, std::int64_t mall, Instant now, Random& random) {
  auto pair = BoxKeyPair::generate(random);
  REDRESS_TRY(db.run("UPDATE mall SET key_epoch = key_epoch + 1 WHERE no = ?", mall));
  return db.run(
      "INSERT INTO mall_key(mall, epoch, public, secret, made_at) SELECT no, key_epoch, ?, ?, ? FROM mall "
      "WHERE no = ?",
      pair.public_key, pair.secret, now, mall);
}

}  // namespace redress::headoffice
