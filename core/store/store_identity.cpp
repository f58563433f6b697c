// Under which name this device counts: key file and log belong together.
#include "core/store/clock_guard.h"
#include "core/store/folder.h"
#include "core/store/kept_documents.h"
#include "core/store/own_log.h"
#include "core/store/store.h"
#include "core/store/store_guard.h"
#include "core/store/stranded.h"

namespace redress {
namespace {

constexpr std::string_view kNext_key = "device.key.next";

}  // namespace

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

}  // namespace redress
