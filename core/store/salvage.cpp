// A damaged database: set aside whole, its rows saved one by one into a fresh file, capture goes on.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "core/store/case_table.h"
#include "core/store/clock_guard.h"
#include "core/store/folder.h"
#include "core/store/kept_documents.h"
#include "core/store/leaf_pages.h"
#include "core/store/own_log.h"
#include "core/store/schema.h"
#include "core/store/set_aside.h"
#include "core/store/store.h"
#include "core/store/table_salvage.h"

namespace redress {
namespace {

// Parents before children. case_row is folded anew.
constexpr std::string_view kTables[] = {
    "device", "event",      "sealed",     "erased_case", "fork",       "clock_offset",
    "own",    "sync_state", "frame_page", "relay_batch", "quarantine", "document",
    "staff",  "pin_try",    "print_job",  "alarm",       "setting",    "clock_run"};
constexpr std::string_view kAside = "damaged-";
constexpr std::int64_t kAside_ms = 35 * kDay_ms;
// Stands in such a folder until what was saved from it is the database. If the power goes before, saving goes on from there.
constexpr std::string_view kUnsaved = "/unsaved";
constexpr std::string_view kSaving = "device.db.saving";

std::string name_aside(const std::string& folder, Instant now) {
  const std::string first = folder + "/" + std::string(kAside) + std::to_string(now.ms);
  std::string name = first;
  for (int n = 1; file_exists(name); ++n) name = first + "-" + std::to_string(n);
  return name;
}

// Where what is damaged goes: a folder of its own, or the one from which saving was interrupted.
Result<std::string> folder_for(const std::string& folder, Instant now) {
  if (auto unsaved = unsaved_folder(folder)) {
    for (const char* copy : {"/empty.db", "/repaired.db", "/device.db.leaves"}) REDRESS_TRY(remove_database(*unsaved + copy));
    return *unsaved;
  }
  const std::string aside = name_aside(folder, now);
  REDRESS_TRY(make_folder(aside));
  REDRESS_TRY(write_file_whole(aside + std::string(kUnsaved), {}, 0600));
  return aside;
}

Result<std::string> set_aside(const std::string& folder, Instant now) {
  REDRESS_TRY_ASSIGN(const std::string aside, folder_for(folder, now));
  REDRESS_TRY(move_database(folder + "/device.db", aside + "/device.db"));
  REDRESS_TRY(sync_folder(aside));
  REDRESS_TRY(sync_folder(folder));
  return aside;
}

// The pages of sqlite_schema only say where tables begin, and the same steps put them in the same places in
// every file: those of an empty database open a copy of the rest.
struct SchemaPages {
  Bytes file;                        // of the empty database
  std::vector<std::size_t> numbers;  // from 0
};

Result<SchemaPages> schema_pages(const std::string& empty) {
  SchemaPages out;
  {
    REDRESS_TRY_ASSIGN(Database db, Database::open(empty));
    REDRESS_TRY(db.migrate(schema_steps()));
    Statement page = db.query("SELECT pageno FROM dbstat WHERE name = 'sqlite_schema'");
    while (true) {
      REDRESS_TRY_ASSIGN(bool more, page.step());
      if (!more) break;
      out.numbers.push_back(static_cast<std::size_t>(page.integer(0) - 1));
    }
  }
  REDRESS_TRY_ASSIGN(out.file, read_file_whole(empty, 4u << 20));
  REDRESS_TRY(remove_file(empty));
  return out;
}

Result<std::string> repair_schema(const std::string& aside) {
  const std::string repaired = aside + "/repaired.db";
  REDRESS_TRY_ASSIGN(SchemaPages schema, schema_pages(aside + "/empty.db"));
  std::error_code failed;
  const auto pages =
      static_cast<std::uint32_t>(std::filesystem::file_size(aside + "/device.db", failed) / kPage_bytes);
  for (int i = 0; i < 4; ++i)
    schema.file[static_cast<std::size_t>(28 + i)] = static_cast<std::uint8_t>(pages >> (24 - 8 * i));
  std::fill_n(schema.file.begin() + 32, 8, std::uint8_t{0});  // no list of free pages
  REDRESS_TRY(copy_database(aside + "/device.db", repaired));
  std::fstream file(repaired, std::ios::in | std::ios::out | std::ios::binary);
  for (const std::size_t number : schema.numbers) {
    const std::size_t at = number * kPage_bytes;
    file.seekp(static_cast<std::streamoff>(at));
    file.write(reinterpret_cast<const char*>(schema.file.data() + at), kPage_bytes);
  }
  file.close();
  if (failed || !file) return Error{Errc::io, "cannot copy the damaged database in " + aside};
  return repaired;
}

Result<Database> open_damaged(const std::string& aside) {
  DatabaseOptions reading;
  reading.reader = true;
  auto damaged = Database::open(aside + "/device.db", reading);
  if (damaged.ok() && damaged->integer(0, "SELECT count(*) FROM sqlite_schema").ok()) return damaged;
  REDRESS_TRY_ASSIGN(std::string repaired, repair_schema(aside));
  return Database::open(repaired, reading);
}

// Is the own log whole up to its end? Then this device may go on counting; else a seq could be used twice.
Result<bool> log_is_whole(Database& db, SalvageReport& report) {
  auto own = own_log::find(db);
  if (!own.ok()) return own.error();
  if (!*own) return false;
  REDRESS_TRY_ASSIGN(
      std::int64_t here,
      db.integer(0, "SELECT count(*) FROM event WHERE device = ? AND branch = 0", (*own)->device));
  const auto expected = static_cast<std::int64_t>((*own)->head.seq);
  report.events_lost = static_cast<std::uint64_t>(std::max<std::int64_t>(0, expected - here));
  if (here != expected) return false;
  auto end = own_log::point_at(db, (*own)->device, (*own)->head.seq);
  return end.ok() && end->chain == (*own)->head.chain;
}

// Events know their author only by the device row. If ours is lost, the key file still says who we are;
// foreign events without author go, head office hands them down again.
Status repair_authors(Database& db, const std::string& key_path) {
  if (auto key = load_identity(key_path); key.ok())
    REDRESS_TRY(db.run(
        "INSERT OR IGNORE INTO device(id, incarnation) VALUES((SELECT ifnull(max(device), 1) FROM own), ?)",
        key->incarnation));
  REDRESS_TRY(db.run("DELETE FROM event WHERE device NOT IN (SELECT id FROM device)"));
  REDRESS_TRY(db.run("DELETE FROM sealed WHERE event NOT IN (SELECT id FROM event)"));
  return db.run("DELETE FROM own WHERE device NOT IN (SELECT id FROM device)");
}

Status copy_tables(Database& from, Database& to, const std::string& key_path, SalvageReport& report) {
  REDRESS_TRY_ASSIGN(Transaction transaction, Transaction::begin(to));
  for (std::string_view table : kTables) {
    const std::uint64_t kept = TableSalvage(from, to, table).run();
    if (table == "event")
      report.events = kept;
    else
      report.other_rows += kept;
  }
  REDRESS_TRY(repair_authors(to, key_path));
  REDRESS_TRY(case_table::rebuild(to));
  return transaction.commit();
}

// Without these two no complaint can be taken; they also stand as files.
Status take_mirrored_documents(Database& db, const std::string& folder) {
  for (const Document& document : kept_documents::mirrored(folder))
    REDRESS_TRY(kept_documents::put(db, document));
  return {};
}

// What can be read of the file that was set aside, whole on the disk as a database of its own.
Status save_into(const std::string& path, const StoreOptions& options, SalvageReport& report) {
  REDRESS_TRY(remove_database(path));
  {
    DatabaseOptions saving;
    saving.cache_kib = options.cache_kib;
    REDRESS_TRY_ASSIGN(Database fresh, Database::open(path, saving));
    REDRESS_TRY(fresh.migrate(schema_steps()));
    REDRESS_TRY(fresh.script("PRAGMA foreign_keys=OFF"));
    auto damaged = open_damaged(report.set_aside);
    if (damaged.ok()) REDRESS_TRY(copy_tables(*damaged, fresh, options.folder + "/device.key", report));
    REDRESS_TRY(take_mirrored_documents(fresh, options.folder));
    REDRESS_TRY(fresh.checkpoint());
  }
  return sync_file(path);
}

}  // namespace

std::vector<std::string> damaged_folders(const std::string& folder) {
  std::error_code failed;
  std::vector<std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(folder, failed))
    if (entry.path().filename().string().starts_with(kAside)) out.push_back(entry.path().string());
  std::sort(out.begin(), out.end());
  return out;
}

std::optional<std::string> unsaved_folder(const std::string& folder) {
  if (file_exists(folder + "/device.db")) return {};
  const auto all = damaged_folders(folder);
  const auto newest = std::find_if(all.rbegin(), all.rend(), [](const auto& aside) { return file_exists(aside + std::string(kUnsaved)); });
  return newest == all.rend() ? std::nullopt : std::optional(*newest);
}

Status Store::drop_damaged() {
  std::lock_guard lock(mutex_);
  const Stamp now = clock_guard_->now();
  if (!now.trusted) return {};
  Status out;
  for (const auto& aside : damaged_folders(options_.folder)) {
    const Instant at{std::strtoll(aside.c_str() + options_.folder.size() + 1 + kAside.size(), nullptr, 10)};
    // Named by a clock that was wrong: its 35 days begin now.
    if (at > now.time || at < options_.build_date) {
      REDRESS_TRY(rename_file(aside, name_aside(options_.folder, now.time)));
      continue;
    }
    std::error_code failed;
    if (now.time - at > kAside_ms) std::filesystem::remove_all(aside, failed);
    if (failed) out = Error{Errc::io, "remove " + aside + ": " + failed.message()};
  }
  return out;
}

Result<SalvageReport> Store::recover() {
  std::lock_guard lock(mutex_);
  return recover_now();
}

Result<SalvageReport> Store::recover_now() {
  if (db_) db_->abandon();
  db_.reset();
  SalvageReport report;
  REDRESS_TRY_ASSIGN(report.set_aside, set_aside(options_.folder, clock_.wall()));
  REDRESS_TRY(save_into(file(kSaving), options_, report));
  // Only now is there a database again: until here a start finds none and saves once more.
  REDRESS_TRY(rename_file(file(kSaving), file("device.db")));
  REDRESS_TRY(sync_folder(options_.folder));
  if (remove_file(report.set_aside + std::string(kUnsaved)).ok()) (void)sync_folder(report.set_aside);
  REDRESS_TRY(open_database());
  REDRESS_TRY_ASSIGN(bool whole, log_is_whole(*db_, report));
  if (whole) {
    REDRESS_TRY(bind_identity());
    report.new_incarnation = opened_.identity_replaced;
  } else {
    report.new_incarnation = opened_.identity_replaced = true;
    REDRESS_TRY(renew_identity());
  }
  REDRESS_TRY(warm_up());
  doubtful_ = false;
  if (clock_guard_) clock_guard_->set_unsaved(true);
  return report;
}

}  // namespace redress
