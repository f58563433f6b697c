// What may go wrong in one run, drawn from its seed: every fault is a parameter (docs/SIMULATION.md).
// Percentages of exchanges for the network, weights of steps for the rest; 0 = never.
#pragma once

#include "platform/sim/sim_random.h"

namespace redress::sim {

// Bugs that are put in on purpose, to show that the checks find them.
enum class Plant {
  none,
  acknowledge_before_commit,
  prune_on_unsigned_answer,
  sequence_reused,
  office_ignores_syncs
};

struct NetworkFaults {
  int lost = 0, answer_lost = 0, twice = 0, late = 0, garbage = 0, damaged = 0, replayed = 0, slow = 0;
};

struct Faults {
  int kiosks = 2, counters = 1, other_malls = 0, steps = 40;
  NetworkFaults network;
  int power_cut = 0, disk_fails = 0, disk_full = 0;               // devices
  int office_cut = 0, office_disk_fails = 0, office_restart = 0;  // head office
  int clock_set = 0, clock_drift = 0;
  int backup = 0, restore = 0;
  int clone = 0, wiped = 0, put_back = 0, revoked = 0;
  int erasure = 0, policy = 0, stick = 0;

  // Many runs with few kinds of faults each find more than one kind of run with all of them.
  static Faults drawn(SimRandom& random);
};

}  // namespace redress::sim
