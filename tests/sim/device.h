// A kiosk or counter in the simulation: the real engine and uplink on a disk, a clock and a network of its
// own.
#pragma once

#include <memory>
#include <string>

#include "kiosk/app/engine.h"
#include "platform/linux/linux_files.h"
#include "sync/uplink/uplink.h"
#include "tests/sim/network.h"

namespace redress::sim {

struct Place {  // of a device in the world
  std::string folder, name, mall;
  DeviceRole role = DeviceRole::kiosk;
};

class Device {
 public:
  Device(const Place& place, HeadOffice& office, Underway& underway, const Instant& now, std::uint64_t seed);
  ~Device() { stop(); }

  bool start();  // false: the disk would not let it
  void stop() { uplink_.reset(), engine_.reset(); }
  bool up() const { return engine_ != nullptr && !disk->off(); }
  bool enrolled() const { return engine_ && engine_->provisioned(); }
  // Ends as a machine does whose plug is pulled, and begins again.
  void power_cycle(disk::Loss loss);
  // With a new code of head office. False: it did not come to that.
  bool enrol();
  RunReport sync();
  RunReport half_sync(bool send);

  Engine& engine() { return *engine_; }
  Store& store() { return engine_->store(); }
  std::string data() const { return place.folder + "/data"; }
  bool is_counter() const { return place.role == DeviceRole::counter; }
  // The bug on purpose: any 200 counts as an acknowledgement of everything, and what is acknowledged is
  // forgotten.
  void believe_every_answer();
  // A disk with this folder's present content: after it was changed from outside.
  void new_disk(std::uint64_t seed);

  const Place place;
  std::unique_ptr<disk::Disk> disk;
  SimClock clock;
  SimRandom random;
  SimNetwork network;
  std::string image;      // an earlier copy of its folder, empty: none
  bool tampered = false;  // cloned, or an image was put back: its log may fork
  bool revoked = false;

 private:
  void make_uplink();
  HeadOffice& office_;
  LinuxFiles files_;
  Machine machine_;
  std::unique_ptr<Engine> engine_;
  std::unique_ptr<Uplink> uplink_;
  StopFlag stop_ = false;
};

}  // namespace redress::sim
