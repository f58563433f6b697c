// What happens at head office.
#include "sync/headoffice/record/devices.h"
#include "tests/sim/steps.h"

namespace redress::sim {

namespace {

disk::Loss any_loss(World& world) {
  return static_cast<disk::Loss>(world.random.below(3));
}

// Until it runs again; the power may go once more while it starts.
void start(World& world) {
  auto& office = *world.office;
  if (world.random.chance(20)) {
    office.disk.cut_after(world.random.below(30));
    if (office.start() && !office.disk.off()) return office.disk.heal_cut();
    office.power_cycle(any_loss(world));
  }
  if (!office.start()) violation("head office does not start any more");
}

}  // namespace

void office_backs_up(World& world) {
  world.note(std::string("head office backs up") + (world.office->back_up() ? "" : ": failed"));
}

void office_is_restored(World& world) {
  auto& office = *world.office;
  office.drop_old_copies();
  if (office.copies.empty()) return;
  auto which = world.random.below(office.copies.size());
  world.note("head office is restored from a copy of " +
             std::to_string((world.now - office.copies[which].at) / kHour_ms) + " hours ago");
  for (auto& told : world.ledger.told) told.confirmed = false;
  if (world.random.chance(15)) {
    office.disk.cut_after(world.random.below(60));
    (void)office.restore(which);
    office.power_cycle(any_loss(world));
    if (world.random.chance(50)) return start(world);  // as if nobody had watched
  }
  if (!office.restore(which)) violation("head office cannot be restored");
  start(world);
}

void office_erases(World& world) {
  if (world.ledger.told.empty()) return;
  auto code = world.random.pick(world.ledger.told).code;
  bool all = world.random.chance(60);
  auto done = world.office->erase(code, all ? "all" : "contact");
  world.note("head office erases " + to_compact(code) + (all ? "" : ", contact only") +
             (done.ok() ? "" : ": " + done.error().what));
  bool perhaps = !done.ok() && done.error().code != Errc::refused && done.error().code != Errc::not_found;
  for (auto& told : world.ledger.told) {
    if (told.code != code) continue;
    if (done.ok())
      told.erased = all || told.erased == Told::Erased::all ? Told::Erased::all : Told::Erased::contact;
    if (perhaps && told.erased == Told::Erased::no) told.erased = Told::Erased::perhaps;
  }
}

void office_changes_policy(World& world) {
  auto done = world.office->publish_policy(static_cast<int>(world.random.between(24, 40)));
  world.note("head office publishes a policy" + (done.ok() ? std::string() : ": " + done.error().what));
}

void office_restarts(World& world) {
  world.note("head office restarts");
  world.office->stop();
  start(world);
}

void office_loses_power(World& world) {
  auto& office = *world.office;
  office.disk.cut_after(world.random.below(80));
  for (int i = 0; i < 3 && office.running(); ++i) {
    switch (world.random.below(8)) {
      case 0:
        office_erases(world);
        break;
      case 1:
        office_backs_up(world);
        break;
      case 2:
        office.upkeep();
        break;
      default:
        device_syncs(world, world.any_device());
    }
  }
  world.note("head office loses power");
  office.power_cycle(any_loss(world));
  start(world);
}

void office_disk_fails(World& world) {
  auto& office = *world.office;
  office.disk.fail(1 + world.random.below(40), world.random.chance(50) ? EIO : ENOSPC,
                   world.random.chance(20));
  for (int i = 0; i < 3; ++i) device_syncs(world, world.any_device());
  world.note("head office's disk failed " + std::to_string(office.disk.failures()) + " times so far");
  office.disk.heal();
}

void device_is_revoked(World& world, Device& device) {
  if (!world.office->running() || device.revoked || !device.up()) return;
  auto incarnation = device.store().identity().incarnation;
  if (!headoffice::revoke_device(world.office->office(), to_text(incarnation)).ok()) return;
  world.note(device.place.name + " is revoked");
  for (auto& same : world.devices)  // its clones too
    if (same->up() && same->store().identity().incarnation == incarnation) same->revoked = true;
}

}  // namespace redress::sim
