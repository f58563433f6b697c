// Signed documents: signature[64] ‖ payload; and the documents that devices hold (policy, site, staff,
// mall_key).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/bytes.h"
#include "core/base/instant.h"
#include "core/base/json.h"
#include "core/base/result.h"
#include "core/seal/sealed_part.h"
#include "core/seal/sign.h"

namespace redress::wire {

Bytes sign_payload(std::string_view purpose, ByteView payload, const SigningKey& key);
// The payload as a view into `bytes`; Errc::invalid if the signature is not by `key` for this purpose.
Result<ByteView> open_payload(std::string_view purpose, ByteView bytes, const PublicKey& key);
// Unverified: only to find out whose key to ask for.
Result<ByteView> peek_payload(ByteView bytes);

enum class DocumentKind { policy, site, staff, mall_key };
std::string_view name(DocumentKind kind);
std::optional<DocumentKind> document_kind(std::string_view name);

// `version` only grows per kind and mall. policy and site carry `content` in clear; staff and mall_key carry
// `sealed` = seal_for(box key of one device, "redress-document-<kind>", JSON). The contents:
//   staff:    {"staff":[{"staff":"1001","name":…,"role":…,"department":…,"salt":b64,"pin":b64 argon2id},…]}
//   mall_key: {"public":b64 of the newest,"keys":[{"epoch":n,"secret":b64},…]}, newest last; keys for
//   counters alone
struct Document {
  DocumentKind kind = DocumentKind::policy;
  std::string mall;
  std::int64_t version = 0;
  Instant at;
  Json content = Json::object();
  Bytes sealed;
};
Bytes encode_document(const Document& document, const SigningKey& head_office);
Result<Document> decode_document(ByteView bytes, const PublicKey& head_office);

Bytes seal_document_content(DocumentKind kind, const Json& content, const BoxPublicKey& device,
                            Random& random);
Result<Json> open_document_content(const Document& document, const BoxKeyPair& device);

}  // namespace redress::wire
