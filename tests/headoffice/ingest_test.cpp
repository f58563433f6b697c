#include <doctest/doctest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <random>

#include "core/seal/hash.h"
#include "sync/headoffice/cases/acts.h"
#include "sync/headoffice/cases/case_export.h"
#include "sync/headoffice/cases/case_list.h"
#include "sync/headoffice/people/people.h"
#include "sync/headoffice/record/devices.h"
#include "sync/headoffice/record/exchange_file.h"
#include "sync/headoffice/record/pull.h"
#include "sync/headoffice/record/verify.h"
#include "sync/wire/batch.h"
#include "sync/wire/frames.h"
#include "sync/wire/relay.h"
#include "tests/headoffice/kit.h"

using namespace redress;
using namespace redress::headoffice;
using namespace redress::headoffice::test;

namespace {

const std::string kRows =
    "SELECT code || ' ' || known || ' ' || stage || ' ' || level || ' ' || owner || ' ' || conflicts || ' ' "
    "|| submitted_at || ' ' || events"
    " FROM case_row ORDER BY code";

// Kiosk and counter with ten cases, some of them worked on.
struct Day {
  explicit Day(Office& office)
      : kiosk(office, "xinghe", "kiosk", "K1"), counter(office, "xinghe", "counter", "C1") {
    for (int i = 0; i < 10; ++i) codes.push_back(kiosk.submit("店员态度不好 " + std::to_string(i)));
    counter.at = kiosk.at;
    for (int i = 0; i < 6; ++i)
      counter.write(codes[static_cast<std::size_t>(i)], "acknowledged", Json::object(),
                    staff("1001", Role::service));
    auto departments = Json::object();
    departments.set("departments", Json::array().push("engineering"));
    for (int i = 0; i < 3; ++i)
      counter.write(codes[static_cast<std::size_t>(i)], "assigned", departments,
                    staff("1001", Role::service));
  }
  std::vector<Bytes> pieces() const {
    std::vector<Bytes> out;
    for (std::size_t i = 0; i + 2 <= kiosk.log.size(); i += 2) out.push_back(kiosk.batch(i, i + 2));
    for (std::size_t i = 0; i + 3 <= counter.log.size(); i += 3) out.push_back(counter.batch(i, i + 3));
    return out;
  }
  Device kiosk, counter;
  std::vector<CaseCode> codes;
};

Verification checked(World& world) {
  auto reader = world.office->store().read();
  auto result = verify_record(**reader);
  REQUIRE(result.ok());
  return *result;
}

}  // namespace

TEST_CASE("the same batches in any order and any number of times give the same rows") {
  World world;
  Day day(*world.office);
  auto pieces = day.pieces();
  for (const auto& piece : pieces) world.send(piece);
  auto expected = world.rows(kRows);
  REQUIRE(expected.size() == 10);
  CHECK(checked(world).problems.empty());
  std::mt19937 shuffle(7);
  for (int round = 0; round < 4; ++round) {
    CAPTURE(round);
    REQUIRE(world.office->store()
                .write([](Database& db) -> Status {
                  return db.script(
                      "DELETE FROM event WHERE device IN (SELECT no FROM device WHERE role <> "
                      "'head_office'); DELETE FROM sealed; DELETE FROM case_row; DELETE FROM batch;"
                      "DELETE FROM day_count; DELETE FROM stage_count; DELETE FROM report_case; DELETE FROM report_link; UPDATE device SET max_seq=0, "
                      "stored_seq=0, stored_chain=zeroblob(32), events=0 WHERE role <> 'head_office'");
                })
                .ok());
    auto mixed = pieces;
    mixed.insert(mixed.end(), pieces.begin(), pieces.begin() + 4);
    std::shuffle(mixed.begin(), mixed.end(), shuffle);
    for (const auto& piece : mixed) world.send(piece);
    CHECK(world.rows(kRows) == expected);
    auto verified = checked(world);
    CHECK(verified.problems.empty());
    CHECK(world.number("SELECT stored_seq FROM device WHERE name = 'K1'") == 10);
  }
}

TEST_CASE("repeating a batch says duplicate and changes nothing") {
  World world;
  Day day(*world.office);
  auto first = world.send(day.kiosk.everything());
  CHECK(first.results.empty());
  CHECK(first.stored.seq == 10);
  auto again = world.send(day.kiosk.everything());
  REQUIRE(again.results.size() == 10);
  for (const auto& result : again.results) CHECK(result.outcome == wire::Outcome::duplicate);
  CHECK(again.stored == first.stored);
  CHECK(world.number("SELECT count(*) FROM batch") == 1);
  CHECK(world.number("SELECT sum(cases) FROM stage_count") == 10);
}

TEST_CASE("an altered batch, or one signed by another device, is refused whole") {
  World world;
  Day day(*world.office);
  auto batch = day.kiosk.everything();
  for (std::size_t at = 0; at < batch.size(); at += 97) {
    auto damaged = batch;
    damaged[at] ^= 1;
    CAPTURE(at);
    auto status = ingest_batch(*world.office, damaged).status;
    CHECK((status == 400 || status == 401 || status == 413));
  }
  auto forger = day.kiosk;
  forger.key = day.counter.key;
  world.send(forger.everything(), 400);
  auto stranger = day.kiosk;
  stranger.incarnation.bytes[0] ^= 1;
  world.send(stranger.everything(), 401);
  CHECK(world.number("SELECT count(*) FROM case_row") == 0);
}

TEST_CASE("a gap is named and closed when the missing batch comes") {
  World world;
  Day day(*world.office);
  world.send(day.kiosk.batch(0, 2));
  auto ack = world.send(day.kiosk.batch(5, 10));
  CHECK(ack.stored.seq == 2);
  auto devices = list_devices(*world.office, "xinghe", world.head_office());
  REQUIRE(devices.ok());
  REQUIRE((*devices)[0].gaps.size() == 1);
  CHECK((*devices)[0].gaps[0].from == 3);
  CHECK((*devices)[0].gaps[0].to == 5);
  CHECK(world.send(day.kiosk.batch(2, 5)).stored.seq == 10);
  CHECK(checked(world).problems.empty());
}

TEST_CASE(
    "the same number with other bytes is a fork: both are kept and the device is flagged (decision 5)") {
  World world;
  Device kiosk(*world.office, "xinghe", "kiosk", "K1");
  kiosk.submit("甲");
  Device clone = kiosk;
  kiosk.submit("乙");
  clone.submit("丙");
  world.send(kiosk.everything());
  auto ack = world.send(clone.batch(1, 2), 409);
  REQUIRE(ack.results.size() == 1);
  CHECK(ack.results[0].outcome == wire::Outcome::conflict);
  CHECK(world.number("SELECT count(*) FROM case_row WHERE known = 1") == 3);
  CHECK(world.number("SELECT forked FROM device WHERE name = 'K1'") == 1);
  CHECK(world.send(clone.batch(1, 2), 409).results[0].outcome == wire::Outcome::duplicate);
  kiosk.submit("丁");
  CHECK(world.send(kiosk.batch(2, 3), 409).stored.seq ==
        3);  // the first log goes on being kept, and is told too
  CHECK(checked(world).problems.empty());
}

TEST_CASE("a batch that goes on from an event nobody sent here is a fork, though its numbers are free (decision 5)") {
  World world;
  Device kiosk(*world.office, "xinghe", "kiosk", "K1");
  kiosk.submit("甲");
  Device clone = kiosk;
  kiosk.submit("乙");
  clone.submit("丙");
  clone.submit("丁");
  world.send(kiosk.everything());
  CHECK(world.send(clone.batch(2, 3), 409).results[0].outcome == wire::Outcome::conflict);
  CHECK(world.number("SELECT forked FROM device WHERE name = 'K1'") == 1);
  CHECK(world.number("SELECT count(*) FROM case_row WHERE known = 1") == 3);
}

TEST_CASE("forged roles are refused, kept raw and count as received (decision 20)") {
  World world;
  Device kiosk(*world.office, "xinghe", "kiosk", "K1");
  Device counter(*world.office, "xinghe", "counter", "C1");
  auto code = kiosk.submit("收银排队太久");
  world.send(kiosk.everything());
  auto regrade = Json::object();
  regrade.set("level", 1);
  auto level = [&](const Actor& actor) {
    counter.write(code, "regraded", regrade, actor, Json::object().set("reason", "x"));
  };
  level(staff("1001", Role::service));  // real person, role may not
  level(staff("1001", Role::manager));  // a role that she does not have
  level(staff("7777", Role::manager));  // nobody
  level(staff("2005", Role::manager));  // manager of the other mall
  level(shopper());                     // not the shopper's to do
  level({ActorKind::head_office, {}, {}, {}});
  level({ActorKind::device, {}, {}, {}});
  level(staff("1005", Role::manager));  // may
  auto ack = world.send(counter.everything());
  REQUIRE(ack.results.size() == 7);
  for (const auto& result : ack.results) CHECK(result.outcome == wire::Outcome::refused);
  CHECK(ack.stored.seq == 8);
  CHECK(world.number("SELECT count(*) FROM event WHERE verdict = 2") == 7);
  CHECK(world.number("SELECT level FROM case_row") == 1);
  CHECK(world.number("SELECT events FROM case_row") == 2);
  kiosk.write(code, "acknowledged", Json::object(),
              staff("1001", Role::service));  // staff act at counters only
  CHECK(world.send(kiosk.batch(1, 2)).results[0].reason == "device");
  CHECK(checked(world).problems.empty());
  const auto typed_and_refused = "SELECT count(*) FROM sealed WHERE n IN (SELECT n FROM event WHERE verdict = 2)";
  CHECK(world.number(typed_and_refused) == 7);
  auto erase = parse_action(Json::object().set("case", to_compact(code)).set("action", "erase").set("scope", "all").set("reason", "x"));
  REQUIRE(act_as_staff(*world.office, *erase, world.head_office()).ok());
  CHECK(world.number(typed_and_refused) == 0);
}

TEST_CASE("what somebody did offline before they moved to another mall counts as theirs; from then on they act there alone") {
  World world;
  Device kiosk(*world.office, "xinghe", "kiosk", "K1"), counter(*world.office, "xinghe", "counter", "C1"), other(*world.office, "binjiang", "counter", "C2");
  const auto code = kiosk.submit("收银排队太久");
  world.send(kiosk.everything());
  counter.write(code, "acknowledged", Json::object(), staff("1001", Role::service));
  other.write(code, "noted", Json::object(), staff("1001", Role::service));
  CHECK(world.send(other.batch(0, 1)).results[0].outcome == wire::Outcome::refused);  // not hers yet
  REQUIRE(put_person(*world.office, {"1001", "周敏", "binjiang", "service", Role::service, "", ""}).ok());
  CHECK(world.send(counter.everything()).results.empty());
  CHECK(world.number("SELECT stage FROM case_row") == 1);
  other.write(code, "noted", Json::object(), staff("1001", Role::service));
  CHECK(world.send(other.batch(1, 2)).results.empty());
}

TEST_CASE("an event that no longer fits its stage is kept and shown as a conflict") {
  World world;
  Day day(*world.office);
  world.send(day.kiosk.everything());
  world.send(day.counter.everything());
  Device other(*world.office, "xinghe", "counter", "C2");
  other.at = day.kiosk.at;
  other.write(day.codes[0], "acknowledged", Json::object(), staff("1002", Role::service));
  auto ack = world.send(other.everything());
  CHECK(ack.results.empty());
  CHECK(world.number("SELECT conflicts FROM case_row WHERE code = " + std::to_string(day.codes[0].number)) ==
        1);
}

TEST_CASE("what is no event is refused and kept; the others of its batch go on") {
  World world;
  Device kiosk(*world.office, "xinghe", "kiosk", "K1");
  kiosk.submit("一");
  kiosk.log.push_back({"{\"v\":1,\"nonsense\":true}", {}, {}});
  kiosk.submit("二");
  auto ack = world.send(kiosk.everything());
  REQUIRE(ack.results.size() == 1);
  CHECK(ack.results[0].seq == 2);
  CHECK(ack.results[0].reason == "form");
  CHECK(ack.stored.seq == 3);
  CHECK(world.number("SELECT count(*) FROM case_row") == 2);
  CHECK(checked(world).refused == 1);
}

TEST_CASE("a sealed part that is not the one its event names is not taken for it") {
  World world;
  Device kiosk(*world.office, "xinghe", "kiosk", "K1");
  kiosk.submit("一");
  kiosk.submit("二");
  std::swap(kiosk.log[0].sealed, kiosk.log[1].sealed);
  world.send(kiosk.everything(), 400);
  CHECK(world.number("SELECT count(*) FROM sealed") == 0);
  std::swap(kiosk.log[0].sealed, kiosk.log[1].sealed);
  world.send(kiosk.everything());
  CHECK(world.number("SELECT count(*) FROM sealed") == 2);
}

TEST_CASE("a revoked device is answered 403, a copy lies in quarantine, and the mall has a new key") {
  World world;
  Day day(*world.office);
  world.send(day.counter.batch(0, 3));
  auto page = world.pull(day.counter);
  const auto block = wire::encode_frames(page.block.header, page.block.frames, page.block.signature);
  const auto carried = wire::encode_relay(day.counter.incarnation, block, day.counter.key);
  CHECK(ingest_relay(*world.office, carried).status == 200);
  REQUIRE(revoke_device(*world.office, "C1").ok());
  CHECK(ingest_relay(*world.office, carried).status == 403);
  CHECK(std::get<Reply>(pull(*world.office, day.counter.pull(0, {}), false)).response.status == 403);
  world.send(day.counter.batch(3, 6), 403);
  world.send(day.counter.batch(3, 6), 403);
  CHECK(world.number("SELECT count(*) FROM quarantine") == 1);
  // What people typed is not kept there: nothing could erase it.
  REQUIRE(revoke_device(*world.office, "K1").ok());
  world.send(day.kiosk.batch(0, 2), 403);
  CHECK(world.number("SELECT count(*) FROM quarantine") == 2);
  CHECK(world.number("SELECT count(*) FROM quarantine WHERE instr(bytes, x'" + to_hex(day.kiosk.log[0].sealed) + "') > 0") == 0);
  CHECK(world.number("SELECT max(seq) FROM event WHERE device = (SELECT no FROM device WHERE name = 'C1')") ==
        3);
  CHECK(world.number("SELECT key_epoch FROM mall WHERE id = 'xinghe'") == 2);
}

TEST_CASE("verify names every event whose row was changed, deleted or swapped") {
  World world;
  Day day(*world.office);
  world.send(day.kiosk.everything());
  world.send(day.counter.everything());
  auto spoil = [&](const std::string& sql) {
    REQUIRE(world.office->store().alone([&](Database& db) { return db.script("BEGIN; " + sql); }).ok());
    auto problems = world.office->store().alone([](Database& db) { return verify_record(db); });
    REQUIRE(world.office->store().alone([](Database& db) { return db.script("ROLLBACK"); }).ok());
    REQUIRE(problems.ok());
    std::string all;
    for (const auto& line : problems->problems) all += line + "\n";
    return all;
  };
  const std::string kiosk = "device = (SELECT no FROM device WHERE name = 'K1')";
  CHECK(spoil("UPDATE event SET bytes = CAST(replace(CAST(bytes AS TEXT), 'zh-Hans', 'zh-Hant') AS BLOB) "
              "WHERE seq = 4 AND " +
              kiosk)
            .find("K1, event 4") != std::string::npos);
  CHECK(spoil("DELETE FROM event WHERE seq = 7 AND " + kiosk).find("K1") != std::string::npos);
  CHECK(spoil("UPDATE event SET kind = 'added' WHERE seq = 5 AND " + kiosk).find("K1, event 5") !=
        std::string::npos);
  CHECK(spoil("UPDATE sealed SET bytes = zeroblob(100) WHERE n = (SELECT n FROM event WHERE seq = 6 AND " +
              kiosk + ")")
            .find("K1, event 6") != std::string::npos);
  CHECK(spoil("UPDATE event SET seq = 200 WHERE seq = 2 AND " + kiosk +
              "; UPDATE event SET seq = 2 WHERE seq = 3 AND " + kiosk +
              "; UPDATE event SET seq = 3 WHERE seq = 200 AND " + kiosk)
            .find("K1, event 2") != std::string::npos);
  CHECK(spoil("UPDATE batch SET signature = zeroblob(64) WHERE " + kiosk).find("not signed") !=
        std::string::npos);
  CHECK(spoil("SELECT 1").empty());
}

TEST_CASE("an exported file brings the same record to life elsewhere, signatures included") {
  World world;
  Day day(*world.office);
  for (const auto& piece : day.pieces()) world.send(piece);
  auto file = export_batches(*world.office);
  REQUIRE(file.ok());
  auto again = import_batches(*world.office, *file);
  REQUIRE(again.ok());
  CHECK(again->stored == again->batches);
  CHECK(again->events == 19);
  CHECK(world.number("SELECT count(*) FROM event WHERE batch IS NOT NULL") == 19);
}

TEST_CASE(
    "killed with -9 in the middle of ingest nothing acknowledged is lost and sending again completes it") {
  World world;
  Device kiosk(*world.office, "xinghe", "kiosk", "K1");
  for (int i = 0; i < 400; ++i) kiosk.submit("");
  world.office.reset();
  int pipe_ends[2];
  REQUIRE(pipe(pipe_ends) == 0);
  auto child = fork();
  if (child == 0) {
    auto office = Office::open(world.folder.path, world.clock, world.random);
    for (std::size_t i = 0; office.ok() && i < 400; i += 4) {
      if (ingest_batch(**office, kiosk.batch(i, i + 4)).status != 200) _exit(1);
      auto sent = static_cast<std::uint16_t>(i + 4);
      if (write(pipe_ends[1], &sent, sizeof sent) != sizeof sent) _exit(1);
    }
    pause();
  }
  std::uint16_t acknowledged = 0;
  while (acknowledged < 120)
    REQUIRE(read(pipe_ends[0], &acknowledged, sizeof acknowledged) == sizeof acknowledged);
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  close(pipe_ends[1]);
  for (std::uint16_t more; read(pipe_ends[0], &more, sizeof more) == sizeof more;) acknowledged = more;
  close(pipe_ends[0]);
  world.reopen();
  CHECK(world.number("SELECT stored_seq FROM device WHERE name = 'K1'") >= acknowledged);
  CHECK(checked(world).problems.empty());
  CHECK(world.send(kiosk.everything()).stored.seq == 400);
  CHECK(world.number("SELECT count(*) FROM case_row") == 400);
  CHECK(checked(world).problems.empty());
}

TEST_CASE("R134 a code whose complaint is not here is listed apart, as registered nowhere and never as closed") {
  World world;
  Device kiosk(*world.office, "xinghe", "kiosk", "K1"), counter(*world.office, "xinghe", "counter", "C1");
  const auto code = kiosk.submit("排队太久");
  counter.at = Instant{1'760'000'000'000};  // before the complaint, by a clock that was reset
  counter.write(code, "confirmed", Json::object(), staff("1001", Role::service));
  world.send(counter.everything());
  const auto listed = [&](const CaseFilter& filter) {
    auto page = list_cases(*world.office, filter, world.head_office());
    REQUIRE(page.ok());
    return page->total;
  };
  const auto csv = [&] { return export_cases(*world.office, {}, world.head_office(), ExportFormat::csv).value(); };
  CaseFilter apart, open, closed, first;
  apart.registered = false;
  open.open = true;
  closed.open = false;
  first.stage = Stage::acknowledge;
  CHECK(listed(apart) == 1);
  CHECK(listed(open) + listed(closed) + listed(first) == 0);
  CHECK(csv().find("\"unregistered\"") != std::string::npos);
  CHECK(csv().find("\"archived\"") == std::string::npos);
  auto counts = count_cases(*world.office, "", world.head_office());
  REQUIRE(counts.ok());
  CHECK(counts->unregistered == 1);
  CHECK(counts->open == 0);
  CHECK(counts->total == 1);  // the list of all names it
  world.send(kiosk.everything());
  CHECK(listed(apart) == 0);
  CHECK(listed(open) == 1);
  CHECK(listed(first) == 1);
  CHECK(world.number("SELECT count(*) FROM case_row WHERE stage = 0 AND archived_at IS NULL AND conflicts = 1") == 1);
}
