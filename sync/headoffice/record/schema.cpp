#include "sync/headoffice/record/schema.h"

#include <array>

namespace redress::headoffice {

namespace {

constexpr std::string_view kFirst = R"sql(
CREATE TABLE setting(key TEXT PRIMARY KEY, value ANY) STRICT, WITHOUT ROWID;

-- Keys, places, documents
CREATE TABLE secret(name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE epoch(no INTEGER PRIMARY KEY, id BLOB NOT NULL CHECK(length(id)=16), device INTEGER NOT NULL,
  began_at INTEGER NOT NULL, reason TEXT NOT NULL) STRICT;
CREATE TABLE mall(no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, key_epoch INTEGER NOT NULL,
  staff_version INTEGER NOT NULL DEFAULT 1) STRICT;
CREATE TABLE mall_key(mall INTEGER NOT NULL, epoch INTEGER NOT NULL, public BLOB NOT NULL, secret BLOB NOT NULL,
  made_at INTEGER NOT NULL, PRIMARY KEY(mall, epoch)) STRICT, WITHOUT ROWID;
CREATE TABLE document(mall INTEGER NOT NULL, kind TEXT NOT NULL, version INTEGER NOT NULL, at INTEGER NOT NULL,
  bytes BLOB NOT NULL, PRIMARY KEY(mall, kind, version)) STRICT;

-- Devices (head office's own incarnations stand here too, role 'head_office')
CREATE TABLE device(no INTEGER PRIMARY KEY, incarnation BLOB NOT NULL UNIQUE CHECK(length(incarnation)=16),
  mall INTEGER NOT NULL, role TEXT NOT NULL, name TEXT NOT NULL, number INTEGER NOT NULL, signing_key BLOB NOT NULL,
  box_key BLOB NOT NULL, state TEXT NOT NULL, forked INTEGER NOT NULL DEFAULT 0, enrolled_at INTEGER NOT NULL,
  decided_at INTEGER, changed_n INTEGER NOT NULL DEFAULT 0, last_seen_at INTEGER, max_seq INTEGER NOT NULL DEFAULT 0,
  stored_seq INTEGER NOT NULL DEFAULT 0, stored_chain BLOB NOT NULL DEFAULT (zeroblob(32)),
  backed_up_seq INTEGER NOT NULL DEFAULT 0, backed_up_chain BLOB NOT NULL DEFAULT (zeroblob(32)),
  events INTEGER NOT NULL DEFAULT 0, refused INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE enrol_code(secret BLOB PRIMARY KEY, mall INTEGER NOT NULL, role TEXT NOT NULL, name TEXT NOT NULL,
  preapproved INTEGER NOT NULL, made_at INTEGER NOT NULL, used_by BLOB) STRICT, WITHOUT ROWID;
CREATE TABLE clock(device INTEGER NOT NULL, boot BLOB NOT NULL, offset_ms INTEGER NOT NULL,
  PRIMARY KEY(device, boot)) STRICT, WITHOUT ROWID;

-- The record. verdict: 0 accepted, 1 fork (both branches kept), 2 refused (kept raw, in no projection)
CREATE TABLE batch(no INTEGER PRIMARY KEY, device INTEGER NOT NULL, header BLOB NOT NULL, signature BLOB NOT NULL,
  arrived_at INTEGER NOT NULL) STRICT;
CREATE TABLE event(n INTEGER PRIMARY KEY, device INTEGER NOT NULL, seq INTEGER NOT NULL, mall INTEGER NOT NULL,
  code INTEGER, kind TEXT NOT NULL, verdict INTEGER NOT NULL, reason TEXT, batch INTEGER, arrived_at INTEGER NOT NULL,
  id BLOB, chain BLOB NOT NULL, bytes BLOB NOT NULL) STRICT;
CREATE INDEX event_seq ON event(device, seq);
CREATE INDEX event_id ON event(id);
CREATE INDEX event_mall ON event(mall);
CREATE INDEX event_code ON event(code) WHERE code IS NOT NULL;
CREATE TABLE sealed(n INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
CREATE TABLE residue(n INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
CREATE TABLE erasure(code INTEGER PRIMARY KEY, scope TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE TABLE quarantine(no INTEGER PRIMARY KEY, incarnation BLOB, reason TEXT NOT NULL, arrived_at INTEGER NOT NULL,
  bytes BLOB NOT NULL) STRICT;

-- Projections, kept in the same transaction
CREATE TABLE case_row(n INTEGER PRIMARY KEY, code INTEGER NOT NULL, known INTEGER NOT NULL, collision INTEGER NOT NULL,
  mall INTEGER NOT NULL, device INTEGER NOT NULL, contact_type TEXT NOT NULL, category TEXT NOT NULL,
  subcategory TEXT NOT NULL, place TEXT NOT NULL, channel TEXT NOT NULL, stage INTEGER NOT NULL, level INTEGER NOT NULL,
  department TEXT NOT NULL, departments TEXT NOT NULL, owner TEXT NOT NULL, submitted_at INTEGER NOT NULL,
  arrived_at INTEGER NOT NULL, due_at INTEGER, due_clock TEXT NOT NULL, first_answer_due INTEGER, resolve_due INTEGER,
  acknowledged_at INTEGER, first_answer_at INTEGER, fed_back_at INTEGER, archived_at INTEGER, validity INTEGER NOT NULL,
  disputes INTEGER NOT NULL, conflicts INTEGER NOT NULL, paused INTEGER NOT NULL, rating INTEGER NOT NULL,
  has_contact INTEGER NOT NULL, erased INTEGER NOT NULL, held INTEGER NOT NULL, events INTEGER NOT NULL,
  last_n INTEGER NOT NULL, recheck_at INTEGER) STRICT;
CREATE INDEX case_due ON case_row(mall, due_at) WHERE stage < 6;
CREATE INDEX case_submitted ON case_row(mall, submitted_at);
CREATE INDEX case_recheck ON case_row(recheck_at) WHERE recheck_at IS NOT NULL;
CREATE INDEX case_trouble ON case_row(conflicts) WHERE conflicts > 0;
CREATE TABLE day_count(mall INTEGER NOT NULL, day INTEGER NOT NULL, category TEXT NOT NULL, contact_type TEXT NOT NULL,
  channel TEXT NOT NULL, received INTEGER NOT NULL,
  PRIMARY KEY(mall, day, category, contact_type, channel)) STRICT, WITHOUT ROWID;
CREATE TABLE stage_count(mall INTEGER NOT NULL, stage INTEGER NOT NULL, level INTEGER NOT NULL, cases INTEGER NOT NULL,
  PRIMARY KEY(mall, stage, level)) STRICT, WITHOUT ROWID;
CREATE TABLE alarm(event BLOB PRIMARY KEY, number INTEGER NOT NULL, mall INTEGER NOT NULL, device INTEGER NOT NULL,
  alarm TEXT NOT NULL, code INTEGER, at INTEGER NOT NULL, open INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX alarm_mall ON alarm(mall, number);

-- Search: keyed hashes of single characters and pairs, so the table alone tells nothing (decision 16)
CREATE TABLE gram(gram INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY(gram, n)) STRICT, WITHOUT ROWID;

-- People
CREATE TABLE person(staff TEXT PRIMARY KEY, name TEXT NOT NULL, mall INTEGER NOT NULL, department TEXT NOT NULL,
  role TEXT NOT NULL, active INTEGER NOT NULL, pin_salt BLOB, pin_hash BLOB, password_salt BLOB, password_hash BLOB,
  changed_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE person_role(staff TEXT NOT NULL, role TEXT NOT NULL, since INTEGER NOT NULL,
  PRIMARY KEY(staff, role)) STRICT, WITHOUT ROWID;
CREATE TABLE session(key BLOB PRIMARY KEY, staff TEXT NOT NULL, began_at INTEGER NOT NULL,
  used_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE sign_in_failure(staff TEXT PRIMARY KEY, count INTEGER NOT NULL, until INTEGER NOT NULL) STRICT, WITHOUT ROWID;
)sql";

constexpr std::string_view kReports = R"sql(
-- What reports know of each case (report_rows.h) and the sums that were counted from it (report_sheet.h).
-- kinds: for the ends of which periods of the case this row holds, one bit a period kind
CREATE TABLE report_case(mall INTEGER NOT NULL, day INTEGER NOT NULL, code INTEGER NOT NULL, kinds INTEGER NOT NULL,
  device INTEGER NOT NULL, known_at INTEGER NOT NULL, contact_type TEXT NOT NULL, category TEXT NOT NULL,
  place TEXT NOT NULL, channel TEXT NOT NULL, department TEXT NOT NULL, owner TEXT NOT NULL, cause TEXT NOT NULL,
  validity INTEGER NOT NULL, level INTEGER NOT NULL, ripens_at INTEGER, ripe_level INTEGER NOT NULL,
  captured_at INTEGER NOT NULL, transit_ms INTEGER NOT NULL, acknowledged_at INTEGER, first_answer_at INTEGER,
  resolved_at INTEGER, took_ms INTEGER NOT NULL, in_time INTEGER NOT NULL, resolve_due INTEGER NOT NULL,
  overdue_from INTEGER, late_by_transit INTEGER NOT NULL, closed_at INTEGER, assigned INTEGER NOT NULL,
  disputes INTEGER NOT NULL, escalated INTEGER NOT NULL, is_repeat INTEGER NOT NULL, told INTEGER NOT NULL,
  shopper_rating INTEGER NOT NULL, staff_rating INTEGER NOT NULL, attitude INTEGER NOT NULL,
  cost_fen INTEGER NOT NULL, minutes INTEGER NOT NULL, repeated_at INTEGER, repeat_withdrawn_at INTEGER,
  PRIMARY KEY(mall, day, code, kinds)) STRICT, WITHOUT ROWID;
CREATE INDEX report_code ON report_case(code);
CREATE TABLE report_link(later INTEGER NOT NULL, earlier INTEGER NOT NULL, at INTEGER NOT NULL, gone_at INTEGER,
  PRIMARY KEY(later, earlier, at)) STRICT, WITHOUT ROWID;
CREATE INDEX report_link_earlier ON report_link(earlier);
CREATE TABLE report_sheet(kind INTEGER NOT NULL, first_day INTEGER NOT NULL, mall INTEGER NOT NULL,
  version INTEGER NOT NULL, counted INTEGER NOT NULL, as_of INTEGER NOT NULL, bytes BLOB NOT NULL,
  PRIMARY KEY(kind, first_day, mall)) STRICT, WITHOUT ROWID;
)sql";

constexpr std::string_view kJudged_by = R"sql(
-- The version a case is judged by stands in its report row; sheets of narrowed scopes are kept as well. All of it is counted
-- anew from the record.
ALTER TABLE report_case ADD COLUMN policy TEXT NOT NULL DEFAULT '';
DELETE FROM report_case;
DELETE FROM report_link;
DELETE FROM setting WHERE key = 'reported_n';
DROP TABLE report_sheet;
CREATE TABLE report_sheet(kind INTEGER NOT NULL, first_day INTEGER NOT NULL, mall INTEGER NOT NULL, scope TEXT NOT NULL,
  version INTEGER NOT NULL, counted INTEGER NOT NULL, as_of INTEGER NOT NULL, bytes BLOB NOT NULL,
  PRIMARY KEY(kind, first_day, mall, scope)) STRICT, WITHOUT ROWID;
)sql";

constexpr std::string_view kClusters = R"sql(
-- Same complaints by different people (clusters.h): what changed, and what was worked out for each case.
CREATE TABLE cluster_due(mall INTEGER NOT NULL, category TEXT NOT NULL, place TEXT NOT NULL, since INTEGER NOT NULL,
  changes INTEGER NOT NULL, PRIMARY KEY(mall, category, place)) STRICT, WITHOUT ROWID;
CREATE TABLE case_cluster(n INTEGER NOT NULL, trigger_code TEXT NOT NULL, since INTEGER NOT NULL, people INTEGER NOT NULL,
  PRIMARY KEY(n, trigger_code)) STRICT, WITHOUT ROWID;
CREATE INDEX case_place ON case_row(mall, category, place, submitted_at) WHERE place <> '';
INSERT INTO cluster_due SELECT mall, category, place, min(submitted_at), 1 FROM case_row
  WHERE known = 1 AND contact_type = 'complaint' AND place <> '' GROUP BY mall, category, place;
)sql";

constexpr std::string_view kLedger = R"sql(
-- Books beside the cases (ledger.h): only ever added to
CREATE TABLE ledger(n INTEGER PRIMARY KEY, book TEXT NOT NULL, subject INTEGER NOT NULL, mall INTEGER NOT NULL,
  at INTEGER NOT NULL, staff TEXT NOT NULL, body TEXT NOT NULL) STRICT;
CREATE INDEX ledger_book ON ledger(book, n);
)sql";

constexpr std::string_view kErasure_told = R"sql(
-- 0: the event that ordered this erasure was lost by a restore, so devices must be told by another one.
ALTER TABLE erasure ADD COLUMN told INTEGER NOT NULL DEFAULT 1;
)sql";

constexpr std::string_view kErased_counts = R"sql(
-- What an erased complaint counts for among the same ones (counts_as.h); of those erased before nobody asked. erased: 1 the
-- contact, 2 everything.
ALTER TABLE case_row ADD COLUMN counts_as INTEGER NOT NULL DEFAULT 0;
ALTER TABLE erasure ADD COLUMN counts_as TEXT NOT NULL DEFAULT '';
UPDATE case_row SET erased = 2 WHERE code IN (SELECT code FROM erasure WHERE scope = 'all');
)sql";

constexpr std::string_view kDevice_health = R"sql(
-- What each device last told of itself (sync/wire/health.h); empty: an older program.
ALTER TABLE device ADD COLUMN version TEXT NOT NULL DEFAULT '';
ALTER TABLE device ADD COLUMN printer TEXT NOT NULL DEFAULT '';
ALTER TABLE device ADD COLUMN free_bytes INTEGER;
)sql";

constexpr std::string_view kAbsence = R"sql(
-- A planned absence: first and last day, both or none.
ALTER TABLE person ADD COLUMN away_from TEXT;
ALTER TABLE person ADD COLUMN away_until TEXT;
)sql";

constexpr std::string_view kReport_days = R"sql(
-- Counts the changes of the report rows of a day, so that what was summed of it is known to be right (running_days.h).
CREATE TABLE report_day(mall INTEGER NOT NULL, day INTEGER NOT NULL, version INTEGER NOT NULL,
  PRIMARY KEY(mall, day)) STRICT, WITHOUT ROWID;
INSERT INTO report_day SELECT DISTINCT mall, day, 1 FROM report_case;
)sql";

constexpr std::string_view kReport_words = R"sql(
-- Source, difficulty, outside party and what followed from a fault of staff (R17, R40, R41, R98). All of it is counted anew
-- from the record.
ALTER TABLE report_case ADD COLUMN source TEXT NOT NULL DEFAULT '';
ALTER TABLE report_case ADD COLUMN complexity TEXT NOT NULL DEFAULT '';
ALTER TABLE report_case ADD COLUMN outside_party TEXT NOT NULL DEFAULT '';
ALTER TABLE report_case ADD COLUMN staff_fault TEXT NOT NULL DEFAULT '';
DELETE FROM report_case;
DELETE FROM report_link;
DELETE FROM report_sheet;
DELETE FROM setting WHERE key = 'reported_n';
)sql";

constexpr std::string_view kReviews = R"sql(
-- unreviewed: 1, a result stands that nobody reviewed (R94); 2, of a case that was reopened. Nobody could review before.
-- report_case.reviews: which results were, by whom they had been given (R148). Reports are counted anew from the record.
ALTER TABLE case_row ADD COLUMN unreviewed INTEGER NOT NULL DEFAULT 0;
UPDATE case_row SET unreviewed = 1 WHERE known = 1 AND stage >= 4;
UPDATE case_row SET unreviewed = 2 WHERE unreviewed = 1
  AND (disputes > 0 OR code IN (SELECT code FROM event WHERE kind = 'reopened' AND verdict < 2));
ALTER TABLE report_case ADD COLUMN reviews TEXT NOT NULL DEFAULT '';
DELETE FROM report_case;
DELETE FROM report_link;
DELETE FROM report_sheet;
DELETE FROM setting WHERE key = 'reported_n';
)sql";

constexpr std::string_view kEscalated = R"sql(
-- To whom a person escalated a case (escalated_to() of its state); rows of those escalated before say so from their next
-- event on.
ALTER TABLE case_row ADD COLUMN escalated_to TEXT NOT NULL DEFAULT '';
-- How many open cases each person has on their desk.
CREATE INDEX case_owner ON case_row(owner) WHERE stage < 6 AND owner <> '';
)sql";

constexpr std::string_view kHeld_moves = R"sql(
-- What was said of a case before it was here moved it: such rows are folded anew (case_fold.h).
UPDATE case_row SET recheck_at = 0 WHERE known = 0 OR (acknowledged_at IS NULL AND stage > 0);
)sql";

constexpr std::string_view kOuter_limit = R"sql(
-- outer_limit: beyond it a complaint is the general office's to decide (R69). A reply settles what is no complaint (R11) and
-- clocks are counted otherwise, so open cases are looked at once more and reports counted anew from the record.
ALTER TABLE case_row ADD COLUMN outer_limit INTEGER;
UPDATE case_row SET recheck_at = 0 WHERE known = 1 AND stage < 6;
DELETE FROM report_case;
DELETE FROM report_link;
DELETE FROM report_sheet;
DELETE FROM setting WHERE key = 'reported_n';
)sql";

// What reports know of a case as of some moment (report_row.h), behind its key: SQLite 3.40 takes a table without rowid for
// damaged whose key is not declared first, so that `verify` and backups would fail.
#define REDRESS_REPORT_FACTS                                                                                                 \
  "device INTEGER NOT NULL, policy TEXT NOT NULL, contact_type TEXT NOT NULL, category TEXT NOT NULL, place TEXT NOT NULL, " \
  "channel TEXT NOT NULL, department TEXT NOT NULL, owner TEXT NOT NULL, cause TEXT NOT NULL, source TEXT NOT NULL, "        \
  "complexity TEXT NOT NULL, outside_party TEXT NOT NULL, staff_fault TEXT NOT NULL, validity INTEGER NOT NULL, "            \
  "level INTEGER NOT NULL, ripens_at INTEGER, ripe_level INTEGER NOT NULL, captured_at INTEGER NOT NULL, "                   \
  "transit_ms INTEGER NOT NULL, excuse_ms INTEGER NOT NULL, acknowledged_at INTEGER, first_answer_at INTEGER, "              \
  "resolved_at INTEGER, took_ms INTEGER NOT NULL, in_time INTEGER NOT NULL, resolve_due INTEGER NOT NULL, "                  \
  "overdue_from INTEGER, late_by_transit INTEGER NOT NULL, closed_at INTEGER, assigned INTEGER NOT NULL, "                   \
  "disputes INTEGER NOT NULL, escalated INTEGER NOT NULL, is_repeat INTEGER NOT NULL, told INTEGER NOT NULL, "               \
  "shopper_rating INTEGER NOT NULL, staff_rating INTEGER NOT NULL, attitude INTEGER NOT NULL, cost_fen INTEGER NOT NULL, "   \
  "resolved_by TEXT NOT NULL, reviews TEXT NOT NULL, "

constexpr std::string_view kSettled_reports = R"sql(
-- Reports judge what was received until its period settles, list what stood open at its end whenever it was received, and
-- name what came late (docs/decisions/0009). mall.standing counts the changes of the mall's report_standing.
DROP TABLE report_case;
CREATE TABLE report_case(mall INTEGER NOT NULL, day INTEGER NOT NULL, code INTEGER NOT NULL, kinds INTEGER NOT NULL,
  )sql" REDRESS_REPORT_FACTS R"sql(repeated_at INTEGER, repeat_withdrawn_at INTEGER, PRIMARY KEY(mall, day, code, kinds)) STRICT, WITHOUT ROWID;
CREATE INDEX report_code ON report_case(code);
CREATE TABLE report_standing(mall INTEGER NOT NULL, until_at INTEGER NOT NULL, from_at INTEGER NOT NULL,
  code INTEGER NOT NULL, )sql" REDRESS_REPORT_FACTS R"sql(day INTEGER NOT NULL, PRIMARY KEY(mall, until_at, from_at, code)) STRICT, WITHOUT ROWID;
CREATE INDEX report_standing_code ON report_standing(code);
CREATE TABLE report_late(mall INTEGER NOT NULL, arrived_at INTEGER NOT NULL, code INTEGER NOT NULL,
  happened_at INTEGER NOT NULL, PRIMARY KEY(mall, arrived_at, code, happened_at)) STRICT, WITHOUT ROWID;
CREATE INDEX report_late_code ON report_late(code);
ALTER TABLE mall ADD COLUMN standing INTEGER NOT NULL DEFAULT 0;
DELETE FROM report_link;
DELETE FROM report_sheet;
DELETE FROM setting WHERE key = 'reported_n';
)sql";

constexpr std::string_view kOf_that_mall = R"sql(
-- A role is held for a mall (0: all), so that what somebody did there offline before a move counts as theirs. Registering in
-- time and calls afterwards are counted (R1, R117): registered_ms of what has a time of receipt; call_back: 1 may be called,
-- 2 was reached or answered by themselves. case_cluster.joined: when a cluster whose reason somebody silenced got another
-- person. Reports and same complaints are worked out anew from the record.
ALTER TABLE person_role RENAME TO person_role_before;
CREATE TABLE person_role(staff TEXT NOT NULL, role TEXT NOT NULL, mall INTEGER NOT NULL, since INTEGER NOT NULL,
  PRIMARY KEY(staff, role, mall)) STRICT, WITHOUT ROWID;
INSERT INTO person_role SELECT r.staff, r.role, p.mall, r.since FROM person_role_before r JOIN person p USING(staff);
DROP TABLE person_role_before;
ALTER TABLE report_case ADD COLUMN registered_ms INTEGER;
ALTER TABLE report_case ADD COLUMN call_back INTEGER NOT NULL DEFAULT 0;
ALTER TABLE report_standing ADD COLUMN registered_ms INTEGER;
ALTER TABLE report_standing ADD COLUMN call_back INTEGER NOT NULL DEFAULT 0;
DELETE FROM report_case;
DELETE FROM report_standing;
DELETE FROM report_late;
DELETE FROM report_link;
DELETE FROM report_sheet;
DELETE FROM setting WHERE key = 'reported_n';
UPDATE mall SET standing = standing + 1;
ALTER TABLE case_cluster ADD COLUMN joined TEXT NOT NULL DEFAULT '';
INSERT INTO cluster_due SELECT mall, category, place, min(submitted_at), 1 FROM case_row
  WHERE known = 1 AND contact_type = 'complaint' AND place <> '' GROUP BY mall, category, place ON CONFLICT DO NOTHING;
)sql";

constexpr std::string_view kPresent_boot = R"sql(
-- Under which boot a device was last heard of: the clock of that one is its present clock.
ALTER TABLE device ADD COLUMN boot BLOB;
)sql";

constexpr std::array<std::string_view, 18> kSteps{
    kFirst,   kReports,     kJudged_by,    kClusters, kLedger,    kErasure_told, kErased_counts, kDevice_health,
    kAbsence, kReport_days, kReport_words, kReviews,  kEscalated, kHeld_moves,   kOuter_limit,   kSettled_reports,
    kOf_that_mall, kPresent_boot};

}  // namespace

std::span<const std::string_view> schema_steps() {
  return kSteps;
}

}  // namespace redress::headoffice
