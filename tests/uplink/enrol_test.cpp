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
  void approve() { office.enrolment.status = wire::EnrolStatus::approved; }
  // As head office hands it out: sealed to this device.
  Bytes staff_list(std::int64_t version, const std::vector<std::string>& numbers, std::string_view pin) {
    auto staff = Json::array();
    for (const auto& number : numbers)
      staff.push(Json::object()
                     .set("staff", number)
                     .set("name", "")
                     .set("role", "technician")
                     .set("department", "")
                     .set("salt", to_base64url(PinSalt{5}))
                     .set("pin", to_base64url(stretch_pin(pin, PinSalt{5}))));
    wire::Document list{wire::DocumentKind::staff, "xinghe", version, office.now, {}, {}};
    list.sealed = wire::seal_document_content(list.kind, Json::object().set("staff", std::move(staff)),
                                              world.store->identity().box.public_key, world.random);
    return wire::encode_document(list, office.key);
  }
  Bytes rules(const std::string& mall, std::int64_t version) {
    wire::Document policy{wire::DocumentKind::policy, mall, version, office.now, Json::object().set("of", mall), {}};
    return wire::encode_document(policy, office.key);
  }
  // Another mall's code is typed.
  void move_to(const std::string& mall) {
    office.enrolment.mall = mall;
    office.enrolment.documents = {rules(mall, 1)};
  }
  void fork() {
    AckUpdate contradiction;
    contradiction.epoch = office.epoch;
    contradiction.stored = {1, Hash256{1}};
    CHECK(world.store->apply_ack(contradiction).error().code == Errc::conflict);
    REQUIRE(must(world.store->queue_state()).forked);
  }
  Trouble sync() {
    Uplink uplink(*world.store, network, world.clock, world.random, must(provision(*world.store))->target());
    StopFlag stop = false;
    const auto trouble = uplink.run_once(stop).problem.trouble;
    must(note_answer(*world.store, trouble));
    return trouble;
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

TEST_CASE("a folder that holds things of one mall takes no code of another, and nothing of it is changed (decision 21)") {
  Fresh fresh;
  auto& store = *fresh.world.store;
  fresh.approve();
  must(fresh.ask());
  must(store.append(fresh.world.submitted(fresh.world.code())));
  const auto before = store.identity().incarnation;
  SUBCASE("revoked") {
    fresh.office.revoked.insert(before);
    fresh.office.not_approved.insert(before);
    CHECK(fresh.sync() == Trouble::waiting);
    REQUIRE(must(standing(store)) == Standing::revoked);
  }
  SUBCASE("forked") { fresh.fork(); }
  fresh.move_to("binjiang");
  const auto how = must(standing(store));
  const auto asked = fresh.ask();
  REQUIRE_FALSE(asked.ok());
  CHECK(asked.error().code == Errc::refused);
  CHECK(asked.error().what.find("belongs to mall xinghe and the code is of binjiang") != std::string::npos);
  CHECK(store.identity().incarnation == before);
  CHECK(must(provision(store))->answer.mall == "xinghe");
  CHECK(must(standing(store)) == how);
  CHECK(must(store.document("policy"))->version == 2);
  CHECK(must(store.queue_state()).waiting == 1);
  // The code was left for another device.
  CHECK(fresh.office.devices.size() == 1);
}

TEST_CASE("a folder in which nothing happened yet may go to another mall, and takes its rules whatever their number") {
  Fresh fresh;
  auto& store = *fresh.world.store;
  must(fresh.ask());
  fresh.move_to("binjiang");
  CHECK(must(fresh.ask()).status == wire::EnrolStatus::waiting);
  CHECK(must(provision(store))->answer.mall == "binjiang");
  CHECK(must(store.document("policy"))->version == 1);
  CHECK(mall_of(store, wire::DocumentKind::policy) == "binjiang");
}

TEST_CASE("a forked device goes on under its name until head office has answered to the next one") {
  Fresh fresh;
  auto& store = *fresh.world.store;
  fresh.approve();
  must(fresh.ask());
  must(store.append(fresh.world.submitted(fresh.world.code())));
  const auto before = store.identity().incarnation;
  fresh.fork();
  fresh.network.down = true;
  CHECK(fresh.ask().error().code == Errc::unavailable);
  CHECK(store.identity().incarnation == before);
  CHECK(must(provision(store)));  // so it takes complaints
  const auto next = must(store.next_identity()).incarnation;
  fresh.network.down = false;
  CHECK(must(fresh.ask()).status == wire::EnrolStatus::approved);
  CHECK(store.identity().incarnation == next);
  CHECK(must(store.queue_state()).stranded == 1);
  CHECK(must(store.next_identity()).incarnation != next);
}

TEST_CASE("who may sign in is head office's word of now: a new list replaces the technicians of the last") {
  Fresh fresh;
  auto& store = *fresh.world.store;
  must(fresh.ask());
  CHECK(must(store.staff_member("9001")));
  fresh.office.enrolment.technician = "9002";  // while it waits there is no list, only this one
  must(ask_enrolment_again(store, fresh.network, fresh.world.clock));
  CHECK_FALSE(must(store.staff_member("9001")));
  CHECK(must(store.sign_in("9002", "8642")).role == Role::technician);

  fresh.approve();
  must(ask_enrolment_again(store, fresh.network, fresh.world.clock));
  fresh.office.documents = {fresh.staff_list(4, {"9003", "9004"}, "975310")};
  CHECK(fresh.sync() == Trouble::none);
  CHECK_FALSE(must(store.staff_member("9002")));
  CHECK(must(store.sign_in("9003", "975310")).role == Role::technician);
  CHECK(must(store.staff_member("9004")));
  fresh.office.documents = {fresh.staff_list(5, {}, "975310")};
  CHECK(fresh.sync() == Trouble::none);
  CHECK(must(store.staff()).empty());
}

TEST_CASE("a counter's list of staff and its keys do not stay on the folder when it becomes a kiosk") {
  Fresh fresh;
  auto& store = *fresh.world.store;
  fresh.approve();
  fresh.office.enrolment.documents.push_back(fresh.staff_list(4, {"1001"}, "975310"));
  must(fresh.ask());
  REQUIRE(must(store.document("staff")));
  fresh.office.revoked.insert(store.identity().incarnation);
  fresh.office.enrolment.role = "kiosk";
  fresh.office.enrolment.status = wire::EnrolStatus::waiting;
  fresh.office.enrolment.documents = {fresh.rules("xinghe", 2)};
  fresh.office.not_approved.insert(store.identity().incarnation);
  CHECK(fresh.sync() == Trouble::waiting);
  CHECK(must(fresh.ask()).status == wire::EnrolStatus::waiting);
  CHECK_FALSE(must(store.document("staff")));
  CHECK_FALSE(must(store.staff_member("1001")));
}

TEST_CASE("a device that head office does not know any more says so, until a new code makes it known") {
  Fresh fresh;
  auto& store = *fresh.world.store;
  fresh.approve();
  must(fresh.ask());
  fresh.office.devices.clear();  // a copy older than the enrolment was restored
  CHECK(fresh.sync() == Trouble::unknown);
  CHECK(must(standing(store)) == Standing::unknown);
  fresh.network.down = true;
  CHECK(fresh.sync() == Trouble::network);
  CHECK(must(standing(store)) == Standing::unknown);
  fresh.network.down = false;
  CHECK(must(fresh.ask()).status == wire::EnrolStatus::approved);
  CHECK(must(standing(store)) == Standing::approved);
}

TEST_CASE("a bundle enrols one device without a network, and no second one") {
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
  World second(4);
  second.open();
  const auto own = second.store->identity().incarnation;
  const auto again = init_from_bundle(*second.store, files, second.random, "bundle.json");
  REQUIRE_FALSE(again.ok());
  CHECK(again.error().code == Errc::refused);
  CHECK(again.error().what.find(fingerprint(device.signing.public_key())) != std::string::npos);
  CHECK(second.store->identity().incarnation == own);
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
