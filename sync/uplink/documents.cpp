#include "sync/uplink/documents.h"

namespace redress {

namespace {

Result<StaffRow> read_member(const Json& json, const DeviceSecret& secret) {
  auto role = kRoles.find(json["role"].string());
  auto salt = array_from_base64url<16>(json["salt"].string());
  auto pin = array_from_base64url<32>(json["pin"].string());
  if (!role || !salt || !pin || json["staff"].string().empty()) return invalid("staff document: a member is not readable");
  return StaffRow{std::string(json["staff"].string()), std::string(json["name"].string()), *role,
                  std::string(json["department"].string()), *salt, bind_pin(*pin, secret)};
}

}  // namespace

// Not verified: it was when it was taken, and by which head office is not the question.
std::string mall_of(Store& store, wire::DocumentKind kind) {
  auto kept_here = store.document(wire::name(kind));
  if (!kept_here.ok() || !*kept_here) return {};
  auto payload = wire::peek_payload((*kept_here)->bytes);
  auto json = payload.ok() ? parse_json(as_text(*payload), {limits::kDocument_bytes, 16}) : Result<Json>(payload.error());
  return json.ok() ? std::string((*json)["mall"].string()) : std::string();
}

std::int64_t version_here(Store& store, std::string_view mall, wire::DocumentKind kind) {
  auto kept_here = store.document(wire::name(kind));
  return kept_here.ok() && *kept_here && mall_of(store, kind) == mall ? (*kept_here)->version : 0;
}

CheckedDocuments check_documents(Store& store, const LinkTarget& target, const std::vector<Bytes>& documents) {
  CheckedDocuments out;
  for (const auto& bytes : documents) {
    auto document = wire::decode_document(bytes, target.head_office);
    if (!document.ok()) {
      out.refused.push_back(document.error().what);
      continue;
    }
    std::string kind(wire::name(document->kind));
    if (document->mall != target.mall) {
      out.refused.push_back(kind + " document is of another mall");
      continue;
    }
    const auto ours = version_here(store, target.mall, document->kind);
    if (ours < document->version) out.documents.push_back({kind, document->version, bytes, ours == 0});
  }
  return out;
}

Status take_staff(Store& store, const LinkTarget& target, const std::vector<Document>& documents) {
  for (const auto& document : documents) {
    if (document.kind != wire::name(wire::DocumentKind::staff)) continue;
    REDRESS_TRY_ASSIGN(auto opened, wire::decode_document(document.bytes, target.head_office));
    REDRESS_TRY_ASSIGN(auto content, wire::open_document_content(opened, store.identity().box));
    std::vector<StaffRow> staff;
    for (const auto& item : content["staff"].items()) {
      REDRESS_TRY_ASSIGN(auto member, read_member(item, store.identity().secret));
      staff.push_back(std::move(member));
    }
    REDRESS_TRY(store.replace_staff(staff));
  }
  return {};
}

}  // namespace redress
