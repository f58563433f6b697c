// One run: head office, kiosks, counters, sticks and people in one process, everything drawn from one seed.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "tests/sim/device.h"
#include "tests/sim/ledger.h"

namespace redress::sim {

// A USB stick that lies about or travels. Pulled while it is written, it keeps what was synced.
struct Stick {
  Stick(const std::string& folder_, std::uint64_t seed) : folder(folder_), disk(folder_, seed) {}
  std::string folder;
  disk::Disk disk;
  std::string file() const { return folder + "/redress.redress"; }
};

struct RunOptions {
  std::uint64_t seed = 1;
  Plant plant = Plant::none;
  bool trace = false, keep = false;
  std::string folder;           // empty at the beginning and at the end
  std::string template_folder;  // of head office
};

class World {
 public:
  explicit World(const RunOptions& options);
  void run();  // throws Violation

  // ---- for steps and checks
  Device& any_device();
  Device* any_counter();
  std::string fresh_folder(const std::string& name);
  Device& add_device(const std::string& mall, DeviceRole role);
  Device& add_device_at(const Place& place);
  void pass(std::int64_t ms) { now = now + ms; }
  void spend(Device& device);  // the time that its exchanges took
  void note(const std::string& what) const;
  bool in_mall(const Device& device) const { return device.place.mall == kMall; }

  static constexpr auto kMall = "xinghe";
  const RunOptions options;
  SimRandom random;
  Faults faults;
  Instant now{1'790'000'000'000};
  Underway underway;
  std::unique_ptr<HeadOffice> office;
  std::vector<std::unique_ptr<Device>> devices;
  std::vector<std::unique_ptr<Stick>> sticks;
  Ledger ledger;
  std::size_t device_of(const Device& device) const;

 private:
  void people_begin();
  int step_ = 0;
};

// ---- steps.cpp: what people and misfortunes do; one step, drawn by the faults' weights
void do_step(World& world);

// ---- calm.cpp: faults stop, everything is repaired, queues drain
void become_calm(World& world);
void note_owed(World& world);  // what must be everywhere once the queues are empty
void drain(World& world);

// ---- checks_now.cpp: after every step
void check_device(World& world, Device& device);
void check_office(World& world);
void note_confirmed(World& world, Device& device);

// ---- checks_keys.cpp: when all is calm; each device takes one complaint more
void check_keys(World& world);

// ---- checks_end.cpp: when all is calm
void check_end(World& world);

}  // namespace redress::sim
