#include "sync/headoffice/record/backup.h"

#include "core/store/folder.h"
#include "sync/headoffice/record/erasure.h"
#include "sync/headoffice/record/holds.h"
#include "sync/headoffice/record/office.h"
#include "sync/headoffice/record/own_log.h"
#include "sync/headoffice/record/record_writer.h"
#include "sync/headoffice/record/schema.h"
#include "sync/headoffice/record/verify.h"
#include "sync/headoffice/rules/documents.h"

namespace redress::headoffice {

namespace {

// In the database while it is a copy that was put here and has not become head office's own yet.
constexpr std::string_view kRestored = "restored";

Status copy_checked(const std::string& from, const std::string& to) {
  DatabaseOptions reader;
  reader.reader = true;
  const auto no_copy = [&](const std::string& why) {
    return Error{Errc::corrupt, "--from " + from + ": not a whole copy of a head office database (" + why + "); nothing was changed"};
  };
  auto copy = Database::open(from, reader);
  if (!copy.ok()) return no_copy("it cannot be opened as a database");
  const auto malls = copy->integer(0, "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN ('mall', 'event', 'person')");
  if (!malls.ok() || *malls < 3) return no_copy(malls.ok() ? "a database of something else" : malls.error().what);
  if (auto whole = copy->integrity_check(); !whole.ok()) return no_copy(whole.error().what);
  return copy->backup(to);
}

Status erase_again(Office& office, Database& db, const std::vector<Erasure>& erasures) {
  CaseProjection cases(office, db, office.now());
  for (const auto& erasure : erasures) {
    REDRESS_TRY(erase_case(office, db, erasure, office.now(), ErasureSource::note));
    cases.touch(erasure.code);
  }
  return cases.finish();
}

// Devices may seal to a key that this copy does not know: they get one that it does.
Status renew_mall_keys(Office& office, Database& db, RecordWriter& writer) {
  REDRESS_TRY_ASSIGN(auto malls, db.integer(0, "SELECT max(no) FROM mall"));
  for (std::int64_t mall = 1; mall <= malls; ++mall)
    REDRESS_TRY(new_mall_key(office, db, writer, mall, version_floor(office)));
  return {};
}

// Noted outside, but not known to this database.
Result<std::vector<Erasure>> missing_erasures(Database& db, const std::vector<Erasure>& noted) {
  std::vector<Erasure> out;
  for (const auto& erasure : noted) {
    REDRESS_TRY_ASSIGN(
        auto known,
        db.integer(0, "SELECT count(*) FROM erasure WHERE code = ? AND (scope = 'all' OR scope = ?)",
                   erasure.code.number, erasure.scope));
    if (known == 0) out.push_back(erasure);
  }
  return out;
}

// The keys are not in the copy; they must lie here already, or be in a copy of the time before key files.
// Gives how much the copy still holds that was erased.
Result<std::int64_t> make_ready(const std::string& fresh, const std::vector<Erasure>& noted, Random& random) {
  REDRESS_TRY_ASSIGN(auto db, Database::open(fresh));
  REDRESS_TRY(db.migrate(schema_steps()));
  if (auto keys = load_keys(db, random); !keys.ok()) return keys.error();
  REDRESS_TRY(db.run("INSERT OR REPLACE INTO setting(key, value) VALUES(?, 1)", kRestored));
  REDRESS_TRY_ASSIGN(auto missing, missing_erasures(db, noted));
  return static_cast<std::int64_t>(missing.size());
}

// What this copy holds of each device, whatever came since.
Status tell_backed_up(Database& copy, Database& db) {
  auto held = copy.query("SELECT no, stored_seq, stored_chain FROM device");
  while (true) {
    REDRESS_TRY_ASSIGN(const bool more, held.step());
    if (!more) return {};
    REDRESS_TRY(db.run("UPDATE device SET backed_up_seq = ?, backed_up_chain = ? WHERE no = ?", held.number(1), held.blob(2),
                       held.integer(0)));
  }
}

}  // namespace

Status back_up(Office& office, const std::string& to) {
  REDRESS_TRY(office.store().alone([&](Database& db) { return db.backup(to); }));
  DatabaseOptions reader;
  reader.reader = true;
  REDRESS_TRY_ASSIGN(auto copy, Database::open(to, reader));
  REDRESS_TRY_ASSIGN(const auto found, verify_record(copy));
  if (!found.problems.empty())
    return Error{Errc::corrupt, to + ": copied, but " + std::to_string(found.problems.size()) + " things in it are wrong (" +
                                    found.problems.front() + "; redress-headoffice verify names all). Devices keep what they hold"};
  return office.store().write([&](Database& db) { return tell_backed_up(copy, db); });
}

Status finish_restore(Office& office) {
  auto& store = office.store();
  REDRESS_TRY_ASSIGN(auto restored, store.alone([](Database& db) {
    return db.integer(0, "SELECT count(*) FROM setting WHERE key = ?", kRestored);
  }));
  if (restored == 0) return {};
  auto erased = store.write([&](Database& db) -> Status {
    REDRESS_TRY_ASSIGN(const auto noted, noted_erasures(store.file(kErasures_file)));
    REDRESS_TRY_ASSIGN(const auto missing, missing_erasures(db, noted));
    REDRESS_TRY(erase_again(office, db, missing));
    return outnumber_documents(office, db);
  });
  REDRESS_TRY(std::move(erased));
  REDRESS_TRY(store.checkpoint(0));
  REDRESS_TRY(office.new_epoch("restore"));
  return store.write([&](Database& db) -> Status {
    RecordWriter writer(office, db, office.now());
    REDRESS_TRY(order_all_again(office, db, writer));
    REDRESS_TRY(hold_again(office, db, writer));
    REDRESS_TRY(renew_mall_keys(office, db, writer));
    REDRESS_TRY(writer.finish());
    return db.run("DELETE FROM setting WHERE key = ?", kRestored);
  });
}

Result<Restored> restore(const std::string& folder, const std::string& from, Clock& clock, Random& random) {
  if (!file_exists(from)) return Error{Errc::not_found, "--from " + from + ": there is no such file"};
  Restored out;
  auto database = folder + "/" + std::string(kDatabase_file);
  auto fresh = database + ".restoring";
  // Opening notes outside what the present database has erased and the power kept from being noted.
  if (file_exists(database)) (void)Office::open(folder, clock, random);
  {
    REDRESS_TRY_ASSIGN(const auto owner, own_folder(folder));
    REDRESS_TRY_ASSIGN(const auto noted, noted_erasures(folder + "/" + std::string(kErasures_file)));
    REDRESS_TRY(copy_checked(from, fresh));
    auto missing = make_ready(fresh, noted, random);
    if (!missing.ok()) {
      REDRESS_TRY(remove_file(fresh));
      return missing.error();
    }
    out.erased_again = *missing;
    const auto aside = database + ".before-" + std::to_string(clock.wall().ms);
    if (file_exists(database)) out.set_aside = aside;
    REDRESS_TRY(move_database(database, aside));  // also a log that a restore before this one left, cut off by the power
    REDRESS_TRY(rename_file(fresh, database));
    REDRESS_TRY(sync_folder(folder));
  }
  REDRESS_TRY_ASSIGN(auto office, Office::open(folder, clock, random));
  REDRESS_TRY_ASSIGN(out.events, office->store().alone([](Database& db) {
    return db.integer(0, "SELECT count(*) FROM event");
  }));
  return out;
}

}  // namespace redress::headoffice
