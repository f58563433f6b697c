#include "sync/headoffice/record/record_writer.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "core/model/clock_bounds.h"
#include "sync/headoffice/cases/purposes.h"
#include "sync/headoffice/record/device_table.h"
#include "sync/headoffice/record/devices.h"
#include "sync/headoffice/record/erasure.h"
#include "sync/headoffice/record/holds.h"
#include "sync/headoffice/record/office.h"
#include "sync/headoffice/record/own_log.h"

namespace redress::headoffice {

namespace {

bool is_alarm(std::string_view kind) {
  return kind == device_event::alarm_raised || kind == device_event::alarm_answered ||
         kind == device_event::alarm_withdrawn;
}

}  // namespace

RecordWriter::RecordWriter(Office& office, Database& db, Instant now)
    : office_(office),
      db_(db),
      now_(now),
      cases_(office, db, now),
      events_(db,
              "event(n, device, seq, mall, code, kind, verdict, reason, batch, arrived_at, id, chain, bytes)",
              13),
      sealed_(db, "sealed(n, bytes)", 2) {}

Result<std::int64_t> RecordWriter::next_n() {
  if (newest_n_ < 0) {
    REDRESS_TRY_ASSIGN(newest_n_, db_.integer(0, "SELECT max(n) FROM event"));
  }
  return ++newest_n_;
}

bool RecordWriter::holds(const Uuid& event) const {
  return std::find(unwritten_.begin(), unwritten_.end(), event) != unwritten_.end();
}

Status RecordWriter::write_rows() {
  unwritten_.clear();
  REDRESS_TRY(events_.flush());
  return sealed_.flush();
}

Status RecordWriter::add(const NewEvent& row, const Event* event) {
  REDRESS_TRY_ASSIGN(const auto n, next_n());
  std::optional<std::uint64_t> code;
  std::optional<Uuid> id;
  if (event && event->code) code = event->code->number;
  if (event) id = event->id;
  std::optional<std::string_view> reason;
  if (!row.reason.empty()) reason = row.reason;
  REDRESS_TRY(events_.add(n, row.device, row.seq, row.mall, code, event ? std::string_view(event->kind) : "",
                          static_cast<int>(row.verdict), reason, row.batch, now_, id, row.chain, row.bytes));
  if (events_.is_empty())
    unwritten_.clear();
  else if (id)
    unwritten_.push_back(*id);
  if (!event) return {};
  if (!row.sealed.empty()) REDRESS_TRY(keep_sealed(n, *event, row.sealed));
  if (row.verdict == Verdict::refused) return {};
  if (event->code) {
    REDRESS_TRY_ASSIGN(const bool erased, is_code_erased(*event->code));
    if (erased) erased_codes_.insert(*event->code);
  }
  auto& alarm = news_[row.mall];
  if (is_alarm(event->kind)) {
    alarm = true;
    REDRESS_TRY(note_alarm(n, row, *event));
  } else if (event->kind == device_event::clock_measured) {
    REDRESS_TRY(note_clock(*event, row.mall));
  } else if (event->kind == kDevice_revoked) {
    REDRESS_TRY(note_revocation(*event, row.mall));
  } else if (event->kind == kMall_key_made && event->actor.kind == ActorKind::head_office) {
    REDRESS_TRY_ASSIGN([[maybe_unused]] bool kept, keep_mall_key(db_, row.mall, event->body, now_));
  } else if (event->kind == kLooked_up) {
    REDRESS_TRY(take_looked_up(db_, row.mall, *event));
  } else if (event->kind == "erased") {
    REDRESS_TRY(note_erasure(*event));
  } else if (event->kind == "held" || event->kind == "released") {
    held_ = true;
  }
  return cases_.add(n, row.mall, row.device, row.incarnation, *event, row.first_look);
}

Result<bool> RecordWriter::is_code_erased(CaseCode code) {
  if (!any_erasure_) {
    REDRESS_TRY_ASSIGN(const auto any, db_.integer(0, "SELECT EXISTS(SELECT 1 FROM erasure)"));
    any_erasure_ = any != 0;
  }
  if (!*any_erasure_) return false;
  REDRESS_TRY_ASSIGN(const auto found, db_.integer(0, "SELECT count(*) FROM erasure WHERE code = ?", code.number));
  return found > 0;
}

Status RecordWriter::keep_sealed(std::int64_t n, const Event& event, ByteView sealed) {
  if (event.code) {
    REDRESS_TRY_ASSIGN(const bool erased, is_code_erased(*event.code));
    if (erased) return keep_late_sealed(office_, db_, n, event, sealed);
  }
  return sealed_.add(n, sealed);
}

Status RecordWriter::add_missing_sealed(std::int64_t n, const Event& event, ByteView sealed) {
  if (sealed.empty()) return {};
  REDRESS_TRY(write_rows());
  REDRESS_TRY_ASSIGN(auto here,
                     db_.integer(0,
                                 "SELECT count(*) FROM (SELECT n FROM sealed UNION ALL SELECT n FROM residue)"
                                 " WHERE n = ?",
                                 n));
  if (here > 0) return {};
  REDRESS_TRY(keep_sealed(n, event, sealed));
  REDRESS_TRY(write_rows());
  REDRESS_TRY_ASSIGN(auto mall, db_.integer(0,
                                            "SELECT e.mall FROM event e JOIN sealed USING(n)"
                                            " WHERE n = ? AND e.verdict < 2",
                                            n));
  if (mall != 0) late_texts_.emplace_back(mall, event.id);
  return {};
}

// The event keeps its place in the order, which counters have read past already.
Status RecordWriter::tell_late_texts() {
  for (const auto& [mall, event] : std::exchange(late_texts_, {})) {
    OwnEvent own;
    own.mall = mall;
    own.actor.kind = ActorKind::head_office;
    own.kind = device_event::text_arrived;
    own.body.set("event", to_text(event));
    REDRESS_TRY_ASSIGN([[maybe_unused]] auto id, append_own(office_, db_, *this, std::move(own)));
  }
  return {};
}

Status RecordWriter::note_alarm(std::int64_t n, const NewEvent& row, const Event& event) {
  std::optional<std::uint64_t> code;
  if (event.code) code = event.code->number;
  if (event.kind == device_event::alarm_raised)
    return db_.run(
        "INSERT INTO alarm(event, number, mall, device, alarm, code, at, open) VALUES(?,?,?,?,?,?,?,1) ON "
        "CONFLICT(event)"
        " DO UPDATE SET number=excluded.number, device=excluded.device, alarm=excluded.alarm, "
        "code=excluded.code, at=excluded.at",
        event.id, n, row.mall, row.device, event.body["alarm"].string("call_staff"), code, event.at);
  auto raised = uuid_from_text(event.body["alarm_event"].string());
  if (!raised) return {};
  return db_.run(
      "INSERT INTO alarm(event, number, mall, device, alarm, at, open) VALUES(?,?,?,?,'',?,0)"
      " ON CONFLICT(event) DO UPDATE SET number=excluded.number, open=0",
      *raised, n, row.mall, row.device, event.at);
}

namespace {

// The first measurement of a boot wins, as on every device (decision 6): one that a restore had lost, and that a device
// gives back, is earlier than the one that was made instead.
Result<std::int64_t> first_offset_ms(Database& db, const MeasuredClock& clock, const Event& newest) {
  auto first = std::tuple(newest.at, newest.id, clock.offset_ms);
  // Head office's own logs alone say so; one that a restore forgot stands under the role 'unknown'. Others are not looked through.
  auto row = db.query(
      "SELECT bytes FROM event WHERE device IN (SELECT no FROM device WHERE role IN ('head_office', 'unknown'))"
      " AND kind = ? AND verdict < 2 AND instr(bytes, CAST(? AS BLOB)) > 0",
      device_event::clock_measured, to_base64url(clock.boot));
  while (true) {
    REDRESS_TRY_ASSIGN(bool more, row.step());
    if (!more) return std::get<2>(first);
    auto event = parse_event(as_text(row.blob(0)));
    if (!event.ok()) continue;
    const auto other = measured_clock(*event);
    if (other && other->incarnation == clock.incarnation && other->boot == clock.boot)
      first = std::min(first, std::tuple(event->at, event->id, other->offset_ms));
  }
}

}  // namespace

Status RecordWriter::note_clock(const Event& event, std::int64_t mall) {
  auto measured = measured_clock(event);
  if (!measured) return {};
  REDRESS_TRY(write_rows());
  // A page may give the measurement back before the first event of its device.
  REDRESS_TRY_ASSIGN(const auto device, author_of(db_, measured->incarnation, mall, now_));
  REDRESS_TRY_ASSIGN(const auto before, db_.integer(0, "SELECT count(*) FROM clock WHERE device = ? AND boot = ?",
                                                    device.no, measured->boot));
  auto offset_ms = measured->offset_ms;
  if (before > 0) {
    REDRESS_TRY_ASSIGN(offset_ms, first_offset_ms(db_, *measured, event));
  }
  REDRESS_TRY(
      db_.run("INSERT INTO clock(device, boot, offset_ms) VALUES(?, ?, ?) ON CONFLICT DO UPDATE SET"
              " offset_ms = excluded.offset_ms WHERE offset_ms <> excluded.offset_ms",
              device.no, measured->boot, offset_ms));
  return db_.changes() == 0 ? Status() : cases_.take_clock(event);
}

// One that a restore forgot comes back with a page; the row may be of a device that is forgotten otherwise.
Status RecordWriter::note_revocation(const Event& event, std::int64_t mall) {
  auto incarnation = uuid_from_text(event.body["incarnation"].string());
  if (!incarnation || event.actor.kind != ActorKind::head_office) return {};
  REDRESS_TRY(db_.run(
      "UPDATE device SET state = 'revoked', decided_at = ? WHERE incarnation = ? AND state <> 'revoked' AND "
      "role <> 'head_office'",
      now_, *incarnation));
  // A counter held the mall key: what is typed from now on is sealed for a new one (decision 10).
  if (db_.changes() > 0 && event.body["role"].string() == "counter") keys_due_.insert(mall);
  return {};
}

Status RecordWriter::make_keys() {
  for (auto mall : std::exchange(keys_due_, {})) REDRESS_TRY(new_mall_key(office_, db_, *this, mall));
  return {};
}

Status RecordWriter::note_erasure(const Event& event) {
  if (!event.code) return {};
  REDRESS_TRY(write_rows());
  REDRESS_TRY_ASSIGN(const auto record, load_case(db_, *event.code));
  const auto state = fold_case(*event.code, record.events, now_, office_.rules().confirm_days(record.mall));
  const bool all = event.body["scope"].string() != "contact";
  if (!(all ? state.erased_all : state.erased)) return {};  // written by somebody who did not know of the hold
  any_erasure_ = true;
  erased_ = true;
  Erasure erasure{*event.code, std::string(event.body["scope"].string("all")), std::string(event.body["counts_as"].string())};
  return erase_case(office_, db_, erasure, now_, ErasureSource::event);
}

Status RecordWriter::finish() {
  REDRESS_TRY(write_rows());
  for (auto code : std::exchange(erased_codes_, {})) REDRESS_TRY(order_again(office_, db_, *this, code));
  REDRESS_TRY(tell_late_texts());
  REDRESS_TRY(make_keys());
  REDRESS_TRY(write_rows());  // of what these added
  return cases_.finish();
}

void announce(Office& office, const RecordWriter::Outcome& outcome) {
  for (const auto& [mall, alarm] : outcome.news) office.bell().news(mall, alarm);
  if (outcome.held) office.holds_due = !note_holds(office).ok();
  if (outcome.erased) office.erasures_due = !finish_erasures(office).ok();
}

}  // namespace redress::headoffice
