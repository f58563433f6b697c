#include "sync/uplink/uplink.h"

#include <doctest/doctest.h>

#include "sync/uplink/documents.h"
#include "sync/uplink/enrol.h"
#include "sync/uplink/stick.h"
#include "sync/wire/document.h"
#include "tests/uplink/device.h"

using namespace redress;
using namespace redress::test;

namespace {

HttpAnswer answer(int status, std::string body = {}) {
  return {status, to_bytes(body), -1};
}

// Every event of the device is at head office, byte for byte, and nothing else of it.
void check_equal(Device& device, const FakeOffice& office) {
  auto head = must(device.store().head());
  auto run = must(device.store().outgoing(0, 100'000, 1u << 30));
  REQUIRE(run.events.size() == head.seq);
  std::size_t there = 0;
  for (const auto& held : office.log) there += held.incarnation == device.incarnation();
  CHECK(there == head.seq);
  for (const auto& event : run.events) {
    REQUIRE(office.have(device.incarnation(), event.seq));
    CHECK(office.held(device.incarnation(), event.seq).event == event.event);
  }
}

}  // namespace

TEST_CASE("everything that waits goes up, and comes down at the other device") {
  FakeOffice office;
  Device kiosk(office, 1), counter(office, 2);
  kiosk.capture(25);
  auto report = kiosk.sync();
  CHECK(report.problem.none());
  CHECK(report.sent == 25);
  CHECK(report.queue_empty);
  check_equal(kiosk, office);
  auto down = counter.sync();
  CHECK(down.problem.none());
  CHECK(down.pulled == 25);
  CHECK(down.cases.size() == 25);
  CHECK(must(counter.store().count_cases({})) == 25);
  CHECK(kiosk.sync().sent == 0);
  CHECK(counter.sync().pulled == 0);
}

TEST_CASE("every pull tells how the device is, once somebody said so") {
  FakeOffice office;
  Device kiosk(office, 1);
  REQUIRE(kiosk.sync().problem.none());
  CHECK_FALSE(office.health);
  kiosk.uplink->tell_health({"0.1.0", wire::PrinterHealth::low, 5'000'000'000});
  REQUIRE(kiosk.sync().problem.none());
  CHECK(office.health == wire::DeviceHealth{"0.1.0", wire::PrinterHealth::low, 5'000'000'000});
}

TEST_CASE("an answer without head office's signature moves nothing, whatever it looks like") {
  FakeOffice office;
  Device kiosk(office, 1);
  kiosk.capture(3);
  REQUIRE(kiosk.sync().problem.none());
  kiosk.capture(2);
  SeededRandom random(5);
  auto forger = SigningKey::generate(random);
  wire::Acknowledgement forged;
  forged.epoch = office.epoch;
  forged.incarnation = kiosk.incarnation();
  forged.first_seq = 4;
  forged.count = 2;
  auto head = must(kiosk.store().head());
  forged.stored = forged.backed_up = {head.seq, head.chain};
  auto forged_bytes = wire::encode_acknowledgement(forged, forger);
  for (auto bad : {answer(200), answer(200, "<html>log in</html>"), answer(200, "{}"), answer(204),
                   answer(302), answer(401), answer(403), answer(409), answer(429), answer(500), answer(503),
                   HttpAnswer{200, forged_bytes, -1}}) {
    kiosk.network.instead.push_back(bad);
    auto report = kiosk.sync();
    INFO("status ", bad.status);
    CHECK_FALSE(report.problem.none());
    CHECK_FALSE(report.queue_empty);
    CHECK(must(kiosk.store().sync_state()).stored.seq == 3);
  }
  CHECK(kiosk.sync().queue_empty);
}

TEST_CASE("a signed acknowledgement of another device, batch or point moves nothing") {
  FakeOffice office;
  Device kiosk(office, 1);
  kiosk.capture(4);
  auto point = must(kiosk.store().head());
  auto give = [&](auto change) {
    wire::Acknowledgement ack;
    ack.epoch = office.epoch;
    ack.incarnation = kiosk.incarnation();
    ack.first_seq = 1;
    ack.count = 4;
    ack.stored = ack.backed_up = {point.seq, point.chain};
    change(ack);
    kiosk.network.instead.push_back({200, wire::encode_acknowledgement(ack, office.key), -1});
    (void)kiosk.sync_push_only();
    return must(kiosk.store().sync_state()).stored.seq;
  };
  CHECK(give([](auto& ack) { ack.incarnation.bytes[0] ^= 1; }) == 0);
  CHECK(give([](auto& ack) { ack.first_seq = 2; }) == 0);
  CHECK(give([](auto& ack) { ack.count = 3; }) == 0);
  CHECK(give([](auto& ack) { ack.epoch.bytes[0] ^= 1; }) == 0);
  CHECK(give([](auto& ack) { ack.stored.chain[0] ^= 1; }) == 0);
  CHECK(must(kiosk.store().queue_state()).forked);  // our log and theirs contradict: enrol anew
  CHECK(give([](auto&) {}) == 4);
}

TEST_CASE("through loss, doubling, damage, portals and wrong answers both ends hold the same set") {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    INFO("seed ", seed);
    FakeOffice office;
    Device kiosk(office, seed * 10 + 1), counter(office, seed * 10 + 2);
    kiosk.network.faults = counter.network.faults = 60;
    std::uint64_t stored = 0;
    for (int round = 0; round < 12; ++round) {
      kiosk.capture(5);
      counter.capture(2);
      (void)kiosk.sync();
      (void)counter.sync();
      auto state = must(kiosk.store().sync_state());
      CHECK(state.stored.seq >= stored);
      stored = state.stored.seq;
      for (std::uint64_t seq = 1; seq <= stored; ++seq) CHECK(office.have(kiosk.incarnation(), seq));
    }
    kiosk.network.faults = counter.network.faults = 0;
    for (int i = 0; i < 2; ++i) {
      CHECK(kiosk.sync().queue_empty);
      CHECK(counter.sync().queue_empty);
    }
    check_equal(kiosk, office);
    check_equal(counter, office);
    CHECK(must(kiosk.store().count_cases({})) == 12 * 7);
    CHECK(must(counter.store().count_cases({})) == 12 * 7);
  }
}

TEST_CASE("a refused event is in quarantine on both sides and the others arrive in the same sync") {
  FakeOffice office;
  Device kiosk(office, 1);
  kiosk.capture(40);
  kiosk.capture(1, "poison_category");
  kiosk.capture(40);
  office.poison = "poison_category";
  auto report = kiosk.sync();
  CHECK(report.problem.none());
  CHECK(report.refused == 1);
  CHECK(report.queue_empty);
  auto rows = must(kiosk.store().quarantine());
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].seq == 41);
  CHECK(rows[0].outgoing);
  CHECK(rows[0].reason == "poison");
  CHECK(office.refused.size() == 1);
}

TEST_CASE("an event refused for now is sent again later") {
  FakeOffice office;
  Device kiosk(office, 1);
  kiosk.capture(2, "poison_category");
  office.poison = "poison_category";
  office.poison_later = true;
  CHECK(kiosk.sync().refused == 2);
  office.poison.clear();
  CHECK(kiosk.sync().sent == 0);
  kiosk.world.clock.pass(2 * kHour_ms);
  CHECK(must(kiosk.store().quarantine()).size() == 2);
  CHECK(kiosk.sync().sent == 2);
  CHECK(office.refused.empty());
  CHECK(must(kiosk.store().quarantine()).empty());
}

TEST_CASE("a batch refused as a whole is halved until the one event is found; the others go on") {
  FakeOffice office;
  Device kiosk(office, 1, {.max_events = 32});
  kiosk.capture(45);
  kiosk.capture(1, "brick_category");
  kiosk.capture(60);
  office.brick = "brick_category";
  auto report = kiosk.sync();
  CHECK(report.problem.none());
  for (std::uint64_t seq = 1; seq <= 106; ++seq) CHECK(office.have(kiosk.incarnation(), seq) == (seq != 46));
  auto rows = must(kiosk.store().quarantine());
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].seq == 46);
  CHECK(must(kiosk.store().sync_state()).stored.seq == 45);
  kiosk.capture(3);
  auto exchanges = kiosk.network.exchanges;
  CHECK(kiosk.sync().sent == 3);
  CHECK(kiosk.network.exchanges - exchanges <= 3);  // not everything behind the gap again
  CHECK(office.have(kiosk.incarnation(), 109));
}

TEST_CASE("an event whose sealed part was damaged here goes up without it") {
  FakeOffice office;
  Device kiosk(office, 1, {.max_events = 32});
  kiosk.capture(50);
  kiosk.damage_sealed_part(20);
  CHECK(kiosk.sync().queue_empty);
  check_equal(kiosk, office);
  CHECK(office.held(kiosk.incarnation(), 20).sealed.empty());
  CHECK_FALSE(office.held(kiosk.incarnation(), 21).sealed.empty());
}

TEST_CASE("batches that overtake each other on two connections all count") {
  FakeOffice office;
  Device kiosk(office, 1, {.max_events = 7});
  kiosk.capture(200);
  kiosk.network.overtake = true;
  auto report = kiosk.sync();
  CHECK(kiosk.network.overtaken > 3);
  CHECK(report.problem.none());
  CHECK(report.sent == 200);
  CHECK(report.queue_empty);
  check_equal(kiosk, office);
}

TEST_CASE("too large a batch is halved and everything arrives") {
  FakeOffice office;
  office.largest_batch = 6'000;
  Device kiosk(office, 1);
  kiosk.capture(120);
  CHECK(kiosk.sync().queue_empty);
  check_equal(kiosk, office);
}

TEST_CASE("a restored head office begins a new epoch and gets back what devices hold (decision 15)") {
  FakeOffice office;
  Device kiosk(office, 1), counter(office, 2);
  kiosk.capture(10);
  CHECK(kiosk.sync().queue_empty);
  office.back_up();
  kiosk.capture(10);
  counter.capture(4);
  CHECK(kiosk.sync().queue_empty);
  CHECK(counter.sync().queue_empty);
  auto lost_kiosk = kiosk.incarnation();
  office.restore();
  CHECK_FALSE(office.have(lost_kiosk, 11));

  SUBCASE("by the author itself") {
    auto report = kiosk.sync();
    CHECK(report.reset);
    CHECK(report.queue_empty);
    CHECK(must(kiosk.store().sync_state()).epoch == office.epoch);
    check_equal(kiosk, office);
  }
  SUBCASE("by a counter that had pulled them, even if the kiosk never comes back") {
    auto report = counter.sync();
    CHECK(report.reset);
    CHECK(report.queue_empty);
    CHECK(report.relayed > 0);
    check_equal(counter, office);
    for (std::uint64_t seq = 1; seq <= 20; ++seq) CHECK(office.have(lost_kiosk, seq));
  }
  SUBCASE("by a counter whose pages an unsigned answer refused, an hour later") {
    office.refuse_relays = true;
    CHECK(counter.sync().problem.none());
    CHECK(office.relays > 0);
    CHECK_FALSE(office.have(lost_kiosk, 11));
    office.refuse_relays = false;
    counter.world.clock.pass(kHour_ms);
    CHECK(counter.sync().relayed > 0);
    for (std::uint64_t seq = 1; seq <= 20; ++seq) CHECK(office.have(lost_kiosk, seq));
  }
}

TEST_CASE("an old page played again is not taken") {
  FakeOffice office;
  Device kiosk(office, 1), counter(office, 2);
  kiosk.capture(2);
  CHECK(kiosk.sync().queue_empty);
  counter.network.instead.push_back(counter.last_pull_answer(office));
  auto report = counter.sync();
  CHECK(report.problem.trouble == Trouble::answer);
  CHECK(report.pulled == 0);
}

TEST_CASE("documents of our mall by head office's hand are taken once; others never") {
  FakeOffice office;
  Device counter(office, 2);
  SeededRandom random(9);
  auto other = SigningKey::generate(random);
  auto document = [&](wire::DocumentKind kind, std::string mall, std::int64_t version,
                      const SigningKey& signer) {
    wire::Document out{kind, std::move(mall), version, office.now, Json::object().set("n", version), {}};
    return wire::encode_document(out, signer);
  };
  using wire::DocumentKind;
  office.documents = {document(DocumentKind::policy, "xinghe", 3, office.key),
                      document(DocumentKind::site, "binjiang", 9, office.key),
                      document(DocumentKind::site, "xinghe", 7, other)};
  CHECK(counter.sync().documents == 1);
  CHECK(must(counter.store().document("policy"))->version == 3);
  CHECK_FALSE(must(counter.store().document("site")));
  office.documents = {document(DocumentKind::policy, "xinghe", 2, office.key)};
  CHECK(counter.sync().documents == 0);
  CHECK(must(counter.store().document("policy"))->version == 3);
}

TEST_CASE("a staff document lets staff sign in with their PIN on this device") {
  FakeOffice office;
  Device counter(office, 2);
  SeededRandom random(4);
  PinSalt salt{1, 2, 3};
  auto member = Json::object();
  member.set("staff", "1001").set("name", "王敏").set("role", "service").set("department", "service_desk");
  member.set("salt", to_base64url(salt)).set("pin", to_base64url(stretch_pin("2468", salt)));
  wire::Document staff;
  staff.kind = wire::DocumentKind::staff;
  staff.mall = "xinghe";
  staff.version = 1;
  staff.sealed =
      wire::seal_document_content(staff.kind, Json::object().set("staff", Json::array().push(member)),
                                  counter.store().identity().box.public_key, random);
  office.documents = {wire::encode_document(staff, office.key)};
  CHECK(counter.sync().documents == 1);
  CHECK(must(counter.store().sign_in("1001", "2468")).name == "王敏");
  CHECK_FALSE(counter.store().sign_in("1001", "0000").ok());
}

TEST_CASE("the clock's offset is noted") {
  FakeOffice office;
  Device kiosk(office, 1);
  office.now = kiosk.world.clock.now + 90'000;
  CHECK(kiosk.sync().clock_offset_ms == 90'000);
}
