#include "sync/headoffice/cases/case_list.h"

#include <algorithm>
#include <sstream>

#include "core/model/least_privilege.h"
#include "sync/headoffice/cases/case_recheck.h"
#include "sync/headoffice/cases/case_record.h"
#include "sync/headoffice/cases/search.h"
#include "sync/headoffice/record/office.h"

namespace redress::headoffice {

namespace {

constexpr std::size_t kCandidates = 5000;  // opened at most for one search of long words

// A WHERE of bound parameters only.
class Where {
 public:
  template <class... Values>
  void add(std::string_view condition, const Values&... values) {
    sql_ += (sql_.empty() ? " WHERE " : " AND ") + std::string(condition);
    (keep(values), ...);
  }
  const std::string& sql() const { return sql_; }
  void bind(Statement& statement) const {
    for (std::size_t i = 0; i < numbers_.size(); ++i) {
      if (numbers_[i])
        statement.bind(static_cast<int>(i) + 1, *numbers_[i]);
      else
        statement.bind(static_cast<int>(i) + 1, texts_[i]);
    }
  }

 private:
  template <class Value>
  void keep(const Value& value) {
    if constexpr (std::is_integral_v<Value>) numbers_.emplace_back(static_cast<std::int64_t>(value)), texts_.emplace_back();
    else numbers_.emplace_back(), texts_.emplace_back(value);
  }
  std::string sql_;
  std::vector<std::optional<std::int64_t>> numbers_;
  std::vector<std::string> texts_;
};

constexpr std::string_view kColumns =
    "SELECT c.n, c.code, c.known, c.collision, m.id, d.name, c.contact_type, c.category, c.subcategory, "
    "c.place, c.channel, c.stage,"
    " c.level, c.department, c.departments, c.owner, c.submitted_at, c.arrived_at, c.due_at, c.due_clock, "
    "c.first_answer_due,"
    " c.resolve_due, c.acknowledged_at, c.first_answer_at, c.fed_back_at, c.archived_at, c.validity, "
    "c.disputes, c.conflicts,"
    " c.paused, c.rating, c.has_contact, c.erased, c.held, c.escalated_to, c.outer_limit FROM case_row c JOIN mall m ON m.no = c.mall JOIN "
    "device d ON d.no = c.device";

std::optional<Instant> instant_or_none(const Statement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return row.instant(column);
}

// escalated_to() of the cases that is_escalated_to() this person.
void add_escalated(Where& where, const Person& person) {
  const std::string role(kRoles.name(person.role));
  if (person.role == Role::supervisor) where.add("c.escalated_to IN (?, ?)", role, role + " " + person.department);
  else where.add("(c.escalated_to = ? OR c.escalated_to LIKE ? || ' %')", role, role);
}

Where scope_of(const CaseFilter& filter, const Visitor& visitor, Instant now) {
  Where where;
  const auto& person = visitor.person;
  auto mall = visitor.mall.empty() ? filter.mall : visitor.mall;
  if (!mall.empty()) where.add("c.mall = (SELECT no FROM mall WHERE id = ?)", mall);
  // Without a department the pattern would match the cases that have none: every new one.
  if (person.role == Role::handler && person.department.empty()) where.add("0");
  else if (person.role == Role::handler)
    where.add("(instr(' ' || c.departments || ' ', ?) > 0 OR c.owner = ?)", " " + person.department + " ", person.staff);
  if (person.role == Role::technician) where.add("0");
  // A filter by content must not tell what a hidden row is about.
  bool by_content = !filter.contact_type.empty() || !filter.category.empty() || !filter.place.empty() ||
                    !filter.channel.empty();
  if (by_content && !may_read_content(person.role, 1, false))
    where.add("(c.level <> 1 OR c.departments = '' OR instr(' ' || c.departments || ' ', ?) > 0)",
              " " + person.department + " ");
  const bool of_cases = filter.stage || filter.level || filter.open;
  if (of_cases || filter.registered) where.add("c.known = ?", of_cases || *filter.registered);
  if (filter.stage) where.add("c.stage = ?", static_cast<int>(*filter.stage));
  if (filter.level) where.add("c.level = ?", *filter.level);
  if (filter.open) where.add(*filter.open ? "c.stage < 6" : "c.stage >= 6");
  if (!filter.contact_type.empty()) where.add("c.contact_type = ?", filter.contact_type);
  if (!filter.category.empty()) where.add("c.category = ?", filter.category);
  if (!filter.department.empty())
    where.add("instr(' ' || c.departments || ' ', ?) > 0", " " + filter.department + " ");
  if (!filter.owner.empty()) where.add("c.owner = ?", filter.owner);
  if (!filter.place.empty()) where.add("c.place = ?", filter.place);
  if (!filter.channel.empty()) where.add("c.channel = ?", filter.channel);
  if (filter.overdue) where.add("c.stage < 6 AND c.due_at < ?", now.ms);
  if (filter.conflicts) where.add("(c.conflicts > 0 OR c.collision = 1)");
  if (filter.to_review) where.add("(c.unreviewed = 2 OR (c.unreviewed = 1 AND c.level IN (1, 2)))");
  if (filter.escalated) add_escalated(where, person);
  if (filter.from) where.add("c.submitted_at >= ?", filter.from->ms);
  if (filter.until) where.add("c.submitted_at < ?", filter.until->ms);
  return where;
}

std::string_view order_of(CaseOrderBy order) {
  switch (order) {
    case CaseOrderBy::due:
      return " ORDER BY c.due_at IS NULL, c.due_at, c.n";
    case CaseOrderBy::newest:
      return " ORDER BY c.submitted_at DESC, c.n DESC";
    case CaseOrderBy::oldest:
      return " ORDER BY c.submitted_at, c.n";
  }
  return "";
}

// Keys of the cases that hold the words, newest first; long words are checked in the opened text.
Result<std::vector<std::int64_t>> found_cases(Office& office, Database& db, const std::string& words) {
  REDRESS_TRY_ASSIGN(auto found, find_words(office, db, words));
  if (found.certain) return found.cases;
  std::vector<std::int64_t> out;
  if (found.cases.size() > kCandidates) found.cases.resize(kCandidates);
  for (auto n : found.cases) {
    REDRESS_TRY_ASSIGN(bool holds, matches(office, db, n, words));
    if (holds) out.push_back(n);
  }
  return out;
}

// A code typed into the search box finds its case.
std::optional<CaseCode> as_code(const std::string& words) {
  auto code = parse_case_code(words);
  if (!code.ok()) return std::nullopt;
  return *code;
}

CaseRow read_case_row(const Statement& row) {
  CaseRow out;
  out.n = row.integer(0);
  out.code = {row.number(1)};
  out.known = row.integer(2) != 0;
  out.collision = row.integer(3) != 0;
  out.mall = row.string(4);
  out.device = row.string(5);
  out.contact_type = row.string(6);
  out.category = row.string(7);
  out.subcategory = row.string(8);
  out.place = row.string(9);
  out.channel = row.string(10);
  out.stage = static_cast<Stage>(row.integer(11));
  out.level = static_cast<int>(row.integer(12));
  out.department = row.string(13);
  std::istringstream departments(row.string(14));
  for (std::string word; departments >> word;) out.departments.push_back(word);
  out.owner = row.string(15);
  out.submitted_at = row.instant(16);
  out.arrived_at = row.instant(17);
  out.due_at = instant_or_none(row, 18);
  out.due_clock = row.string(19);
  out.first_answer_due = instant_or_none(row, 20);
  out.resolve_due = instant_or_none(row, 21);
  out.acknowledged_at = instant_or_none(row, 22);
  out.first_answer_at = instant_or_none(row, 23);
  out.fed_back_at = instant_or_none(row, 24);
  out.archived_at = instant_or_none(row, 25);
  out.validity = static_cast<Validity>(row.integer(26));
  out.disputes = static_cast<int>(row.integer(27));
  out.conflicts = static_cast<int>(row.integer(28));
  out.paused = row.integer(29) != 0;
  out.rating = static_cast<int>(row.integer(30));
  out.has_contact = row.integer(31) != 0;
  out.erased = row.integer(32) != 0;
  out.held = row.integer(33) != 0;
  out.escalated_to = row.string(34);
  out.outer_limit = instant_or_none(row, 35);
  return out;
}

bool in_department(const CaseRow& row, const Person& person) {
  return row.departments.empty() || row.owner == person.staff ||
         std::find(row.departments.begin(), row.departments.end(), person.department) != row.departments.end();
}

// Leaves out of a row what its visitor may not read.
Result<CaseRow> shown_row(Database& db, CaseRow row, const Visitor& visitor) {
  REDRESS_TRY_ASSIGN(bool readable, may_read(db, row, visitor));
  if (readable) return row;
  row.content_hidden = true;
  for (auto* content : {&row.device, &row.contact_type, &row.category, &row.subcategory, &row.place, &row.channel, &row.owner})
    content->clear();
  row.has_contact = false;
  return row;
}

}  // namespace

Result<bool> may_read(Database& db, const CaseRow& row, const Visitor& visitor) {
  const auto& person = visitor.person;
  if (may_read_content(person.role, row.level, in_department(row, person))) return true;
  if (may_read_content(person.role, row.level, true)) {  // who took it on first may go on reading (R102)
    REDRESS_TRY_ASSIGN(auto record, load_case(db, row.code));
    return fold_case(row.code, record.events, row.arrived_at, Policy{}.confirm_days).first_contact == person.staff;
  }
  return false;
}

bool may_see(const CaseRow& row, const Visitor& visitor) {
  const auto& person = visitor.person;
  if (!visitor.mall.empty() && visitor.mall != row.mall) return false;
  if (person.role == Role::technician) return false;
  if (person.role != Role::handler || row.owner == person.staff) return true;
  return std::find(row.departments.begin(), row.departments.end(), person.department) != row.departments.end();
}

Result<std::optional<CaseRow>> find_case_row(Database& db, CaseCode code) {
  auto row = db.query(
      std::string(kColumns) + " WHERE c.n = (SELECT min(n) FROM event WHERE code = ? AND verdict < 2)",
      code.number);
  REDRESS_TRY_ASSIGN(bool found, row.step());
  if (!found) return std::optional<CaseRow>();
  return std::optional(read_case_row(row));
}

Result<CasePage> list_cases(Office& office, const CaseFilter& filter, const Visitor& visitor) {
  REDRESS_TRY(catch_up_cases(office));
  REDRESS_TRY_ASSIGN(auto reader, office.store().read());
  auto& db = *reader;
  auto where = scope_of(filter, visitor, office.now());
  auto size = std::clamp(filter.page_size, 1, 200);
  auto skip = std::max<std::int64_t>(0, filter.page) * size;
  CasePage out;
  if (!filter.words.empty()) {
    std::vector<std::int64_t> keys;
    auto by_code = as_code(filter.words);
    if (by_code) {
      REDRESS_TRY_ASSIGN(
          auto n, db.integer(0, "SELECT min(n) FROM event WHERE code = ? AND verdict < 2", by_code->number));
      keys.push_back(n);
    } else {
      REDRESS_TRY_ASSIGN(keys, found_cases(office, db, filter.words));
    }
    auto sql =
        std::string(kColumns) + where.sql() + (where.sql().empty() ? " WHERE " : " AND ") + "c.n = ?99";
    auto row = db.query(sql);
    for (auto n : keys) {
      row.reset();
      where.bind(row);
      row.bind(99, n);
      REDRESS_TRY_ASSIGN(bool found, row.step());
      if (!found) continue;
      REDRESS_TRY_ASSIGN(auto shown, shown_row(db, read_case_row(row), visitor));
      if (shown.content_hidden && !by_code) continue;  // that it holds the words is content too
      if (out.total >= skip && out.rows.size() < static_cast<std::size_t>(size))
        out.rows.push_back(std::move(shown));
      ++out.total;
    }
    return out;
  }
  auto count = db.query("SELECT count(*) FROM case_row c" + where.sql());
  where.bind(count);
  REDRESS_TRY_ASSIGN(bool counted, count.step());
  if (counted) out.total = count.integer(0);
  auto row = db.query(std::string(kColumns) + where.sql() + std::string(order_of(filter.order)) + " LIMIT " +
                      std::to_string(size) + " OFFSET " + std::to_string(skip));
  where.bind(row);
  while (true) {
    REDRESS_TRY_ASSIGN(bool more, row.step());
    if (!more) return out;
    REDRESS_TRY_ASSIGN(auto shown, shown_row(db, read_case_row(row), visitor));
    out.rows.push_back(std::move(shown));
  }
}

Status each_case(Office& office, const CaseFilter& filter, const Visitor& visitor,
                 const std::function<Status(const CaseRow&)>& take) {
  REDRESS_TRY(catch_up_cases(office));
  REDRESS_TRY_ASSIGN(auto reader, office.store().read());
  auto where = scope_of(filter, visitor, office.now());
  auto row = reader->query(std::string(kColumns) + where.sql() + std::string(order_of(filter.order)));
  where.bind(row);
  while (true) {
    REDRESS_TRY_ASSIGN(bool more, row.step());
    if (!more) return {};
    REDRESS_TRY_ASSIGN(auto shown, shown_row(*reader, read_case_row(row), visitor));
    REDRESS_TRY(take(shown));
  }
}

namespace {

Result<std::int64_t> count(Database& db, const CaseFilter& filter, const Visitor& visitor, Instant now) {
  const auto where = scope_of(filter, visitor, now);
  auto row = db.query("SELECT count(*) FROM case_row c" + where.sql());
  where.bind(row);
  REDRESS_TRY_ASSIGN(bool counted, row.step());
  return counted ? row.integer(0) : 0;
}

// Of a whole mall or of all.
Status count_by_stage(Database& db, const std::string& mall, CaseCounts& out) {
  auto row = db.query(
      "SELECT s.stage, s.level, sum(s.cases) FROM stage_count s JOIN mall m ON m.no = s.mall WHERE ?1 = '' "
      "OR m.id = ?1 GROUP BY s.stage, s.level",
      mall);
  while (true) {
    REDRESS_TRY_ASSIGN(bool more, row.step());
    if (!more) return {};
    const auto cases = row.integer(2);
    out.total += cases;
    if (static_cast<Stage>(row.integer(0)) == Stage::archived) continue;
    out.open += cases;
    if (row.integer(1) == 1) out.level_1 += cases;
  }
}

}  // namespace

Result<CaseCounts> count_cases(Office& office, const std::string& mall, const Visitor& visitor) {
  REDRESS_TRY(catch_up_cases(office));
  REDRESS_TRY_ASSIGN(auto reader, office.store().read());
  CaseCounts out;
  CaseFilter all;
  all.mall = mall;
  const auto counted = [&](std::int64_t& into, auto&& narrow) -> Status {
    auto filter = all;
    narrow(filter);
    REDRESS_TRY_ASSIGN(into, count(*reader, filter, visitor, office.now()));
    return {};
  };
  if (visitor.person.role == Role::handler) {  // few cases, and no counter is of a department
    REDRESS_TRY(counted(out.total, [](CaseFilter& f) { f.registered = true; }));
    REDRESS_TRY(counted(out.open, [](CaseFilter& f) { f.open = true; }));
    REDRESS_TRY(counted(out.level_1, [](CaseFilter& f) { f.open = true, f.level = 1; }));
  } else {
    REDRESS_TRY(count_by_stage(*reader, visitor.mall.empty() ? mall : visitor.mall, out));
  }
  REDRESS_TRY(counted(out.overdue, [](CaseFilter& f) { f.overdue = true; }));
  REDRESS_TRY(counted(out.conflicts, [](CaseFilter& f) { f.conflicts = true; }));
  REDRESS_TRY(counted(out.to_review, [](CaseFilter& f) { f.to_review = true; }));
  REDRESS_TRY(counted(out.escalated, [](CaseFilter& f) { f.escalated = true; }));
  REDRESS_TRY(counted(out.unregistered, [](CaseFilter& f) { f.registered = false; }));
  out.total += out.unregistered;
  return out;
}

}  // namespace redress::headoffice
