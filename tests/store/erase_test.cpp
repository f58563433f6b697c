// What is destroyed, and who may do it.
#include <algorithm>

#include "tests/store/elsewhere.h"

using namespace redress;
using namespace redress::test;

TEST_CASE("erasing leaves no byte of the sealed part, also for parts that come later") {
  World world(17);
  world.open();
  const Uuid epoch{world.random.array<16>()};
  // Around it other cases, so that pages are shared, split and rewritten.
  Elsewhere elsewhere(world, 60);
  must(world.store->apply_pull(pull(page(epoch, 0, 10, elsewhere.events()))));
  const CaseCode mine = world.code();
  Draft draft = world.submitted(mine);
  must(world.store->append(draft));
  std::vector<std::size_t> victims;
  for (std::size_t i = 0; i < elsewhere.codes.size(); i += 2) victims.push_back(i);

  Author office{Uuid{world.random.array<16>()}, 0, {}};
  auto erased = [&](CaseCode code) {
    Event event = event_of(world, code, "erased", Json::object().set("scope", "all"));
    event.actor = {ActorKind::staff, "9001", Role::administrator, ""};
    office.write(event, world.sealed(60));
  };
  erased(mine);
  for (std::size_t i : victims) erased(elsewhere.codes[i]);
  const CaseCode later = world.code();
  erased(later);
  std::vector<IncomingEvent> events;
  for (const auto& written : office.log) events.push_back(incoming(office, written));
  CHECK(must(world.store->apply_pull(pull(page(epoch, 10, 20, events)))).erased_cases == victims.size() + 2);

  Author kiosk{Uuid{world.random.array<16>()}, 0, {}};
  Draft late = world.submitted(later);
  kiosk.write(late.event, late.sealed);
  must(world.store->apply_pull(pull(page(epoch, 20, 21, {incoming(kiosk, kiosk.log[0])}))));
  // A page asked for again must not bring the parts back.
  must(world.store->apply_pull(pull(page(epoch, 0, 10, elsewhere.events()))));
  must(world.store->tidy(true));

  CHECK_FALSE(must(world.store->sealed_part(draft.event.id)).has_value());
  CHECK(must(world.store->case_row(mine))->erased);
  CHECK(must(world.store->events_of_case(later)).size() == 2);
  auto gone = [&](const Bytes& sealed) {
    // Any 24 bytes of it would be too many.
    for (const char* end : {"", "-wal"})
      for (std::size_t at = 0; at + 24 <= sealed.size(); at += 24)
        if (file_has(world.db() + end, ByteView(sealed).subspan(at, 24))) return false;
    return true;
  };
  CHECK(gone(draft.sealed));
  CHECK(gone(late.sealed));
  for (const auto& author : {elsewhere.first, elsewhere.second})
    for (const auto& written : author.log) {
      if (written.sealed.empty()) continue;
      const bool victim = std::any_of(victims.begin(), victims.end(), [&](std::size_t i) {
        return elsewhere.codes[i] == written.event.code;
      });
      CHECK(gone(written.sealed) == victim);
    }
  CHECK(must(world.store->verify()).faults.empty());
}

TEST_CASE("an erasure reaches the part of a fork, whichever of them comes first") {
  World world;
  world.open();
  const Uuid epoch{world.random.array<16>()};
  const CaseCode code = world.code();
  Author kiosk{Uuid{world.random.array<16>()}, 0, {}}, liar{Uuid{world.random.array<16>()}, 0, {}};
  Author office{Uuid{world.random.array<16>()}, 0, {}};
  Draft draft = world.submitted(code);
  kiosk.write(draft.event, draft.sealed);
  Event copy = kiosk.log[0].event;
  copy.body.set("subcategory", "rude");
  const Bytes part = world.sealed(180);
  liar.write(copy, part);
  Event erased = event_of(world, code, "erased", Json::object().set("scope", "contact"));
  erased.actor = {ActorKind::head_office, {}, {}, {}};
  office.write(erased);
  must(world.store->apply_pull(pull(page(epoch, 0, 1, {incoming(kiosk, kiosk.log[0])}))));
  const auto fork = [&] { CHECK(must(world.store->apply_pull(pull(page(epoch, 1, 2, {incoming(liar, liar.log[0])})))).forks == 1); };
  const auto erase = [&](std::uint64_t at) { must(world.store->apply_pull(pull(page(epoch, at, at + 1, {incoming(office, office.log[0])})))); };
  SUBCASE("the fork first") {
    fork();
    CHECK((file_has(world.db(), part) || file_has(world.db() + "-wal", part)));
    erase(2);
  }
  SUBCASE("the erasure first") {
    erase(1);
    fork();
  }
  must(world.store->tidy(true));
  for (const char* end : {"", "-wal"})
    for (std::size_t at = 0; at + 24 <= part.size(); at += 24) CHECK_FALSE(file_has(world.db() + end, ByteView(part).subspan(at, 24)));
}

TEST_CASE("a kiosk on a stick cannot erase; head office saying the same can") {
  World world;
  world.open();
  const CaseCode code = world.code();
  const Draft draft = world.submitted(code);
  must(world.store->append(draft));
  Author author{Uuid{world.random.array<16>()}, 0, {}};
  Event event = event_of(world, code, "erased", Json::object().set("scope", "all"));
  event.actor = {ActorKind::staff, "9001", Role::administrator, ""};
  author.write(event);
  const IncomingEvent one = incoming(author, author.log[0]);
  must(world.store->insert_batch_events(std::span(&one, 1)));
  CHECK(must(world.store->sealed_part(draft.event.id)).has_value());
  must(world.store->apply_pull(pull(page(Uuid{world.random.array<16>()}, 0, 1, {one}))));
  CHECK_FALSE(must(world.store->sealed_part(draft.event.id)).has_value());
}
