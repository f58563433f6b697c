// The things that happen in a run, each one a function; the table with their weights stands in steps.cpp.
#pragma once

#include "tests/sim/world.h"

namespace redress::sim {

// ---- people.cpp
void shopper_complains(World& world, Device& device);
void shopper_adds(World& world, Device& device);
void staff_acts(World& world, Device& counter);

// ---- trips.cpp
void device_syncs(World& world, Device& device);
void device_half_syncs(World& world, Device& device);
void stick_leaves(World& world, Device& device);
void stick_arrives(World& world);

// ---- office_acts.cpp
void office_backs_up(World& world);
void office_is_restored(World& world);
void office_erases(World& world);
void office_changes_policy(World& world);
void office_restarts(World& world);
void office_loses_power(World& world);
void device_is_revoked(World& world, Device& device);

// ---- disks.cpp
void device_restarts(World& world, Device& device);
void device_loses_power(World& world, Device& device);
void device_disk_fails(World& world, Device& device);
void device_disk_fills(World& world, Device& device);
void office_disk_fails(World& world);
void image_is_made(World& world, Device& device);
void image_is_put_back(World& world, Device& device);
void device_is_cloned(World& world, Device& device);
void device_is_wiped(World& world, Device& device);
void device_clock_is_set(World& world, Device& device);

// Something that people do at this device, whatever it is.
void ordinary_work(World& world, Device& device);

}  // namespace redress::sim
