#include "sync/headoffice/cases/case_record.h"

namespace redress::headoffice {

Result<std::int64_t> ClockOffsets::of(std::int64_t device, const BootId& boot) {
  auto [known, is_new] = known_.try_emplace({device, boot}, 0);
  if (is_new) {
    REDRESS_TRY_ASSIGN(
        known->second,
        db_.integer(0, "SELECT offset_ms FROM clock WHERE device = ? AND boot = ?", device, boot));
  }
  return known->second;
}

Result<CaseRecord> load_case(Database& db, CaseCode code) {
  CaseRecord out;
  ClockOffsets offsets(db);
  bool registered = false;
  auto row = db.query(
      "SELECT e.n, e.device, e.mall, e.verdict, e.arrived_at, e.bytes, d.incarnation FROM event e"
      " JOIN device d ON d.no = e.device WHERE e.code = ? AND e.verdict < 2 ORDER BY e.n",
      code.number);
  while (true) {
    REDRESS_TRY_ASSIGN(bool more, row.step());
    if (!more) return out;
    auto event = parse_event(as_text(row.blob(5)));
    if (!event.ok())
      return Error{Errc::corrupt, "event " + std::to_string(row.integer(0)) + " in the store is damaged"};
    REDRESS_TRY_ASSIGN(auto offset, offsets.of(row.integer(1), event->boot));
    if (out.events.empty()) out.first_n = row.integer(0);
    if (out.events.empty() || (!registered && event->kind == "submitted")) {
      registered = event->kind == "submitted";
      out.device = row.integer(1);
      out.mall = row.integer(2);
      out.arrived_at = row.instant(4);
    }
    out.last_n = row.integer(0);
    out.numbers.push_back(row.integer(0));
    out.forks.push_back(row.integer(3) == 1);
    auto at = event->at + offset;
    out.events.push_back({std::move(*event), row.uuid(6), at, row.instant(4)});
  }
}

// The boot stands in every event's bytes as text; eight random bytes of it are found nowhere else.
Result<std::vector<CaseCode>> cases_of_clock(Database& db, const Event& measured, std::int64_t until) {
  std::vector<CaseCode> out;
  auto incarnation = uuid_from_text(measured.body["incarnation"].string());
  if (!incarnation) return out;
  auto row = db.query(
      "SELECT DISTINCT code FROM event WHERE device = (SELECT no FROM device WHERE incarnation = ?) AND code "
      "IS NOT NULL"
      " AND n <= ? AND verdict < 2 AND instr(bytes, CAST(? AS BLOB)) > 0",
      *incarnation, until, measured.body["boot"].string());
  while (true) {
    REDRESS_TRY_ASSIGN(bool more, row.step());
    if (!more) return out;
    out.push_back({row.number(0)});
  }
}

}  // namespace redress::headoffice
