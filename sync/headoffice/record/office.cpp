#include "sync/headoffice/record/office.h"

#include "sync/headoffice/record/backup.h"
#include "sync/headoffice/record/erasure.h"
#include "sync/headoffice/record/holds.h"

namespace redress::headoffice {

Result<std::unique_ptr<Office>> Office::open(const std::string& folder, Clock& clock, Random& random) {
  REDRESS_TRY_ASSIGN(auto store, Store::open(folder));
  REDRESS_TRY_ASSIGN(auto keys, store->alone([&](Database& db) { return load_keys(db, random); }));
  REDRESS_TRY_ASSIGN(auto epoch, store->alone([](Database& db) { return load_epoch(db); }));
  std::unique_ptr<Office> office(new Office(std::move(store), std::move(keys), epoch, clock, random));
  REDRESS_TRY(office->store().alone(
      [&](Database& db) { return office->rules_.load(db, office->keys_.signing.public_key()); }));
  REDRESS_TRY(finish_restore(*office));
  office->holds_due = !note_holds(*office).ok();
  office->erasures_due = !finish_erasures(*office).ok();
  return office;
}

Epoch Office::epoch() const {
  std::lock_guard lock(epoch_guard_);
  return epoch_;
}

Status Office::new_epoch(std::string_view reason) {
  return store_->write([&](Database& db) -> Status {
    REDRESS_TRY(begin_epoch(db, keys_.signing.public_key(), keys_.box.public_key, reason, now(), random_));
    REDRESS_TRY_ASSIGN(auto epoch, load_epoch(db));
    std::lock_guard lock(epoch_guard_);
    epoch_ = epoch;
    return {};
  });
}

}  // namespace redress::headoffice
