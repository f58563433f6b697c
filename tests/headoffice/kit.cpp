#include "tests/headoffice/kit.h"

#include <doctest/doctest.h>
#include <stdlib.h>

#include <filesystem>

#include "core/seal/hash.h"
#include "sync/headoffice/record/devices.h"
#include "sync/headoffice/record/pull.h"
#include "sync/wire/batch.h"

namespace redress::headoffice::test {

TemporaryFolder::TemporaryFolder() {
  char name[] = "/tmp/redress-headoffice-XXXXXX";
  path = mkdtemp(name);
}
TemporaryFolder::~TemporaryFolder() {
  std::filesystem::remove_all(path);
}

Actor shopper() {
  return {ActorKind::shopper, {}, {}, {}};
}
Actor staff(const std::string& number, Role role, const std::string& department) {
  return {ActorKind::staff, number, role, department};
}

SystemRandom& Device::random() {
  static SystemRandom random;
  return random;
}

Device::Device(Office& office, const std::string& mall, const std::string& role, const std::string& name)
    : incarnation{random().array<16>()},
      key(SigningKey::generate(random())),
      box(BoxKeyPair::generate(random())),
      boot_(random().array<8>()) {
  auto text = make_enrol_code(office, mall, *kDeviceRoles.find(role), name, true);
  REQUIRE(text.ok());
  auto code = wire::parse_enrol_code(*text);
  REQUIRE(code.ok());
  auto body =
      enrol(office, wire::encode_enrol_request(
                        {code->secret, incarnation, key.public_key(), box.public_key, office.now()}, key));
  REQUIRE(body.ok());
  auto decoded = wire::decode_enrol_answer(*body, box, *code);
  REQUIRE(decoded.ok());
  answer = *decoded;
}

Uuid Device::write(std::optional<CaseCode> code, const std::string& kind, const Json& body,
                   const Actor& actor, const Json& typed) {
  Event event;
  at = at + 1000;
  event.id = make_uuid7(at, random().array<16>());
  event.code = code;
  event.seq = log.size() + 1;
  event.seen = seen;
  event.at = at;
  event.monotonic_ms = static_cast<std::int64_t>(log.size());
  event.boot = boot_;
  event.clock_trusted = trusted;
  event.actor = actor;
  event.kind = kind;
  event.body = body;
  Bytes sealed;
  if (typed.is_object()) {
    auto plain = typed.dump();
    sealed =
        PreparedSeal(answer.recipients, SealSecrets::draw(random())).seal(as_bytes(plain), {code ? code->number : 0, event.id});
    event.sealed = hash(sealed);
  }
  log.push_back({serialise(event), sealed, event.id});
  return event.id;
}

CaseCode Device::submit(const std::string& text, const Json& contact) {
  auto code = make_case_code(random());
  auto body = Json::object();
  body.set("contact_type", "complaint").set("category", "service_attitude").set("language", "zh-Hans");
  if (contact.is_object()) body.set("consent", Json::object().set("text", "…").set("version", "1"));
  Json typed;
  if (!text.empty()) typed = Json::object().set("text", text);
  if (contact.is_object()) typed.set("contact", contact);
  write(code, "submitted", body, shopper(), typed);
  return code;
}

Bytes Device::batch(std::size_t from, std::size_t to) const {
  Hash256 chain{};
  for (std::size_t i = 0; i < from; ++i) chain = next_chain(chain, hash(as_bytes(log[i].bytes)));
  wire::BatchEncoder encoder(answer.epoch, incarnation, from + 1, chain);
  for (std::size_t i = from; i < to; ++i) REQUIRE(encoder.add(as_bytes(log[i].bytes), log[i].sealed));
  return encoder.finish(key);
}

Bytes Device::pull(std::uint64_t cursor, const Bytes& check, int wait_ms, wire::Horizon acknowledged) const {
  wire::PullRequest request;
  request.incarnation = incarnation;
  request.at = at;
  request.boot = boot_;
  request.epoch = answer.epoch;
  request.cursor = cursor;
  request.check = check;
  request.wait_ms = wait_ms;
  request.acknowledged = acknowledged;
  request.have = {1, 1, 0, 0};
  request.health = health;
  return wire::encode_pull_request(request, key);
}

namespace {

// Stretching the PINs of all demo people takes seconds: done once, then every world is a copy.
struct Template {
  Template() {
    TestClock clock;
    SystemRandom random;
    SetupOptions options;
    options.demo = true;
    auto done = set_up(folder.path, options, clock, random);
    REQUIRE_MESSAGE(done.ok(), (done.ok() ? "" : done.error().what));
    report = *done;
  }
  TemporaryFolder folder;
  SetupReport report;
};

}  // namespace

World::World() {
  static Template made;
  std::filesystem::copy(made.folder.path, folder.path, std::filesystem::copy_options::recursive);
  report = made.report;
  reopen();
}

void World::reopen() {
  office.reset();
  auto opened = Office::open(folder.path, clock, random);
  REQUIRE_MESSAGE(opened.ok(), (opened.ok() ? "" : opened.error().what));
  office = std::move(*opened);
}

wire::Acknowledgement World::send(const Bytes& batch, int expected_status) {
  auto reply = ingest_batch(*office, batch);
  REQUIRE_MESSAGE(reply.status == expected_status, reply.what);
  if (reply.acknowledgement.empty()) return {};
  auto ack = wire::decode_acknowledgement(reply.acknowledgement, office->keys().signing.public_key());
  REQUIRE(ack.ok());
  return *ack;
}

std::int64_t World::number(const std::string& sql) {
  auto reader = office->store().read();
  REQUIRE(reader.ok());
  auto value = (*reader)->integer(0, sql);
  REQUIRE_MESSAGE(value.ok(), (value.ok() ? "" : value.error().what));
  return *value;
}

std::vector<std::string> World::rows(const std::string& sql) {
  auto reader = office->store().read();
  REQUIRE(reader.ok());
  std::vector<std::string> out;
  auto row = (*reader)->query(sql);
  while (row.step().value()) out.push_back(row.string(0));
  return out;
}

wire::PullPage World::pull(const Device& device, std::uint64_t cursor, const Bytes& check,
                           wire::Horizon acknowledged) {
  auto result = headoffice::pull(*office, device.pull(cursor, check, 0, acknowledged), false);
  auto& answer = std::get<Reply>(result);
  REQUIRE_MESSAGE(answer.response.status == 200, answer.response.body);
  auto page = wire::decode_pull_page(as_bytes(answer.response.body), office->keys().signing.public_key());
  REQUIRE(page.ok());
  return std::move(*page);
}

}  // namespace redress::headoffice::test
