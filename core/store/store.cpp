#include "core/store/store.h"

#include <sys/statvfs.h>

#include <filesystem>

#include "core/store/case_table.h"
#include "core/store/clock_guard.h"
#include "core/store/clock_table.h"
#include "core/store/folder.h"
#include "core/store/folder_owner.h"
#include "core/store/kept_documents.h"
#include "core/store/own_log.h"
#include "core/store/schema.h"
#include "core/store/set_aside.h"
#include "core/store/store_guard.h"
#include "core/store/stranded.h"

namespace redress {

Store::Store(const StoreOptions& options, Clock& clock, Random& random)
    : options_(options), clock_(clock), random_(random) {}

Store::~Store() = default;

std::string Store::file(std::string_view name) const {
  return options_.folder + "/" + std::string(name);
}

Result<std::unique_ptr<Store>> Store::open(const StoreOptions& options, Clock& clock, Random& random) {
  std::unique_ptr<Store> store(new Store(options, clock, random));
  REDRESS_TRY(store->start());
  return store;
}

Status Store::start() {
  std::lock_guard lock(mutex_);
  REDRESS_TRY(make_folder(options_.folder));
  REDRESS_TRY_ASSIGN(owner_, FolderOwner::take(file("owner.lock")));
  (void)hold_reserve();  // without space there is none: space() says so, reading and sync go on
  Status opened = open_database();
  if (!opened.ok() && opened.error().code == Errc::corrupt) {
    REDRESS_TRY_ASSIGN(opened_.salvage, recover_now());
  } else {
    REDRESS_TRY(opened);
    REDRESS_TRY(bind_identity());
  }
  REDRESS_TRY(start_clock());
  // What a power cut left in the log would be read again at every start, and what an erasure destroyed would
  // stay in it. On a full disk that waits.
  tidy_due_ = !db_->checkpoint().ok();
  REDRESS_TRY(warm_up());
  (void)db_->stretch_wal();  // only speeds up; a full disk shows elsewhere
  return {};
}

namespace {

// What a newer program keeps in the case rows is filled from the log.
Status fold_anew(Database& db) {
  REDRESS_TRY_ASSIGN(Transaction transaction, Transaction::begin(db));
  REDRESS_TRY(case_table::rebuild(db));
  return transaction.commit();
}

}  // namespace

// A key is made after its database is on the disk: without bytes there it was lost since, or saving it was interrupted, and
// this is no new folder.
bool Store::lacks_database() const {
  std::error_code failed;
  const auto bytes = std::filesystem::file_size(file("device.db"), failed);
  return options_.vfs.empty() && (failed || bytes == 0) && (file_exists(file("device.key")) || unsaved_folder(options_.folder));
}

Status Store::open_database() {
  if (lacks_database()) return Error{Errc::corrupt, "the database is gone or empty"};
  DatabaseOptions options;
  options.vfs = options_.vfs;
  options.cache_kib = options_.cache_kib;
  REDRESS_TRY_ASSIGN(Database db, Database::open(file("device.db"), options));
  REDRESS_TRY_ASSIGN(const auto version, db.integer(0, "PRAGMA user_version"));
  REDRESS_TRY(db.migrate(schema_steps()));
  if (version > 0 && version < static_cast<std::int64_t>(schema_steps().size())) REDRESS_TRY(fold_anew(db));
  // Touches the rows without which nothing works, so that a damaged file shows now and not at the first case.
  REDRESS_TRY(own_log::find(db));
  db_.emplace(std::move(db));
  return {};
}

// The first commit in a new write-ahead log syncs its header and its folder too. Doing one now leaves exactly
// one sync for every complaint.
Status Store::warm_up() {
  return db_->run("UPDATE own SET warm_ups = warm_ups + 1 WHERE one = 1");
}

Status Store::usable() {
  if (!db_) {
    Status opened = open_database();
    if (!opened.ok()) return damage_met_ |= opened.error().code == Errc::corrupt, opened;
  }
  if (!doubtful_) return {};
  Status durable = make_durable();
  if (durable.ok())
    doubtful_ = false;
  else
    db_->abandon(), db_.reset();
  return durable;
}

// After a failed sync the kernel may hold pages as clean that never reached the disk, so syncing again proves
// nothing. Copying everything from the log into the file writes those pages anew. The log is stretched only
// after a commit synced its new beginning: if the power kept the zeros but not the emptying, the old log
// would be read up to them.
Status Store::make_durable() {
  REDRESS_TRY(db_->checkpoint());
  REDRESS_TRY(warm_up());
  (void)db_->stretch_wal();
  return {};
}

Status Store::recycle() {
  REDRESS_TRY(db_->recycle_wal());
  return warm_up();
}

void Store::note_failure(const Error& error) {
  if (error.code == Errc::full) release_reserve();
  if (error.code == Errc::corrupt) damage_met_ = true;
  if (error.code != Errc::io && error.code != Errc::full) return;
  if (!db_) return;
  db_->abandon();
  db_.reset();
  doubtful_ = true;
}

// ---- Identity

constexpr std::string_view kNext_key = "device.key.next";

Status Store::keep_old_key() {
  const std::string path = file("device.key");
  if (!file_exists(path)) return {};
  for (int n = 1;; ++n) {
    const std::string aside = path + ".old-" + std::to_string(n);
    if (!file_exists(aside)) return rename_file(path, aside);
  }
}

Status Store::replace_identity(const DeviceIdentity& identity, Debts debts) {
  auto old = load_identity(file("device.key"));
  REDRESS_TRY(keep_old_key());
  REDRESS_TRY(save_identity(file("device.key"), identity));
  REDRESS_TRY_ASSIGN(auto before, own_log::find(*db_));
  REDRESS_TRY_ASSIGN(Transaction transaction, Transaction::begin(*db_));
  const bool own_key = old.ok() && before && old->incarnation == before->incarnation;
  if (old.ok() && !own_key) REDRESS_TRY(stranded::note(*db_, old->incarnation));
  const bool signs_before =
      before && debts == Debts::stay && stranded::has_key(options_.folder, before->incarnation);
  if (signs_before) REDRESS_TRY(stranded::note(*db_, before->incarnation));
  REDRESS_TRY_ASSIGN(const std::int64_t confirmed,
                     db_->integer(0, "SELECT stored_seq FROM sync_state WHERE one = 1"));
  REDRESS_TRY(own_log::begin(*db_, identity.incarnation, before ? before->latest_at : Instant{}));
  if (before && !signs_before)
    REDRESS_TRY(stranded::take_over(*db_, before->device, static_cast<std::uint64_t>(confirmed)));
  // PINs that were bound with another device secret fit nobody any more.
  if (!old.ok() || old->secret != identity.secret) REDRESS_TRY(db_->run("DELETE FROM staff"));
  REDRESS_TRY(transaction.commit());
  if (identity_)
    *identity_ = identity;
  else
    identity_ = std::make_unique<DeviceIdentity>(identity);
  if (clock_guard_) clock_guard_->begin_anew();
  return {};
}

// Only the counting starts anew. The box key opens documents that are here, the device secret checks the
// PINs.
Result<DeviceIdentity> Store::successor_of(const DeviceIdentity& old) {
  auto next = load_identity(file(kNext_key));
  const bool follows = next.ok() && next->incarnation != old.incarnation && next->box.public_key == old.box.public_key &&
                       next->secret == old.secret;
  if (follows) return next;
  DeviceIdentity fresh = DeviceIdentity::generate(random_);
  fresh.box = old.box;
  fresh.secret = old.secret;
  REDRESS_TRY(save_identity(file(kNext_key), fresh));
  return fresh;
}

Result<DeviceIdentity> Store::next_identity() {
  return guarded([&](Database&) { return successor_of(*identity_); });
}

Status Store::renew_identity(Debts debts) {
  if (auto old = load_identity(file("device.key")); old.ok()) {
    REDRESS_TRY_ASSIGN(auto next, successor_of(*old));
    REDRESS_TRY(replace_identity(next, debts));
    return remove_file(file(kNext_key));
  }
  // These were sealed to the lost key. Without them the device is not enrolled, and head office hands them out
  // with the next enrolment.
  for (const auto* kind : {"provision", "staff", "mall_key"})
    REDRESS_TRY(kept_documents::remove(*db_, options_.folder, kind));
  return replace_identity(DeviceIdentity::generate(random_));
}

// Key file and log belong together. A key without its log, or a log without its key, must not go on counting:
// a sequence number would be used twice (R-fork, decision 5).
Status Store::bind_identity() {
  auto key = load_identity(file("device.key"));
  if (!key.ok() && key.error().code != Errc::not_found && key.error().code != Errc::corrupt)
    return key.error();
  REDRESS_TRY_ASSIGN(auto own, own_log::find(*db_));
  if (key.ok() && own && own->incarnation == key->incarnation) {
    identity_ = std::make_unique<DeviceIdentity>(std::move(key).value());
    return {};
  }
  // Bundle keys were saved but the power went before the log took them over: nothing was written yet.
  if (key.ok() && own && own->head.seq == 0) {
    identity_ = std::make_unique<DeviceIdentity>(std::move(key).value());
    return own_log::begin(*db_, identity_->incarnation, own->latest_at);
  }
  const bool used_before = own.has_value() || key.ok();
  opened_.fresh = !own;
  opened_.identity_replaced = used_before || key.error().code == Errc::corrupt;
  return renew_identity();
}

Status Store::adopt_identity(const DeviceIdentity& identity) {
  return guarded([&](Database& db) -> Status {
    REDRESS_TRY_ASSIGN(auto own, own_log::get(db));
    if (own.head.seq != 0)
      return Error{Errc::conflict, "this device has already written " + std::to_string(own.head.seq) +
                                       " events; a bundle can only start an empty data folder"};
    return replace_identity(identity);
  });
}

Status Store::leave_fork() {
  return guarded([&](Database& db) -> Status {
    REDRESS_TRY_ASSIGN(auto own, own_log::get(db));
    return own.forked ? renew_identity() : Status();
  });
}

Status Store::leave_revoked() {
  return guarded([&](Database&) { return renew_identity(Debts::go_over); });
}

// ---- Time and ids

// Damage and a full disk must not keep the device shut: it then counts on from its last event, and the run is kept with
// the first event that stands in it.
Status Store::start_clock() {
  REDRESS_TRY_ASSIGN(auto own, own_log::get(*db_));
  const auto floor = clock_table::floor(*db_, own, options_.build_date);
  const auto last = clock_table::last_run(*db_, clock_.boot());
  clock_guard_ = std::make_unique<ClockGuard>(
      clock_, random_, floor.ok() ? *floor : ClockFloor{options_.build_date, {}, own.latest_at, own.latest_at},
      last.ok() ? *last : std::nullopt);
  const bool whole = floor.ok() && last.ok() && read_clock_offset(*db_).ok();
  damage_met_ |= !whole;
  if (keep_clock(*db_).ok()) clock_guard_->set_unsaved(false);
  return {};
}

Status Store::keep_clock(Database& db) {
  return clock_guard_->unsaved() ? clock_table::keep(db, clock_guard_->run()) : Status();
}

Status Store::read_clock_offset(Database& db) {
  REDRESS_TRY_ASSIGN(const auto offset_ms,
                     clock_table::offset_ms(db, identity_->incarnation, clock_guard_->run().id));
  clock_guard_->set_offset(offset_ms);
  return {};
}

std::optional<std::int64_t> Store::clock_off_ms() {
  std::lock_guard lock(mutex_);
  return clock_guard_->wall_off_ms();
}

bool Store::hear_time(Instant told, std::int64_t asked_mono_ms) {
  std::lock_guard lock(mutex_);
  return clock_guard_->hear(told, asked_mono_ms);
}

Result<std::vector<Stamp>> Store::unmeasured_clocks() {
  return guarded([&](Database& db) -> Result<std::vector<Stamp>> {
    REDRESS_TRY_ASSIGN(auto own, own_log::get(db));
    REDRESS_TRY_ASSIGN(const auto runs, clock_table::unmeasured(db, own, clock_guard_->run()));
    std::vector<Stamp> out;
    for (const auto& run : runs) {
      const std::int64_t mono_ms = clock_.monotonic_ms();
      out.push_back({Instant{run.stamp_ms + mono_ms}, mono_ms, run.id, false, clock_guard_->now().time});
    }
    return out;
  });
}

Stamp Store::stamp() {
  std::lock_guard lock(mutex_);
  return clock_guard_->now();
}

Uuid Store::new_event_id() {
  std::lock_guard lock(mutex_);
  return make_uuid7(clock_guard_->now().at, random_.array<16>());
}

}  // namespace redress
