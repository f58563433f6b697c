#include "tests/sim/steps.h"

#include <numeric>

namespace redress::sim {

namespace {

void time_passes(World& world) {
  world.pass(world.random.between(kMinute_ms, 2 * kDay_ms));
}

// Long enough for pruning; kiosks prune once a day while they run.
void a_month_passes(World& world) {
  world.pass(world.random.between(25, 45) * kDay_ms);
  for (auto& device : world.devices)
    if (device->up() && !device->is_counter()) (void)device->store().prune();
  world.note("a month passes");
}

struct Step {
  int weight;
  std::function<void()> happen;
};

std::vector<Step> steps(World& world) {
  const auto& f = world.faults;
  auto at_device = [&world](void (*happen)(World&, Device&)) {
    return [&world, happen] { happen(world, world.any_device()); };
  };
  auto at_office = [&world](void (*happen)(World&)) { return [&world, happen] { happen(world); }; };
  auto at_counter = [&world] {
    if (auto* counter = world.any_counter()) staff_acts(world, *counter);
  };
  return {{30, at_device(shopper_complains)},
          {6, at_device(shopper_adds)},
          {20, at_counter},
          {25, at_device(device_syncs)},
          {5, at_device(device_half_syncs)},
          {8, at_office(time_passes)},
          {2, at_office(a_month_passes)},
          {3, [&world] { world.office->upkeep(); }},
          {3, at_device(device_restarts)},
          {f.power_cut, at_device(device_loses_power)},
          {f.disk_fails, at_device(device_disk_fails)},
          {f.disk_full, at_device(device_disk_fills)},
          {f.clock_set, at_device(device_clock_is_set)},
          {f.clock_drift,
           [&world] { world.any_device().clock.set_drift(world.random.between(-20'000, 20'000)); }},
          {f.office_cut, at_office(office_loses_power)},
          {f.office_disk_fails, at_office(office_disk_fails)},
          {f.office_restart, at_office(office_restarts)},
          {f.backup, at_office(office_backs_up)},
          {f.restore, at_office(office_is_restored)},
          {f.erasure, at_office(office_erases)},
          {f.policy, at_office(office_changes_policy)},
          {f.stick, at_device(stick_leaves)},
          {f.stick, at_office(stick_arrives)},
          {f.put_back * 2, at_device(image_is_made)},
          {f.put_back, at_device(image_is_put_back)},
          {f.clone, at_device(device_is_cloned)},
          {f.wiped, at_device(device_is_wiped)},
          {f.revoked, at_device(device_is_revoked)}};
}

}  // namespace

void do_step(World& world) {
  auto all = steps(world);
  auto total =
      std::accumulate(all.begin(), all.end(), 0, [](int sum, const Step& step) { return sum + step.weight; });
  auto drawn = static_cast<int>(world.random.below(static_cast<std::size_t>(total)));
  for (const auto& step : all) {
    drawn -= step.weight;
    if (drawn >= 0) continue;
    step.happen();
    break;
  }
  for (auto& device : world.devices) check_device(world, *device);
  check_office(world);
}

}  // namespace redress::sim
