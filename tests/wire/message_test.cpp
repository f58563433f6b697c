#include <doctest/doctest.h>

#include "core/seal/hash.h"
#include "sync/wire/acknowledgement.h"
#include "sync/wire/document.h"
#include "sync/wire/enrolment.h"
#include "sync/wire/pull.h"
#include "tests/wire/sample.h"

using namespace redress;
using namespace redress::sample;
using namespace redress::wire;

namespace {

Acknowledgement make_ack() {
  Acknowledgement ack;
  ack.epoch = uuid(7);
  ack.incarnation = uuid(9);
  ack.first_seq = 11;
  ack.count = 10;
  ack.stored = {20, hash(as_bytes("a"))};
  ack.backed_up = {5, hash(as_bytes("b"))};
  ack.now.ms = 1'776'000'000'000;
  ack.results = {{12, Outcome::duplicate, {}, false},
                 {13, Outcome::conflict, "fork", false},
                 {14, Outcome::refused, "form", false},
                 {20, Outcome::refused, "busy", true}};
  return ack;
}

// Every changed bit and every cut must be refused.
template <class Decode>
void check_strict(const Bytes& bytes, Decode decode) {
  REQUIRE(decode(ByteView(bytes)));
  SeededRandom random(4);
  int accepted = 0;
  for (int round = 0; round < 3000; ++round) {
    auto changed = bytes;
    changed[random.below(changed.size())] ^= static_cast<std::uint8_t>(1u << random.below(8));
    accepted += decode(ByteView(changed));
  }
  for (std::size_t size = 0; size < bytes.size(); size += 1 + size / 50) accepted += decode(ByteView(bytes).first(size));
  auto longer = bytes;
  longer.push_back('\n');
  accepted += decode(ByteView(longer));
  CHECK(accepted == 0);
}

PullRequest make_request() {
  PullRequest request;
  request.incarnation = uuid(9);
  request.nonce = {1, 2, 3};
  request.at.ms = -5;
  request.boot = {9};
  request.epoch = uuid(7);
  request.cursor = 77;
  request.check = to_bytes("check");
  request.acknowledged = {20, hash(as_bytes("a"))};
  request.have = {3, 2, 1, 4};
  request.wait_ms = 25'000;
  request.alarms = 6;
  request.health = DeviceHealth{"1.4.2", PrinterHealth::low, 12'000'000'000};
  return request;
}

PullPage make_page(std::vector<Frame>& frames, Bytes& bytes) {
  PullPage page;
  page.nonce = {1, 2, 3};
  page.now.ms = 1'776'000'000'000;
  page.more = true;
  page.check = to_bytes("x");
  page.documents = {to_bytes("one"), to_bytes("two")};
  page.devices = {{uuid(9), key(1).public_key(), "一楼东门", "kiosk"}};
  page.alarms = {{8, uuid(3), uuid(9), "injury", "7K3QF8M2X9TJ", Instant{5}, true}};
  auto block = encode_frames({uuid(7), 77, 99}, frames, key(5));
  bytes = encode_pull_page(page, block, key(5));
  return page;
}

}  // namespace

TEST_CASE("an acknowledgement says what head office said, and only if head office signed it") {
  auto bytes = encode_acknowledgement(make_ack(), key(5));
  auto ack = decode_acknowledgement(bytes, key(5).public_key());
  REQUIRE(ack.ok());
  CHECK(*ack == make_ack());
  CHECK_FALSE(decode_acknowledgement(bytes, key(6).public_key()).ok());
  check_strict(bytes, [](ByteView b) { return decode_acknowledgement(b, key(5).public_key()).ok(); });
}

TEST_CASE("a signature for another purpose makes no acknowledgement") {
  auto bytes = encode_acknowledgement(make_ack(), key(5));
  auto payload = peek_payload(bytes);
  CHECK_FALSE(decode_acknowledgement(sign_payload(kSign_document, *payload, key(5)), key(5).public_key()).ok());
}

TEST_CASE("results outside the batch, doubled or out of order are refused even when signed") {
  for (std::vector<EventResult> results : {std::vector<EventResult>{{10, Outcome::duplicate, {}, false}},
                                           {{21, Outcome::duplicate, {}, false}},
                                           {{13, Outcome::duplicate, {}, false}, {13, Outcome::duplicate, {}, false}},
                                           {{14, Outcome::duplicate, {}, false}, {13, Outcome::duplicate, {}, false}}}) {
    auto ack = make_ack();
    ack.results = results;
    CHECK_FALSE(decode_acknowledgement(encode_acknowledgement(ack, key(5)), key(5).public_key()).ok());
  }
}

TEST_CASE("a message of a newer version is refused with advice") {
  auto result = decode_acknowledgement(sign_payload(kSign_ack, as_bytes(R"({"v":2})"), key(5)), key(5).public_key());
  REQUIRE_FALSE(result.ok());
  CHECK(result.error().what.find("update") != std::string::npos);
}

TEST_CASE("a pull request survives the way and names its device") {
  auto request = make_request();
  auto bytes = encode_pull_request(request, key(1));
  auto known = [](const Uuid& id) { return id == uuid(9) ? std::optional(key(1).public_key()) : std::nullopt; };
  auto back = decode_pull_request(bytes, known);
  REQUIRE(back.ok());
  CHECK(*back == request);
  auto unknown = decode_pull_request(bytes, [](const Uuid&) { return std::nullopt; });
  REQUIRE_FALSE(unknown.ok());
  CHECK(unknown.error().code == Errc::unauthorised);
  check_strict(bytes, [&](ByteView b) { return decode_pull_request(b, known).ok(); });
}

TEST_CASE(
    "an older device tells nothing of its health; a strange word is unknown, a wrong value is refused") {
  auto request = make_request();
  request.health.reset();
  auto known = [](const Uuid&) { return std::optional(key(1).public_key()); };
  auto old = encode_pull_request(request, key(1));
  CHECK(as_text(*peek_payload(old)).find("health") == std::string_view::npos);
  REQUIRE(decode_pull_request(old, known).ok());
  CHECK(*decode_pull_request(old, known) == request);
  std::string payload(as_text(*peek_payload(old)));
  payload.pop_back();
  auto with = [&](const std::string& health) {
    return decode_pull_request(
        sign_payload(kSign_request, as_bytes(payload + ",\"health\":" + health + "}"), key(1)), known);
  };
  auto later = with(R"({"version":"9.1","printer":"on_fire","free_bytes":5,"battery":80})");
  REQUIRE(later.ok());
  CHECK(later->health->printer == PrinterHealth::unknown);
  CHECK(later->health->version == "9.1");
  for (const std::string wrong : {R"("ok")", R"({})", R"({"version":"1","printer":"ok"})",
                                  R"({"version":1,"printer":"ok","free_bytes":5})",
                                  R"({"version":"1","printer":"ok","free_bytes":-1})"})
    CHECK_FALSE(with(wrong).ok());
  CHECK_FALSE(
      with("{\"version\":\"" + std::string(41, '1') + "\",\"printer\":\"ok\",\"free_bytes\":5}").ok());
}

TEST_CASE("a pull page brings events, documents, devices and alarms") {
  auto samples = make_samples(5, 31, true);
  std::vector<Frame> frames;
  for (std::size_t i = 0; i < samples.size(); ++i)
    frames.push_back({uuid(static_cast<std::uint8_t>(20 + i)), i + 1, as_bytes(samples[i].event),
                      i % 2 ? ByteView(samples[i].sealed) : ByteView(), {}});
  Bytes bytes;
  auto sent = make_page(frames, bytes);
  auto page = decode_pull_page(bytes, key(5).public_key());
  REQUIRE(page.ok());
  CHECK(page->nonce == sent.nonce);
  CHECK(page->more);
  CHECK_FALSE(page->reset);
  CHECK(page->documents == sent.documents);
  CHECK(page->devices == sent.devices);
  CHECK(page->alarms == sent.alarms);
  CHECK(page->block.header == FrameBlockHeader{uuid(7), 77, 99});
  REQUIRE(page->block.frames.size() == 5);
  CHECK(as_text(page->block.frames[4].event) == samples[4].event);
  CHECK(page->block.frames[2].sealed.empty());
  CHECK(page->block.frames[3].sealed.size() == samples[3].sealed.size());
  check_strict(bytes, [](ByteView b) { return decode_pull_page(b, key(5).public_key()).ok(); });
}

TEST_CASE("a kept signature makes the same frame block for relaying, and no other") {
  auto samples = make_samples(3, 32, false);
  std::vector<Frame> frames;
  for (std::size_t i = 0; i < samples.size(); ++i) frames.push_back({uuid(20), i + 1, as_bytes(samples[i].event), {}, {}});
  auto original = encode_frames({uuid(7), 1, 4}, frames, key(5));
  auto block = decode_frames(original, key(5).public_key());
  REQUIRE(block.ok());
  auto again = encode_frames(block->header, block->frames, block->signature);
  CHECK(again == original);
  std::swap(frames[0], frames[1]);
  CHECK_FALSE(decode_frames(encode_frames(block->header, frames, block->signature), key(5).public_key()).ok());
}

TEST_CASE("documents: clear for all, sealed for one device, refused when altered") {
  SeededRandom random(8);
  auto device = BoxKeyPair::generate(random), other = BoxKeyPair::generate(random);
  auto content = Json::object().set("staff", Json::array().push(Json::object().set("staff", "1001")));
  Document staff{DocumentKind::staff, "xinghe", 4, Instant{9}, Json::object(),
                 seal_document_content(DocumentKind::staff, content, device.public_key, random)};
  auto bytes = encode_document(staff, key(5));
  auto back = decode_document(bytes, key(5).public_key());
  REQUIRE(back.ok());
  CHECK(back->version == 4);
  CHECK(back->mall == "xinghe");
  auto opened = open_document_content(*back, device);
  REQUIRE(opened.ok());
  CHECK(*opened == content);
  CHECK_FALSE(open_document_content(*back, other).ok());
  back->kind = DocumentKind::mall_key;
  CHECK_FALSE(open_document_content(*back, device).ok());
  Document policy{DocumentKind::policy, "xinghe", 2, Instant{9}, Json::object().set("a", 1), {}};
  CHECK(decode_document(encode_document(policy, key(5)), key(5).public_key())->content == policy.content);
  check_strict(bytes, [](ByteView b) { return decode_document(b, key(5).public_key()).ok(); });
}

TEST_CASE("an enrolment code is sixteen symbols and only fits the head office that made it (decision 11)") {
  SeededRandom random(9);
  for (int i = 0; i < 200; ++i) {
    auto code = make_enrol_code(key(5).public_key(), random);
    auto text = to_text(code);
    CHECK(text.size() == 19);
    auto back = parse_enrol_code(text);
    REQUIRE(back.ok());
    CHECK(*back == code);
    CHECK(matches(*back, key(5).public_key()));
    CHECK_FALSE(matches(*back, key(6).public_key()));
  }
  CHECK(parse_enrol_code("oooo-0000-iiii-llll").ok());
  CHECK_FALSE(parse_enrol_code("0000-0000-0000").ok());
  CHECK_FALSE(parse_enrol_code("0000-0000-0000-0000-0").ok());
  CHECK_FALSE(parse_enrol_code("0000-0000-0000-000U").ok());
}

TEST_CASE("enrolment: request and answer go there and back; a foreign head office is refused") {
  SeededRandom random(10);
  auto box = BoxKeyPair::generate(random);
  auto code = make_enrol_code(key(5).public_key(), random);
  EnrolRequest request{code.secret, uuid(9), key(1).public_key(), box.public_key, Instant{7}};
  auto request_bytes = encode_enrol_request(request, key(1));
  REQUIRE(decode_enrol_request(request_bytes).ok());
  CHECK(*decode_enrol_request(request_bytes) == request);
  check_strict(request_bytes, [](ByteView b) { return decode_enrol_request(b).ok(); });

  EnrolAnswer answer;
  answer.status = EnrolStatus::approved;
  answer.incarnation = uuid(9);
  answer.head_office = key(5).public_key();
  answer.epoch = uuid(7);
  answer.head_office_incarnation = uuid(6);
  answer.mall = "xinghe";
  answer.role = "counter";
  answer.name = "一楼服务台";
  answer.number = 3;
  answer.recipients = {box.public_key, box.public_key, box.public_key};
  answer.mall_key_epoch = 1;
  answer.technician = "9001";
  answer.technician_salt.fill(3);
  answer.technician_pin.fill(4);
  answer.documents = {to_bytes("doc")};
  auto bytes = encode_enrol_answer(answer, box.public_key, key(5), random);
  auto back = decode_enrol_answer(bytes, box, code);
  REQUIRE(back.ok());
  CHECK(*back == answer);
  check_strict(bytes, [&](ByteView b) { return decode_enrol_answer(b, box, code).ok(); });

  answer.head_office = key(6).public_key();
  auto foreign = decode_enrol_answer(encode_enrol_answer(answer, box.public_key, key(6), random), box, code);
  REQUIRE_FALSE(foreign.ok());
  CHECK(foreign.error().code == Errc::unauthorised);

  EnrolBundle bundle{"http://127.0.0.1:8080", uuid(9), {1}, {2}, bytes};
  auto bundle_back = decode_enrol_bundle(encode_enrol_bundle(bundle));
  REQUIRE(bundle_back.ok());
  CHECK(bundle_back->answer == bytes);
  CHECK(bundle_back->signing_seed == bundle.signing_seed);
}
