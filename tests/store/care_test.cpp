// Tampering, damage, backup, erasure.
#include <fstream>

#include "tests/store/fixture.h"

using namespace redress;
using namespace redress::test;

namespace {

void fill(World& world, int count) {
  for (int i = 0; i < count; ++i) {
    must(world.store->append(world.submitted(world.code())));
    world.clock.pass(1000);
  }
}

bool names(const VerifyReport& report, std::uint64_t seq) {
  for (const auto& fault : report.faults)
    if (fault.seq == seq) return true;
  return false;
}

// One byte of a blob column becomes another.
std::string flip(const std::string& column, std::uint64_t seq, std::size_t at) {
  const std::string n = std::to_string(at + 1);
  const std::string row = " WHERE seq = " + std::to_string(seq);
  return "UPDATE event SET " + column + " = CAST(substr(" + column + ", 1, " + n +
         " - 1) || CASE hex(substr(" + column + ", " + n +
         ", 1)) WHEN '41' THEN x'42' ELSE x'41' END || substr(" + column + ", " + n + " + 1) AS BLOB)" + row;
}

}  // namespace

TEST_CASE("every single change, removal or swap of rows is found and the event is named") {
  World world(21);
  constexpr int kEvents = 12;
  world.open();
  fill(world, kEvents);
  must(world.store->tidy(true));
  CHECK(must(world.store->verify()).faults.empty());
  world.store.reset();
  std::filesystem::copy_file(world.db(), world.file_copy());
  for (int round = 0; round < 60; ++round) {
    CAPTURE(round);
    const std::uint64_t seq = 1 + world.random.below(kEvents);
    const std::uint64_t other = 1 + (seq % kEvents);
    const std::string row = std::to_string(seq), second = std::to_string(other);
    std::string sql;
    switch (round % 8) {
      case 0:
        sql = flip("bytes", seq, world.random.below(300));
        break;
      case 1:
        sql = flip("hash", seq, world.random.below(32));
        break;
      case 2:
        sql = flip("chain", seq, world.random.below(32));
        break;
      case 3:
        sql = "PRAGMA foreign_keys=OFF; DELETE FROM event WHERE seq = " + row;
        break;
      case 4:
        sql =
            "CREATE TEMP TABLE a AS SELECT seq, bytes, hash FROM event; UPDATE event SET (bytes, hash) ="
            " (SELECT bytes, hash FROM a WHERE a.seq = CASE event.seq WHEN " +
            row + " THEN " + second + " ELSE " + row + " END) WHERE seq IN (" + row + ", " + second + ")";
        break;
      case 5:
        sql = "UPDATE sealed SET bytes = randomblob(180) WHERE event = (SELECT id FROM event WHERE seq = " +
              row + ")";
        break;
      case 6:
        sql = "DELETE FROM sealed WHERE event = (SELECT id FROM event WHERE seq = " + row + ")";
        break;
      case 7:
        sql = "UPDATE event SET code = code + 1 WHERE seq = " + row;
        break;
    }
    tamper(world.db(), sql);
    auto report = must(must(StoreReader::open(world.options.folder)).verify());
    CHECK(names(report, seq));
    for (const char* end : {"-wal", "-shm"}) std::filesystem::remove(world.db() + end);
    std::filesystem::copy_file(world.file_copy(), world.db(),
                               std::filesystem::copy_options::overwrite_existing);
  }
  CHECK(must(must(StoreReader::open(world.options.folder)).verify()).faults.empty());
}

TEST_CASE("a log cut at its end contradicts what head office confirmed") {
  World world;
  world.open();
  fill(world, 5);
  AckUpdate ack;
  ack.epoch = Uuid{world.random.array<16>()};
  ack.stored = must(world.store->head());
  must(world.store->apply_ack(ack));
  world.store.reset();
  tamper(world.db(),
         "PRAGMA foreign_keys=OFF; DELETE FROM sealed WHERE event = (SELECT id FROM event WHERE seq = 5);"
         "DELETE FROM event WHERE seq = 5; UPDATE own SET seq = 4, chain = (SELECT chain FROM event WHERE "
         "seq = 4)");
  auto report = must(must(StoreReader::open(world.options.folder)).verify());
  CHECK(names(report, 5));
}

TEST_CASE("a backup is whole, opens alone, and a failed one leaves the old copy") {
  World world;
  world.open();
  fill(world, 20);
  std::filesystem::create_directory(world.folder.file("copy"));
  const std::string copy = world.folder.file("copy/device.db");
  must(world.store->backup(copy));
  CHECK_FALSE(std::filesystem::exists(copy + "-wal"));
  CHECK_FALSE(std::filesystem::exists(copy + ".part"));
  auto report = must(must(StoreReader::open(world.folder.file("copy"))).verify());
  CHECK(report.own_events == 20);
  CHECK(report.faults.empty());
  CHECK_FALSE(world.store->backup(world.folder.file("no such folder/x.db")).ok());
}

TEST_CASE("a damaged file is set aside whole, its rows are saved, and complaints go on") {
  World world(33);
  world.open();
  must(world.store->put_document({"policy", 3, world.sealed(2000)}));
  std::vector<Draft> drafts;
  for (int i = 0; i < 400; ++i) {
    drafts.push_back(world.submitted(world.code()));
    must(world.store->append(drafts.back()));
  }
  const Uuid before = world.store->identity().incarnation;
  const BoxPublicKey box = world.store->identity().box.public_key;
  must(world.store->tidy(true));
  world.store.reset();
  const auto size = std::filesystem::file_size(world.db());
  std::uint64_t least = 0;
  bool same_device = false;
  auto damage = [&](std::uint64_t at, std::size_t bytes) {
    std::fstream file(world.db(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(at));
    file << std::string(bytes, 'X');
  };
  SUBCASE("two pages in the middle") {
    damage(size / 2 / 4096 * 4096, 8192);
    least = 300;
    same_device = true;  // only if no row of the own log was hit; decided below
  }
  SUBCASE("many pages") {
    for (std::uint64_t at = 60 * 4096; at < size; at += 9 * 4096) damage(at, 4096);
    least = 100;
    same_device = true;
  }
  SUBCASE("the header") {
    damage(0, 4096);
    least = 400;
    same_device = true;
  }
  SUBCASE("it is another file") {
    damage(0, size);
  }
  world.open();
  const Status checked = world.store->quick_check();
  SalvageReport report;
  if (world.store->opened().salvage)
    report = *world.store->opened().salvage;
  else {
    REQUIRE(checked.error().code == Errc::corrupt);
    report = must(world.store->recover());
  }
  CHECK(std::filesystem::file_size(report.set_aside + "/device.db") == size);
  CHECK(report.events >= least);
  MESSAGE("kept " << report.events << " lost " << report.events_lost);
  if (same_device)
    CHECK(report.new_incarnation == (report.events_lost > 0));
  else
    CHECK(report.new_incarnation);
  CHECK((world.store->identity().incarnation == before) == !report.new_incarnation);
  // Policy is here again, so complaints can be taken.
  REQUIRE(must(world.store->document("policy")).has_value());
  const std::uint64_t seq = must(world.store->append(world.submitted(world.code()))).seq;
  CHECK(seq == (report.new_incarnation ? 1 : 401));
  // What the broken log still owes is handed out run by run, signed by the key that wrote it.
  std::uint64_t owed = 0, last = 0;
  while (auto stranded = must(world.store->next_stranded(70, 1 << 20))) {
    CHECK(stranded->author.incarnation == before);
    CHECK(stranded->first_seq > last);
    Hash256 chain = stranded->run.chain_before;
    for (const auto& event : stranded->run.events) {
      chain = next_chain(chain, event.hash);
      if (chain != event.chain) CHECK(stranded->run.chain_before == Hash256{});
      CHECK(event.seq > last);
      last = event.seq;
      ++owed;
    }
    must(world.store->stranded_taken(before, last));
  }
  // The damaged file holds what people typed: it stays for 35 days, then it goes.
  must(world.store->drop_damaged());
  CHECK(std::filesystem::exists(report.set_aside));
  world.clock.pass(36 * kDay_ms);
  must(world.store->drop_damaged());
  CHECK_FALSE(std::filesystem::exists(report.set_aside));
  CHECK(owed == (report.new_incarnation ? report.events : 0));
  CHECK(must(world.store->queue_state()).stranded == 0);
  CHECK(world.store->identity().box.public_key == box);
  must(world.store->quick_check());
  CHECK(must(world.store->verify()).faults.empty());
  CaseQuery query;
  CHECK(must(world.store->count_cases(query)) == report.events + 1);
}

TEST_CASE("own sealed parts go only when they are backed up and old, and verify stays content") {
  World world;
  world.open();
  fill(world, 6);
  const std::vector<CaseEvent> none;
  AckUpdate ack;
  ack.epoch = Uuid{world.random.array<16>()};
  ack.stored = must(world.store->head());
  const OutgoingRun run = must(world.store->outgoing(0, 100, 1 << 20));
  ack.backed_up = {4, run.events[3].chain};
  must(world.store->apply_ack(ack));
  CHECK(must(world.store->prune()) == 0);
  world.clock.pass(36 * kDay_ms);  // a copy of head office of that age may still be restored
  CHECK(must(world.store->prune()) == 0);
  world.clock.pass(5 * kDay_ms);
  CHECK(must(world.store->prune()) == 4);
  CHECK(must(world.store->prune()) == 0);
  must(world.store->tidy());
  CHECK(must(world.store->outgoing(0, 100, 1 << 20)).events[2].sealed.empty());
  CHECK_FALSE(must(world.store->outgoing(0, 100, 1 << 20)).events[5].sealed.empty());
  CHECK_FALSE(file_has(world.db(), run.events[0].sealed));
  CHECK(must(world.store->verify()).faults.empty());
}
