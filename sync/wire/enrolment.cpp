#include "sync/wire/enrolment.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/base/json.h"
#include "core/base/secret.h"
#include "core/seal/hash.h"
#include "sync/wire/document.h"
#include "sync/wire/payload.h"

namespace redress::wire {

namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::array<std::string_view, 3> kStatuses{"waiting", "approved", "rejected"};
constexpr std::string_view kTechnician_purpose = "redress-technician";
constexpr std::size_t kSymbols = 16;

std::array<std::uint8_t, 5> hash_of_key(const PublicKey& key) {
  auto full = hash({as_bytes("redress-enrol-key"), key});
  std::array<std::uint8_t, 5> out;
  std::copy_n(full.begin(), out.size(), out.begin());
  return out;
}

// Five bytes are eight symbols of five bits.
void append_symbols(std::string& out, const std::array<std::uint8_t, 5>& bytes) {
  std::uint64_t value = 0;
  for (auto b : bytes) value = value << 8 | b;
  for (int shift = 35; shift >= 0; shift -= 5) out += kAlphabet[value >> shift & 31];
}

std::array<std::uint8_t, 5> from_symbols(std::string_view symbols) {
  std::uint64_t value = 0;
  for (char c : symbols) value = value << 5 | kAlphabet.find(c);
  std::array<std::uint8_t, 5> out;
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<std::uint8_t>(value >> (8 * (4 - i)));
  return out;
}

// As Crockford reads them: the letters that are not in the alphabet look like these digits.
char canonical(char c) {
  if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  if (c == 'O') return '0';
  if (c == 'I' || c == 'L') return '1';
  return c;
}

Json technician_json(const EnrolAnswer& answer, const BoxPublicKey& device, Random& random) {
  SecretBytes secret(answer.technician_salt.begin(), answer.technician_salt.end());
  secret.insert(secret.end(), answer.technician_pin.begin(), answer.technician_pin.end());
  return Json::object()
      .set("staff", answer.technician)
      .set("sealed", to_base64url(seal_for(device, kTechnician_purpose, secret, random)));
}

Status read_technician(const Json& json, const BoxKeyPair& device, EnrolAnswer& answer) {
  PayloadReader in(json, "enrolment answer.technician");
  answer.technician = in.text("staff", 16);
  auto sealed = in.bytes("sealed", 1024);
  if (!in.ok()) return in.error();
  auto opened = open_for(device, kTechnician_purpose, sealed);
  if (!opened.ok()) return Error{Errc::unauthorised, "enrolment answer: it is for another device's key"};
  const SecretBytes secret = std::move(*opened);
  if (secret.size() != answer.technician_salt.size() + answer.technician_pin.size())
    return invalid("enrolment answer: technician's PIN is not readable");
  std::copy_n(secret.begin(), answer.technician_salt.size(), answer.technician_salt.begin());
  std::copy_n(secret.begin() + static_cast<std::ptrdiff_t>(answer.technician_salt.size()),
              answer.technician_pin.size(), answer.technician_pin.begin());
  return {};
}

void read_status(PayloadReader& in, EnrolAnswer& answer) {
  auto text = in.text("status", 20);
  for (std::size_t i = 0; i < kStatuses.size(); ++i)
    if (kStatuses[i] == text) {
      answer.status = static_cast<EnrolStatus>(i);
      return;
    }
  in.fail("status");
}

void read_lists(PayloadReader& in, EnrolAnswer& answer) {
  for (const auto& item : in.list("recipients", 8)) {
    auto key = array_from_base64url<32>(item.string());
    if (!key) return in.fail("recipients");
    answer.recipients.push_back(*key);
  }
  for (const auto& item : in.list("documents", 16)) {
    auto bytes = from_base64url(item.string());
    if (!bytes || bytes->size() > limits::kDocument_bytes) return in.fail("documents");
    answer.documents.push_back(std::move(*bytes));
  }
}

}  // namespace

EnrolCode make_enrol_code(const PublicKey& head_office, Random& random) {
  return {random.array<5>(), hash_of_key(head_office)};
}

std::string to_text(const EnrolCode& code) {
  std::string symbols, out;
  append_symbols(symbols, code.secret);
  append_symbols(symbols, code.key_hash);
  for (std::size_t i = 0; i < symbols.size(); ++i) {
    if (i > 0 && i % 4 == 0) out += '-';
    out += symbols[i];
  }
  return out;
}

Result<EnrolCode> parse_enrol_code(std::string_view text) {
  std::string symbols;
  for (char c : text) {
    if (c == '-' || c == ' ') continue;
    c = canonical(c);
    if (kAlphabet.find(c) == std::string_view::npos)
      return invalid("enrolment code: has a character that no code has; it is 16 letters and digits");
    symbols += c;
    if (symbols.size() > kSymbols) break;
  }
  if (symbols.size() != kSymbols) return invalid("enrolment code: must have 16 letters and digits");
  return EnrolCode{from_symbols(std::string_view(symbols).substr(0, 8)),
                   from_symbols(std::string_view(symbols).substr(8))};
}

bool matches(const EnrolCode& code, const PublicKey& head_office) {
  return code.key_hash == hash_of_key(head_office);
}

Bytes encode_enrol_request(const EnrolRequest& request, const SigningKey& device) {
  auto json = Json::object();
  json.set("v", kWire_version)
      .set("secret", to_base64url(request.secret))
      .set("incarnation", to_text(request.incarnation))
      .set("signing_key", to_base64url(request.signing_key))
      .set("box_key", to_base64url(request.box_key))
      .set("at", request.at.ms);
  if (!request.mall.empty()) json.set("mall", request.mall);
  return sign_payload(kSign_enrol, as_bytes(json.dump()), device);
}

Result<EnrolRequest> decode_enrol_request(ByteView bytes) {
  constexpr std::string_view kMessage = "enrolment request";
  REDRESS_TRY_ASSIGN(auto payload, peek_payload(bytes));
  REDRESS_TRY_ASSIGN(auto json, parse_payload(as_text(payload), kMessage));
  PayloadReader in(json, kMessage);
  EnrolRequest request{in.array<5>("secret"), in.uuid("incarnation"), in.array<32>("signing_key"),
                       in.array<32>("box_key"), Instant{in.integer("at", INT64_MIN, INT64_MAX)},
                       in.text_or_empty("mall", 80)};
  if (!in.ok()) return in.error();
  auto opened = open_payload(kSign_enrol, bytes, request.signing_key);
  if (!opened.ok()) return opened.error();
  return request;
}

Bytes encode_enrol_answer(const EnrolAnswer& answer, const BoxPublicKey& device,
                          const SigningKey& head_office, Random& random) {
  auto recipients = Json::array(), documents = Json::array();
  for (const auto& key : answer.recipients) recipients.push(to_base64url(key));
  for (const auto& document : answer.documents) documents.push(to_base64url(document));
  auto json = Json::object();
  json.set("v", kWire_version).set("status", kStatuses[static_cast<std::size_t>(answer.status)]);
  if (!answer.reason.empty()) json.set("reason", answer.reason);
  json.set("incarnation", to_text(answer.incarnation))
      .set("head_office_key", to_base64url(answer.head_office))
      .set("epoch", to_text(answer.epoch))
      .set("head_office", to_text(answer.head_office_incarnation))
      .set("mall", answer.mall)
      .set("role", answer.role)
      .set("name", answer.name)
      .set("number", answer.number)
      .set("recipients", std::move(recipients))
      .set("mall_key_epoch", answer.mall_key_epoch);
  if (!answer.technician.empty()) json.set("technician", technician_json(answer, device, random));
  json.set("documents", std::move(documents));
  return sign_payload(kSign_enrol, as_bytes(json.dump()), head_office);
}

Result<EnrolAnswer> decode_enrol_answer(ByteView bytes, const BoxKeyPair& device,
                                        const std::optional<EnrolCode>& code) {
  constexpr std::string_view kMessage = "enrolment answer";
  REDRESS_TRY_ASSIGN(auto payload, peek_payload(bytes));
  REDRESS_TRY_ASSIGN(auto json, parse_payload(as_text(payload), kMessage));
  PayloadReader in(json, kMessage);
  EnrolAnswer answer;
  read_status(in, answer);
  answer.reason = in.text_or_empty("reason", 80);
  answer.incarnation = in.uuid("incarnation");
  answer.head_office = in.array<32>("head_office_key");
  answer.epoch = in.uuid("epoch");
  answer.head_office_incarnation = in.uuid("head_office");
  answer.mall = in.text("mall", 80);
  answer.role = in.text("role", 20);
  answer.name = in.text("name", 200);
  answer.number = static_cast<int>(in.integer("number", 0, 1'000'000));
  answer.mall_key_epoch = static_cast<int>(in.integer("mall_key_epoch", 0, INT32_MAX));
  read_lists(in, answer);
  if (!in.ok()) return in.error();
  if (code && !matches(*code, answer.head_office))
    return Error{Errc::unauthorised, "enrolment answer: this is not the head office that made the code"};
  auto opened = open_payload(kSign_enrol, bytes, answer.head_office);
  if (!opened.ok()) return opened.error();
  if (json.has("technician")) REDRESS_TRY(read_technician(json["technician"], device, answer));
  return answer;
}

Bytes encode_enrol_bundle(const EnrolBundle& bundle) {
  auto json = Json::object();
  json.set("v", kWire_version)
      .set("url", bundle.url)
      .set("incarnation", to_text(bundle.incarnation))
      .set("signing_seed", to_base64url(bundle.signing_seed))
      .set("box_secret", to_base64url(bundle.box_secret))
      .set("answer", to_base64url(bundle.answer));
  return to_bytes(json.dump());
}

Bytes encode_used_bundle(std::string_view fingerprint) {
  return to_bytes(Json::object().set("v", kWire_version).set("used_by", fingerprint).dump());
}

Result<EnrolBundle> decode_enrol_bundle(ByteView bytes) {
  constexpr std::string_view kMessage = "bundle";
  REDRESS_TRY_ASSIGN(auto json, parse_payload(as_text(bytes), kMessage));
  if (json.has("used_by"))
    return Error{Errc::refused, "bundle: it was used by the device with fingerprint " +
                                    std::string(json["used_by"].string()) + "; each device needs a bundle of its own"};
  PayloadReader in(json, kMessage);
  EnrolBundle bundle{in.text("url", 500), in.uuid("incarnation"), in.array<32>("signing_seed"),
                     in.array<32>("box_secret"), in.bytes("answer", 8u << 20)};
  if (!in.ok()) return in.error();
  return bundle;
}

}  // namespace redress::wire
