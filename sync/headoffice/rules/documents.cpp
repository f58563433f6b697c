#include "sync/headoffice/rules/documents.h"

#include <algorithm>

#include "core/policy/policy.h"
#include "core/policy/site.h"
#include "sync/headoffice/people/people.h"
#include "sync/headoffice/record/office.h"
#include "sync/headoffice/record/own_log.h"

namespace redress::headoffice {

namespace {

Status check_content(wire::DocumentKind kind, std::string_view json) {
  if (kind == wire::DocumentKind::policy) {
    REDRESS_TRY_ASSIGN([[maybe_unused]] auto policy, parse_policy(json));
    return {};
  }
  if (kind != wire::DocumentKind::site)
    return Error{Errc::internal, "only policy and site are kept as documents"};
  REDRESS_TRY_ASSIGN([[maybe_unused]] auto site, parse_site(json));
  return {};
}

Status add_kept(Database& db, std::int64_t mall, wire::DocumentKind kind, std::int64_t have,
                std::vector<Bytes>& out) {
  auto row = db.query(
      "SELECT version, bytes FROM document WHERE mall = ? AND kind = ? ORDER BY version DESC LIMIT 1", mall,
      wire::name(kind));
  REDRESS_TRY_ASSIGN(bool found, row.step());
  if (found && row.integer(0) != have) out.push_back(row.bytes(1));
  return {};
}

// What to seal to is for every device; a counter also opens, with each key there ever was.
Result<Json> mall_keys(Office& office, Database& db, const DeviceKey& device) {
  REDRESS_TRY_ASSIGN(auto newest, recipients(office, db, device.mall));
  auto out = Json::object().set("public", to_base64url(newest.front()));
  if (device.role != "counter") return out;
  auto keys = Json::array();
  auto row = db.query("SELECT epoch, secret FROM mall_key WHERE mall = ? ORDER BY epoch", device.mall);
  while (true) {
    REDRESS_TRY_ASSIGN(bool more, row.step());
    if (!more) return out.set("keys", std::move(keys));
    REDRESS_TRY_ASSIGN(auto secret, open_mall_key(office.keys(), row.blob(1)));
    keys.push(Json::object().set("epoch", row.integer(0)).set("secret", to_base64url(secret)));
  }
}

Bytes sealed_document(Office& office, const DeviceKey& device, std::string_view mall, wire::DocumentKind kind,
                      std::int64_t version, const Json& content) {
  wire::Document document;
  document.kind = kind;
  document.mall = mall;
  document.version = version;
  document.at = office.now();
  document.sealed = wire::seal_document_content(kind, content, device.box_key, office.random());
  return wire::encode_document(document, office.keys().signing);
}

}  // namespace

Status put_document(Database& db, const SigningKey& key, Instant now, std::int64_t mall,
                    wire::DocumentKind kind, std::string_view json) {
  REDRESS_TRY(check_content(kind, json));
  wire::Document document;
  document.kind = kind;
  document.at = now;
  REDRESS_TRY_ASSIGN(document.content, parse_json(json, {4u << 20, 16}));
  auto name = db.query("SELECT id FROM mall WHERE no = ?", mall);
  REDRESS_TRY_ASSIGN(bool found, name.step());
  if (!found) return Error{Errc::not_found, "no such mall"};
  document.mall = name.string(0);
  auto newest = db.query(
      "SELECT version, bytes FROM document WHERE mall = ? AND kind = ? ORDER BY version DESC LIMIT 1", mall,
      wire::name(kind));
  REDRESS_TRY_ASSIGN(bool any, newest.step());
  if (any) {
    REDRESS_TRY_ASSIGN(auto old, wire::decode_document(newest.blob(1), key.public_key()));
    if (old.content == document.content) return {};
  }
  document.version = any ? newest.integer(0) + 1 : 1;
  return db.run("INSERT INTO document(mall, kind, version, at, bytes) VALUES(?,?,?,?,?)", mall,
                wire::name(kind), document.version, now, wire::encode_document(document, key));
}

Status put_document(Office& office, Database& db, std::int64_t mall, wire::DocumentKind kind,
                    std::string_view json) {
  return put_document(db, office.keys().signing, office.now(), mall, kind, json);
}

std::int64_t version_floor(Office& office) {
  return office.now().ms / kMinute_ms;
}

Status outnumber_documents(Office& office, Database& db) {
  const auto floor = version_floor(office);
  std::vector<Bytes> newest;
  {
    auto row = db.query("SELECT bytes, max(version) FROM document GROUP BY mall, kind");
    while (true) {
      REDRESS_TRY_ASSIGN(bool more, row.step());
      if (!more) break;
      newest.push_back(row.bytes(0));
    }
  }
  for (const auto& bytes : newest) {
    REDRESS_TRY_ASSIGN(auto document, wire::decode_document(bytes, office.keys().signing.public_key()));
    document.version = std::max(document.version + 1, floor);
    document.at = office.now();
    REDRESS_TRY(db.run(
        "INSERT INTO document(mall, kind, version, at, bytes) SELECT no, ?, ?, ?, ? FROM mall WHERE id = ?",
        wire::name(document.kind), document.version, document.at,
        wire::encode_document(document, office.keys().signing), document.mall));
  }
  return db.run("UPDATE mall SET staff_version = max(staff_version + 1, ?)", floor);
}

Result<std::vector<Bytes>> documents_for(Office& office, Database& db, const DeviceKey& device,
                                         const wire::DocumentVersions& have, bool approved) {
  std::vector<Bytes> out;
  REDRESS_TRY(add_kept(db, device.mall, wire::DocumentKind::policy, have.policy, out));
  REDRESS_TRY(add_kept(db, device.mall, wire::DocumentKind::site, have.site, out));
  if (!approved) return out;
  auto mall = db.query("SELECT id, staff_version, key_epoch FROM mall WHERE no = ?", device.mall);
  REDRESS_TRY_ASSIGN(bool found, mall.step());
  if (!found) return Error{Errc::internal, "the device's mall is missing"};
  if (mall.integer(1) != have.staff) {
    REDRESS_TRY_ASSIGN(auto staff, staff_document(db, device.mall, device.role == "kiosk"));
    out.push_back(
        sealed_document(office, device, mall.text(0), wire::DocumentKind::staff, mall.integer(1), staff));
  }
  if (mall.integer(2) != have.mall_key) {
    REDRESS_TRY_ASSIGN(auto keys, mall_keys(office, db, device));
    out.push_back(
        sealed_document(office, device, mall.text(0), wire::DocumentKind::mall_key, mall.integer(2), keys));
  }
  return out;
}

}  // namespace redress::headoffice
