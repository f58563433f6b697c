// What time a device believes it is, by a wall clock that is wrong, is set, and is measured by head office.
#include "core/model/clock_bounds.h"
#include "tests/store/elsewhere.h"

using namespace redress;
using namespace redress::test;

namespace {

constexpr Instant kTruth{1'790'000'000'000};

// A device whose wall clock is `off_ms` wrong, in a world with a head office that measures it.
struct Device : World {
  std::int64_t off_ms = 0;
  Uuid epoch{random.array<16>()};
  Author office{Uuid{random.array<16>()}, 0, {}};
  std::uint64_t cursor = 0;

  Instant truth() const { return clock.now - off_ms; }
  void set(std::int64_t off) {
    clock.now = truth() + off;
    off_ms = off;
  }
  void reboot(std::int64_t off) {
    set(off);
    clock.boot_id = random.array<8>();
    clock.mono_ms = 20'000;
    open();
  }
  void measure(const Stamp& asked) {
    Event event;
    event.id = id();
    event.at = truth();
    event.boot = {7};
    event.actor.kind = ActorKind::head_office;
    event.kind = "clock_measured";
    event.body.set("incarnation", to_text(store->identity().incarnation)).set("boot", to_base64url(asked.boot));
    event.body.set("offset_ms", truth() - asked.at);
    PullUpdate update;
    update.page = page(epoch, cursor, cursor + 1, {incoming(office, office.write(event))});
    ++cursor;
    must(store->apply_pull(update));
  }
  // As Pull does.
  void sync() {
    measure(store->stamp());
    for (const auto& earlier : must(store->unmeasured_clocks())) measure(earlier);
  }
  CaseCode write() {
    const auto code_ = code();
    Draft draft = submitted(code_);
    draft.event.at = {};  // by the store's clock
    must(store->append(draft));
    return code_;
  }
  std::int64_t error_of(CaseCode code) { return must(store->events_of_case(code))[0].corrected_at - kTruth; }
  std::int64_t error() { return store->now() - truth(); }
  bool trusted() { return store->stamp().trusted; }
};

}  // namespace

TEST_CASE("what was measured of a boot corrects the device's own time, and no setting of its clock moves it") {
  for (const std::int64_t off_ms : {6 * kHour_ms, -6 * kHour_ms, 400 * kDay_ms}) {
    Device device;
    device.set(off_ms);
    device.open();
    CHECK(device.error() == off_ms);  // believed: nobody knows better
    CHECK(device.trusted());
    device.sync();
    CHECK(device.error() == 0);
    CHECK(device.trusted());
    const auto code = device.write();
    CHECK(device.error_of(code) == 0);  // the same as head office works out
    for (const std::int64_t set_to_ms : {std::int64_t{0}, 10 * kDay_ms, -20'000 * kDay_ms}) {
      device.set(set_to_ms);
      device.open();  // another process of the same boot
      CHECK(device.error() == 0);
      CHECK(device.trusted());
      CHECK(device.error_of(device.write()) == 0);
    }
    CHECK(must(device.store->unmeasured_clocks()).empty());
  }
}

TEST_CASE("a clock at 1970 is trusted once it is measured, as one that was set is") {
  Device device;
  device.set(-kTruth.ms);
  device.open();
  CHECK_FALSE(device.trusted());
  SUBCASE("measured") { device.sync(); }
  SUBCASE("set") { device.set(0); }
  CHECK(device.trusted());
  CHECK(device.error() == 0);
}

TEST_CASE("what was done by a clock that was ahead is corrected by the next sync of that boot, and stamps never go back") {
  for (const bool restarted : {false, true}) {
    Device device;
    device.open();
    device.write();
    device.set(10 * kDay_ms);
    if (restarted) device.open();
    const auto ahead = device.write();
    CHECK(device.error_of(ahead) == 10 * kDay_ms);
    const auto last = device.store->stamp();
    device.set(0);
    if (restarted) device.open();
    CHECK(device.error() == 0);         // rules go by the clock on the wall
    CHECK_FALSE(device.trusted());      // whether it was ahead or is slow, nobody knows yet: no dates are promised
    CHECK(device.store->stamp().at >= last.at);
    CHECK(device.store->stamp().boot != last.boot);
    const auto after = device.write();
    device.sync();
    CHECK(device.trusted());
    CHECK(device.error() == 0);
    CHECK(device.error_of(ahead) == 0);
    CHECK(device.error_of(after) == 0);
    device.clock.pass(kDay_ms);
    device.reboot(0);
    CHECK(device.error() == 0);
    CHECK_FALSE(device.trusted());  // what it stamps is still ahead
    device.sync();
    CHECK(device.trusted());
    CHECK(device.error_of(device.write()) == kDay_ms);
  }
}

TEST_CASE("texts are pruned by the corrected time, also after a clock that was ahead for a year") {
  Device device;
  device.set(400 * kDay_ms);
  device.open();
  device.sync();
  device.write();
  device.set(0);
  AckUpdate ack;
  ack.epoch = device.epoch;
  ack.stored = ack.backed_up = must(device.store->head());
  must(device.store->apply_ack(ack));
  CHECK(must(device.store->prune(40 * kDay_ms)) == 0);
  device.clock.pass(41 * kDay_ms);
  device.reboot(0);
  device.sync();
  CHECK(must(device.store->prune(40 * kDay_ms)) == 1);
}

TEST_CASE("head office's word that differs from what it measured begins a new run, which is measured anew") {
  Device device;
  device.open();
  device.sync();
  const auto code = device.write();
  const auto asked_ms = device.clock.mono_ms;
  CHECK_FALSE(device.store->hear_time(device.truth(), asked_ms));
  device.clock.pass(30'000);
  CHECK_FALSE(device.store->hear_time(device.truth(), asked_ms));           // a held answer
  CHECK_FALSE(device.store->hear_time(device.truth() - 30'000, asked_ms));  // or one that was long on its way
  const auto before = device.store->stamp();
  device.clock.now = device.clock.now + 5 * kMinute_ms;  // the monotonic clock had stood still
  CHECK(device.store->hear_time(device.truth(), asked_ms));
  CHECK(device.store->stamp().boot != before.boot);
  CHECK(device.error() == 0);
  CHECK(device.trusted());
  device.sync();
  CHECK(device.error() == 0);
  CHECK(device.error_of(code) == 0);
}

TEST_CASE("a wall clock below what head office measured once is not believed after a start") {
  Device device;
  device.open();
  device.sync();
  device.write();
  device.clock.pass(kHour_ms);
  device.write();
  device.clock.pass(kHour_ms);
  device.reboot(-30 * kDay_ms);
  CHECK_FALSE(device.trusted());
  CHECK(device.error() >= -kHour_ms);
  device.sync();
  CHECK(device.error() == 0);
}
