#include "core/store/event_table.h"

#include "core/model/author.h"

namespace redress::event_table {

Result<std::int64_t> insert(Database& db, const NewRow& row, const Event& event, std::string_view bytes) {
  std::optional<std::uint64_t> code;
  if (event.code) code = event.code->number;
  REDRESS_TRY(db.run(
      "INSERT INTO event(event_id, device, seq, branch, code, kind, boot, at, arrived_at, hash, chain, bytes)"
      " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      event.id, row.device, event.seq, row.branch, code, event.kind, event.boot, event.at, row.arrived_at,
      row.hash, row.chain, as_bytes(bytes)));
  return db.last_row_id();
}

Result<std::int64_t> device_id(Database& db, const Uuid& incarnation) {
  REDRESS_TRY_ASSIGN(std::int64_t id,
                     db.integer(0, "SELECT id FROM device WHERE incarnation = ?", incarnation));
  if (id != 0) return id;
  REDRESS_TRY(db.run("INSERT INTO device(incarnation) VALUES(?)", incarnation));
  return db.last_row_id();
}

Status flag_fork(Database& db, std::int64_t device) {
  return db.run("UPDATE device SET forked = 1 WHERE id = ? AND forked = 0", device);
}

Result<std::vector<CaseEvent>> of_case(Database& db, CaseCode code) {
  Statement rows = db.query(
      "SELECT e.bytes, d.incarnation, e.arrived_at, ifnull(o.offset_ms, 0) FROM event e JOIN device d ON "
      "d.id = e.device"
      " LEFT JOIN clock_offset o ON o.incarnation = d.incarnation AND o.boot = e.boot"
      " WHERE e.code = ? ORDER BY e.id",
      code.number);
  std::vector<CaseEvent> out;
  while (true) {
    REDRESS_TRY_ASSIGN(bool row, rows.step());
    if (!row) return out;
    auto event = parse_event(as_text(rows.blob(0)));
    if (!event.ok()) continue;
    CaseEvent item{std::move(event).value(), rows.uuid(1), {}, rows.instant(2)};
    item.corrected_at = item.event.at + rows.integer(3);
    out.push_back(std::move(item));
  }
}

Result<std::optional<Bytes>> bytes_of(Database& db, const Uuid& event) {
  Statement row = db.query("SELECT bytes FROM event WHERE event_id = ?", event);
  REDRESS_TRY_ASSIGN(bool found, row.step());
  if (!found) return std::optional<Bytes>();
  return std::optional<Bytes>(row.bytes(0));
}

}  // namespace redress::event_table

namespace redress::sealed_table {
namespace {

constexpr std::string_view kAll = "all";

// The scope that holds for a case: all wins over contact; nothing: not erased.
Result<std::string> erased_scope(Database& db, CaseCode code) {
  Statement row = db.query("SELECT scope FROM erased_case WHERE code = ?", code.number);
  REDRESS_TRY_ASSIGN(bool found, row.step());
  return found ? row.string(0) : std::string();
}

// The contact lies in the sealed part of the intake; a part cannot be opened here, so it goes whole.
bool falls_under(std::string_view scope, std::string_view kind) {
  if (scope.empty() || outlives_erasure(kind)) return false;
  return scope == kAll || kind == "submitted";
}

// The other side of a fork is kept raw, with its part; there are few.
Status erase_forks(Database& db, CaseCode code, std::string_view scope) {
  std::vector<std::int64_t> rows;
  Statement row = db.query("SELECT id, bytes FROM fork WHERE length(sealed) > 0");
  while (true) {
    REDRESS_TRY_ASSIGN(bool more, row.step());
    if (!more) break;
    auto event = parse_event(as_text(row.blob(1)));
    if (event.ok() && event->code == code && falls_under(scope, event->kind)) rows.push_back(row.integer(0));
  }
  for (auto id : rows) REDRESS_TRY(db.run("UPDATE fork SET sealed = x'' WHERE id = ?", id));
  return {};
}

}  // namespace

Result<bool> is_erased(Database& db, const Event& event) {
  if (!event.code) return false;
  REDRESS_TRY_ASSIGN(std::string scope, erased_scope(db, *event.code));
  return falls_under(scope, event.kind);
}

Status put(Database& db, std::int64_t event_row, const Event& event, ByteView sealed) {
  REDRESS_TRY_ASSIGN(const bool erased, is_erased(db, event));
  constexpr std::string_view sql =
      "INSERT INTO sealed(event, bytes, gone) VALUES(?, ?, ?) ON CONFLICT DO NOTHING";
  if (erased) return db.run(sql, event_row, nullptr, "erased");
  return db.run(sql, event_row, sealed, nullptr);
}

Result<std::optional<Bytes>> of_event(Database& db, const Uuid& event) {
  Statement row = db.query(
      "SELECT s.bytes FROM sealed s JOIN event e ON e.id = s.event WHERE e.event_id = ?"
      " AND s.bytes IS NOT NULL",
      event);
  REDRESS_TRY_ASSIGN(bool found, row.step());
  if (!found) return std::optional<Bytes>();
  return std::optional<Bytes>(row.bytes(0));
}

bool is_erasure(const Event& event) {
  return event.kind == "erased" && event.code && role_allows(action_rule(Verb::erase), event.actor);
}

Status erase_case(Database& db, const Event& erased) {
  const std::string_view scope = erased.body["scope"].string() == "contact" ? "contact" : kAll;
  REDRESS_TRY(
      db.run("INSERT INTO erased_case(code, scope) VALUES(?, ?)"
             " ON CONFLICT(code) DO UPDATE SET scope = excluded.scope WHERE excluded.scope = 'all'",
             erased.code->number, scope));
  REDRESS_TRY(erase_forks(db, *erased.code, scope));
  return db.run(
      "UPDATE sealed SET bytes = NULL, gone = 'erased' WHERE event IN (SELECT id FROM event WHERE code = ?1"
      " AND kind NOT IN ('erased', 'held', 'released') AND (?2 = 'all' OR kind = 'submitted'))",
      erased.code->number, scope);
}

}  // namespace redress::sealed_table
