// Held when all is calm: what is typed from now on is sealed to the newest key of its mall, never to one that
// a revoked counter knows; whatever a mall key of head office opens, every counter of that mall opens; who
// was revoked stays out.
#include <algorithm>

#include "sync/headoffice/record/devices.h"
#include "tests/sim/steps.h"

namespace redress::sim {

namespace {

std::vector<BoxKeyPair> keys_of(World& world, Database& db, const std::string& mall) {  // newest first
  std::vector<BoxKeyPair> out;
  auto row = db.query(
      "SELECT k.secret FROM mall_key k JOIN mall m ON m.no = k.mall WHERE m.id = ? ORDER BY k.epoch DESC",
      mall);
  while (*row.step()) {
    auto secret = headoffice::open_mall_key(world.office->office().keys(), row.blob(0));
    if (!secret.ok()) violation("head office cannot open its own key of " + mall);
    out.push_back(BoxKeyPair::from_secret(*to_array<32>(*secret)));
  }
  return out;
}

bool opens(const BoxKeyPair& key, const Told& told, ByteView sealed) {
  return open_sealed(sealed, {told.code.number, told.event}, SealSlot::mall, key).ok();
}

void check_new_complaint(World& world, Database& db, Device& device) {
  auto before = world.ledger.told.size();
  shopper_complains(world, device);
  if (world.ledger.told.size() == before) return;
  const auto& told = world.ledger.told.back();
  auto sealed = device.store().sealed_part(told.event);
  auto keys = keys_of(world, db, device.place.mall);
  if (!sealed.ok() || !*sealed) violation("a complaint without its text at " + device.place.name);
  if (!opens(keys.front(), told, **sealed))
    violation(device.place.name + " seals to an old key of " + device.place.mall);
}

bool shows_text(Device& counter, const Told& told) {
  const Person reader{"1005", Role::manager, "operations", ""};
  auto view = counter.engine().look_up(told.code, reader);
  return view.ok() && std::any_of(view->events.begin(), view->events.end(), [&](const TimelineEntry& entry) {
           return entry.event.event.id == told.event && !entry.sealed_missing;
         });
}

void check_counter(World& world, Database& db, Device& counter) {
  auto keys = keys_of(world, db, counter.place.mall);
  for (const auto& told : world.ledger.told) {
    auto sealed = *counter.store().sealed_part(told.event);
    if (!sealed) continue;
    bool by_office = std::any_of(keys.begin(), keys.end(),
                                 [&](const BoxKeyPair& key) { return opens(key, told, *sealed); });
    if (by_office && !shows_text(counter, told))
      violation(counter.place.name + " cannot open the text of " + to_compact(told.code));
  }
}

void check_revoked(Database& db, Device& device) {
  auto id = device.store().identity().incarnation;
  auto let_in =
      *db.integer(0, "SELECT count(*) FROM device WHERE incarnation = ? AND state = 'approved'", id);
  auto ordered = *db.integer(0, "SELECT count(*) FROM event WHERE kind = ? AND instr(bytes, ?) > 0",
                             headoffice::kDevice_revoked, as_bytes(to_text(id)));
  if (let_in > 0 && ordered > 0) violation(device.place.name + " was revoked and is let in again");
}

}  // namespace

void check_keys(World& world) {
  auto reader = world.office->office().store().read();
  auto& db = **reader;
  for (auto& device : world.devices) {
    if (device->revoked) {
      check_revoked(db, *device);
      continue;
    }
    if (device->is_counter()) check_counter(world, db, *device);
    check_new_complaint(world, db, *device);
  }
}

}  // namespace redress::sim
