#include <doctest/doctest.h>

#include <chrono>
#include <condition_variable>

#include "sync/uplink/uplink_thread.h"
#include "tests/uplink/device.h"

using namespace redress;
using namespace redress::test;
using namespace std::chrono_literals;

namespace {

struct RealClock : Clock {
  Instant wall() const override { return {1'790'000'000'000 + monotonic_ms()}; }
  std::int64_t monotonic_ms() const override {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
  }
  BootId boot() const override { return {1}; }
};

// Waits up to three seconds for something that another thread brings about.
template <class Condition>
bool soon(Condition condition) {
  for (int i = 0; i < 600; ++i) {
    if (condition()) return true;
    std::this_thread::sleep_for(5ms);
  }
  return false;
}

struct Running {
  FakeOffice office;
  Device device{office, 1};
  RealClock clock;
  SeededRandom random{8};
  std::atomic<int> received = 0;
  std::unique_ptr<UplinkThread> thread;

  void start(UplinkThreadOptions options = {}) {
    device.network.hold_long_polls = true;
    thread = std::make_unique<UplinkThread>(device.store(), device.network, clock, random,
                                            LinkTarget{"http://127.0.0.1:1", office.key.public_key(), "xinghe"},
                                            UplinkThread::Callbacks{[this](const RunReport&) { ++received; }, {}}, options);
  }
};

}  // namespace

// The device's own clock stands still in these tests; only the uplink's threads live in real time.
TEST_CASE("the uplink's threads: a new event goes up at once while the other thread is held in a long poll") {
  Running running;
  running.device.capture(3);
  running.start();
  REQUIRE(soon([&] { return running.thread->progress().confirmed == 3; }));
  REQUIRE(soon([&] { return running.thread->progress().online; }));
  CHECK(running.thread->progress().waiting == 0);
  CHECK(running.thread->progress().last_success);
  auto begun = std::chrono::steady_clock::now();
  running.device.capture(1);
  running.thread->news();
  REQUIRE(soon([&] { return running.thread->progress().confirmed == 4; }));
  CHECK(std::chrono::steady_clock::now() - begun < 1s);
}

TEST_CASE("the uplink's threads: something new at head office comes down when the long poll answers") {
  Running running;
  running.start();
  REQUIRE(soon([&] { return running.thread->progress().online; }));
  std::this_thread::sleep_for(50ms);
  wire::Alarm alarm;
  alarm.number = 1;
  alarm.event = running.device.world.id();
  alarm.alarm = "injury";
  alarm.at = running.office.now;
  running.office.alarms = {alarm};
  running.device.network.release();
  REQUIRE(soon([&] { return running.received > 0; }));
  CHECK(must(running.device.store().alarms()).size() == 1);
}

TEST_CASE("the uplink's threads: offline is told with since when, and the network's return ends it") {
  Running running;
  running.device.network.down = true;
  running.device.capture(2);
  UplinkThreadOptions options;
  options.pace.base_ms = 3'600'000;
  options.pace.cap_ms = 3'600'000;
  options.pace.network_return_ms = 50;
  running.start(options);
  REQUIRE(soon([&] { return running.thread->progress().error_key == "sync.error.network"; }));
  auto progress = running.thread->progress();
  CHECK_FALSE(progress.online);
  CHECK(progress.offline_since);
  CHECK(progress.waiting == 2);
  CHECK(progress.oldest_at);
  running.device.network.down = false;
  running.thread->network_returned();
  REQUIRE(soon([&] { return running.thread->progress().confirmed == 2; }));
  REQUIRE(soon([&] { return running.thread->progress().online; }));
  CHECK(running.thread->progress().error_key.empty());
}

TEST_CASE("the uplink's threads: stopping ends a held long poll at once") {
  Running running;
  running.start();
  REQUIRE(soon([&] { return running.thread->progress().online; }));
  std::this_thread::sleep_for(50ms);
  auto begun = std::chrono::steady_clock::now();
  running.thread.reset();
  CHECK(std::chrono::steady_clock::now() - begun < 1s);
}

TEST_CASE("the uplink's threads: after a restore everything is offered again without being asked") {
  Running running;
  running.device.capture(4);
  running.start();
  REQUIRE(soon([&] { return running.thread->progress().confirmed == 4; }));
  running.office.restore();
  running.device.capture(1);
  running.thread->news();
  CHECK(soon([&] { return running.thread->progress().confirmed == 5; }));
  running.thread.reset();
  CHECK(running.office.log.size() == 5);
}
