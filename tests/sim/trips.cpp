// How events travel: by wire and by stick.
#include "sync/headoffice/record/exchange_file.h"
#include "sync/uplink/stick.h"
#include "sync/wire/batch.h"
#include "tests/sim/steps.h"

namespace redress::sim {

namespace {

std::string words(const RunReport& report) {
  return "sent " + std::to_string(report.sent) + " pulled " + std::to_string(report.pulled) +
         (report.reset ? " new epoch" : "") + (report.problem.none() ? "" : ": " + report.problem.what);
}

void check_stick(const Stick& stick) {
  LinuxFiles files;
  auto bytes = files.read(stick.file(), 256u << 20);
  if (!bytes.ok() || !wire::split_batches(*bytes).ok())
    violation("an export that was said to be done is not whole on the stick");
}

}  // namespace

void device_syncs(World& world, Device& device) {
  if (!device.up()) return;
  auto report = device.sync();
  world.spend(device);
  world.note(device.place.name + " syncs: " + words(report));
  note_confirmed(world, device);
}

void device_half_syncs(World& world, Device& device) {
  if (!device.up()) return;
  auto report = device.half_sync(world.random.chance(50));
  world.spend(device);
  world.note(device.place.name + " syncs one way: " + words(report));
  note_confirmed(world, device);
}

void stick_leaves(World& world, Device& device) {
  if (!device.up()) return;
  if (world.sticks.size() < 2)
    world.sticks.push_back(std::make_unique<Stick>(world.fresh_folder("stick"), world.random.next()));
  auto& stick = *world.random.pick(world.sticks);
  if (world.random.chance(30)) stick.disk.cut_after(world.random.below(8));  // pulled while it is written
  LinuxFiles files;
  auto done = export_events(device.store(), files, stick.file());
  world.note(device.place.name + " exports " +
             (done.ok() ? std::to_string(done->events) : done.error().what));
  stick.disk.power_on(static_cast<disk::Loss>(world.random.below(3)));
  if (done.ok()) check_stick(stick);
}

void stick_arrives(World& world) {
  if (world.sticks.empty()) return;
  auto& stick = *world.random.pick(world.sticks);
  LinuxFiles files;
  auto* counter = world.any_counter();
  if (counter && counter->up() && world.random.chance(60)) {
    auto done = import_events(counter->store(), files, stick.file());
    world.note(counter->place.name + " imports " +
               (done.ok() ? std::to_string(done->events) : done.error().what));
    return;
  }
  auto bytes = files.read(stick.file(), 256u << 20);
  if (!bytes.ok() || !world.office->running()) return;
  auto done = headoffice::import_batches(world.office->office(), *bytes);
  world.note("head office imports " +
             (done.ok() ? std::to_string(done->events) + " " + done->problems : done.error().what));
}

}  // namespace redress::sim
