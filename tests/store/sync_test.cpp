// What goes out and what comes in.
#include <algorithm>

#include "core/model/clock_bounds.h"
#include "tests/store/elsewhere.h"

using namespace redress;
using namespace redress::test;

namespace {

std::vector<CaseRow> rows_of(Store& store) {
  CaseQuery query;
  query.open_only = false;
  query.limit = 1000;
  auto rows = must(store.cases(query));
  std::sort(rows.begin(), rows.end(), [](const CaseRow& a, const CaseRow& b) { return a.code < b.code; });
  return rows;
}

}  // namespace

TEST_CASE(
    "events out: consecutive runs within the asked size, chained, and only an acknowledgement moves the "
    "queue") {
  World world;
  world.open();
  for (int i = 0; i < 25; ++i)
    must(world.store->append(world.submitted(world.code()))), world.clock.pass(1000);
  CHECK(must(world.store->queue_state()).waiting == 25);
  std::uint64_t after = 0;
  Hash256 chain{};
  while (true) {
    const OutgoingRun run = must(world.store->outgoing(after, 7, 2500));
    if (run.events.empty()) break;
    CHECK(run.chain_before == chain);
    CHECK(run.events.size() <= 7);
    std::size_t bytes = 0;
    for (const auto& event : run.events) {
      CHECK(event.seq == ++after);
      CHECK(hash(event.event) == event.hash);
      chain = next_chain(chain, event.hash);
      CHECK(chain == event.chain);
      bytes += event.event.size() + event.sealed.size();
    }
    CHECK((bytes <= 2500 || run.events.size() == 1));
  }
  CHECK(after == 25);

  AckUpdate ack;
  ack.epoch = Uuid{world.random.array<16>()};
  ack.stored = {10, must(world.store->outgoing(9, 1, 1)).events[0].chain};
  ack.verdicts = {{4, EventOutcome::refused, "form", false}};
  must(world.store->apply_ack(ack));
  QueueState queue = must(world.store->queue_state());
  CHECK(queue.waiting == 15);
  CHECK(queue.quarantined == 1);
  CHECK(must(world.store->quarantine())[0].reason == "form");
  CHECK(queue.oldest_at == Instant{1'790'000'000'000} + 10 * 1000);

  AckUpdate older = ack;
  older.stored = {};
  must(world.store->apply_ack(older));
  CHECK(must(world.store->queue_state()).waiting == 15);

  AckUpdate other_life = ack;
  other_life.stored = {20, hash(as_bytes("another log"))};
  CHECK(world.store->apply_ack(other_life).error().code == Errc::conflict);
  CHECK(must(world.store->queue_state()).waiting == 15);
  CHECK(must(world.store->queue_state()).forked);

  AckUpdate restored = ack;
  restored.epoch = Uuid{world.random.array<16>()};
  restored.stored = {};
  must(world.store->apply_ack(restored));
  CHECK(must(world.store->queue_state()).waiting == 25);
}

TEST_CASE("any order and any repetition of incoming events give the same rows") {
  std::vector<CaseRow> expected;
  for (std::uint64_t round = 0; round < 6; ++round) {
    World world(5);
    world.open();
    const Elsewhere elsewhere(world, 12);
    const Uuid epoch{world.random.array<16>()};
    auto events = elsewhere.events();
    const std::size_t count = events.size();
    SeededRandom order(round);
    if (round > 0) {
      for (std::size_t i = 0; i < count / 2; ++i) events.push_back(events[order.below(count)]);
      std::shuffle(events.begin(), events.end(), order.engine);
    }
    std::uint64_t cursor = 0, inserted = 0;
    for (std::size_t at = 0; at < events.size(); at += 9) {
      std::vector<IncomingEvent> part(
          events.begin() + static_cast<std::ptrdiff_t>(at),
          events.begin() + static_cast<std::ptrdiff_t>(std::min(at + 9, events.size())));
      const PullUpdate update = pull(page(epoch, cursor, cursor + 9, part));
      inserted += must(world.store->apply_pull(update)).inserted;
      if (round % 2)
        CHECK(must(world.store->apply_pull(update)).inserted == 0);  // the answer was lost and asked again
      cursor += 9;
    }
    CHECK(inserted == count);
    CHECK(must(world.store->sync_state()).cursor == cursor);
    auto rows = rows_of(*world.store);
    if (expected.empty()) expected = rows;
    CHECK(rows == expected);
    CHECK(rows.size() == 12);
    CHECK(must(world.store->verify()).faults.empty());
    for (const auto& written : elsewhere.first.log)
      if (!written.sealed.empty()) CHECK(*must(world.store->sealed_part(written.event.id)) == written.sealed);
  }
}

TEST_CASE("a code whose case is not here is remembered over a restart until the case arrives (screen 47)") {
  World world;
  world.open();
  const auto code = world.code();
  auto note = event_of(world, code, "noted", Json::object().set("remind", true));
  note.actor = {ActorKind::staff, "1024", Role::service, "service"};
  must(world.store->append({note, {}}));
  world.open();
  CaseQuery missing;
  missing.missing = true;
  auto rows = must(world.store->cases(missing));
  REQUIRE(rows.size() == 1);
  CHECK(must(world.store->count_cases(missing)) == 1);
  CHECK(rows[0].waited_by == ",1024,");
  CHECK(rows[0].missing_since);
  Author kiosk;
  kiosk.incarnation = Uuid{world.random.array<16>()};
  auto submitted = world.submitted(code);
  const auto& written = kiosk.write(submitted.event, submitted.sealed);
  must(world.store->apply_pull(pull(page(Uuid{world.random.array<16>()}, 0, 1, {incoming(kiosk, written)}))));
  CHECK(must(world.store->cases(missing)).empty());
  rows = rows_of(*world.store);
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].known);
  CHECK(rows[0].waited_by == ",1024,");
  CHECK_FALSE(rows[0].missing_since);
  must(world.store->rebuild_case_rows());
  CHECK(rows_of(*world.store) == rows);
}

TEST_CASE("links, same complaints and changed rows are found from the rows alone") {
  World world;
  world.open();
  auto at_place = [&](const char* place) {
    Draft draft = world.submitted(world.code());
    draft.event.body =
        Json::object().set("contact_type", "complaint").set("category", "price").set("place", place);
    must(world.store->append(draft));
    world.clock.pass(60'000);
    return draft;
  };
  const auto one = at_place("xh-318"), two = at_place("xh-318");
  at_place("xh-101");
  const auto newest = must(world.store->cases_changed_since(-1));
  CHECK(newest.all);
  CHECK(must(world.store->same_complaints("price", "xh-318", Instant{0}, world.clock.now)).size() == 2);
  auto link = event_of(world, *two.event.code, "linked",
                       Json::object().set("other", to_compact(*one.event.code)).set("relation", "duplicate"));
  link.actor = {ActorKind::staff, "1024", Role::service, "service"};
  link.seen = {two.event.id};
  must(world.store->append({link, {}}));
  CHECK(must(world.store->links_to(*one.event.code)) == std::vector<LinkRow>{{*two.event.code, "duplicate"}});
  const auto changed = must(world.store->cases_changed_since(newest.newest));
  CHECK_FALSE(changed.all);
  CHECK(changed.codes == std::vector<CaseCode>{*two.event.code});
  must(world.store->rebuild_case_rows());
  CHECK(must(world.store->links_to(*one.event.code)).size() == 1);
  auto unlink =
      event_of(world, *two.event.code, "unlinked", Json::object().set("other", to_compact(*one.event.code)));
  unlink.actor = link.actor;
  unlink.seen = {link.id};
  must(world.store->append({unlink, {}}));
  CHECK(must(world.store->links_to(*one.event.code)).empty());
}

TEST_CASE("a page that leaves a gap or belongs to another epoch is not taken") {
  World world;
  world.open();
  const Uuid epoch{world.random.array<16>()};
  must(world.store->apply_pull(pull(page(epoch, 0, 5, {}))));
  CHECK(world.store->apply_pull(pull(page(epoch, 7, 9, {}))).error().code == Errc::conflict);
  const Uuid other{world.random.array<16>()};
  CHECK(world.store->apply_pull(pull(page(other, 0, 9, {}))).error().code == Errc::conflict);
  must(world.store->begin_epoch(other));
  must(world.store->apply_pull(pull(page(other, 0, 9, {}))));
  CHECK(must(world.store->sync_state()).cursor == 9);
}

TEST_CASE("a fork keeps both branches' complaints and flags the device") {
  World world;
  world.open();
  const Uuid epoch{world.random.array<16>()};
  Author kiosk{Uuid{world.random.array<16>()}, 0, {}};
  const CaseCode mine = world.code(), theirs = world.code();
  kiosk.write(world.submitted(mine).event);
  Author clone{kiosk.incarnation, 0, {}};
  clone.write(world.submitted(theirs).event);
  auto report = must(world.store->apply_pull(
      pull(page(epoch, 0, 2, {incoming(kiosk, kiosk.log[0]), incoming(clone, clone.log[0])}))));
  CHECK(report.forks == 1);
  CHECK(must(world.store->case_row(mine))->known);
  CHECK(must(world.store->case_row(theirs))->known);

  SUBCASE("the same id with other bytes is kept raw") {
    Author liar{Uuid{world.random.array<16>()}, 0, {}};
    Event copy = kiosk.log[0].event;
    copy.body.set("subcategory", "rude");
    liar.write(copy);
    CHECK(must(world.store->apply_pull(pull(page(epoch, 2, 3, {incoming(liar, liar.log[0])})))).forks == 1);
    CHECK(must(world.store->events_of_case(mine)).size() == 1);
  }
  SUBCASE("under our own name") {
    CHECK_FALSE(must(world.store->queue_state()).forked);
    must(world.store->append(world.submitted(world.code())));
    Author twin{world.store->identity().incarnation, 0, {}};
    const CaseCode code = world.code();
    twin.write(world.submitted(code).event);
    must(world.store->apply_pull(pull(page(epoch, 2, 3, {incoming(twin, twin.log[0])}))));
    CHECK(must(world.store->case_row(code))->known);
    CHECK(must(world.store->queue_state()).forked);
    CHECK(must(world.store->head()).seq == 1);
    CHECK(must(world.store->append(world.submitted(world.code()))).seq == 2);
  }
  int forked = 0;
  for (const auto& device : must(world.store->devices())) forked += device.forked;
  CHECK(forked >= 1);
  CHECK(must(world.store->verify()).faults.empty());
}

TEST_CASE("the measured offset of a boot corrects the case's times, the first measurement wins") {
  World world;
  world.open();
  const Uuid epoch{world.random.array<16>()};
  Author kiosk{Uuid{world.random.array<16>()}, 0, {}};
  const CaseCode code = world.code();
  kiosk.write(world.submitted(code).event);
  must(world.store->apply_pull(pull(page(epoch, 0, 1, {incoming(kiosk, kiosk.log[0])}))));
  const Instant before = must(world.store->case_row(code))->submitted_at;
  Author office{Uuid{world.random.array<16>()}, 0, {}};
  const auto measure = [&](std::int64_t offset_ms, Instant at) {
    Event event;
    event.id = world.id();
    event.at = at;
    event.boot = {7};
    event.actor.kind = ActorKind::head_office;
    event.kind = "clock_measured";
    event.body.set("incarnation", to_text(kiosk.incarnation)).set("boot", to_base64url(world.clock.boot_id));
    event.body.set("offset_ms", offset_ms);
    office.write(event);
  };
  for (std::int64_t offset_ms : {90'000, 5'000}) {
    measure(offset_ms, world.clock.now);
    world.clock.pass(1000);
  }
  const CaseCode other = world.code();
  must(world.store->append(world.submitted(other)));
  const auto newest = must(world.store->cases_changed_since(-1)).newest;
  // The later one arrives first.
  must(world.store->apply_pull(pull(page(epoch, 1, 2, {incoming(office, office.log[1])}))));
  const auto changed = must(world.store->cases_changed_since(newest));
  CHECK_FALSE(changed.all);  // only the rows of that boot are read again
  CHECK(changed.codes == std::vector<CaseCode>{code});
  CHECK(must(world.store->case_row(code))->submitted_at == before + 5'000);
  must(world.store->apply_pull(pull(page(epoch, 2, 3, {incoming(office, office.log[0])}))));
  CHECK(must(world.store->case_row(code))->submitted_at == before + 90'000);
  must(world.store->apply_pull(pull(page(epoch, 1, 3, {incoming(office, office.log[1])}))));
  CHECK(must(world.store->case_row(code))->submitted_at == before + 90'000);
  CHECK(must(world.store->events_of_case(code))[0].corrected_at == before + 90'000);
  // Not even head office moves a clock beyond what one can be off.
  for (std::int64_t offset_ms : {INT64_MIN, INT64_MAX, kClock_off_max_ms + 1}) {
    measure(offset_ms, world.clock.now - kDay_ms);
    must(world.store->apply_pull(pull(page(epoch, 3, 4, {incoming(office, office.log.back())}))));
    CHECK(must(world.store->events_of_case(code))[0].corrected_at == before + 90'000);
  }
}

TEST_CASE("bytes that are no event go to quarantine and do not hold up the rest") {
  World world;
  world.open();
  Author kiosk{Uuid{world.random.array<16>()}, 0, {}};
  const CaseCode code = world.code();
  kiosk.write(world.submitted(code).event);
  const Bytes garbage = to_bytes("{\"v\":1,\"id\":\"x\"}");
  auto report = must(world.store->apply_pull(
      pull(page(Uuid{world.random.array<16>()}, 0, 2,
                {{kiosk.incarnation, 2, garbage, {}}, incoming(kiosk, kiosk.log[0])}))));
  CHECK(report.refused == 1);
  CHECK(report.inserted == 1);
  auto kept = must(world.store->quarantine());
  REQUIRE(kept.size() == 1);
  CHECK(kept[0].bytes == garbage);
  CHECK_FALSE(kept[0].outgoing);
}

TEST_CASE("after a new epoch every pulled page is given back as it came, refused pieces included") {
  World world;
  world.open();
  const Uuid epoch{world.random.array<16>()};
  const SigningKey office = SigningKey::generate(world.random);
  const Elsewhere elsewhere(world, 4);
  auto events = elsewhere.events();
  const Bytes garbage = to_bytes("{}");
  events.push_back({elsewhere.first.incarnation, 99, garbage, {}});
  FramePage signed_page = page(epoch, 0, 6, events);
  ByteWriter message;
  message.raw(as_bytes("RDF1"));
  message.raw(epoch.bytes);
  message.u64(0);
  message.u64(6);
  for (const auto& event : events) {
    message.raw(event.incarnation.bytes);
    message.u64(event.seq);
    message.raw(hash(event.event));
  }
  signed_page.signature = office.sign("redress-frames-v1", message.view());
  must(world.store->apply_pull(pull(signed_page)));
  CHECK_FALSE(must(world.store->next_page_to_relay()).has_value());
  auto report = must(world.store->verify(office.public_key()));
  CHECK(report.pages == 1);
  CHECK(report.faults.empty());
  CHECK(must(world.store->verify(SigningKey::generate(world.random).public_key())).faults.size() == 1);

  must(world.store->begin_epoch(Uuid{world.random.array<16>()}));
  auto back = must(world.store->next_page_to_relay());
  REQUIRE(back.has_value());
  CHECK(back->epoch == epoch);
  CHECK(back->cursor == 6);
  CHECK(back->signature == signed_page.signature);
  REQUIRE(back->events.size() == events.size());
  for (std::size_t i = 0; i < events.size(); ++i) {
    CHECK(as_text(back->events[i].event) == as_text(events[i].event));
    CHECK(as_text(back->events[i].sealed) == as_text(events[i].sealed));
  }
  must(world.store->page_relayed(back->id));
  CHECK(must(world.store->queue_state()).relay_pages == 0);
}

TEST_CASE("a page one of whose events was lost is given back no more and keeps no other back") {
  World world;
  world.open();
  const Uuid epoch{world.random.array<16>()};
  const Elsewhere elsewhere(world, 4);
  const auto events = elsewhere.events();
  must(world.store->apply_pull(pull(page(epoch, 0, 4, {events.begin(), events.begin() + 4}))));
  must(world.store->apply_pull(pull(page(epoch, 4, 8, {events.begin() + 4, events.end()}))));
  must(world.store->begin_epoch(Uuid{world.random.array<16>()}));
  const Uuid lost = must(parse_event(as_text(events[1].event))).id;
  world.store.reset();
  tamper(world.db(), "DELETE FROM event WHERE event_id = x'" + to_hex(lost.bytes) + "'");
  world.open();
  const auto back = must(world.store->next_page_to_relay());
  REQUIRE(back.has_value());
  CHECK(back->cursor == 8);
  must(world.store->page_relayed(back->id));
  CHECK(must(world.store->queue_state()).relay_pages == 0);
}

TEST_CASE("batches of others wait until they were carried, each once") {
  World world;
  world.open();
  const Bytes batch = world.sealed(300'000);
  must(world.store->add_relay_batch(batch));
  must(world.store->add_relay_batch(batch));
  world.open();
  CHECK(must(world.store->queue_state()).relay_batches == 1);
  auto next = must(world.store->next_relay_batch());
  REQUIRE(next.has_value());
  CHECK(next->bytes == batch);
  must(world.store->relay_batch_done(next->id));
  CHECK_FALSE(must(world.store->next_relay_batch()).has_value());
}

TEST_CASE("documents only grow in version; devices keep their key") {
  World world;
  world.open();
  must(world.store->put_document({"policy", 3, to_bytes("three")}));
  must(world.store->put_document({"policy", 2, to_bytes("two")}));
  CHECK(must(world.store->document("policy"))->bytes == to_bytes("three"));
  CHECK_FALSE(world.store->put_document({"../key", 1, {}}).ok());
  const Uuid kiosk{world.random.array<16>()};
  const DeviceRow named{kiosk, world.random.array<32>(), "kiosk 7", "kiosk", false};
  const DeviceRow renamed{kiosk, std::nullopt, "kiosk 8", "kiosk", false};
  must(world.store->put_devices(std::span(&named, 1)));
  must(world.store->put_devices(std::span(&renamed, 1)));
  const auto rows = must(world.store->devices());
  const auto found =
      std::find_if(rows.begin(), rows.end(), [&](const DeviceRow& row) { return row.incarnation == kiosk; });
  REQUIRE(found != rows.end());
  CHECK(found->name == "kiosk 8");
  CHECK(found->key == named.key);
  // Of the others nothing came yet; the device itself is none of them.
  const auto news = must(world.store->newest_by_device());
  REQUIRE(news.size() == 1);
  CHECK(news[0].name == "kiosk 8");
  CHECK_FALSE(news[0].at.has_value());
}
