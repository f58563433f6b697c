#include "sync/headoffice/backup.h"

#include "core/store/folder.h"
#include "sync/headoffice/documents.h"
#include "sync/headoffice/erasure.h"
#include "sync/headoffice/office.h"
#include "sync/headoffice/record_writer.h"
#include "sync/headoffice/schema.h"

namespace redress::headoffice {

namespace {

Status set_aside(const std::string& path, const std::string& to) {
  for (const char* suffix : {"", "-wal", "-shm"})
    if (file_exists(path + suffix)) REDRESS_TRY(rename_file(path + suffix, to + suffix));
  return {};
}

// The keys are not in the copy; they must lie here already, or be in a copy of the time before key files.
Status check_keys(const std::string& fresh, Random& random) {
  REDRESS_TRY_ASSIGN(auto db, Database::open(fresh));
  REDRESS_TRY(db.migrate(schema_steps()));
  auto keys = load_keys(db, random);
  return keys.ok() ? Status() : Status(keys.error());
}

Status copy_database(const std::string& from, const std::string& to) {
  DatabaseOptions reader;
  reader.reader = true;
  REDRESS_TRY_ASSIGN(auto copy, Database::open(from, reader));
  REDRESS_TRY(copy.integrity_check());
  return copy.backup(to);
}

Result<std::int64_t> erase_again(Office& office, const std::vector<Erasure>& erasures) {
  std::int64_t count = 0;
  auto erased = office.store().write([&](Database& db) -> Status {
    CaseProjection cases(office, db, office.now());
    for (const auto& erasure : erasures) {
      REDRESS_TRY_ASSIGN(
          auto known,
          db.integer(0, "SELECT count(*) FROM erasure WHERE code = ? AND (scope = 'all' OR scope = ?)",
                     erasure.code.number, erasure.scope));
      if (known > 0) continue;
      REDRESS_TRY(erase_case(office, db, erasure.code, erasure.scope, office.now()));
      cases.touch(erasure.code);
      ++count;
    }
    return cases.finish();
  });
  if (!erased.ok()) return erased.error();
  REDRESS_TRY(office.store().checkpoint(0));
  return count;
}

}  // namespace

Status back_up(Office& office, const std::string& to) {
  // Held alone: nothing is stored between the copy and the horizon that speaks of it.
  return office.store().alone([&](Database& db) -> Status {
    REDRESS_TRY(db.backup(to));
    return db.run("UPDATE device SET backed_up_seq = stored_seq, backed_up_chain = stored_chain");
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
    REDRESS_TRY_ASSIGN(auto lock, FolderLock::take(folder));
    REDRESS_TRY(copy_database(from, fresh));
    if (auto fit = check_keys(fresh, random); !fit.ok()) {
      REDRESS_TRY(remove_file(fresh));
      return fit.error();
    }
    if (file_exists(database)) {
      out.set_aside = database + ".before-" + std::to_string(clock.wall().ms);
      REDRESS_TRY(set_aside(database, out.set_aside));
    }
    REDRESS_TRY(rename_file(fresh, database));
    REDRESS_TRY(sync_folder(folder));
  }
  REDRESS_TRY_ASSIGN(auto office, Office::open(folder, clock, random));
  REDRESS_TRY_ASSIGN(out.erased_again,
                     erase_again(*office, noted_erasures(office->store().file(kErasures_file))));
  REDRESS_TRY(office->store().write([&](Database& db) { return outnumber_documents(*office, db); }));
  REDRESS_TRY(office->new_epoch("restore"));
  REDRESS_TRY_ASSIGN(out.events, office->store().alone([](Database& db) {
    return db.integer(0, "SELECT count(*) FROM event");
  }));
  return out;
}

}  // namespace redress::headoffice
