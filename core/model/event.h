// An event: what a person did, said or decided, or a device did or measured. Grammar: docs/EVENTS.md.
// Serialised once by its author; the exact bytes are stored, hashed and relayed, never re-serialised.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/instant.h"
#include "core/base/json.h"
#include "core/base/result.h"
#include "core/base/uuid.h"
#include "core/env/clock.h"
#include "core/model/case_code.h"
#include "core/model/words.h"

namespace redress {

struct Actor {
  ActorKind kind = ActorKind::device;
  std::string staff;        // staff number, only for staff
  std::optional<Role> role;
  std::string department;   // department the person acted for
  bool operator==(const Actor&) const = default;
};

struct Event {
  int version = 1;
  Uuid id;
  std::optional<CaseCode> code;   // the case, if any
  std::uint64_t seq = 0;          // 1, 2, 3 … within the author's incarnation
  std::vector<Uuid> seen;         // heads of the case that the author knew
  Instant at;                     // wall clock of the author, uncorrected
  std::int64_t monotonic_ms = 0;
  BootId boot{};
  bool clock_trusted = false;
  Actor actor;
  std::string kind;               // "submitted"; unknown kinds are kept and relayed
  Json body = Json::object();
  std::optional<Hash256> sealed;  // hash of the sealed part's bytes
};

std::string serialise(const Event& event);

// Strict walk of the whole document: size, depth, types, ranges, duplicate keys, known kinds' bodies.
// Unknown kinds and unknown further fields pass (they are kept as bytes and relayed).
Result<Event> parse_event(std::string_view bytes);

// Names of device events, beside those of the action table.
namespace device_event {
inline constexpr std::string_view viewed = "viewed", printed = "printed", scanned = "scanned",
                                  alarm_raised = "alarm_raised", alarm_answered = "alarm_answered",
                                  alarm_withdrawn = "alarm_withdrawn", clock_measured = "clock_measured",
                                  device_health = "device_health", text_arrived = "text_arrived";
}

}  // namespace redress
