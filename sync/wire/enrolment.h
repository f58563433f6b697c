// Enrolment: a one-time code brings secret and fingerprint of head office, so the first exchange is safe even
// over plain HTTP or a stick (decision 11).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/instant.h"
#include "core/base/result.h"
#include "core/base/uuid.h"
#include "core/env/random.h"
#include "core/seal/pin.h"
#include "core/seal/sealed_part.h"
#include "core/seal/sign.h"

namespace redress::wire {

// Sixteen symbols of the code alphabet in four groups: 40 bits secret ‖ 40 bits of H(head office's key).
struct EnrolCode {
  std::array<std::uint8_t, 5> secret{};
  std::array<std::uint8_t, 5> key_hash{};
  bool operator==(const EnrolCode&) const = default;
};
EnrolCode make_enrol_code(const PublicKey& head_office, Random& random);
std::string to_text(const EnrolCode& code);
Result<EnrolCode> parse_enrol_code(std::string_view text);  // any case, with or without hyphens and spaces
bool matches(const EnrolCode& code, const PublicKey& head_office);

struct EnrolRequest {
  std::array<std::uint8_t, 5> secret{};
  Uuid incarnation;
  PublicKey signing_key{};  // the request is signed by it
  BoxPublicKey box_key{};
  Instant at;
  std::string mall{};  // whose things lie in the device's folder: a code of another one is not for it; empty: nobody's
  bool operator==(const EnrolRequest&) const = default;
};
Bytes encode_enrol_request(const EnrolRequest& request, const SigningKey& device);
Result<EnrolRequest> decode_enrol_request(ByteView bytes);  // checks its own key's signature

enum class EnrolStatus { waiting, approved, rejected };
// Why a device is rejected. `other_mall`: its folder holds things of another mall than the code's; the code was not used.
inline constexpr std::string_view kRejected_revoked = "revoked", kRejected_other_mall = "other_mall";

struct EnrolAnswer {
  EnrolStatus status = EnrolStatus::waiting;
  std::string reason;           // of a rejection, as above
  Uuid incarnation;             // the device asked about
  PublicKey head_office{};
  Uuid epoch;
  Uuid head_office_incarnation;
  std::string mall;
  std::string role;             // kiosk, counter
  std::string name;
  int number = 0;               // small number of the device within its mall
  std::vector<BoxPublicKey> recipients;  // mall, head office, recovery (SealSlot order)
  int mall_key_epoch = 0;
  // First sign-in of a technician before the staff list is there (sealed to the device's box key on the wire).
  std::string technician;
  PinSalt technician_salt{};
  PinHash technician_pin{};     // stretched
  std::vector<Bytes> documents; // signed documents: policy, site; staff and mall_key once approved
  bool operator==(const EnrolAnswer&) const = default;
};
Bytes encode_enrol_answer(const EnrolAnswer& answer, const BoxPublicKey& device, const SigningKey& head_office,
                          Random& random);
// Checks the key inside against `code` (if given) and the signature by that key. Errc::unauthorised: another head
// office than the code's, or whole but for another device's box key.
Result<EnrolAnswer> decode_enrol_answer(ByteView bytes, const BoxKeyPair& device, const std::optional<EnrolCode>& code);

// `init --bundle FILE`: the answer for a key pair that the file itself carries. Secret: 0600, delete after use.
struct EnrolBundle {
  std::string url;  // of head office, may be empty
  Uuid incarnation;
  std::array<std::uint8_t, 32> signing_seed{};
  std::array<std::uint8_t, 32> box_secret{};
  Bytes answer;     // encode_enrol_answer
};
Bytes encode_enrol_bundle(const EnrolBundle& bundle);
// What the file holds once a device has taken its keys: two devices with them would write under one name.
Bytes encode_used_bundle(std::string_view fingerprint);
// Errc::refused: it was used already.
Result<EnrolBundle> decode_enrol_bundle(ByteView bytes);

}  // namespace redress::wire
