// Plain rows that the store hands out and takes in.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/instant.h"
#include "core/base/uuid.h"
#include "core/env/clock.h"
#include "core/model/case_code.h"
#include "core/model/event.h"
#include "core/model/words.h"
#include "core/seal/pin.h"

namespace redress {

// A moment by this device's clocks (clock_guard.h).
struct Stamp {
  Instant at;  // what events are stamped with: never below the build date or the last own event, uncorrected
  std::int64_t monotonic_ms = 0;
  BootId boot{};         // of events: the run of the clock
  bool trusted = false;  // `time` may be promised to people as a date (decision 9)
  Instant time;          // corrected: rules, promises and screens go by it
};

// An event to be written. `event.seq` and `event.sealed` are set by the store; the time too, if `event.at` is
// 0. The same id again is the same event: a retry after a lost answer writes nothing and succeeds.
struct Draft {
  Event event;
  Bytes sealed;  // of PreparedSeal::seal with this event's id; empty if nothing was typed
};

struct Appended {
  Uuid id;
  std::uint64_t seq = 0;
  Instant at;  // as stamped
  bool was_there = false;
};

// One line of the queue: what a list shows without opening the case. Level and clocks are core/policy's view
// over the fold and stand in no row. Times are corrected; what lapses by time (archived after silence) is not
// applied here but by the query.
struct CaseRow {
  CaseCode code;
  bool known = false;  // a submitted event is here
  bool collision = false;
  Stage stage = Stage::acknowledge;
  std::string contact_type, category, subcategory, place, language;
  std::string departments;  // ",a,b," or empty
  std::string owner, owner_department, first_contact;
  Instant submitted_at;
  bool clock_trusted = false;
  bool injured = false;
  Uuid submitted_incarnation;
  std::optional<Instant> first_answer_at, fed_back_at, archived_at, extended_until;
  std::optional<Instant> promised_first_answer, promised_resolve;
  std::optional<Instant> due_at;  // the next promise that is still owed, none when answered or archived
  // The rules' to say, not kept: from when on it is due soon, and whether it is of level 1.
  std::optional<Instant> soon_at;
  bool urgent = false;
  bool paused = false, held = false, erased = false;
  int events = 0, additions = 0, disputes = 0, conflicts = 0, prints = 0;
  Instant last_at;  // latest event
  std::string waited_by;  // staff to be reminded of its arrival: ",1024," or empty
  std::optional<Instant> missing_since;
  std::optional<Instant> call_back_owed_since;
  CountsAs counts_as = CountsAs::nobody;  // if erased
  std::string escalated_to;               // escalated_to() of its state
  bool operator==(const CaseRow&) const = default;
};

struct CaseQuery {
  enum class Order { due, submitted, latest };
  bool open_only = true;
  std::uint32_t stages = ~0u;  // stage_bit()s
  std::string department;      // empty: all
  bool unassigned_too = true;  // with `department`: also cases that nobody was assigned to yet
  std::string owner;           // staff number; empty: all
  std::string contact_type;    // empty: all
  bool missing = false;        // instead of cases: codes whose case is not here and that staff wrote about
  bool call_back = false;      // instead of open ones: cases whose shopper is still to be called back
  bool with_conflict = false;  // only cases with a conflict or a collision
  Order order = Order::due;    // latest: newest event first, others: earliest first; no promise = last
  Instant now;                 // for what lapses by time; 0: nothing lapses
  int confirm_days = 7;
  int offset = 0, limit = 50;
  const struct CaseRow* after =
      nullptr;  // Order::due only: those behind this row, however rows move meanwhile
};

// Which case rows may be others than they were.
struct CaseChanges {
  bool all = false;
  std::vector<CaseCode> codes;
  std::int64_t newest = 0;  // ask with this the next time
};

// Another case that was linked to this one.
struct LinkRow {
  CaseCode from;
  std::string relation;
  bool operator==(const LinkRow&) const = default;
};

struct StaffRow {
  std::string number, name;
  Role role = Role::service;
  std::string department;
  PinSalt salt{};
  PinHash pin{};  // bound with the device secret (bind_pin)
  bool operator==(const StaffRow&) const = default;
};

// The print ledger; words of state and fault are kiosk/receipt's.
struct PrintRow {
  std::int64_t id = 0;  // 0: a new row
  std::string case_code;
  int copy = 1;
  std::string staff, state, fault;
  Instant asked_at, changed_at;
  bool operator==(const PrintRow&) const = default;
};

struct AlarmRow {
  Uuid event;                // the alarm_raised event
  std::uint64_t number = 0;  // head office's, 0 while it only stands here
  Uuid incarnation;
  std::string alarm;  // injury, call_staff
  std::string code;   // compact case code or empty
  Instant at;
  bool open = true;
  bool operator==(const AlarmRow&) const = default;
};

struct Document {
  std::string kind;  // policy, site, staff, mall_key, provision
  std::int64_t version = 0;
  Bytes bytes;  // signed, as received
  bool replaces_any = false;  // the one here is another mall's: whose version is higher says nothing
};

struct DeviceRow {
  Uuid incarnation;
  std::optional<std::array<std::uint8_t, 32>> key;
  std::string name, role;
  bool forked = false;
};

// What is newest here of a device of the mall that is not this one; nothing came from it yet: no `at`.
struct DeviceNews {
  std::string name, role;
  std::optional<Instant> at;  // corrected
};

// One event that fails its check.
struct VerifyFault {
  Uuid incarnation;
  std::uint64_t seq = 0;
  Uuid id;  // nil when the row is gone
  std::string what;
};
struct VerifyReport {
  std::uint64_t own_events = 0, foreign_events = 0, sealed_parts = 0, pages = 0;
  std::vector<VerifyFault> faults;
};

struct SalvageReport {
  std::string set_aside;          // path of the damaged file
  std::uint64_t events = 0;       // kept
  std::uint64_t events_lost = 0;  // known to have existed
  std::uint64_t other_rows = 0;
  bool new_incarnation = false;  // the own log has a hole: this device must enrol again
};

struct SpaceReport {
  std::uint64_t free_bytes = 0;
  std::uint64_t wal_bytes = 0;
  bool reserve_held = true;  // false: the reserve was given up, no new complaints until space is back
};

}  // namespace redress
