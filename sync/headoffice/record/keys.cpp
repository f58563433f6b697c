#include "sync/headoffice/record/keys.h"

#include "core/base/uuid.h"
#include "core/store/folder.h"
#include "sync/headoffice/record/key_file.h"

namespace redress::headoffice {

namespace {

constexpr std::string_view kMall_key = "redress-mall-key-at-rest-v1";

std::string key_path(const Database& db) {
  return folder_of(db.path()) + "/" + std::string(kKey_file);
}

Result<std::array<std::uint8_t, 32>> old_secret(Database& db, std::string_view name) {
  auto row = db.query("SELECT value FROM secret WHERE name = ?", name);
  REDRESS_TRY_ASSIGN(bool found, row.step());
  if (!found) return Error{Errc::corrupt, "the database lacks the key '" + std::string(name) + "'"};
  return row.array<32>(0);
}

Status seal_mall_keys(Database& db, const BoxPublicKey& box, Random& random) {
  auto row = db.query("SELECT mall, epoch, secret FROM mall_key WHERE length(secret) = 32");
  while (true) {
    REDRESS_TRY_ASSIGN(bool more, row.step());
    if (!more) return {};
    REDRESS_TRY(db.run("UPDATE mall_key SET secret = ? WHERE mall = ? AND epoch = ?",
                       seal_for(box, kMall_key, row.blob(2), random), row.integer(0), row.integer(1)));
  }
}

// Databases made before there was a key file hold the keys in clear. The file is whole before they go here.
Status move_keys_out(Database& db, Random& random) {
  REDRESS_TRY_ASSIGN(auto present, db.integer(0, "SELECT count(*) FROM secret"));
  if (present == 0) return {};
  REDRESS_TRY_ASSIGN(auto signing, old_secret(db, "signing"));
  REDRESS_TRY_ASSIGN(auto box, old_secret(db, "box"));
  REDRESS_TRY_ASSIGN(auto recovery, old_secret(db, "recovery_public"));
  REDRESS_TRY_ASSIGN(auto search, old_secret(db, "search"));
  Keys keys{SigningKey::from_seed(signing), BoxKeyPair::from_secret(box), recovery, search};
  if (!file_exists(key_path(db))) REDRESS_TRY(save_key_file(key_path(db), keys));
  REDRESS_TRY_ASSIGN(auto kept, load_key_file(key_path(db)));
  if (kept.signing.public_key() != keys.signing.public_key())
    return Error{Errc::refused, key_path(db) + " belongs to another head office than this database"};
  REDRESS_TRY_ASSIGN(auto transaction, Transaction::begin(db));
  REDRESS_TRY(seal_mall_keys(db, keys.box.public_key, random));
  REDRESS_TRY(db.run("DELETE FROM secret"));
  REDRESS_TRY(transaction.commit());
  return db.checkpoint();  // the log holds them no longer either
}

}  // namespace

Result<std::array<std::uint8_t, 32>> make_keys(Database& db, Instant now, Random& random) {
  REDRESS_TRY_ASSIGN(auto present, db.integer(0, "SELECT count(*) FROM epoch"));
  if (present > 0) return Error{Errc::conflict, "this data folder is set up already"};
  if (file_exists(key_path(db)))
    return Error{Errc::conflict, "there is a key file but no record: restore a backup, or take " +
                                     key_path(db) + " away if this is to be another head office"};
  auto recovery = BoxKeyPair::generate(random);
  Keys keys{SigningKey::generate(random), BoxKeyPair::generate(random), recovery.public_key,
            random.array<32>()};
  REDRESS_TRY(save_key_file(key_path(db), keys));
  REDRESS_TRY(begin_epoch(db, keys.signing.public_key(), keys.box.public_key, "init", now, random));
  return recovery.secret;
}

Result<Keys> load_keys(Database& db, Random& random) {
  REDRESS_TRY(move_keys_out(db, random));
  REDRESS_TRY_ASSIGN(auto set_up, db.integer(0, "SELECT count(*) FROM epoch"));
  if (set_up == 0)
    return Error{Errc::not_found, "this data folder has no keys: run `redress-headoffice init` first"};
  auto keys = load_key_file(key_path(db));
  if (!keys.ok() && keys.error().code == Errc::not_found)
    return Error{Errc::not_found,
                 key_path(db) + " is missing: put the copy there that is kept apart from the backups"};
  if (!keys.ok()) return keys.error();
  REDRESS_TRY_ASSIGN(
      auto ours, db.integer(0, "SELECT count(*) FROM device WHERE role = 'head_office' AND signing_key = ?",
                            keys->signing.public_key()));
  if (ours == 0)
    return Error{Errc::refused, key_path(db) + " belongs to another head office than this database"};
  return keys;
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

Result<Json> make_mall_key(Database& db, std::int64_t mall, Instant now, Random& random, std::int64_t floor) {
  auto pair = BoxKeyPair::generate(random);
  auto own = db.query("SELECT box_key FROM device WHERE role = 'head_office' ORDER BY no DESC LIMIT 1");
  REDRESS_TRY_ASSIGN(bool found, own.step());
  if (!found) return Error{Errc::internal, "head office has no row of its own"};
  auto sealed = seal_for(own.array<32>(0), kMall_key, pair.secret, random);
  REDRESS_TRY(db.run("UPDATE mall SET key_epoch = max(key_epoch + 1, ?) WHERE no = ?", floor, mall));
  REDRESS_TRY_ASSIGN(auto epoch, db.integer(0, "SELECT key_epoch FROM mall WHERE no = ?", mall));
  REDRESS_TRY(db.run("INSERT INTO mall_key(mall, epoch, public, secret, made_at) VALUES(?, ?, ?, ?, ?)", mall,
                     epoch, pair.public_key, sealed, now));
  return Json::object()
      .set("epoch", epoch)
      .set("public", to_base64url(pair.public_key))
      .set("secret", to_base64url(sealed));
}

Result<bool> keep_mall_key(Database& db, std::int64_t mall, const Json& made, Instant now) {
  auto public_half = array_from_base64url<32>(made["public"].string());
  auto secret = from_base64url(made["secret"].string());
  if (!made["epoch"].is_int() || !public_half || !secret) return false;
  REDRESS_TRY(
      db.run("INSERT OR IGNORE INTO mall_key(mall, epoch, public, secret, made_at) VALUES(?, ?, ?, ?, ?)",
             mall, made["epoch"].integer(), *public_half, *secret, now));
  bool kept = db.changes() > 0;
  // Counters that hold the others get this one too: the number is also the version of their document.
  if (kept) REDRESS_TRY(db.run("UPDATE mall SET key_epoch = key_epoch + 1 WHERE no = ?", mall));
  return kept;
}

Result<SecretBytes> open_mall_key(const Keys& keys, ByteView sealed) {
  return open_for(keys.box, kMall_key, sealed);
}

}  // namespace redress::headoffice
