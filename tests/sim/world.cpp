#include "tests/sim/world.h"

#include <cstdio>
#include <filesystem>

namespace redress::sim {

namespace {

Faults faults_of(SimRandom& random) {
  return Faults::drawn(random);
}

}  // namespace

World::World(const RunOptions& run)
    : options(run), random(run.seed * 0x9E3779B97F4A7C15u + 1), faults(faults_of(random)) {
  office = std::make_unique<HeadOffice>(fresh_folder("office"), options.template_folder, now, random.next());
  if (options.plant == Plant::office_ignores_syncs) office->disk.ignore_syncs();
}

void World::note(const std::string& what) const {
  if (options.trace) std::printf("%4d %s\n", step_, what.c_str()), std::fflush(stdout);
}

std::string World::fresh_folder(const std::string& name) {
  auto folder = options.folder + "/" + name;
  for (int n = 1; std::filesystem::exists(folder); ++n)
    folder = options.folder + "/" + name + "-" + std::to_string(n);
  std::filesystem::create_directories(folder);
  return folder;
}

Device& World::add_device_at(const Place& place) {
  devices.push_back(std::make_unique<Device>(place, *office, underway, now, random.next()));
  auto& device = *devices.back();
  device.network.faults = faults.network;
  if (options.plant == Plant::prune_on_unsigned_answer) device.believe_every_answer();
  return device;
}

Device& World::add_device(const std::string& mall, DeviceRole role) {
  auto name = std::string(role == DeviceRole::counter ? "C" : "K") + std::to_string(devices.size() + 1);
  return add_device_at({fresh_folder(name), name, mall, role});
}

Device& World::any_device() {
  return *devices[random.below(devices.size())];
}

Device* World::any_counter() {
  std::vector<Device*> counters;
  for (auto& device : devices)
    if (device->is_counter()) counters.push_back(device.get());
  return counters.empty() ? nullptr : random.pick(counters);
}

std::size_t World::device_of(const Device& device) const {
  for (std::size_t i = 0; i < devices.size(); ++i)
    if (devices[i].get() == &device) return i;
  return devices.size();
}

void World::spend(Device& device) {
  pass(device.network.spent_ms);
  device.network.spent_ms = 0;
}

// Installing a mall is done by careful people on a good day; faults begin with the first shopper.
void World::people_begin() {
  if (!office->start()) violation("head office does not start");
  for (int i = 0; i < faults.kiosks; ++i) add_device(kMall, DeviceRole::kiosk);
  for (int i = 0; i < faults.counters; ++i) add_device(kMall, DeviceRole::counter);
  for (int i = 0; i < faults.other_malls; ++i) add_device("binjiang", DeviceRole::counter);
  for (auto& device : devices) {
    auto network = std::exchange(device->network.faults, {});
    if (!device->start() || !device->enrol()) violation(device->place.name + " cannot be enrolled");
    device->network.faults = network;
  }
}

void World::run() {
  people_begin();
  for (step_ = 1; step_ <= faults.steps; ++step_) {
    do_step(*this);
    pass(random.between(1'000, 300'000));
  }
  become_calm(*this);
  check_end(*this);
}

}  // namespace redress::sim
