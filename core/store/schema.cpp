#include "core/store/schema.h"

namespace redress {
namespace {

// The log is truth; case_row is derived and can be rebuilt from it at any time.
constexpr std::string_view kStep_1 = R"sql(
CREATE TABLE device(
  id INTEGER PRIMARY KEY,
  incarnation BLOB NOT NULL UNIQUE CHECK(length(incarnation) = 16),
  key BLOB CHECK(length(key) = 32),
  name TEXT NOT NULL DEFAULT '',
  role TEXT NOT NULL DEFAULT '',
  forked INTEGER NOT NULL DEFAULT 0
) STRICT;

-- One row: this device and the end of its own log.
CREATE TABLE own(
  one INTEGER PRIMARY KEY CHECK(one = 1),
  device INTEGER NOT NULL REFERENCES device(id),
  seq INTEGER NOT NULL,
  chain BLOB NOT NULL CHECK(length(chain) = 32),
  latest_at INTEGER NOT NULL,
  warm_ups INTEGER NOT NULL DEFAULT 0
) STRICT;

-- branch 0 is the log; others hold what came under a seq that was taken (fork). chain only for own events.
CREATE TABLE event(
  id INTEGER PRIMARY KEY,
  event_id BLOB NOT NULL UNIQUE CHECK(length(event_id) = 16),
  device INTEGER NOT NULL REFERENCES device(id),
  seq INTEGER NOT NULL CHECK(seq > 0),
  branch INTEGER NOT NULL DEFAULT 0,
  code INTEGER,
  kind TEXT NOT NULL,
  boot BLOB NOT NULL CHECK(length(boot) = 8),
  at INTEGER NOT NULL,
  arrived_at INTEGER NOT NULL,
  hash BLOB NOT NULL CHECK(length(hash) = 32),
  chain BLOB CHECK(length(chain) = 32),
  bytes BLOB NOT NULL,
  UNIQUE(device, seq, branch)
) STRICT;
CREATE INDEX event_code ON event(code) WHERE code IS NOT NULL;

-- What a person typed, encrypted. bytes null: destroyed, gone says why. No row: none, or never sent to us.
CREATE TABLE sealed(
  event INTEGER PRIMARY KEY REFERENCES event(id),
  bytes BLOB,
  gone TEXT CHECK(gone IN ('erased', 'pruned')),
  CHECK((bytes IS NULL) = (gone IS NOT NULL))
) STRICT;
CREATE TABLE erased_case(code INTEGER PRIMARY KEY, scope TEXT NOT NULL) STRICT;

-- Same event id with other bytes: kept raw.
CREATE TABLE fork(
  id INTEGER PRIMARY KEY,
  incarnation BLOB NOT NULL,
  seq INTEGER NOT NULL,
  event_id BLOB NOT NULL,
  hash BLOB NOT NULL UNIQUE,
  bytes BLOB NOT NULL,
  sealed BLOB,
  arrived_at INTEGER NOT NULL
) STRICT;

-- Measured by head office; the first measurement of a boot wins (decision 6).
CREATE TABLE clock_offset(
  incarnation BLOB NOT NULL,
  boot BLOB NOT NULL,
  offset_ms INTEGER NOT NULL,
  at INTEGER NOT NULL,
  event_id BLOB NOT NULL,
  PRIMARY KEY(incarnation, boot)
) STRICT;

CREATE TABLE case_row(
  code INTEGER PRIMARY KEY,
  known INTEGER NOT NULL,
  collision INTEGER NOT NULL,
  stage INTEGER NOT NULL,
  contact_type TEXT NOT NULL,
  category TEXT NOT NULL,
  subcategory TEXT NOT NULL,
  place TEXT NOT NULL,
  language TEXT NOT NULL,
  departments TEXT NOT NULL,
  owner TEXT NOT NULL,
  owner_department TEXT NOT NULL,
  first_contact TEXT NOT NULL,
  submitted_at INTEGER NOT NULL,
  clock_trusted INTEGER NOT NULL,
  injured INTEGER NOT NULL,
  submitted_incarnation BLOB NOT NULL,
  first_answer_at INTEGER,
  fed_back_at INTEGER,
  archived_at INTEGER,
  extended_until INTEGER,
  promised_first_answer INTEGER,
  promised_resolve INTEGER,
  due_at INTEGER,
  paused INTEGER NOT NULL,
  held INTEGER NOT NULL,
  erased INTEGER NOT NULL,
  events INTEGER NOT NULL,
  additions INTEGER NOT NULL,
  disputes INTEGER NOT NULL,
  conflicts INTEGER NOT NULL,
  prints INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  due_sort INTEGER NOT NULL AS (ifnull(due_at, 9223372036854775807)) VIRTUAL
) STRICT;
-- The queue: open cases (6 = archived), the next owed promise first.
CREATE INDEX case_due ON case_row(due_sort, code) WHERE stage <> 6;

CREATE TABLE sync_state(
  one INTEGER PRIMARY KEY CHECK(one = 1),
  epoch BLOB NOT NULL,
  acknowledgement BLOB NOT NULL,
  stored_seq INTEGER NOT NULL, stored_chain BLOB NOT NULL,
  backed_seq INTEGER NOT NULL, backed_chain BLOB NOT NULL,
  cursor INTEGER NOT NULL, cursor_check BLOB NOT NULL
) STRICT;

-- entries: incarnation[16] ‖ seq u64 ‖ hash[32] of each frame in order, as signed. to_relay 2: refused, to be
-- offered again.
CREATE TABLE frame_page(
  id INTEGER PRIMARY KEY,
  epoch BLOB NOT NULL,
  cursor_before INTEGER NOT NULL,
  cursor INTEGER NOT NULL,
  signature BLOB NOT NULL CHECK(length(signature) = 64),
  entries BLOB NOT NULL,
  to_relay INTEGER NOT NULL DEFAULT 0,
  UNIQUE(epoch, cursor_before, cursor)
) STRICT;
CREATE INDEX page_to_relay ON frame_page(id) WHERE to_relay = 1;

CREATE TABLE relay_batch(
  id INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE quarantine(
  id INTEGER PRIMARY KEY,
  incarnation BLOB NOT NULL,
  seq INTEGER NOT NULL,
  outgoing INTEGER NOT NULL,
  reason TEXT NOT NULL,
  retryable INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  at INTEGER NOT NULL,
  hash BLOB NOT NULL,
  UNIQUE(incarnation, seq, outgoing, hash)
) STRICT;

CREATE TABLE document(
  kind TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE staff(
  number TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  department TEXT NOT NULL,
  salt BLOB NOT NULL CHECK(length(salt) = 16),
  pin BLOB NOT NULL CHECK(length(pin) = 32)
) STRICT;
CREATE TABLE pin_try(
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL,
  at INTEGER NOT NULL,
  boot BLOB NOT NULL,
  mono INTEGER NOT NULL
) STRICT;
CREATE INDEX pin_try_number ON pin_try(number);

CREATE TABLE print_job(
  id INTEGER PRIMARY KEY,
  case_code TEXT NOT NULL,
  copy INTEGER NOT NULL,
  staff TEXT NOT NULL,
  state TEXT NOT NULL,
  fault TEXT NOT NULL,
  asked_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX print_job_case ON print_job(case_code);

CREATE TABLE alarm(
  event_id BLOB PRIMARY KEY,
  number INTEGER NOT NULL,
  incarnation BLOB NOT NULL,
  alarm TEXT NOT NULL,
  code TEXT NOT NULL,
  at INTEGER NOT NULL,
  open INTEGER NOT NULL
) STRICT;

CREATE TABLE setting(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
)sql";

// Codes whose case is not here yet, and who waits for it; no older event says so.
constexpr std::string_view kStep_2 = R"sql(
ALTER TABLE case_row ADD COLUMN waited_by TEXT NOT NULL DEFAULT '';
ALTER TABLE case_row ADD COLUMN missing_since INTEGER;
CREATE INDEX case_missing ON case_row(code) WHERE known = 0;
)sql";

// Call-backs that are owed, links as the other case sees them, complaints by category and place (R53). Rows
// of cases that were answered or linked before are folded anew by their next event.
constexpr std::string_view kStep_3 = R"sql(
ALTER TABLE case_row ADD COLUMN call_back_owed_since INTEGER;
CREATE INDEX case_call_back ON case_row(call_back_owed_since) WHERE call_back_owed_since IS NOT NULL;
CREATE INDEX case_place ON case_row(category, place, submitted_at) WHERE known = 1 AND place <> '';
CREATE TABLE case_link(code INTEGER NOT NULL, other INTEGER NOT NULL, relation TEXT NOT NULL,
  PRIMARY KEY(code, other)) STRICT, WITHOUT ROWID;
CREATE INDEX case_link_other ON case_link(other);
)sql";

// What an erased complaint counts for among the same ones; of those erased before nobody asked.
constexpr std::string_view kStep_4 = R"sql(
ALTER TABLE case_row ADD COLUMN counts_as INTEGER NOT NULL DEFAULT 0;
)sql";

// Runs of the device's clock (clock_guard.h), and to whom a person escalated a case: rows of those escalated before say so
// from their next event on. All rows are folded anew, as after every step: a reply settles what is no complaint.
constexpr std::string_view kStep_5 = R"sql(
CREATE TABLE clock_run(
  id INTEGER PRIMARY KEY,
  run BLOB NOT NULL UNIQUE CHECK(length(run) = 8),
  machine_boot BLOB NOT NULL CHECK(length(machine_boot) = 8),
  stamp_ms INTEGER NOT NULL,
  time_ms INTEGER NOT NULL,
  told INTEGER NOT NULL
) STRICT;
ALTER TABLE case_row ADD COLUMN escalated_to TEXT NOT NULL DEFAULT '';
)sql";

constexpr std::string_view kSteps[] = {kStep_1, kStep_2, kStep_3, kStep_4, kStep_5};

}  // namespace

std::span<const std::string_view> schema_steps() {
  return kSteps;
}

}  // namespace redress
