#include "tests/store/fixture.h"

#include <sqlite3.h>
#include <stdlib.h>

#include <algorithm>
#include <fstream>

namespace redress::test {

Folder::Folder() {
  std::string pattern = (std::filesystem::current_path() / "store-test-XXXXXX").string();
  REQUIRE(::mkdtemp(pattern.data()) != nullptr);
  path = pattern;
}

Event event_of(World& world, CaseCode code, std::string kind, Json body) {
  Event event;
  event.id = world.id();
  event.code = code;
  event.at = world.clock.now;
  event.monotonic_ms = world.clock.mono_ms;
  event.boot = world.clock.boot_id;
  event.clock_trusted = true;
  event.actor.kind = ActorKind::shopper;
  event.kind = std::move(kind);
  event.body = std::move(body);
  return event;
}

Draft World::submitted(CaseCode code) {
  Json promised = Json::object();
  promised.set("first_answer", clock.now.ms + kDay_ms).set("resolve", clock.now.ms + 3 * kDay_ms);
  Json body = Json::object();
  body.set("contact_type", "complaint").set("category", "service_attitude").set("place", "l1_atrium");
  body.set("language", "zh-Hans").set("promised", std::move(promised));
  return {event_of(*this, code, "submitted", std::move(body)), sealed()};
}

Draft World::acknowledged(CaseCode code, std::vector<Uuid> seen) {
  Draft draft{event_of(*this, code, "acknowledged", Json::object()), {}};
  draft.event.actor = {ActorKind::staff, "1001", Role::service, "service_desk"};
  draft.event.seen = std::move(seen);
  return draft;
}

Draft World::noted(CaseCode code) {
  Draft draft{event_of(*this, code, "noted", Json::object()), sealed(90)};
  draft.event.actor = {ActorKind::staff, "1001", Role::service, "service_desk"};
  return draft;
}

const Author::Written& Author::write(Event event, Bytes sealed) {
  event.seq = ++seq;
  event.sealed.reset();
  if (!sealed.empty()) event.sealed = hash(sealed);
  log.push_back({event.seq, to_bytes(serialise(event)), std::move(sealed), event});
  return log.back();
}

IncomingEvent incoming(const Author& author, const Author::Written& written) {
  return {author.incarnation, written.seq, written.bytes, written.sealed};
}

FramePage page(const Uuid& epoch, std::uint64_t before, std::uint64_t after,
               std::vector<IncomingEvent> events) {
  FramePage out;
  out.epoch = epoch;
  out.cursor_before = before;
  out.cursor = after;
  out.events = std::move(events);
  return out;
}

void tamper(const std::string& db, const std::string& sql) {
  sqlite3* handle = nullptr;
  REQUIRE(sqlite3_open(db.c_str(), &handle) == SQLITE_OK);
  char* message = nullptr;
  const int result = sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, &message);
  REQUIRE_MESSAGE(result == SQLITE_OK, (message ? message : ""));
  sqlite3_close(handle);
}

bool file_has(const std::string& path, ByteView needle) {
  std::ifstream in(path, std::ios::binary);
  const std::string content((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  return content.find(as_text(needle)) != std::string::npos;
}

}  // namespace redress::test
