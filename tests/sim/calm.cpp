// Faults stop, people repair what is broken, and then everything must come to rest.
#include "tests/sim/world.h"

namespace redress::sim {

namespace {

constexpr int kRounds = 16;

void end_faults(World& world) {
  auto& office = *world.office;
  office.disk.heal();
  if (!office.running() && !office.start()) violation("head office does not start any more");
  for (auto& request : world.underway) (void)office.answer(request);
  world.underway.clear();
  for (auto& device : world.devices) {
    device->network.faults = {};
    device->disk->heal();
    device->clock.set_drift(0);
    if (!device->up() && !device->start()) violation(device->place.name + " does not start any more");
  }
}

bool office_has(World& world, std::string_view sql, const Uuid& event) {
  auto reader = world.office->office().store().read();
  return reader.ok() && *(*reader)->integer(0, sql, event) > 0;
}

bool must_enrol(Device& device, const RunReport& report) {
  auto queue = device.store().queue_state();
  return !device.enrolled() || (queue.ok() && queue->forked) || report.problem.trouble == Trouble::unknown ||
         report.problem.trouble == Trouble::fork;
}

// True: nothing moved and nothing waits.
bool settle(World& world, Device& device, std::string& unrest) {
  auto report = device.sync();
  world.spend(device);
  if (must_enrol(device, report)) {
    bool done = device.enrol();
    unrest = device.place.name + " had to be enrolled anew" + (done ? "" : ", which failed");
    return false;
  }
  note_confirmed(world, device);
  bool rests =
      report.problem.none() && report.queue_empty && report.sent == 0 && report.pulled == 0 && !report.reset;
  if (rests) return true;
  auto queue = device.store().queue_state();
  unrest = device.place.name + ": " + report.problem.what + " sent " + std::to_string(report.sent) +
           " pulled " + std::to_string(report.pulled) + (report.reset ? " new epoch" : "");
  if (queue.ok())
    unrest += " waiting " + std::to_string(queue->waiting) + " carried " +
              std::to_string(queue->relay_batches) + "+" + std::to_string(queue->relay_pages) + " stranded " +
              std::to_string(queue->stranded);
  return false;
}

}  // namespace

// Whoever still holds a complaint must give it to everybody: its author, else whom it had reached. What a
// revoked device says counts only if head office took it before.
void note_owed(World& world) {
  for (auto& told : world.ledger.told) {
    const auto& author = *world.devices[told.device];
    bool by_author = !told.disk_gone && !author.revoked;
    told.owed = by_author || office_has(world, "SELECT count(*) FROM event WHERE id = ?", told.event);
    told.sealed_owed =
        by_author ||
        office_has(world, "SELECT count(*) FROM event e JOIN sealed s ON s.n = e.n WHERE e.id = ?",
                   told.event);
    for (auto& device : world.devices) {
      if (device->revoked || author.revoked) continue;
      auto bytes = device->store().event_bytes(told.event);
      auto sealed = device->store().sealed_part(told.event);
      told.owed = told.owed || (bytes.ok() && *bytes);
      told.sealed_owed = told.sealed_owed || (sealed.ok() && *sealed);
    }
  }
}

void drain(World& world) {
  std::string unrest;
  for (int round = 0; round < kRounds; ++round) {
    unrest.clear();
    bool rests = true;
    for (auto& device : world.devices)
      if (!device->revoked && !settle(world, *device, unrest)) rests = false, world.note("calm: " + unrest);
    world.office->upkeep();
    world.pass(61 * kMinute_ms);
    for (auto& device : world.devices) check_device(world, *device);
    check_office(world);
    if (rests) return;
  }
  violation("the queues do not drain after the faults stopped: " + unrest);
}

void become_calm(World& world) {
  end_faults(world);
  for (auto& device : world.devices) check_device(world, *device);
  note_owed(world);
  drain(world);
}

}  // namespace redress::sim
