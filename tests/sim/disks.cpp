// What happens to devices: power, disks, clocks, copies.
#include <filesystem>

#include "tests/sim/steps.h"

namespace redress::sim {

namespace {

disk::Loss any_loss(World& world) {
  return static_cast<disk::Loss>(world.random.below(3));
}

void copy_folder(const std::string& from, const std::string& to) {
  std::filesystem::remove_all(to);
  std::filesystem::copy(from, to, std::filesystem::copy_options::recursive);
}

// Until it runs again; the power may go once more while it starts.
void start(World& world, Device& device) {
  if (world.random.chance(20)) {
    device.disk->cut_after(world.random.below(30));
    if (device.start() && !device.disk->off()) return device.disk->heal_cut();
    device.power_cycle(any_loss(world));
  }
  if (!device.start()) violation(device.place.name + " does not start any more");
}

// Complaints that this disk does not hold any more since somebody wiped it or put an old image back.
void note_lost(World& world, Device& device) {
  auto me = world.device_of(device);
  for (auto& told : world.ledger.told) {
    if (told.device != me || told.disk_gone) continue;
    auto bytes = device.store().event_bytes(told.event);
    told.disk_gone = !bytes.ok() || !*bytes;
  }
}

}  // namespace

void device_restarts(World& world, Device& device) {
  world.note(device.place.name + " restarts");
  device.stop();
  if (world.random.chance(50)) device.clock.reboot(device.random.array<8>());
  start(world, device);
}

void device_loses_power(World& world, Device& device) {
  device.disk->cut_after(world.random.below(60));
  for (int i = 0; i < 4 && device.up(); ++i) ordinary_work(world, device);
  world.note(device.place.name + " loses power");
  device.power_cycle(any_loss(world));
  start(world, device);
}

void device_disk_fails(World& world, Device& device) {
  bool restarts = world.random.chance(20);
  device.disk->fail(1 + world.random.below(25), world.random.chance(50) ? EIO : ENOSPC,
                    world.random.chance(20));
  if (restarts) device.stop(), (void)device.start();
  for (int i = 0; i < 3; ++i) ordinary_work(world, device);
  world.note(device.place.name + "'s disk failed " + std::to_string(device.disk->failures()) +
             " times so far");
  device.disk->heal();
  if (!device.up()) start(world, device);
}

void device_disk_fills(World& world, Device& device) {
  world.note(device.place.name + "'s disk is full");
  device.disk->set_full(true);
  for (int i = 0; i < 4; ++i) ordinary_work(world, device);
  device.disk->set_full(false);
}

void device_clock_is_set(World& world, Device& device) {
  constexpr std::int64_t kYear_ms = 365 * kDay_ms;
  Instant to = world.now;
  switch (world.random.below(6)) {
    case 0:
      to = Instant{world.random.between(0, kDay_ms)};
      break;  // 1970: no battery
    case 1:
      to = Instant{4'070'908'800'000 + world.random.between(0, kDay_ms)};
      break;  // 2099
    case 2:
      to = world.now - kHour_ms;
      break;
    case 3:
      to = world.now + world.random.between(-10 * kYear_ms, 70 * kYear_ms);
      break;
    default:
      to = world.now + world.random.between(-90'000, 90'000);
  }
  world.note(device.place.name + "'s clock is set " + std::to_string((to - world.now) / kHour_ms) +
             " hours off");
  device.clock.set(to);
}

void image_is_made(World& world, Device& device) {
  if (!device.up()) return;
  device.stop();
  device.image = device.place.folder + "-image";
  copy_folder(device.data(), device.image);
  start(world, device);
}

void image_is_put_back(World& world, Device& device) {
  if (device.image.empty()) return;
  world.note(device.place.name + " gets its old image back");
  device.stop();
  device.disk.reset();
  copy_folder(device.image, device.data());
  device.new_disk(world.random.next());
  device.tampered = true;
  start(world, device);
  note_lost(world, device);
}

void device_is_cloned(World& world, Device& device) {
  if (!device.up()) return;
  device.stop();
  auto place = device.place;
  place.folder = world.fresh_folder(place.name + "-clone");
  place.name += "'";
  copy_folder(device.data(), place.folder + "/data");
  world.note(device.place.name + " is cloned");
  device.tampered = true;
  start(world, device);
  auto& clone = world.add_device_at(place);
  clone.tampered = true;
  clone.revoked = device.revoked;
  start(world, clone);
}

void device_is_wiped(World& world, Device& device) {
  world.note(device.place.name + " is installed anew");
  auto old = device.up() ? std::optional(device.store().identity()) : std::nullopt;
  device.stop();
  device.disk.reset();
  std::filesystem::remove_all(device.data());
  device.new_disk(world.random.next());
  start(world, device);
  if (old && world.options.plant == Plant::sequence_reused) (void)device.store().adopt_identity(*old);
  device.tampered = device.revoked = false;
  device.image.clear();
  note_lost(world, device);
  (void)device.enrol();
}

}  // namespace redress::sim
