// enrol-code, bundle, device
#include "core/store/folder.h"
#include "sync/headoffice/command/command_call.h"
#include "sync/headoffice/record/devices.h"

namespace redress::headoffice {

namespace {

std::string gap_words(const DeviceRow& device) {
  std::string out;
  for (const auto& gap : device.gaps)
    out += (out.empty() ? "" : ", ") + (gap.from == gap.to
                                            ? std::to_string(gap.from)
                                            : std::to_string(gap.from) + "-" + std::to_string(gap.to));
  return out;
}

Json device_json(const DeviceRow& device) {
  auto json = Json::object();
  json.set("mall", device.mall)
      .set("number", device.number)
      .set("name", device.name)
      .set("role", device.role)
      .set("state", device.state)
      .set("fingerprint", device.fingerprint)
      .set("incarnation", to_text(device.incarnation))
      .set("forked", device.forked)
      .set("stored_seq", static_cast<std::int64_t>(device.stored_seq))
      .set("events", device.events)
      .set("refused", device.refused)
      .set("owes", gap_words(device));
  if (device.last_seen_at) json.set("last_seen_at", device.last_seen_at->ms);
  return json;
}

Outcome device_list(Call& call) {
  auto devices = list_devices(call.office, call.arguments.get("mall"), console());
  if (!devices.ok()) return failure(devices.error());
  std::string out;
  for (const auto& device : *devices) {
    if (call.arguments.has("json")) {
      out += device_json(device).dump() + "\n";
      continue;
    }
    out += device.mall + "/" + std::to_string(device.number) + "  " + device.role + "  " + device.state +
           (device.forked ? " FORKED" : "") + "  " + device.fingerprint + "  events " +
           std::to_string(device.events) + "  " + device.name;
    if (!device.gaps.empty()) out += "  owes " + gap_words(device);
    out += "\n";
  }
  return said(std::move(out));
}

}  // namespace

Outcome enrol_code(Call& call) {
  auto mall = call.arguments.need("mall"), role = call.arguments.need("role"),
       name = call.arguments.need("name");
  for (auto* part : {&mall, &role, &name})
    if (!part->ok()) return failure(part->error());
  auto device_role = kDeviceRoles.find(*role);
  if (!device_role) return failure(invalid("--role: must be kiosk or counter"));
  auto code = make_enrol_code(call.office, *mall, *device_role, *name, call.arguments.has("preapproved"));
  return code.ok() ? said(*code + "\n") : failure(code.error());
}

Outcome device(Call& call) {
  auto what = call.arguments.word(0);
  if (what == "list") return device_list(call);
  if (what != "approve" && what != "revoke") return failure(invalid("device: say list, approve or revoke"));
  auto which =
      call.arguments.need_word(1, "device " + what + ": the device (name, MALL/NUMBER or fingerprint)");
  if (!which.ok()) return failure(which.error());
  auto done = what == "approve" ? approve_device(call.office, *which) : revoke_device(call.office, *which);
  return done.ok() ? said({}) : failure(done.error());
}

Outcome bundle(Call& call) {
  auto mall = call.arguments.need("mall"), role = call.arguments.need("role"),
       name = call.arguments.need("name"), to = call.arguments.need("out");
  for (auto* part : {&mall, &role, &name, &to})
    if (!part->ok()) return failure(part->error());
  auto device_role = kDeviceRoles.find(*role);
  if (!device_role) return failure(invalid("--role: must be kiosk or counter"));
  auto bytes = make_bundle(call.office, *mall, *device_role, *name, call.arguments.get("url"));
  if (!bytes.ok()) return failure(bytes.error());
  auto written = write_file_whole(call.path(*to), *bytes, 0600);
  return written.ok() ? said({}) : Outcome{73, {}, written.error().what + "\n"};
}

}  // namespace redress::headoffice
