// Held after every step: what a device acknowledged lies on its disk unchanged, what head office acknowledged
// lies there once, and nobody's log is flagged as forked who did nothing to deserve it.
#include "core/model/event.h"
#include "tests/sim/world.h"

namespace redress::sim {

namespace {

std::string name_of(const Told& told) {
  return to_compact(told.code) + " of device " + std::to_string(told.device + 1);
}

// How it stood on the disk right after the receipt.
void look_first(Told& told, const Bytes& bytes, Store& store) {
  auto sealed = store.sealed_part(told.event);
  if (!sealed.ok()) return;
  told.bytes = bytes;
  told.sealed = sealed->value_or(Bytes());
  told.seq = parse_event(as_text(bytes))->seq;
}

}  // namespace

void check_device(World& world, Device& device) {
  if (!device.up()) return;
  auto me = world.device_of(device);
  for (auto& told : world.ledger.told) {
    if (told.device != me || told.disk_gone) continue;
    auto bytes = device.store().event_bytes(told.event);
    if (!bytes.ok()) return;  // its disk fails just now
    if (!*bytes) violation("acknowledged complaint " + name_of(told) + " is not on the device that took it");
    if (told.bytes.empty()) look_first(told, **bytes, device.store());
    if (!told.bytes.empty() && **bytes != told.bytes)
      violation("complaint " + name_of(told) + " was changed on its device");
  }
  auto queue = device.store().queue_state();
  if (queue.ok() && queue->forked && !device.tampered)
    violation("the log of " + device.place.name + " forked, but nobody copied its disk");
}

void note_confirmed(World& world, Device& device) {
  if (!device.up() || !world.office->running()) return;
  auto state = device.store().sync_state();
  if (!state.ok() || state->epoch != world.office->office().epoch().id) return;
  const auto& incarnation = device.store().identity().incarnation;
  for (auto& told : world.ledger.told)
    if (told.incarnation == incarnation && !told.disk_gone && !told.bytes.empty() &&
        told.device == world.device_of(device) && told.seq <= state->stored.seq)
      told.confirmed = true;
}

void check_office(World& world) {
  if (!world.office->running()) return;
  auto reader = world.office->office().store().read();
  if (!reader.ok()) return;
  for (const auto& told : world.ledger.told) {
    auto row = (*reader)->query("SELECT bytes FROM event WHERE id = ?", told.event);
    int copies = 0;
    for (auto found = row.step();; found = row.step()) {
      if (!found.ok()) return;
      if (!*found) break;
      ++copies;
      if (!told.bytes.empty() && row.bytes(0) != told.bytes)
        violation("complaint " + name_of(told) + " was changed at head office");
    }
    if (copies > 1)
      violation("complaint " + name_of(told) + " is at head office " + std::to_string(copies) + " times");
    if (told.confirmed && copies == 0)
      violation("complaint " + name_of(told) + " was confirmed by head office, which does not have it");
  }
}

}  // namespace redress::sim
