#include "sync/headoffice/record/devices.h"

#include "core/model/field.h"
#include "core/seal/hash.h"
#include "sync/headoffice/record/own_log.h"
#include "sync/headoffice/record/write_record.h"
#include "sync/headoffice/rules/documents.h"
#include "sync/wire/enrolment.h"

namespace redress::headoffice {

namespace {

constexpr std::size_t kGaps_shown = 20;
constexpr std::int64_t kCode_span_ms = kDay_ms;  // a one-time code that nobody used

Hash256 secret_key(ByteView secret) {
  return hash({as_bytes("redress-enrol-secret-v1"), secret});
}

Result<std::vector<Gap>> gaps_of(Database& db, std::int64_t device, std::uint64_t stored, std::uint64_t max) {
  std::vector<Gap> gaps;
  if (max <= stored) return gaps;
  auto row =
      db.query("SELECT DISTINCT seq FROM event WHERE device = ? AND seq > ? ORDER BY seq", device, stored);
  auto next = stored + 1;
  while (gaps.size() < kGaps_shown) {
    REDRESS_TRY_ASSIGN(bool more, row.step());
    if (!more) break;
    if (row.number(0) > next) gaps.push_back({next, row.number(0) - 1});
    next = row.number(0) + 1;
  }
  return gaps;
}

Result<std::int64_t> missing_of(Database& db, std::int64_t device, std::uint64_t stored, std::uint64_t max) {
  if (max <= stored) return std::int64_t{0};
  REDRESS_TRY_ASSIGN(const auto held, db.integer(0, "SELECT count(DISTINCT seq) FROM event WHERE device = ? AND seq > ?", device, stored));
  return static_cast<std::int64_t>(max - stored) - held;
}

// A line in head office's log: pulls notice it, and the record says who was let in when.
Status log_device(Office& office, Database& db, RecordWriter& writer, const DeviceKey& device,
                  std::string_view kind, std::string_view name) {
  OwnEvent event;
  event.mall = device.mall;
  event.actor.kind = ActorKind::head_office;
  event.kind = kind;
  event.body.set("incarnation", to_text(device.incarnation)).set("role", device.role).set("name", name);
  REDRESS_TRY_ASSIGN([[maybe_unused]] auto id, append_own(office, db, writer, std::move(event)));
  return db.run("UPDATE device SET changed_n = (SELECT max(n) FROM event) WHERE no = ?", device.no);
}

struct Matched {
  DeviceKey device;
  std::string name;
};

// By name, "mall/number", fingerprint or incarnation.
Result<Matched> match_device(Database& db, std::string_view which) {
  std::optional<Matched> found;
  auto row = db.query(
      "SELECT d.no, d.name, d.number, m.id, d.incarnation, d.signing_key FROM device d JOIN mall m ON m.no = "
      "d.mall");
  while (true) {
    REDRESS_TRY_ASSIGN(bool more, row.step());
    if (!more) break;
    auto number = row.string(3) + "/" + std::to_string(row.integer(2));
    if (which != row.text(1) && which != number && which != to_text(row.uuid(4)) &&
        which != fingerprint(row.array<32>(5)))
      continue;
    if (found)
      return Error{Errc::conflict,
                   "several devices are called '" + std::string(which) + "': name it as MALL/NUMBER"};
    REDRESS_TRY_ASSIGN(auto device, find_device(db, row.integer(0)));
    found = Matched{*device, row.string(1)};
  }
  if (!found) return Error{Errc::not_found, "there is no device '" + std::string(which) + "'"};
  return *found;
}

// A one-time code that nobody used and that is not too old.
struct FreshCode {
  std::int64_t mall = 0;
  std::string mall_id, role, name;
  bool preapproved = false;
};
Result<std::optional<FreshCode>> fresh_code(Office& office, Database& db, ByteView secret) {
  auto row = db.query(
      "SELECT c.mall, m.id, c.role, c.name, c.preapproved FROM enrol_code c JOIN mall m ON m.no = c.mall"
      " WHERE c.secret = ? AND c.made_at > ? AND c.used_by IS NULL",
      secret_key(secret), office.now() - kCode_span_ms);
  REDRESS_TRY_ASSIGN(bool found, row.step());
  if (!found) return std::optional<FreshCode>();
  return std::optional(
      FreshCode{row.integer(0), row.string(1), row.string(2), row.string(3), row.integer(4) != 0});
}

// A code is for one mall, and so is a device's folder (decision 21).
bool is_elsewhere(const std::optional<FreshCode>& code, const wire::EnrolRequest& request) {
  return code && !request.mall.empty() && request.mall != code->mall_id;
}

// The device's new row, or the old one if it asks again.
Result<DeviceKey> enrolled(Office& office, Database& db, RecordWriter& writer,
                           const wire::EnrolRequest& request, const std::optional<FreshCode>& code) {
  REDRESS_TRY_ASSIGN(auto device, find_device(db, request.incarnation));
  if (device && device->state != "lost") {
    if (device->signing_key != request.signing_key)
      return Error{Errc::unauthorised, "another key for this device"};
    return *device;
  }
  if (!code) return Error{Errc::unauthorised, "this code is not known, too old, or was used already"};
  auto now = office.now();
  REDRESS_TRY(db.run("UPDATE enrol_code SET used_by = ? WHERE secret = ?", request.incarnation,
                     secret_key(request.secret)));
  REDRESS_TRY(
      db.run("INSERT INTO device(incarnation, mall, role, name, number, signing_key, box_key, state, "
             "enrolled_at, decided_at)"
             " SELECT ?1, ?2, ?3, ?4, coalesce(max(number), 0) + 1, ?5, ?6, ?7, ?8, CASE WHEN ?7 = "
             "'approved' THEN ?8 END"
             " FROM device WHERE mall = ?2 ON CONFLICT(incarnation) DO UPDATE SET mall=excluded.mall, "
             "role=excluded.role,"
             " name=excluded.name, number=excluded.number, signing_key=excluded.signing_key, "
             "box_key=excluded.box_key,"
             " state=excluded.state, enrolled_at=excluded.enrolled_at, decided_at=excluded.decided_at",
             request.incarnation, code->mall, code->role, code->name, request.signing_key, request.box_key,
             code->preapproved ? "approved" : "waiting", now));
  REDRESS_TRY_ASSIGN(device, find_device(db, request.incarnation));
  if (code->preapproved)
    REDRESS_TRY(log_device(office, db, writer, *device, "device_approved", code->name));
  return *device;
}

wire::EnrolAnswer signed_by_us(Office& office, const Uuid& incarnation) {
  wire::EnrolAnswer answer;
  answer.incarnation = incarnation;
  answer.head_office = office.keys().signing.public_key();
  answer.epoch = office.epoch().id;
  answer.head_office_incarnation = office.epoch().incarnation;
  return answer;
}

// Nothing is written, so the code still serves a device of its mall.
wire::EnrolAnswer elsewhere(Office& office, const FreshCode& code, const wire::EnrolRequest& request) {
  auto answer = signed_by_us(office, request.incarnation);
  answer.status = wire::EnrolStatus::rejected;
  answer.reason = wire::kRejected_other_mall;
  answer.mall = code.mall_id;
  answer.role = code.role;
  answer.name = code.name;
  return answer;
}

Result<wire::EnrolAnswer> answer_for(Office& office, Database& db, const DeviceKey& device) {
  auto answer = signed_by_us(office, device.incarnation);
  answer.role = device.role;
  auto row = db.query(
      "SELECT m.id, m.key_epoch, d.name, d.number FROM device d JOIN mall m ON m.no = d.mall WHERE d.no = ?",
      device.no);
  REDRESS_TRY_ASSIGN(bool found, row.step());
  if (!found) return Error{Errc::internal, "the device's mall is missing"};
  answer.mall = row.string(0);
  answer.mall_key_epoch = static_cast<int>(row.integer(1));
  answer.name = row.string(2);
  answer.number = static_cast<int>(row.integer(3));
  if (device.state == "revoked") {
    answer.status = wire::EnrolStatus::rejected;
    answer.reason = wire::kRejected_revoked;
    return answer;
  }
  answer.status = device.state == "approved" ? wire::EnrolStatus::approved : wire::EnrolStatus::waiting;
  REDRESS_TRY_ASSIGN(answer.recipients, recipients(office, db, device.mall));
  auto technician = db.query(
      "SELECT staff, pin_salt, pin_hash FROM person WHERE role = 'technician' AND active = 1 AND pin_hash IS "
      "NOT NULL"
      " AND mall IN (0, ?) ORDER BY mall DESC, staff LIMIT 1",
      device.mall);
  REDRESS_TRY_ASSIGN(bool has_technician, technician.step());
  if (has_technician) {
    answer.technician = technician.string(0);
    answer.technician_salt = technician.array<16>(1);
    answer.technician_pin = technician.array<32>(2);
  }
  REDRESS_TRY_ASSIGN(answer.documents, documents_for(office, db, device, {}, device.state == "approved"));
  return answer;
}

}  // namespace

Result<std::vector<DeviceRow>> list_devices(Office& office, std::string_view mall, const Visitor& visitor) {
  REDRESS_TRY_ASSIGN(auto reader, office.store().read());
  auto& db = *reader;
  auto scope = visitor.mall.empty() ? std::string(mall) : visitor.mall;
  std::vector<DeviceRow> out;
  auto row = db.query(
      "SELECT d.no, d.incarnation, m.id, d.role, d.name, d.state, d.number, d.signing_key, d.forked, "
      "d.enrolled_at, d.last_seen_at,"
      " d.stored_seq, d.max_seq, d.backed_up_seq, d.events, d.refused, d.version, d.printer, d.free_bytes "
      "FROM device d JOIN mall m ON m.no = "
      "d.mall"
      " WHERE d.role <> 'head_office' AND (?1 = '' OR m.id = ?1) ORDER BY m.id, d.number",
      scope);
  while (true) {
    REDRESS_TRY_ASSIGN(bool more, row.step());
    if (!more) return out;
    DeviceRow device;
    device.no = row.integer(0);
    device.incarnation = row.uuid(1);
    device.mall = row.string(2);
    device.role = row.string(3);
    device.name = row.string(4);
    device.state = row.string(5);
    device.number = static_cast<int>(row.integer(6));
    device.fingerprint = fingerprint(row.array<32>(7));
    device.forked = row.integer(8) != 0;
    device.enrolled_at = row.instant(9);
    if (!row.is_null(10)) device.last_seen_at = row.instant(10);
    device.stored_seq = row.number(11);
    device.max_seq = row.number(12);
    device.backed_up_seq = row.number(13);
    device.events = row.integer(14);
    device.refused = row.integer(15);
    device.version = row.string(16);
    device.printer = wire::kPrinter_healths.find(row.text(17)).value_or(wire::PrinterHealth::unknown);
    if (!row.is_null(18)) device.free_bytes = row.integer(18);
    REDRESS_TRY_ASSIGN(device.missing, missing_of(db, device.no, device.stored_seq, device.max_seq));
    REDRESS_TRY_ASSIGN(device.gaps, gaps_of(db, device.no, device.stored_seq, device.max_seq));
    out.push_back(std::move(device));
  }
}

Result<std::string> make_enrol_code(Office& office, std::string_view mall, DeviceRole role,
                                    std::string_view name, bool preapproved) {
  if (name.size() > 80) return invalid("--name: must have 1 to 80 bytes");
  REDRESS_TRY_ASSIGN(auto cleaned, check_field({"--name", FieldType::line}, Json(std::string(name))));
  auto code = wire::make_enrol_code(office.keys().signing.public_key(), office.random());
  auto kept = office.store().write([&](Database& db) -> Status {
    REDRESS_TRY(
        db.run("INSERT INTO enrol_code(secret, mall, role, name, preapproved, made_at) SELECT ?, no, ?, ?, "
               "?, ? FROM mall WHERE id = ?",
               secret_key(code.secret), kDeviceRoles.name(role), cleaned.string(), preapproved, office.now(), mall));
    if (db.changes() == 0)
      return Error{Errc::not_found, "--mall: there is no mall '" + std::string(mall) + "'"};
    return {};
  });
  if (!kept.ok()) return kept.error();
  return wire::to_text(code);
}

Result<Bytes> enrol(Office& office, ByteView body) {
  REDRESS_TRY_ASSIGN(auto request, wire::decode_enrol_request(body));
  const auto answer = write_record(office, office.now(), [&](Database& db, RecordWriter& writer) -> Result<wire::EnrolAnswer> {
    REDRESS_TRY_ASSIGN(const auto code, fresh_code(office, db, request.secret));
    if (is_elsewhere(code, request)) return elsewhere(office, *code, request);
    REDRESS_TRY_ASSIGN(auto device, enrolled(office, db, writer, request, code));
    return answer_for(office, db, device);
  });
  if (!answer.ok()) return answer.error();
  return wire::encode_enrol_answer(*answer, request.box_key, office.keys().signing, office.random());
}

Result<Bytes> make_bundle(Office& office, std::string_view mall, DeviceRole role, std::string_view name,
                          std::string_view url) {
  REDRESS_TRY_ASSIGN(auto text, make_enrol_code(office, mall, role, name, true));
  REDRESS_TRY_ASSIGN(auto code, wire::parse_enrol_code(text));
  auto signing = SigningKey::generate(office.random());
  auto box = BoxKeyPair::generate(office.random());
  wire::EnrolRequest request{code.secret, Uuid{office.random().array<16>()}, signing.public_key(),
                             box.public_key, office.now()};
  wire::EnrolBundle bundle;
  bundle.url = url;
  bundle.incarnation = request.incarnation;
  bundle.signing_seed = signing.seed();
  bundle.box_secret = box.secret;
  REDRESS_TRY_ASSIGN(bundle.answer, enrol(office, wire::encode_enrol_request(request, signing)));
  return wire::encode_enrol_bundle(bundle);
}

namespace {

Status decide(Office& office, std::string_view which, std::string_view state, std::string_view kind) {
  return write_record(office, office.now(), [&](Database& db, RecordWriter& writer) -> Status {
    REDRESS_TRY_ASSIGN(auto matched, match_device(db, which));
    if (matched.device.role == "head_office")
      return Error{Errc::refused, "head office itself is no device to decide on"};
    if (matched.device.state == state) return {};
    if (matched.device.state == "revoked")
      return Error{Errc::refused, "this device was revoked: it enrols anew with another code"};
    // A revocation takes effect by its event, also when that comes back to a restored head office.
    if (state == "approved")
      REDRESS_TRY(db.run("UPDATE device SET state = ?, decided_at = ? WHERE no = ?", state, office.now(),
                         matched.device.no));
    return log_device(office, db, writer, matched.device, kind, matched.name);
  });
}

}  // namespace

Status approve_device(Office& office, std::string_view which) {
  return decide(office, which, "approved", "device_approved");
}
Status revoke_device(Office& office, std::string_view which) {
  return decide(office, which, "revoked", kDevice_revoked);
}

}  // namespace redress::headoffice
