#include "tests/sim/faults.h"

namespace redress::sim {

namespace {

// A third of the runs knows nothing of this fault.
int some(SimRandom& random, int most) {
  return random.chance(35) ? 0 : static_cast<int>(random.between(1, most));
}

NetworkFaults draw_network(SimRandom& random) {
  NetworkFaults out;
  if (random.chance(25)) return out;
  for (int* fault : {&out.lost, &out.answer_lost, &out.twice, &out.late, &out.garbage, &out.damaged,
                     &out.replayed, &out.slow})
    *fault = some(random, 15);
  return out;
}

}  // namespace

Faults Faults::drawn(SimRandom& random) {
  Faults out;
  out.kiosks = static_cast<int>(random.between(1, 2));
  out.counters = static_cast<int>(random.between(1, 2));
  out.other_malls = random.chance(20);
  out.steps = static_cast<int>(random.between(15, 45));
  out.network = draw_network(random);
  out.power_cut = some(random, 16);
  out.disk_fails = some(random, 10);
  out.disk_full = some(random, 4);
  out.office_cut = some(random, 8);
  out.office_disk_fails = some(random, 6);
  out.office_restart = some(random, 4);
  out.clock_set = some(random, 8);
  out.clock_drift = some(random, 3);
  out.backup = some(random, 8);
  out.restore = some(random, 6);
  out.clone = some(random, 2);
  out.wiped = some(random, 3);
  out.put_back = some(random, 3);
  out.revoked = some(random, 1);
  out.erasure = some(random, 6);
  out.policy = some(random, 1);
  out.stick = some(random, 8);
  return out;
}

}  // namespace redress::sim
