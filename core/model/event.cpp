#include "core/model/event.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/model/action.h"
#include "core/model/field.h"

namespace redress {

namespace {

constexpr std::size_t kMax_seen = 64;
constexpr std::size_t kMax_kind_bytes = 40;
constexpr std::int64_t kLongest_boot_ms = 100 * 366 * kDay_ms;
constexpr std::int64_t kFirst_ms = -62'135'596'800'000, kLast_ms = 253'402'300'799'999;  // years 1 to 9999

Json actor_json(const Actor& actor) {
  Json out = Json::object();
  out.set("kind", kActorKinds.name(actor.kind));
  if (!actor.staff.empty()) out.set("staff", actor.staff);
  if (actor.role) out.set("role", kRoles.name(*actor.role));
  if (!actor.department.empty()) out.set("department", actor.department);
  return out;
}

Result<Actor> parse_actor(const Json& json) {
  Actor actor;
  auto kind = kActorKinds.find(json["kind"].string());
  if (!kind) return invalid("actor.kind: unknown");
  actor.kind = *kind;
  if (const Json* staff = json.find("staff")) {
    REDRESS_TRY(check_field({"actor.staff", FieldType::staff}, *staff).ok()
                    ? Status()
                    : Status(invalid("actor.staff: bad")));
    actor.staff = staff->string();
  }
  if (const Json* role = json.find("role")) {
    actor.role = kRoles.find(role->string());
    if (!actor.role) return invalid("actor.role: unknown");
  }
  actor.department = json["department"].string();
  if (actor.kind == ActorKind::staff && (actor.staff.empty() || !actor.role))
    return invalid("actor: staff without number or role");
  return actor;
}

// Clear fields of a known action must be well formed; further fields pass.
Status check_body(const Event& event) {
  const ActionRule* rule = action_of_event(event.kind);
  if (!rule) return {};
  if (!event.code) return invalid("code: is missing");
  if (rule->verb == Verb::submit) {
    if (!kContactTypes.find(event.body["contact_type"].string()))
      return invalid("body.contact_type: unknown");
    return check_field({"body.category", FieldType::name}, event.body["category"]).ok()
               ? Status()
               : Status(invalid("body.category: bad"));
  }
  for (const auto& field : rule->fields) {
    if (field.sealed) continue;
    const Json* value = event.body.find(field.key);
    if (!value && field.required) return invalid("body." + std::string(field.key) + ": is missing");
    if (!value) continue;
    if (auto checked = check_field(field, *value); !checked.ok())
      return Error{Errc::invalid, "body." + checked.error().what};
  }
  return {};
}

template <class T>
Status take(std::optional<T> value, T& target, const char* key) {
  if (!value) return invalid(std::string(key) + ": bad or missing");
  target = *value;
  return {};
}

}  // namespace

std::string serialise(const Event& event) {
  Json out = Json::object();
  out.set("v", event.version);
  out.set("id", to_text(event.id));
  if (event.code) out.set("code", to_compact(*event.code));
  out.set("seq", static_cast<std::int64_t>(event.seq));
  if (!event.seen.empty()) {
    Json seen = Json::array();
    for (const auto& id : event.seen) seen.push(to_text(id));
    out.set("seen", std::move(seen));
  }
  out.set("at", event.at.ms);
  out.set("mono", event.monotonic_ms);
  out.set("boot", to_base64url(event.boot));
  if (event.clock_trusted) out.set("trusted", true);
  out.set("actor", actor_json(event.actor));
  out.set("kind", event.kind);
  out.set("body", event.body);
  if (event.sealed) out.set("sealed", to_base64url(*event.sealed));
  return out.dump();
}

Result<Event> parse_event(std::string_view bytes) {
  REDRESS_TRY_ASSIGN(auto json, parse_json(bytes, {limits::kEvent_bytes, limits::kEvent_depth}));
  if (!json.is_object()) return invalid("an event is a JSON object");
  Event event;
  event.version = static_cast<int>(json["v"].integer());
  if (event.version < 1 || event.version > 99) return invalid("v: unknown");
  REDRESS_TRY(take(uuid_from_text(json["id"].string()), event.id, "id"));
  if (const Json* code = json.find("code")) {
    auto parsed = parse_case_code(code->string());
    if (!parsed.ok() || code->string().size() != 12) return invalid("code: bad");
    event.code = *parsed;
  }
  if (json["seq"].integer() < 1) return invalid("seq: bad or missing");
  event.seq = static_cast<std::uint64_t>(json["seq"].integer());
  if (json["seen"].items().size() > kMax_seen) return invalid("seen: too many");
  for (const auto& id : json["seen"].items()) {
    Uuid seen;
    REDRESS_TRY(take(uuid_from_text(id.string()), seen, "seen"));
    event.seen.push_back(seen);
  }
  if (!json["at"].is_int() || !json["mono"].is_int()) return invalid("at, mono: bad or missing");
  event.at = {json["at"].integer()};
  if (event.at.ms < kFirst_ms || event.at.ms > kLast_ms) return invalid("at: no year from 1 to 9999");
  event.monotonic_ms = json["mono"].integer();
  if (event.monotonic_ms < 0 || event.monotonic_ms > kLongest_boot_ms)
    return invalid("mono: no time since a start");
  REDRESS_TRY(take(array_from_base64url<8>(json["boot"].string()), event.boot, "boot"));
  event.clock_trusted = json["trusted"].boolean();
  REDRESS_TRY_ASSIGN(event.actor, parse_actor(json["actor"]));
  event.kind = json["kind"].string();
  if (event.kind.empty() || event.kind.size() > kMax_kind_bytes) return invalid("kind: bad or missing");
  if (!json["body"].is_object()) return invalid("body: bad or missing");
  event.body = json.take("body");
  if (const Json* sealed = json.find("sealed")) {
    Hash256 hash;
    REDRESS_TRY(take(array_from_base64url<32>(sealed->string()), hash, "sealed"));
    event.sealed = hash;
  }
  REDRESS_TRY(check_body(event));
  return event;
}

}  // namespace redress
