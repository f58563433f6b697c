#include "sync/wire/document.h"

#include <array>

#include "sync/wire/payload.h"

namespace redress::wire {

namespace {

constexpr std::array<std::string_view, 4> kKinds{"policy", "site", "staff", "mall_key"};
constexpr std::size_t kSignature_bytes = 64;
constexpr std::size_t kContent_bytes = 4u << 20;

bool is_sealed(DocumentKind kind) { return kind == DocumentKind::staff || kind == DocumentKind::mall_key; }

std::string purpose_of(DocumentKind kind) { return "redress-document-" + std::string(name(kind)); }

}  // namespace

Bytes sign_payload(std::string_view purpose, ByteView payload, const SigningKey& key) {
  ByteWriter out;
  out.raw(key.sign(purpose, payload));
  out.raw(payload);
  return out.take();
}

Result<ByteView> peek_payload(ByteView bytes) {
  if (bytes.size() <= kSignature_bytes) return invalid("message: cut short");
  return bytes.subspan(kSignature_bytes);
}

Result<ByteView> open_payload(std::string_view purpose, ByteView bytes, const PublicKey& key) {
  REDRESS_TRY_ASSIGN(auto payload, peek_payload(bytes));
  if (!verify(key, purpose, payload, *to_array<kSignature_bytes>(bytes.first(kSignature_bytes))))
    return invalid("message: not signed by whom it must be");
  return payload;
}

std::string_view name(DocumentKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

std::optional<DocumentKind> document_kind(std::string_view text) {
  for (std::size_t i = 0; i < kKinds.size(); ++i)
    if (kKinds[i] == text) return static_cast<DocumentKind>(i);
  return std::nullopt;
}

Bytes encode_document(const Document& document, const SigningKey& head_office) {
  auto json = Json::object();
  json.set("v", kWire_version)
      .set("kind", name(document.kind))
      .set("mall", document.mall)
      .set("version", document.version)
      .set("at", document.at.ms);
  if (is_sealed(document.kind))
    json.set("sealed", to_base64url(document.sealed));
  else
    json.set("content", document.content);
  return sign_payload(kSign_document, as_bytes(json.dump()), head_office);
}

Result<Document> decode_document(ByteView bytes, const PublicKey& head_office) {
  constexpr std::string_view kMessage = "document";
  REDRESS_TRY_ASSIGN(auto payload, open_payload(kSign_document, bytes, head_office));
  REDRESS_TRY_ASSIGN(auto json, parse_payload(as_text(payload), kMessage));
  PayloadReader in(json, kMessage);
  Document document;
  auto kind = document_kind(in.text("kind", 40));
  if (!kind) return invalid("document: of a kind this program does not know");
  document.kind = *kind;
  document.mall = in.text("mall", 80);
  document.version = in.integer("version", 1, INT64_MAX);
  document.at.ms = in.integer("at", 0, INT64_MAX);
  if (is_sealed(*kind)) {
    document.sealed = in.bytes("sealed", kContent_bytes);
  } else {
    if (!json["content"].is_object()) in.fail("content");
    document.content = json["content"];
  }
  if (!in.ok()) return in.error();
  return document;
}

Bytes seal_document_content(DocumentKind kind, const Json& content, const BoxPublicKey& device, Random& random) {
  auto plain = content.dump();
  auto sealed = seal_for(device, purpose_of(kind), as_bytes(plain), random);
  wipe(plain);
  return sealed;
}

Result<Json> open_document_content(const Document& document, const BoxKeyPair& device) {
  if (!is_sealed(document.kind)) return document.content;
  REDRESS_TRY_ASSIGN(auto plain, open_for(device, purpose_of(document.kind), document.sealed));
  auto json = parse_json(as_text(plain), {.max_bytes = kContent_bytes, .max_depth = 16});
  if (!json.ok()) return invalid("document: sealed content is not readable");
  return json;
}

}  // namespace redress::wire
