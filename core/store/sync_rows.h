// What the store and the uplink hand each other. Signatures are checked by sync/wire before anything gets
// here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/instant.h"
#include "core/base/uuid.h"
#include "core/seal/sign.h"
#include "core/store/identity.h"
#include "core/store/rows.h"

namespace redress {

// Highest contiguous seq and the chain there; 0 and all zero: nothing.
struct LogPoint {
  std::uint64_t seq = 0;
  Hash256 chain{};
  bool operator==(const LogPoint&) const = default;
};

struct SyncState {
  Uuid epoch;                  // nil before the first answer
  LogPoint stored, backed_up;  // as last acknowledged
  Bytes acknowledgement;       // its whole signed bytes
  std::uint64_t cursor = 0;    // of pull
  Bytes cursor_check;
  LogPoint head;  // end of the own log
  std::uint64_t waiting() const { return head.seq - stored.seq; }
};

// An own event on its way out. Memory is bounded by what was asked for.
struct OutgoingEvent {
  std::uint64_t seq = 0;
  Bytes event, sealed;  // sealed is empty if there is none or it is no longer here
  Hash256 hash{};
  Hash256 chain{};  // after this event
};
struct OutgoingRun {
  Hash256 chain_before{};
  std::vector<OutgoingEvent> events;  // consecutive
};

enum class EventOutcome { accepted, duplicate, conflict, refused };
struct EventVerdict {
  std::uint64_t seq = 0;
  EventOutcome outcome = EventOutcome::accepted;
  std::string reason;
  bool retryable = false;
};
// Own events of an earlier incarnation that head office never confirmed: its log broke, so it counts no
// further, but its complaints are real. Signed with its old key and carried like another device's batch.
struct StrandedRun {
  DeviceIdentity author;
  std::uint64_t first_seq = 0;
  OutgoingRun run;
};
struct AckUpdate {
  Bytes bytes;  // whole signed document
  Uuid epoch;
  LogPoint stored, backed_up;
  std::vector<EventVerdict> verdicts;
};

struct IncomingEvent {
  Uuid incarnation;
  std::uint64_t seq = 0;
  ByteView event;  // exact bytes; must live during the call
  ByteView sealed;
};
struct FramePage {
  Uuid epoch;
  std::uint64_t cursor_before = 0, cursor = 0;
  Bytes cursor_check;
  Signature signature{};
  std::vector<IncomingEvent> events;
};
// One pull answer, taken over in one transaction.
struct PullUpdate {
  FramePage page;
  std::vector<Document> documents;
  std::vector<DeviceRow> devices;  // changed ones
  std::vector<AlarmRow> alarms;
};
struct InsertReport {
  std::uint64_t inserted = 0, duplicates = 0;
  std::uint64_t forks = 0;    // same seq or id with other bytes: both kept, device flagged
  std::uint64_t refused = 0;  // do not follow the grammar: raw bytes in quarantine
  std::uint64_t erased_cases = 0;
  std::vector<CaseCode> cases;  // touched ones, each once
};

// A pulled page as it came, for giving back what head office lost (decision 15).
struct KeptPage {
  std::int64_t id = 0;
  Uuid epoch;
  std::uint64_t cursor_before = 0, cursor = 0;
  Signature signature{};
  struct Kept {
    Uuid incarnation;
    std::uint64_t seq = 0;
    Bytes event, sealed;
  };
  std::vector<Kept> events;  // in the page's order
};

// Batch of another device, imported here to be carried to head office.
struct RelayBatch {
  std::int64_t id = 0;
  Bytes bytes;
};

struct QuarantineRow {
  Uuid incarnation;
  std::uint64_t seq = 0;
  bool outgoing = false;  // ours, refused by head office; else pulled and refused here
  std::string reason;
  bool retryable = false;
  Bytes bytes;  // raw event
  Instant at;
};

struct QueueState {
  std::uint64_t waiting = 0;         // own events without acknowledgement
  std::optional<Instant> oldest_at;  // author time of the oldest of them
  std::uint64_t relay_batches = 0, relay_pages = 0;
  std::uint64_t quarantined = 0;
  std::uint64_t stranded = 0;  // events of earlier incarnations still to be carried
  bool forked = false;         // this device must enrol anew
};

}  // namespace redress
