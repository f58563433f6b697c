// What was acknowledged survives the power (R-durable): counted, cut and failed from outside of SQLite.
#include <dlfcn.h>
#include <sqlite3.h>

#include <atomic>

#include "tests/store/cut_vfs.h"
#include "tests/store/fixture.h"

namespace {
std::atomic<int> syncs{0};
}

// The program's own fsync and fdatasync stand before the C library's, also for SQLite.
extern "C" int fsync(int fd) {
  ++syncs;
  static auto real = reinterpret_cast<int (*)(int)>(dlsym(RTLD_NEXT, "fsync"));
  return real(fd);
}
extern "C" int fdatasync(int fd) {
  ++syncs;
  static auto real = reinterpret_cast<int (*)(int)>(dlsym(RTLD_NEXT, "fdatasync"));
  return real(fd);
}

using namespace redress;
using namespace redress::test;

TEST_CASE("one append is exactly one sync, also the first one and the first one after a checkpoint") {
  World world;
  world.open();
  for (int i = 0; i < 30; ++i) {
    if (i == 10 || i == 20) must(world.store->tidy(true));
    if (i == 25) world.open();
    const CaseCode code = world.code();
    Draft submitted = world.submitted(code);
    const std::vector<Draft> both = {submitted, world.acknowledged(code, {submitted.event.id})};
    const int before = syncs;
    if (i % 3 == 0)
      must(world.store->append(std::span<const Draft>(both)));
    else
      must(world.store->append(submitted));
    CHECK(syncs - before == 1);
  }
}

namespace {

struct Acked {
  Draft draft;
  std::uint64_t seq;
};

void check_all_there(World& world, const std::vector<Acked>& acked) {
  for (const Acked& one : acked) {
    auto bytes = must(world.store->event_bytes(one.draft.event.id));
    REQUIRE(bytes.has_value());
    auto event = must(parse_event(as_text(*bytes)));
    CHECK(event.seq == one.seq);
    CHECK(must(world.store->sealed_part(one.draft.event.id)) == one.draft.sealed);
  }
}

AckUpdate ack_of(Store& store, const Uuid& epoch) {
  const LogPoint head = must(store.head());
  AckUpdate ack;
  ack.epoch = epoch;
  ack.stored = head;
  ack.bytes = to_bytes("acknowledged up to " + std::to_string(head.seq));
  return ack;
}

}  // namespace

TEST_CASE("300 power cuts around append, acknowledgement and checkpoint lose nothing that was acknowledged") {
  CutVfs disk("cut-disk", 11);
  World world(7);
  world.options.vfs = disk.name();
  world.options.reserve_bytes = 0;
  const Uuid epoch{world.random.array<16>()};
  std::vector<Acked> acked;
  std::uint64_t stored_seq = 0, lost_answers = 0;
  world.open();
  for (int cut = 0; cut < 330; ++cut) {
    disk.cut_after(world.random.below(40));
    std::vector<Draft> unanswered;
    for (int i = 0; i < 6; ++i) {
      Draft draft = world.submitted(world.code());
      auto appended = world.store->append(draft);
      if (appended.ok())
        acked.push_back({draft, appended->seq});
      else
        unanswered.push_back(draft);
      world.clock.pass(1000);
      if (i == 2 && appended.ok()) {
        const AckUpdate ack = ack_of(*world.store, epoch);
        if (world.store->apply_ack(ack).ok()) stored_seq = ack.stored.seq;
      }
      if (i == 4 && cut % 5 == 0) (void)world.store->tidy(true);
    }
    world.store.reset();
    disk.power_on(static_cast<Loss>(cut % 3));
    world.open();
    if (cut % 4 == 0) must(world.store->tidy(true));  // else the log to be read again grows without end
    REQUIRE(!world.store->opened().salvage.has_value());
    const SyncState state = must(world.store->sync_state());
    CHECK(state.stored.seq >= stored_seq);
    CHECK(state.head.seq >= (acked.empty() ? 0 : acked.back().seq));
    const std::size_t recent = acked.size() > 8 ? acked.size() - 8 : 0;
    check_all_there(world, {acked.begin() + static_cast<std::ptrdiff_t>(recent), acked.end()});
    // A commit whose answer was lost: the same draft again, never a second event.
    for (const Draft& draft : unanswered) {
      auto again = must(world.store->append(draft));
      if (again.was_there) ++lost_answers;
      acked.push_back({draft, again.seq});
    }
  }
  check_all_there(world, acked);
  CHECK(must(world.store->head()).seq == acked.size());
  const VerifyReport report = must(world.store->verify());
  CHECK(report.own_events == acked.size());
  CHECK(report.faults.empty());
  CHECK(acked.size() > 1500);
}

TEST_CASE("whatever write or sync fails, an append is there whole or not at all, and the next one works") {
  for (const int code : {SQLITE_FULL, SQLITE_IOERR_WRITE, SQLITE_IOERR_FSYNC}) {
    CAPTURE(code);
    CutVfs disk("failing-disk", 5);
    World world(3);
    world.options.vfs = disk.name();
    world.options.reserve_bytes = 0;
    world.open();
    std::vector<Acked> acked;
    int failed = 0;
    for (std::uint64_t n = 1; n <= 60; ++n) {
      if (n % 7 == 0) must(world.store->tidy(true));
      const Draft draft = world.submitted(world.code());
      disk.fail_nth(1 + n % 20, code);
      auto appended = world.store->append(draft);
      if (disk.failed()) ++failed;
      if (!appended.ok()) appended = world.store->append(draft);
      REQUIRE_MESSAGE(appended.ok(), (appended.ok() ? "" : appended.error().what));
      acked.push_back({draft, appended->seq});
      // What the failed sync claimed must not count: the power goes right after the answer.
      if (n % 3 == 0) {
        disk.cut_after(0);
        world.store.reset();
        disk.power_on(Loss::drop);
        world.open();
        check_all_there(world, acked);
      }
    }
    CHECK(failed > 20);
    CHECK(must(world.store->head()).seq == acked.size());
    CHECK(must(world.store->verify()).faults.empty());
  }
}

TEST_CASE("a full disk gives up the reserve, keeps the running complaint and refuses the next honestly") {
  CutVfs disk("full-disk", 5);
  World world(4);
  world.options.vfs = disk.name();
  world.open();
  CHECK(world.store->space().reserve_held);
  disk.fail_nth(2, SQLITE_FULL);
  const Draft draft = world.submitted(world.code());
  auto appended = world.store->append(draft);
  REQUIRE(appended.ok());
  CHECK(must(world.store->head()).seq == 1);
  CHECK_FALSE(world.store->space().reserve_held);
  // Space for the reserve is here again on this machine, so it is taken back with the next complaint.
  must(world.store->append(world.submitted(world.code())));
  CHECK(world.store->space().reserve_held);
}
