// Devices: one-time codes, enrolment, approval, revocation, and what each still owes (decision 11, R133).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/instant.h"
#include "core/base/result.h"
#include "core/base/uuid.h"
#include "core/model/words.h"
#include "sync/headoffice/people/session.h"
#include "sync/wire/health.h"

namespace redress::headoffice {

class Office;

struct Gap {
  std::uint64_t from = 0, to = 0;  // "owes 118–120"
};

struct DeviceRow {
  std::int64_t no = 0;
  Uuid incarnation;
  std::string mall, role, name, state;  // waiting, approved, revoked
  int number = 0;                       // within its mall
  std::string fingerprint;              // four groups that two people compare by phone
  bool forked = false;
  Instant enrolled_at;
  std::optional<Instant> last_seen_at;
  std::uint64_t stored_seq = 0, max_seq = 0, backed_up_seq = 0;
  std::int64_t events = 0, refused = 0;
  std::string version;  // of its program; empty: never told
  wire::PrinterHealth printer = wire::PrinterHealth::unknown;
  std::optional<std::int64_t> free_bytes;  // of its disk
  std::int64_t missing = 0;                 // events that its log numbers and nobody has here (R133)
  std::vector<Gap> gaps;                    // the first of them
};

// `mall` empty: all that the visitor may see.
Result<std::vector<DeviceRow>> list_devices(Office& office, std::string_view mall, const Visitor& visitor);

// The code alone, once (16 symbols in four groups). Errc::not_found: no such mall.
Result<std::string> make_enrol_code(Office& office, std::string_view mall, DeviceRole role,
                                    std::string_view name, bool preapproved);

// Request body to answer body (docs/SYNC.md, Enrolment). Errc::unauthorised: the secret is unknown or used by
// another device; Errc::invalid: not a request.
Result<Bytes> enrol(Office& office, ByteView request);

// `init --bundle`: a key pair made here with its answer, approved at once. The bytes are secret.
Result<Bytes> make_bundle(Office& office, std::string_view mall, DeviceRole role, std::string_view name,
                          std::string_view url);

// By name, number ("xinghe/3"), fingerprint or incarnation. Errc::not_found, Errc::conflict (several match),
// Errc::refused (already revoked). Revoking a counter starts a new mall key epoch.
Status approve_device(Office& office, std::string_view which);
inline constexpr std::string_view kDevice_revoked = "device_revoked";
Status revoke_device(Office& office, std::string_view which);

}  // namespace redress::headoffice
