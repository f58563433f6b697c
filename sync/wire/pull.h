// Pull: the device asks with a signed request, head office answers with a signed page.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/instant.h"
#include "core/base/json.h"
#include "core/base/result.h"
#include "core/base/uuid.h"
#include "core/seal/sign.h"
#include "sync/wire/acknowledgement.h"
#include "sync/wire/frames.h"
#include "sync/wire/health.h"

namespace redress::wire {

using Nonce = std::array<std::uint8_t, 8>;

// Versions of the documents the device holds; 0 = none.
struct DocumentVersions {
  std::int64_t policy = 0, site = 0, staff = 0, mall_key = 0;
  bool operator==(const DocumentVersions&) const = default;
};

struct PullRequest {
  Uuid incarnation;
  Nonce nonce{};  // the page must repeat it: an old page cannot be played again
  Instant at;  // device's time as it stamps events, uncorrected; head office measures the offset with `boot`
  std::array<std::uint8_t, 8> boot{};
  Uuid epoch;
  std::uint64_t cursor = 0;  // 0 = from the beginning
  Bytes check;               // as given with that cursor, empty at the beginning
  Horizon acknowledged;      // last valid acknowledgement for our own events
  Bytes acknowledgement;     // its whole signed bytes, only after a page asked with `prove`
  DocumentVersions have;
  int wait_ms = 0;           // 0 … 25000: hold the answer until there is something
  std::uint64_t alarms = 0;  // highest alarm number known
  std::optional<DeviceHealth> health;  // nothing: an older program, or not asked yet
  bool operator==(const PullRequest&) const = default;
};
Bytes encode_pull_request(const PullRequest& request, const SigningKey& device);
// `key_of` gives the signing key of an incarnation; nothing → Errc::unauthorised. Errc::invalid: form or
// signature.
using KeyOf = std::function<std::optional<PublicKey>(const Uuid& incarnation)>;
Result<PullRequest> decode_pull_request(ByteView bytes, const KeyOf& key_of);

struct KnownDevice {
  Uuid incarnation;
  PublicKey key{};
  std::string name;
  std::string role;  // kiosk or counter; head_office for its own incarnation of this epoch
  bool operator==(const KnownDevice&) const = default;
};

struct Alarm {
  std::uint64_t number = 0;  // grows within an epoch
  Uuid event;                // the alarm_raised event
  Uuid incarnation;          // device that raised it
  std::string alarm;         // injury, call_staff
  std::string code;          // compact case code or empty
  Instant at;
  bool open = true;  // false: answered or withdrawn
  bool operator==(const Alarm&) const = default;
};

struct PullPage {
  Nonce nonce{};
  Instant now;
  bool more = false;   // ask again at once
  bool reset = false;  // the epoch is not the one asked with: offer everything still held, cursor starts at 0
  bool prove = false;  // send the last acknowledgement whole with the next request (decision 15)
  Bytes check;         // opaque, ≤ 32 bytes: repeated with the cursor
  std::vector<Bytes> documents;      // signed documents newer than asked with
  std::vector<KnownDevice> devices;  // changed since the cursor
  std::vector<Alarm> alarms;
  FrameBlock block;  // epoch, cursors and events
};
// `frames` as encode_frames made it for this page.
Bytes encode_pull_page(const PullPage& page, ByteView frames, const SigningKey& head_office);
Result<PullPage> decode_pull_page(ByteView bytes, const PublicKey& head_office);

}  // namespace redress::wire
