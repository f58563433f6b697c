#include <limits>

#include "core/model/event.h"
#include "core/store/case_table.h"

namespace redress::case_table {
namespace {

constexpr std::size_t kMost_changed = 2'000;  // more are sooner read anew, and that goes in pieces

std::string select() { return "SELECT " + std::string(kColumns) + " FROM case_row"; }

CaseRow read(const Statement& s) {
  CaseRow r;
  int at = 0;
  auto flag = [&] { return s.integer(at++) != 0; };
  auto count = [&] { return static_cast<int>(s.integer(at++)); };
  auto instant = [&] { return s.instant(at++); };
  auto optional = [&] { return s.optional_instant(at++); };
  auto text = [&] { return s.string(at++); };
  r.code.number = s.number(at++);
  r.known = flag();
  r.collision = flag();
  r.stage = static_cast<Stage>(count());
  r.contact_type = text();
  r.category = text();
  r.subcategory = text();
  r.place = text();
  r.language = text();
  r.departments = text();
  r.owner = text();
  r.owner_department = text();
  r.first_contact = text();
  r.submitted_at = instant();
  r.clock_trusted = flag();
  r.injured = flag();
  r.submitted_incarnation = s.uuid(at++);
  r.first_answer_at = optional();
  r.fed_back_at = optional();
  r.archived_at = optional();
  r.extended_until = optional();
  r.promised_first_answer = optional();
  r.promised_resolve = optional();
  r.due_at = optional();
  r.paused = flag();
  r.held = flag();
  r.erased = flag();
  r.events = count();
  r.additions = count();
  r.disputes = count();
  r.conflicts = count();
  r.prints = count();
  r.last_at = instant();
  r.waited_by = text();
  r.missing_since = optional();
  r.call_back_owed_since = optional();
  r.counts_as = static_cast<CountsAs>(count());
  r.escalated_to = text();
  return r;
}

// What the shopper's silence archives (domain.md section 2); the stored row does not know the time.
bool lapsed(const CaseRow& row, const CaseQuery& query) {
  return row.stage == Stage::confirm && row.fed_back_at && query.now.ms != 0 &&
         *row.fed_back_at + query.confirm_days * kDay_ms <= query.now;
}

void apply_lapse(CaseRow& row, const CaseQuery& query) {
  if (!lapsed(row, query)) return;
  row.stage = Stage::archived;
  row.archived_at = *row.fed_back_at + query.confirm_days * kDay_ms;
}

// Only fixed pieces of SQL; values are bound. `stage <> 6` stands literally so that the partial index serves
// it.
std::string where(const CaseQuery& query) {
  if (query.call_back) return " WHERE call_back_owed_since IS NOT NULL";
  if (query.missing) return " WHERE known = 0 AND (missing_since IS NOT NULL OR waited_by <> '')";
  std::string sql = " WHERE (1 << CASE WHEN stage = 5 AND fed_back_at <= ?1 THEN 6 ELSE stage END) & ?2";
  if (query.open_only) sql += " AND stage <> 6 AND NOT (stage = 5 AND ifnull(fed_back_at <= ?1, 0))";
  if (!query.department.empty()) {
    sql += query.unassigned_too ? " AND (departments = '' OR instr(departments, ?3) > 0)"
                                : " AND instr(departments, ?3) > 0";
  }
  if (!query.owner.empty()) sql += " AND owner = ?4";
  if (!query.contact_type.empty()) sql += " AND contact_type = ?5";
  if (query.with_conflict) sql += " AND (conflicts > 0 OR collision = 1)";
  if (query.after) sql += " AND (due_sort, code) > (?8, ?9)";
  return sql;
}

std::string_view order(CaseQuery::Order order) {
  switch (order) {
    case CaseQuery::Order::due:
      return " ORDER BY due_sort, code";
    case CaseQuery::Order::submitted:
      return " ORDER BY submitted_at, code";
    case CaseQuery::Order::latest:
      return " ORDER BY last_at DESC, code";
  }
  return "";
}

void bind(Statement& statement, const CaseQuery& query) {
  if (query.call_back || query.missing) return;  // ask for nothing
  const std::int64_t silent_since = query.now.ms == 0 ? -1 : query.now.ms - query.confirm_days * kDay_ms;
  statement.bind(1, silent_since);
  statement.bind(2, query.stages);
  if (!query.department.empty()) statement.bind(3, "," + query.department + ",");
  if (!query.owner.empty()) statement.bind(4, query.owner);
  if (!query.contact_type.empty()) statement.bind(5, query.contact_type);
  if (query.after) {
    statement.bind(8, query.after->due_at.value_or(Instant{std::numeric_limits<std::int64_t>::max()}));
    statement.bind(9, query.after->code.number);
  }
}

// A clock that was measured moves every event of that boot, so the rows of all its cases.
Status add_of_clocks(Database& db, std::int64_t event_row, std::vector<CaseCode>& codes) {
  auto measured = db.query("SELECT bytes FROM event WHERE id > ? AND kind = 'clock_measured'", event_row);
  while (true) {
    REDRESS_TRY_ASSIGN(bool found, measured.step());
    if (!found) return {};
    const auto event = parse_event(as_text(measured.blob(0)));
    if (!event.ok()) continue;
    const auto incarnation = uuid_from_text(event->body["incarnation"].string());
    const auto boot = array_from_base64url<8>(event->body["boot"].string());
    if (!incarnation || !boot) continue;
    auto cases = db.query(
        "SELECT DISTINCT e.code FROM event e JOIN device d ON d.id = e.device"
        " WHERE d.incarnation = ? AND e.boot = ? AND e.code IS NOT NULL",
        *incarnation, *boot);
    while (true) {
      REDRESS_TRY_ASSIGN(bool more, cases.step());
      if (!more) break;
      codes.push_back(CaseCode{cases.number(0)});
    }
  }
}

}  // namespace

Result<std::optional<CaseRow>> row(Database& db, CaseCode code) {
  Statement statement = db.query(select() + " WHERE code = ?", code.number);
  REDRESS_TRY_ASSIGN(bool found, statement.step());
  if (!found) return std::optional<CaseRow>();
  return std::optional<CaseRow>(read(statement));
}

Result<std::vector<CaseRow>> find(Database& db, const CaseQuery& query) {
  std::string sql = select() + where(query);
  sql.append(order(query.order)).append(" LIMIT ?6 OFFSET ?7");
  Statement statement = db.query(sql);
  bind(statement, query);
  statement.bind(6, query.limit);
  statement.bind(7, query.offset);
  std::vector<CaseRow> out;
  while (true) {
    REDRESS_TRY_ASSIGN(bool found, statement.step());
    if (!found) return out;
    out.push_back(read(statement));
    apply_lapse(out.back(), query);
  }
}

Result<std::uint64_t> count(Database& db, const CaseQuery& query) {
  Statement statement = db.query("SELECT count(*) FROM case_row" + where(query));
  bind(statement, query);
  REDRESS_TRY_ASSIGN(bool found, statement.step());
  return found ? statement.number(0) : 0;
}

Result<std::vector<SameComplaint>> same_complaints(Database& db, std::string_view category, std::string_view place, Instant from, Instant to) {
  std::vector<SameComplaint> out;
  auto statement = db.query(
      "SELECT code, submitted_at, submitted_incarnation, erased, counts_as FROM case_row WHERE known = 1 AND place <> '' AND category = ? AND"
      " place = ? AND submitted_at BETWEEN ? AND ? AND contact_type = 'complaint'",
      category, place, from, to);
  while (true) {
    REDRESS_TRY_ASSIGN(bool found, statement.step());
    if (!found) return out;
    out.push_back({CaseCode{statement.number(0)}, statement.instant(1), statement.uuid(2), {}, {}});
    if (statement.integer(3) != 0) out.back().erased = static_cast<CountsAs>(statement.integer(4));
  }
}

Result<std::vector<CaseCode>> submitted_since(Database& db, Instant from) {
  std::vector<CaseCode> out;
  auto statement = db.query(
      "SELECT code FROM case_row WHERE known = 1 AND erased = 0 AND submitted_at >= ? ORDER BY submitted_at "
      "DESC, code",
      from);
  while (true) {
    REDRESS_TRY_ASSIGN(bool found, statement.step());
    if (!found) return out;
    out.push_back(CaseCode{statement.number(0)});
  }
}

Result<CaseChanges> changed_since(Database& db, std::int64_t event_row) {
  CaseChanges out;
  bool clocks = false;
  REDRESS_TRY_ASSIGN(out.newest, db.integer(0, "SELECT max(id) FROM event"));
  out.all = event_row < 0 || out.newest < event_row;
  if (out.all) return out;
  // A scan is about a case and changes nothing of it.
  auto statement = db.query("SELECT DISTINCT code, kind = 'clock_measured' FROM event WHERE id > ? AND kind <> 'scanned'", event_row);
  while (true) {
    REDRESS_TRY_ASSIGN(bool found, statement.step());
    if (!found) break;
    clocks = clocks || statement.integer(1) != 0;
    if (!statement.is_null(0)) out.codes.push_back(CaseCode{statement.number(0)});
  }
  if (clocks) REDRESS_TRY(add_of_clocks(db, event_row, out.codes));
  out.all = out.codes.size() > kMost_changed;
  return out;
}

Result<std::vector<LinkRow>> links_to(Database& db, CaseCode code) {
  std::vector<LinkRow> out;
  auto statement = db.query("SELECT code, relation FROM case_link WHERE other = ? ORDER BY code", code.number);
  while (true) {
    REDRESS_TRY_ASSIGN(bool found, statement.step());
    if (!found) return out;
    out.push_back({CaseCode{statement.number(0)}, statement.string(1)});
  }
}

}  // namespace redress::case_table
