#include "core/store/verify_log.h"

#include <algorithm>

#include "core/model/event.h"
#include "core/seal/hash.h"
#include "core/store/own_log.h"

namespace redress {
namespace {

constexpr std::string_view kFrames_magic = "RDF1";  // as sync/wire signs pages (docs/SYNC.md)

constexpr std::string_view kWalk =
    "SELECT e.seq, e.event_id, e.code, e.kind, e.at, e.boot, e.hash, e.chain, e.bytes, s.bytes, s.gone, "
    "e.branch,"
    " s.event IS NOT NULL, d.incarnation FROM event e JOIN device d ON d.id = e.device LEFT JOIN sealed s ON "
    "s.event = e.id";

class Walk {
 public:
  Walk(Database& db, VerifyReport& report) : db_(db), report_(report) {}

  // The own log, in order: every link of the chain.
  Status own(const own_log::Own& own) {
    Statement row =
        db_.query(std::string(kWalk) + " WHERE e.device = ? AND e.branch = 0 ORDER BY e.seq", own.device);
    LogPoint last;
    bool joined = true;  // false after a hole: the next chain value cannot be checked against anything
    while (true) {
      REDRESS_TRY_ASSIGN(bool more, row.step());
      if (!more) break;
      ++report_.own_events;
      const std::uint64_t seq = row.number(0);
      joined = report_missing(own.incarnation, last.seq, seq) && (joined || last.seq == 0);
      const Hash256 chain = row.array<32>(7);
      if (joined && next_chain(last.chain, hash(row.blob(8))) != chain)
        fault(row, "the chain is broken here");
      check_row(row, true);
      last = {seq, chain};
      joined = true;
    }
    report_missing(own.incarnation, last.seq, own.head.seq + 1);
    if (last.seq == own.head.seq && last.chain != own.head.chain)
      report_.faults.push_back(
          {own.incarnation, own.head.seq, {}, "the end of the log has another chain value"});
    if (last.seq > own.head.seq)
      report_.faults.push_back({own.incarnation, last.seq, {}, "the log goes on behind its end"});
    return {};
  }

  Status foreign(std::int64_t own_device) {
    Statement row =
        db_.query(std::string(kWalk) + " WHERE e.device <> ? OR e.branch > 0 ORDER BY e.id", own_device);
    while (true) {
      REDRESS_TRY_ASSIGN(bool more, row.step());
      if (!more) return {};
      ++report_.foreign_events;
      check_row(row, false);
    }
  }

 private:
  void fault(const Statement& row, std::string what) {
    report_.faults.push_back({row.uuid(13), row.number(0), row.uuid(1), std::move(what)});
  }

  // An end of the log that was changed may promise more events than anybody could read of.
  bool report_missing(const Uuid& incarnation, std::uint64_t last, std::uint64_t next) {
    constexpr std::uint64_t kNamed = 1000;
    if (next <= last + 1) return last + 1 == next;
    const std::uint64_t named_to = std::min(next, last + 1 + kNamed);
    for (std::uint64_t seq = last + 1; seq < named_to; ++seq)
      report_.faults.push_back({incarnation, seq, {}, "is missing"});
    if (named_to < next)
      report_.faults.push_back({incarnation, named_to, {}, "and all up to " + std::to_string(next - 1) + " are missing"});
    return false;
  }

  void check_row(const Statement& row, bool own) {
    if (hash(row.blob(8)) != row.array<32>(6)) fault(row, "the bytes do not have the stored hash");
    auto event = parse_event(as_text(row.blob(8)));
    if (!event.ok()) return fault(row, "grammar: " + event.error().what);
    if (event->id != row.uuid(1)) fault(row, "the id beside the event is another");
    if (event->seq != row.number(0)) fault(row, "the seq beside the event is another");
    const bool same_code =
        event->code ? !row.is_null(2) && event->code->number == row.number(2) : row.is_null(2);
    if (!same_code) fault(row, "the case code beside the event is another");
    if (event->kind != row.text(3) || event->at != row.instant(4) || event->boot != row.array<8>(5))
      fault(row, "kind or time beside the event is another");
    check_sealed(row, *event, own);
  }

  void check_sealed(const Statement& row, const Event& event, bool own) {
    const bool has_row = row.integer(12) != 0;
    if (!event.sealed) {
      if (has_row) fault(row, "has a sealed part that it does not name");
      return;
    }
    if (!row.is_null(9)) {
      ++report_.sealed_parts;
      if (hash(row.blob(9)) != *event.sealed) fault(row, "the sealed part is not the one that was sealed");
    } else if (own && !has_row) {
      fault(row, "the sealed part is missing");
    }
  }

  Database& db_;
  VerifyReport& report_;
};

Status check_acknowledged(Database& db, const own_log::Own& own, VerifyReport& report) {
  REDRESS_TRY_ASSIGN(SyncState state, own_log::sync_state(db));
  for (const LogPoint& point : {state.stored, state.backed_up}) {
    auto ours = own_log::point_at(db, own.device, point.seq);
    if (!ours.ok() && ours.error().code != Errc::not_found) return ours.error();
    if (!ours.ok() || ours->chain != point.chain)
      report.faults.push_back(
          {own.incarnation, point.seq, {}, "head office confirmed another chain value here"});
  }
  return {};
}

Status check_pages(Database& db, const PublicKey& head_office, VerifyReport& report) {
  Statement row =
      db.query("SELECT epoch, cursor_before, cursor, signature, entries FROM frame_page ORDER BY id");
  while (true) {
    REDRESS_TRY_ASSIGN(bool more, row.step());
    if (!more) return {};
    ++report.pages;
    ByteWriter message;
    message.raw(as_bytes(kFrames_magic));
    message.raw(row.blob(0));
    message.u64(row.number(1));
    message.u64(row.number(2));
    message.raw(row.blob(4));
    if (!verify(head_office, kSign_frames, message.view(), row.array<64>(3)))
      report.faults.push_back(
          {{}, row.number(2), {}, "the signature of the pulled page up to this cursor is wrong"});
  }
}

}  // namespace

Result<VerifyReport> verify_log(Database& db, const std::optional<PublicKey>& head_office) {
  VerifyReport report;
  // One snapshot: the owner may go on writing.
  REDRESS_TRY(db.run("BEGIN"));
  auto work = [&]() -> Status {
    REDRESS_TRY_ASSIGN(auto own, own_log::get(db));
    Walk walk(db, report);
    REDRESS_TRY(walk.own(own));
    REDRESS_TRY(walk.foreign(own.device));
    REDRESS_TRY(check_acknowledged(db, own, report));
    if (head_office) REDRESS_TRY(check_pages(db, *head_office, report));
    return {};
  };
  Status status = work();
  (void)db.run("ROLLBACK");
  if (!status.ok()) return status.error();
  return report;
}

}  // namespace redress
