#include "sync/wire/pull.h"

#include "core/base/limits.h"
#include "sync/wire/document.h"
#include "sync/wire/paths.h"
#include "sync/wire/payload.h"

namespace redress::wire {

namespace {

constexpr std::size_t kPull_check_bytes = 32;
constexpr std::size_t kProof_bytes = 256 * 1024;
constexpr std::size_t kList_items = 10'000;
constexpr std::size_t kText_bytes = 400, kVersion_bytes = 40;

Json to_json(const DeviceHealth& health) {
  return Json::object()
      .set("version", health.version)
      .set("printer", kPrinter_healths.name(health.printer))
      .set("free_bytes", health.free_bytes);
}

// A word of a later program is one that is not known here.
DeviceHealth read_health(PayloadReader& in) {
  auto part = in.object("health");
  DeviceHealth out{
      part.text("version", kVersion_bytes),
      kPrinter_healths.find(part.text("printer", kVersion_bytes)).value_or(PrinterHealth::unknown),
      part.integer("free_bytes", 0, INT64_MAX)};
  in.join(part);
  return out;
}

Json request_json(const PullRequest& request) {
  auto have = Json::object();
  have.set("policy", request.have.policy)
      .set("site", request.have.site)
      .set("staff", request.have.staff)
      .set("mall_key", request.have.mall_key);
  auto json = Json::object();
  json.set("v", kWire_version)
      .set("incarnation", to_text(request.incarnation))
      .set("nonce", to_base64url(request.nonce))
      .set("at", request.at.ms)
      .set("boot", to_base64url(request.boot))
      .set("epoch", to_text(request.epoch))
      .set("cursor", static_cast<std::int64_t>(request.cursor));
  if (!request.check.empty()) json.set("check", to_base64url(request.check));
  json.set("ack", Json::object()
                      .set("seq", static_cast<std::int64_t>(request.acknowledged.seq))
                      .set("chain", to_base64url(request.acknowledged.chain)));
  if (!request.acknowledgement.empty()) json.set("acked", to_base64url(request.acknowledgement));
  json.set("have", std::move(have))
      .set("wait_ms", request.wait_ms)
      .set("alarms", static_cast<std::int64_t>(request.alarms));
  if (request.health) json.set("health", to_json(*request.health));
  return json;
}

Json to_json(const KnownDevice& device) {
  return Json::object()
      .set("incarnation", to_text(device.incarnation))
      .set("key", to_base64url(device.key))
      .set("name", device.name)
      .set("role", device.role);
}

Json to_json(const Alarm& alarm) {
  return Json::object()
      .set("number", static_cast<std::int64_t>(alarm.number))
      .set("event", to_text(alarm.event))
      .set("incarnation", to_text(alarm.incarnation))
      .set("alarm", alarm.alarm)
      .set("code", alarm.code)
      .set("at", alarm.at.ms)
      .set("open", alarm.open);
}

Json page_json(const PullPage& page) {
  auto documents = Json::array(), devices = Json::array(), alarms = Json::array();
  for (const auto& document : page.documents) documents.push(to_base64url(document));
  for (const auto& device : page.devices) devices.push(to_json(device));
  for (const auto& alarm : page.alarms) alarms.push(to_json(alarm));
  auto json = Json::object();
  json.set("v", kWire_version)
      .set("nonce", to_base64url(page.nonce))
      .set("now", page.now.ms)
      .set("more", page.more)
      .set("reset", page.reset)
      .set("prove", page.prove);
  if (!page.check.empty()) json.set("check", to_base64url(page.check));
  json.set("documents", std::move(documents))
      .set("devices", std::move(devices))
      .set("alarms", std::move(alarms));
  return json;
}

void read_documents(PayloadReader& in, PullPage& page) {
  for (const auto& item : in.list("documents", 64)) {
    auto bytes = from_base64url(item.string());
    if (!item.is_string() || !bytes || bytes->size() > limits::kDocument_bytes) return in.fail("documents");
    page.documents.push_back(std::move(*bytes));
  }
}

void read_devices(PayloadReader& in, PullPage& page) {
  for (const auto& item : in.list("devices", kList_items)) {
    PayloadReader part(item, "pull page.devices");
    page.devices.push_back({part.uuid("incarnation"), part.array<32>("key"), part.text("name", kText_bytes),
                            part.text("role", 40)});
    in.join(part);
  }
}

void read_alarms(PayloadReader& in, PullPage& page) {
  for (const auto& item : in.list("alarms", kList_items)) {
    PayloadReader part(item, "pull page.alarms");
    page.alarms.push_back({part.number("number"), part.uuid("event"), part.uuid("incarnation"),
                           part.text("alarm", 40), part.text("code", 40),
                           Instant{part.integer("at", INT64_MIN, INT64_MAX)}, part.flag("open")});
    in.join(part);
  }
}

Result<PullPage> read_page(ByteView text) {
  constexpr std::string_view kMessage = "pull page";
  REDRESS_TRY_ASSIGN(auto json, parse_payload(as_text(text), kMessage));
  PayloadReader in(json, kMessage);
  PullPage page;
  page.nonce = in.array<8>("nonce");
  page.now.ms = in.integer("now", 0, INT64_MAX);
  page.more = in.flag("more");
  page.reset = in.flag("reset");
  page.prove = in.flag("prove");
  page.check = in.bytes_or_empty("check", kPull_check_bytes);
  read_documents(in, page);
  read_devices(in, page);
  read_alarms(in, page);
  if (!in.ok()) return in.error();
  return page;
}

}  // namespace

Bytes encode_pull_request(const PullRequest& request, const SigningKey& device) {
  return sign_payload(kSign_request, as_bytes(request_json(request).dump()), device);
}

Result<PullRequest> decode_pull_request(ByteView bytes, const KeyOf& key_of) {
  constexpr std::string_view kMessage = "pull request";
  REDRESS_TRY_ASSIGN(auto payload, peek_payload(bytes));
  REDRESS_TRY_ASSIGN(auto json, parse_payload(as_text(payload), kMessage));
  PayloadReader in(json, kMessage);
  PullRequest request;
  request.incarnation = in.uuid("incarnation");
  request.nonce = in.array<8>("nonce");
  request.at.ms = in.integer("at", INT64_MIN, INT64_MAX);
  request.boot = in.array<8>("boot");
  request.epoch = in.uuid("epoch");
  request.cursor = in.number("cursor");
  request.check = in.bytes_or_empty("check", kPull_check_bytes);
  auto ack = in.object("ack");
  request.acknowledged = {ack.number("seq"), ack.array<32>("chain")};
  in.join(ack);
  request.acknowledgement = in.bytes_or_empty("acked", kProof_bytes);
  auto have = in.object("have");
  request.have = {have.integer("policy", 0, INT64_MAX), have.integer("site", 0, INT64_MAX),
                  have.integer("staff", 0, INT64_MAX), have.integer("mall_key", 0, INT64_MAX)};
  in.join(have);
  request.wait_ms = static_cast<int>(in.integer("wait_ms", 0, kPull_wait_max_ms));
  request.alarms = in.number("alarms");
  if (json.has("health")) request.health = read_health(in);
  if (!in.ok()) return in.error();
  auto key = key_of(request.incarnation);
  if (!key) return Error{Errc::unauthorised, "pull request: incarnation is not known here"};
  auto opened = open_payload(kSign_request, bytes, *key);
  if (!opened.ok()) return opened.error();
  return request;
}

Bytes encode_pull_page(const PullPage& page, ByteView frames, const SigningKey& head_office) {
  ByteWriter out;
  out.block(as_bytes(page_json(page).dump()));
  out.raw(frames);
  return sign_payload(kSign_pull, out.view(), head_office);
}

Result<PullPage> decode_pull_page(ByteView bytes, const PublicKey& head_office) {
  REDRESS_TRY_ASSIGN(auto payload, open_payload(kSign_pull, bytes, head_office));
  ByteReader in(payload);
  auto text = in.block(kPayload_bytes);
  if (!in.ok()) return invalid("pull page: cut short");
  REDRESS_TRY_ASSIGN(auto page, read_page(text));
  REDRESS_TRY_ASSIGN(page.block, decode_frames(payload.last(in.left()), head_office));
  return page;
}

}  // namespace redress::wire
