#include <doctest/doctest.h>

#include "sync/uplink/documents.h"
#include "sync/uplink/enrol.h"
#include "sync/uplink/pull.h"
#include "sync/uplink/stick.h"
#include "sync/wire/document.h"
#include "tests/uplink/device.h"
#include "tests/uplink/memory_files.h"

using namespace redress;
using namespace redress::test;

namespace {

const std::string kUrl = "http://127.0.0.1:1/";

struct Fresh {
  FakeOffice office;
  World world{3};
  FaultyNetwork network{office};
  wire::EnrolCode code;

  Fresh() {
    world.open();
    code = wire::make_enrol_code(office.key.public_key(), world.random);
    office.secret = code.secret;
    office.enrolment.mall = "xinghe";
    office.enrolment.role = "counter";
    office.enrolment.name = "一楼服务台";
    office.enrolment.number = 3;
    auto key = BoxKeyPair::generate(world.random).public_key;
    office.enrolment.recipients = {key, key, key};
    office.enrolment.technician = "9001";
    office.enrolment.technician_salt = {7};
    office.enrolment.technician_pin = stretch_pin("8642", {7});
    wire::Document policy{wire::DocumentKind::policy, "xinghe", 2, office.now, Json::object().set("a", 1), {}};
    office.enrolment.documents = {wire::encode_document(policy, office.key)};
  }
  Result<EnrolOutcome> ask() { return enrol(*world.store, network, world.clock, kUrl, wire::to_text(code)); }
};

}  // namespace

TEST_CASE("an enrolled device has all it needs to take complaints, even before approval (decision 11)") {
  Fresh fresh;
  CHECK_FALSE(must(provision(*fresh.world.store)));
  auto outcome = must(fresh.ask());
  CHECK(outcome.status == wire::EnrolStatus::waiting);
  auto known = must(provision(*fresh.world.store));
  REQUIRE(known);
  CHECK(known->url == "http://127.0.0.1:1");
  CHECK(known->answer.mall == "xinghe");
  CHECK(known->answer.recipients.size() == 3);
  CHECK(must(fresh.world.store->document("policy"))->version == 2);
  CHECK(must(fresh.world.store->sign_in("9001", "8642")).role == Role::technician);
  CHECK(must(fresh.world.store->sync_state()).epoch == fresh.office.epoch);

  Uplink uplink(*fresh.world.store, fresh.network, fresh.world.clock, fresh.world.random, known->target());
  StopFlag stop = false;
  must(fresh.world.store->append(fresh.world.submitted(fresh.world.code())));
  CHECK(uplink.run_once(stop).problem.trouble == Trouble::waiting);
  fresh.office.enrolment.status = wire::EnrolStatus::approved;
  CHECK(must(ask_enrolment_again(*fresh.world.store, fresh.network, fresh.world.clock)).status == wire::EnrolStatus::approved);
  CHECK(must(provision(*fresh.world.store))->answer.status == wire::EnrolStatus::approved);
  CHECK(uplink.run_once(stop).queue_empty);
}

TEST_CASE("a wrong code, a stranger's head office and a portal enrol nothing") {
  Fresh fresh;
  SUBCASE("mistyped") {
    CHECK(enrol(*fresh.world.store, fresh.network, fresh.world.clock, kUrl, "1234").error().code == Errc::invalid);
  }
  SUBCASE("unknown secret") {
    fresh.office.secret[0] ^= 1;
    CHECK(fresh.ask().error().code == Errc::unauthorised);
  }
  SUBCASE("another head office answers") {
    SeededRandom random(99);
    fresh.office.key = SigningKey::generate(random);
    CHECK(fresh.ask().error().code == Errc::unauthorised);
  }
  SUBCASE("portal page") {
    fresh.network.instead.push_back({200, to_bytes("<html>log in</html>"), -1});
    CHECK(fresh.ask().error().code == Errc::unavailable);
  }
  SUBCASE("rejected") {
    fresh.office.enrolment.status = wire::EnrolStatus::rejected;
    CHECK(must(fresh.ask()).status == wire::EnrolStatus::rejected);
  }
  CHECK_FALSE(must(provision(*fresh.world.store)));
}

TEST_CASE("a code for a device that is in service is not used up in silence") {
  Fresh fresh;
  fresh.office.enrolment.status = wire::EnrolStatus::approved;
  CHECK(must(fresh.ask()).status == wire::EnrolStatus::approved);
  auto again = fresh.ask();
  REQUIRE_FALSE(again.ok());
  CHECK(again.error().code == Errc::conflict);
  CHECK(again.error().what.find("already enrolled as 一楼服务台 of xinghe") != std::string::npos);
  // Whether it still is, only head office knows: without its answer it is asked as before.
  fresh.network.down = true;
  CHECK(fresh.ask().error().code == Errc::unavailable);
}

TEST_CASE("a device that still waits for approval may ask again") {
  Fresh fresh;
  CHECK(must(fresh.ask()).status == wire::EnrolStatus::waiting);
  CHECK(must(fresh.ask()).status == wire::EnrolStatus::waiting);
  CHECK(must(standing(*fresh.world.store)) == Standing::waiting);
}

TEST_CASE("a revoked device knows it from head office's answer, and a new code begins another name with all it owes") {
  Fresh fresh;
  auto& store = *fresh.world.store;
  fresh.office.enrolment.status = wire::EnrolStatus::approved;
  must(fresh.ask());
  const auto before = store.identity().incarnation;
  const auto owed = must(store.append(fresh.world.submitted(fresh.world.code())));
  fresh.office.revoked.insert(before);
  fresh.office.not_approved.insert(before);
  Uplink uplink(store, fresh.network, fresh.world.clock, fresh.world.random, must(provision(store))->target());
  StopFlag stop = false;
  must(note_answer(store, uplink.run_once(stop).problem.trouble));
  CHECK(must(standing(store)) == Standing::revoked);

  CHECK(must(fresh.ask()).status == wire::EnrolStatus::approved);
  CHECK(must(standing(store)) == Standing::approved);
  CHECK(store.identity().incarnation != before);
  Uplink anew(store, fresh.network, fresh.world.clock, fresh.world.random, must(provision(store))->target());
  const auto report = anew.run_once(stop);
  CHECK(report.queue_empty);
  CHECK(report.sent == 1);
  CHECK(fresh.office.have(store.identity().incarnation, 1));
  CHECK(must(store.queue_state()).stranded == 0);
  CHECK(must(parse_event(as_text(*must(store.event_bytes(owed.id))))).seq == 1);
}

TEST_CASE("a bundle enrols without a network") {
  Fresh fresh;
  auto device = DeviceIdentity::generate(fresh.world.random);
  auto answer = fresh.office.enrolment;
  answer.status = wire::EnrolStatus::approved;
  answer.incarnation = device.incarnation;
  answer.head_office = fresh.office.key.public_key();
  answer.epoch = fresh.office.epoch;
  wire::EnrolBundle bundle{"http://127.0.0.1:1", device.incarnation, device.signing.seed(), device.box.secret, {}};
  bundle.answer = wire::encode_enrol_answer(answer, device.box.public_key, fresh.office.key, fresh.world.random);
  MemoryFiles files;
  files.put("bundle.json", wire::encode_enrol_bundle(bundle));
  CHECK(must(init_from_bundle(*fresh.world.store, files, fresh.world.random, "bundle.json")).status == wire::EnrolStatus::approved);
  CHECK(fresh.world.store->identity().incarnation == device.incarnation);
  CHECK(must(provision(*fresh.world.store))->answer.name == "一楼服务台");
  bundle.answer[100] ^= 1;
  files.put("bad.json", wire::encode_enrol_bundle(bundle));
  CHECK_FALSE(init_from_bundle(*fresh.world.store, files, fresh.world.random, "bad.json").ok());
}

TEST_CASE("a stick carries a kiosk's events to a counter, and the counter carries them to head office (decision 32)") {
  FakeOffice office;
  Device kiosk(office, 1), counter(office, 2);
  MemoryFiles files;
  bool known = false;
  SUBCASE("author known to the counter") { known = true; }
  SUBCASE("author unknown to the counter") {}
  if (known) office.known = {{kiosk.incarnation(), kiosk.store().identity().signing.public_key(), "一楼", "kiosk"}};
  CHECK(counter.sync().problem.none());
  kiosk.network.down = true;
  kiosk.capture(30);
  must(kiosk.store().begin_epoch(office.epoch));
  auto exported = must(export_events(kiosk.store(), files, "out.redress"));
  CHECK(exported.events == 30);
  CHECK(must(kiosk.store().sync_state()).stored.seq == 0);  // exported is not acknowledged

  auto imported = must(import_events(counter.store(), files, "out.redress"));
  CHECK(imported.events == 30);
  CHECK(imported.shown == (known ? 30 : 0));
  CHECK(must(counter.store().count_cases({})) == (known ? 30 : 0));
  must(import_events(counter.store(), files, "out.redress"));  // the same stick again
  auto report = counter.sync();
  CHECK(report.queue_empty);
  CHECK(report.relayed == 1);
  for (std::uint64_t seq = 1; seq <= 30; ++seq) CHECK(office.have(kiosk.incarnation(), seq));
  kiosk.network.down = false;
  auto later = kiosk.sync();
  CHECK(later.duplicates == 30);
  CHECK(later.queue_empty);
}

TEST_CASE("a damaged, cut or forged stick changes nothing at the counter") {
  FakeOffice office;
  Device kiosk(office, 1), counter(office, 2);
  office.known = {{kiosk.incarnation(), kiosk.store().identity().signing.public_key(), "一楼", "kiosk"}};
  CHECK(counter.sync().problem.none());
  kiosk.capture(5);
  MemoryFiles files;
  must(export_events(kiosk.store(), files, "out.redress"));
  auto good = must(files.read("out.redress", 1u << 20));
  SeededRandom random(6);
  for (int i = 0; i < 300; ++i) {
    auto bad = good;
    if (i % 3 == 0) bad.resize(random.below(bad.size()));
    else bad[random.below(bad.size())] ^= static_cast<std::uint8_t>(1u << random.below(8));
    files.put("bad.redress", bad);
    REQUIRE_FALSE(import_events(counter.store(), files, "bad.redress").ok());
  }
  auto run = must(kiosk.store().outgoing(0, 10, 1u << 20));
  wire::BatchEncoder forged(office.epoch, kiosk.incarnation(), 1, {});
  for (const auto& event : run.events) forged.add(event.event, event.sealed);
  files.put("forged.redress", forged.finish(SigningKey::generate(random)));
  CHECK(import_events(counter.store(), files, "forged.redress").error().code == Errc::invalid);
  CHECK(must(counter.store().queue_state()).relay_batches == 0);
  CHECK(must(counter.store().count_cases({})) == 0);
}

TEST_CASE("a carried batch that head office refuses does not block the next") {
  FakeOffice office;
  Device revoked(office, 1), kiosk(office, 3), counter(office, 2);
  MemoryFiles files;
  revoked.capture(2);
  kiosk.capture(3);
  must(export_events(revoked.store(), files, "a.redress"));
  must(export_events(kiosk.store(), files, "b.redress"));
  must(import_events(counter.store(), files, "a.redress"));
  must(import_events(counter.store(), files, "b.redress"));
  office.not_approved.insert(revoked.incarnation());
  auto report = counter.sync();
  CHECK(report.queue_empty);
  CHECK(office.have(kiosk.incarnation(), 3));
  CHECK_FALSE(office.have(revoked.incarnation(), 1));
  CHECK(must(counter.store().quarantine()).size() == 1);
}

TEST_CASE("nothing to export is said so") {
  FakeOffice office;
  Device kiosk(office, 1);
  MemoryFiles files;
  CHECK(export_events(kiosk.store(), files, "x").error().code == Errc::not_found);
}

namespace {

// What head office says of a case that it erased.
Held erasure(Device& device, CaseCode code) {
  Author office{Uuid{device.world.random.array<16>()}, 0, {}};
  Event event = event_of(device.world, code, "erased", Json::object().set("scope", "all"));
  event.actor = {ActorKind::head_office, {}, {}, {}};
  const auto& written = office.write(event);
  return {office.incarnation, written.seq, written.bytes, {}};
}

std::vector<Bytes> typed_parts(Store& store) {
  std::vector<Bytes> out;
  auto run = must(store.outgoing(0, 100, 1u << 20));
  for (const auto& event : run.events) out.emplace_back(event.sealed.begin(), event.sealed.end());
  return out;
}

bool lies_in(Device& device, const Bytes& part) {
  must(device.store().tidy(true));
  for (const char* end : {"", "-wal"})
    if (file_has(device.world.db() + end, ByteView(part).first(48))) return true;
  return false;
}

}  // namespace

TEST_CASE("what is erased leaves a batch that waits to be carried on, whether the erasure or the stick comes first") {
  FakeOffice office;
  Device kiosk(office, 1), counter(office, 2);
  MemoryFiles files;
  CHECK(counter.sync().problem.none());
  kiosk.network.down = true;
  kiosk.capture(3);
  must(kiosk.store().begin_epoch(office.epoch));
  must(export_events(kiosk.store(), files, "out.redress"));
  const auto parts = typed_parts(kiosk.store());
  CaseQuery oldest_first;
  oldest_first.order = CaseQuery::Order::submitted;
  const auto gone = must(kiosk.store().cases(oldest_first)).front().code;
  const auto apply = [&] {
    office.log.push_back(erasure(counter, gone));
    Pull pull(counter.store(), counter.network, counter.world.clock, counter.world.random, counter.target);
    CHECK(pull.run(counter.stop).problem.none());
  };
  SUBCASE("the stick first") {
    must(import_events(counter.store(), files, "out.redress"));
    CHECK(lies_in(counter, parts[0]));
    apply();
  }
  SUBCASE("the erasure first") {
    apply();
    must(import_events(counter.store(), files, "out.redress"));
  }
  CHECK_FALSE(lies_in(counter, parts[0]));
  CHECK(lies_in(counter, parts[1]));
  CHECK(counter.sync().relayed == 1);  // its author's signature holds
  CHECK(office.held(kiosk.incarnation(), 1).sealed.empty());
  CHECK(office.held(kiosk.incarnation(), 2).sealed == parts[1]);
}

TEST_CASE("a carried batch in quarantine holds nothing that anybody typed") {
  FakeOffice office;
  Device kiosk(office, 1), counter(office, 2);
  MemoryFiles files;
  kiosk.capture(2);
  const auto parts = typed_parts(kiosk.store());
  must(export_events(kiosk.store(), files, "out.redress"));
  must(import_events(counter.store(), files, "out.redress"));
  office.not_approved.insert(kiosk.incarnation());
  CHECK(counter.sync().queue_empty);
  REQUIRE(must(counter.store().quarantine()).size() == 1);
  CHECK(wire::decode_batch(must(counter.store().quarantine())[0].bytes).ok());
  for (const auto& part : parts) CHECK_FALSE(lies_in(counter, part));
}
