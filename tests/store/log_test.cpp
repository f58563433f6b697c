// The own log and the case rows.
#include <sys/stat.h>

#include <algorithm>
#include <thread>

#include "tests/store/fixture.h"

using namespace redress;
using namespace redress::test;

TEST_CASE("a store is the same after it was closed, and has one owner who is named") {
  World world;
  world.open();
  CHECK(world.store->opened().fresh);
  const CaseCode code = world.code();
  const Draft draft = world.submitted(code);
  CHECK(must(world.store->append(draft)).seq == 1);
  const Uuid incarnation = world.store->identity().incarnation;
  const CaseRow before = *must(world.store->case_row(code));

  auto second = Store::open(world.options, world.clock, world.random);
  REQUIRE_FALSE(second.ok());
  CHECK(second.error().code == Errc::busy);
  CHECK(second.error().what.find(std::to_string(getpid())) != std::string::npos);

  world.open();
  CHECK_FALSE(world.store->opened().fresh);
  CHECK(world.store->identity().incarnation == incarnation);
  CHECK(*must(world.store->case_row(code)) == before);
  CHECK(before.stage == Stage::acknowledge);
  CHECK(before.due_at == world.clock.now + kDay_ms);
  CHECK(*must(world.store->sealed_part(draft.event.id)) == draft.sealed);
  for (const char* name : {"device.key", "device.db", "owner.lock", "reserve"}) {
    struct stat info {};
    REQUIRE(::stat((world.options.folder + "/" + name).c_str(), &info) == 0);
    CHECK((info.st_mode & 0077) == 0);
  }
}

TEST_CASE("the same draft again is the same event; another content under its id is a conflict") {
  World world;
  world.open();
  Draft draft = world.submitted(world.code());
  must(world.store->append(draft));
  world.clock.pass(5000);
  const Appended again = must(world.store->append(draft));
  CHECK(again.was_there);
  CHECK(again.seq == 1);
  CHECK(must(world.store->head()).seq == 1);
  draft.event.body.set("subcategory", "rude");
  auto other = world.store->append(draft);
  REQUIRE_FALSE(other.ok());
  CHECK(other.error().code == Errc::conflict);
}

TEST_CASE("several events in one commit stand or fall together") {
  World world;
  world.open();
  const CaseCode code = world.code();
  Draft submitted = world.submitted(code);
  std::vector<Draft> drafts = {submitted, world.acknowledged(code, {submitted.event.id})};
  must(world.store->append(std::span<const Draft>(drafts)));
  CHECK(must(world.store->case_row(code))->stage == Stage::assign);
  CHECK(must(world.store->case_row(code))->owner == "1001");

  drafts = {world.submitted(world.code()), world.submitted(world.code())};
  drafts[1].event.kind = "";  // nobody may receive such an event, so nobody may write it
  CHECK_FALSE(world.store->append(std::span<const Draft>(drafts)).ok());
  CHECK(must(world.store->head()).seq == 2);
  CHECK_FALSE(must(world.store->case_row(*drafts[0].event.code)).has_value());
}

TEST_CASE("case rows are the same after they were built anew from the log") {
  World world(9);
  world.open();
  std::vector<CaseCode> codes;
  for (int i = 0; i < 40; ++i) {
    codes.push_back(world.code());
    Draft submitted = world.submitted(codes.back());
    must(world.store->append(submitted));
    if (i % 2) must(world.store->append(world.acknowledged(codes.back(), {submitted.event.id})));
    if (i % 3 == 0) must(world.store->append(world.noted(codes.back())));
    world.clock.pass(kHour_ms);
  }
  std::vector<CaseRow> before;
  for (CaseCode code : codes) before.push_back(*must(world.store->case_row(code)));
  must(world.store->rebuild_case_rows());
  for (std::size_t i = 0; i < codes.size(); ++i) CHECK(*must(world.store->case_row(codes[i])) == before[i]);
}

TEST_CASE("the queue gives open cases by the next promise, filtered, in pages, and lets silence archive") {
  World world(9);
  world.open();
  for (int i = 0; i < 30; ++i) {
    const CaseCode code = world.code();
    Draft submitted = world.submitted(code);
    must(world.store->append(submitted));
    if (i % 3 == 0) {
      Draft assigned{event_of(world, code, "assigned",
                              Json::object().set("departments", Json::array().push("facility"))),
                     {}};
      assigned.event.actor = {ActorKind::staff, "1001", Role::service, "service_desk"};
      assigned.event.seen = {submitted.event.id};
      must(world.store->append(assigned));
    }
    if (i == 7) {
      Draft told{event_of(world, code, "fed_back", Json::object().set("text", "done")), {}};
      told.event.actor = {ActorKind::staff, "1001", Role::service, "service_desk"};
      told.event.seen = {submitted.event.id};
      must(world.store->append(told));
    }
    world.clock.pass(kMinute_ms);
  }
  CaseQuery query;
  query.now = world.clock.now;
  query.limit = 12;
  std::vector<CaseRow> all;
  while (true) {
    auto rows = must(world.store->cases(query));
    if (rows.empty()) break;
    all.insert(all.end(), rows.begin(), rows.end());
    query.offset += query.limit;
  }
  CHECK(all.size() == must(world.store->count_cases(query)));
  CHECK(all.size() == 30);
  for (std::size_t i = 1; i + 1 < all.size(); ++i)
    if (all[i].due_at && all[i - 1].due_at) CHECK(*all[i - 1].due_at <= *all[i].due_at);

  query = {};
  query.department = "facility";
  query.unassigned_too = false;
  CHECK(must(world.store->count_cases(query)) == 10);
  query.unassigned_too = true;
  CHECK(must(world.store->count_cases(query)) == 30);

  // fed_back fell into a stage where it does not fit: kept and shown as a conflict.
  query = {};
  query.with_conflict = true;
  CHECK(must(world.store->count_cases(query)) == 1);
}

TEST_CASE("the clock of an author never goes back and says when it is not to be trusted") {
  World world;
  world.open();
  must(world.store->append(world.submitted(world.code())));
  const Instant last = world.clock.now;
  CHECK(world.store->stamp().trusted);

  world.clock.now = Instant{0};  // no battery: 1970 after the start
  world.clock.boot_id = {2};
  world.clock.mono_ms = 1000;
  world.open();
  Stamp stamp = world.store->stamp();
  CHECK_FALSE(stamp.trusted);
  CHECK(stamp.at >= last);
  world.clock.pass(60'000);
  CHECK(world.store->stamp().at == stamp.at + 60'000);

  Draft draft = world.submitted(world.code());
  draft.event.at = {};
  must(world.store->append(draft));
  auto event = must(parse_event(as_text(*must(world.store->event_bytes(draft.event.id)))));
  CHECK_FALSE(event.clock_trusted);
  CHECK(event.at > last);

  world.clock.now = last - 30'000;  // a time server's small step
  CHECK(world.store->stamp().trusted);
  CHECK(world.store->stamp().at >= event.at);
  world.clock.now = Instant{4'070'908'800'000};  // 2099
  CHECK_FALSE(world.store->stamp().trusted);
}

TEST_CASE("a key without its log becomes another incarnation, which keeps what stands beside the database as files") {
  World world;
  world.open();
  must(world.store->append(world.submitted(world.code())));
  must(world.store->put_document({"policy", 2, to_bytes("signed by head office")}));
  must(world.store->put_document({"mall_key", 3, to_bytes("sealed to the key")}));
  const auto first = world.store->identity();
  world.store.reset();
  for (const char* name : {"-wal", "-shm"}) std::filesystem::remove(world.db() + name);
  SUBCASE("the database is gone") { std::filesystem::remove(world.db()); }
  SUBCASE("the database is an empty file") { std::filesystem::resize_file(world.db(), 0); }
  world.open();
  CHECK(world.store->identity().incarnation != first.incarnation);
  CHECK(world.store->identity().box.public_key == first.box.public_key);
  REQUIRE(world.store->opened().salvage);
  CHECK(std::filesystem::is_directory(world.store->opened().salvage->set_aside));
  CHECK(must(world.store->document("policy"))->version == 2);
  CHECK(must(world.store->document("mall_key")));
  CHECK(must(world.store->append(world.submitted(world.code()))).seq == 1);
  CHECK(must(world.store->verify()).faults.empty());
  world.store.reset();
  world.open();
  CHECK_FALSE(world.store->opened().salvage);
}

TEST_CASE("a log without its key becomes another incarnation") {
  World world;
  world.open();
  must(world.store->append(world.submitted(world.code())));
  must(world.store->put_document({"mall_key", 3, to_bytes("sealed to the key")}));
  const Uuid first = world.store->identity().incarnation;
  world.store.reset();
  SUBCASE("the key is gone") {
    std::filesystem::remove(world.options.folder + "/device.key"), world.open();
  }
  SUBCASE("the key is damaged") {
    std::filesystem::resize_file(world.options.folder + "/device.key", 60);
    world.open();
  }
  CHECK(world.store->identity().incarnation != first);
  CHECK(world.store->opened().identity_replaced);
  CHECK_FALSE(must(world.store->document("mall_key")));
  CHECK(must(world.store->append(world.submitted(world.code()))).seq == 2);  // behind what the lost key can no longer sign
  CHECK(must(world.store->verify()).faults.empty());
}

TEST_CASE("with a lost key the enrolment goes and the database stays") {
  World world;
  world.open();
  must(world.store->put_document({"provision", 4, to_bytes("sealed to the key")}));
  must(world.store->put_document({"policy", 2, to_bytes("signed by head office")}));
  must(world.store->append(world.submitted(world.code())));
  std::filesystem::remove(world.options.folder + "/device.key");
  world.open();
  CHECK_FALSE(world.store->opened().salvage);
  CHECK_FALSE(must(world.store->document("provision")));
  CHECK_FALSE(std::filesystem::exists(world.options.folder + "/documents/provision"));
  CHECK(must(world.store->document("policy")));
  CHECK(must(world.store->count_cases({})) == 1);
}

TEST_CASE("what was not confirmed when the key was lost waits under the new name, with the same ids") {
  World world;
  world.open();
  const CaseCode confirmed = world.code(), waiting = world.code();
  const auto first = must(world.store->append(world.submitted(confirmed)));
  const auto head = must(world.store->head());
  AckUpdate ack;
  ack.epoch = Uuid{{7}};
  ack.stored = ack.backed_up = head;
  must(world.store->apply_ack(ack));
  const auto second = must(world.store->append(world.submitted(waiting)));
  const auto third = must(world.store->append(world.noted(confirmed)));
  const auto part = must(world.store->sealed_part(second.id));
  std::filesystem::remove(world.options.folder + "/device.key");
  world.open();
  CHECK(must(world.store->queue_state()).waiting == 2);
  CHECK(must(world.store->queue_state()).stranded == 0);
  const auto run = must(world.store->outgoing(0, 10, 1u << 20));
  REQUIRE(run.events.size() == 2);
  CHECK(must(parse_event(as_text(run.events[0].event))).id == second.id);
  CHECK(must(parse_event(as_text(run.events[1].event))).id == third.id);
  CHECK(must(world.store->sealed_part(second.id)) == part);
  CHECK(must(world.store->count_cases({})) == 2);
  CHECK(must(world.store->event_bytes(first.id)));
  CHECK(must(world.store->verify()).faults.empty());
  CHECK(must(world.store->append(world.noted(waiting))).seq == 3);
}

TEST_CASE("bundle keys start an empty folder and nothing else") {
  World world;
  world.open();
  const Uuid incarnation{world.random.array<16>()};
  const DeviceIdentity bundle = DeviceIdentity::from_bundle(incarnation, world.random.array<32>(),
                                                            world.random.array<32>(), world.random);
  must(world.store->adopt_identity(bundle));
  world.open();
  CHECK(world.store->identity().incarnation == incarnation);
  CHECK(world.store->identity().signing.public_key() == bundle.signing.public_key());
  must(world.store->append(world.submitted(world.code())));
  auto again = world.store->adopt_identity(DeviceIdentity::generate(world.random));
  REQUIRE_FALSE(again.ok());
  CHECK(again.error().code == Errc::conflict);
}

TEST_CASE("who is given another PIN is locked out no more; the same list again frees nobody") {
  World world;
  world.open();
  StaffRow person{"1001", "Li", Role::service, "service_desk", world.random.array<16>(), {}};
  const auto give = [&](const char* pin) {
    person.pin = bind_pin(stretch_pin(pin, person.salt), world.store->identity().secret);
    must(world.store->replace_staff(std::span<const StaffRow>(&person, 1)));
  };
  give("2580");
  for (int i = 0; i < 5; ++i) CHECK_FALSE(world.store->sign_in("1001", "0000").ok());
  give("2580");
  CHECK(world.store->sign_in("1001", "2580").error().code == Errc::limit);
  person.salt = world.random.array<16>();
  give("1470");
  CHECK(must(world.store->sign_in("1001", "1470")) == person);
}

TEST_CASE("five wrong PINs lock for 15 minutes, through restarts and clocks set back or forward") {
  World world;
  world.open();
  StaffRow person{"1001", "Li", Role::service, "service_desk", world.random.array<16>(), {}};
  person.pin = bind_pin(stretch_pin("2580", person.salt), world.store->identity().secret);
  must(world.store->replace_staff(std::span<const StaffRow>(&person, 1)));
  CHECK(must(world.store->sign_in("1001", "2580")) == person);
  for (int i = 0; i < 5; ++i) {
    CHECK(must(world.store->tries_left("1001")) == 5 - i);
    CHECK(world.store->sign_in("1001", "0000").error().code == Errc::unauthorised);
  }
  CHECK(must(world.store->tries_left("1001")) == 0);
  CHECK(world.store->sign_in("1001", "2580").error().code == Errc::limit);

  world.open();
  CHECK(world.store->sign_in("1001", "2580").error().code == Errc::limit);
  world.clock.now = world.clock.now + kDay_ms;  // set forward in the same boot: proves nothing
  CHECK(world.store->sign_in("1001", "2580").error().code == Errc::limit);
  world.clock.boot_id = {9};
  world.clock.mono_ms = 0;
  world.clock.now = world.clock.now - 10 * kDay_ms;  // restart with a clock that fell back
  world.open();
  CHECK(must(world.store->locked_for_ms("1001")) > 0);
  CHECK(world.store->sign_in("1001", "2580").error().code == Errc::limit);
  world.clock.mono_ms = 15 * kMinute_ms + 1;  // but nobody is locked for ever
  CHECK(must(world.store->sign_in("1001", "2580")).number == "1001");
  CHECK(world.store->sign_in("7777", "2580").error().code == Errc::unauthorised);
}

TEST_CASE("print jobs, alarms and settings survive a restart") {
  World world;
  world.open();
  PrintRow job{0, "7K3QF8M2X9TJ", 1, "", "queued", "none", world.clock.now, world.clock.now};
  job = must(world.store->put_print_job(job));
  CHECK(job.id > 0);
  job.state = "printing";
  must(world.store->put_print_job(job));
  AlarmRow alarm{world.id(), 4, Uuid{world.random.array<16>()}, "injury", "", world.clock.now, true};
  must(world.store->put_alarm(alarm));
  must(world.store->put_setting("printer.port", "9100"));
  world.open();
  CHECK(must(world.store->print_jobs(job.case_code)) == std::vector<PrintRow>{job});
  const std::string_view final_states[] = {"printed", "failed", "uncertain"};
  CHECK(must(world.store->unfinished_print_jobs(final_states)) == std::vector<PrintRow>{job});
  CHECK(must(world.store->alarms()) == std::vector<AlarmRow>{alarm});
  CHECK(must(world.store->last_alarm_number()) == 4);
  CHECK(must(world.store->setting("printer.port")) == "9100");
  AlarmRow answered = alarm;
  answered.open = false;
  must(world.store->put_alarm(answered));
  must(world.store->put_alarm(alarm));  // the older message comes late
  CHECK(must(world.store->alarms()).empty());
}

TEST_CASE("readers see what was committed and cannot write, while the owner works on") {
  World world;
  world.open();
  const CaseCode code = world.code();
  must(world.store->append(world.submitted(code)));
  auto reader = must(StoreReader::open(world.options.folder));
  CHECK(must(reader.case_row(code)).has_value());
  const CaseCode later = world.code();
  must(world.store->append(world.submitted(later)));
  CHECK(must(reader.case_row(later)).has_value());
  CHECK(must(reader.queue_state()).waiting == 2);
  CHECK(StoreReader::open(world.folder.path).error().code == Errc::not_found);
}


TEST_CASE("case rows wait for a confirmation as long as the policy in force says, also those that were folded before it") {
  World world;
  world.open();
  const CaseCode code = world.code();
  must(world.store->append(world.submitted(code)));
  must(world.store->append(world.acknowledged(code, {})));
  const auto step = [&](const char* kind, const char* body, bool by_shopper = false) {
    Draft draft{event_of(world, code, kind, must(parse_json(body))), {}};
    if (!by_shopper) draft.event.actor = {ActorKind::staff, "1001", Role::service, "service_desk"};
    draft.event.seen = fold_case(code, must(world.store->events_of_case(code)), world.clock.now, 7).heads;
    must(world.store->append(draft));
  };
  step("assigned", R"({"departments":["service"]})");
  const auto settle = [&](const char* answer) {
    step("investigated", R"({"cause_class":"service"})");
    step("resolved", R"({"remedies":["apology"]})");
    step("fed_back", answer);
  };
  settle(R"({"text":"好了"})");
  world.clock.pass(5 * kDay_ms);
  step("disputed", R"({"reason":"not_solved"})", true);
  const auto row = [&] { return *must(world.store->case_row(code)); };
  CHECK(row().stage == Stage::investigate);
  CHECK_FALSE(row().archived_at);
  const auto before = row().conflicts;
  settle(R"({"text":"这次好了"})");
  world.clock.pass(5 * kDay_ms);
  step("confirmed", "{}", true);
  CHECK(row().conflicts == before);
  must(world.store->use_confirm_days(3));
  CHECK(row().conflicts == before + 1);  // it came when the case had closed by itself
  const auto folded = fold_case(code, must(world.store->events_of_case(code)), Instant{}, 3);
  CHECK(row().conflicts == static_cast<int>(folded.conflicts.size()));
  must(world.store->use_confirm_days(7));
  CHECK(row().conflicts == before);
}

TEST_CASE("what head office hands down of an earlier name is not owed to it") {
  World world;
  world.open();
  Author clone{world.store->identity().incarnation, 0, {}};
  must(world.store->append(world.submitted(world.code())));
  clone.write(world.submitted(world.code()).event);
  clone.write(world.submitted(world.code()).event);
  const Uuid epoch{world.random.array<16>()};
  must(world.store->apply_pull({page(epoch, 0, 1, {incoming(clone, clone.log[0])}), {}, {}, {}}));
  must(world.store->leave_fork());
  CHECK(must(world.store->queue_state()).stranded == 1);
  must(world.store->apply_pull({page(must(world.store->sync_state()).epoch, 0, 2, {incoming(clone, clone.log[1])}), {}, {}, {}}));
  CHECK(must(world.store->queue_state()).stranded == 1);
  const auto owed = must(world.store->next_stranded(10, 1 << 20));
  REQUIRE(owed);
  CHECK(owed->run.events.size() == 1);
  must(world.store->stranded_taken(clone.incarnation, owed->first_seq));
  CHECK(must(world.store->queue_state()).stranded == 0);
}

TEST_CASE("verify says of an end that was moved far away how much is missing, and ends") {
  World world;
  world.open();
  must(world.store->append(world.submitted(world.code())));
  world.store.reset();
  tamper(world.db(), "UPDATE own SET seq = 1000000000000");
  world.open();
  const auto faults = must(world.store->verify()).faults;
  REQUIRE(faults.size() == 1001);
  CHECK(faults.back().what == "and all up to 1000000000000 are missing");
}
