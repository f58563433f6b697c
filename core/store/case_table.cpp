#include "core/store/case_table.h"

#include <algorithm>

#include "core/model/case_fold.h"
#include "core/model/intake.h"
#include "core/policy/policy.h"
#include "core/store/event_table.h"

namespace redress::case_table {
namespace {

const std::string& insert_sql() {
  static const std::string sql = [] {
    std::string marks = "?";
    for (auto c : kColumns)
      if (c == ',') marks += ",?";
    return "INSERT OR REPLACE INTO case_row(" + std::string(kColumns) + ") VALUES(" + marks + ")";
  }();
  return sql;
}

Status write(Database& db, const CaseRow& r) {
  return db.run(insert_sql(), r.code.number, r.known, r.collision, static_cast<int>(r.stage), r.contact_type,
                r.category, r.subcategory, r.place, r.language, r.departments, r.owner, r.owner_department,
                r.first_contact, r.submitted_at, r.clock_trusted, r.injured, r.submitted_incarnation,
                r.first_answer_at, r.fed_back_at, r.archived_at, r.extended_until, r.promised_first_answer,
                r.promised_resolve, r.due_at, r.paused, r.held, r.erased, r.events, r.additions, r.disputes,
                r.conflicts, r.prints, r.last_at, r.waited_by, r.missing_since, r.call_back_owed_since,
                static_cast<int>(r.counts_as), r.escalated_to);
}

template <class Names>
std::string list(const Names& items) {
  if (items.empty()) return {};
  std::string out = ",";
  for (const auto& item : items) out.append(item).append(",");
  return out;
}

std::optional<Instant> due(const CaseRow& row) {
  if (row.stage == Stage::archived || row.stage == Stage::confirm) return std::nullopt;
  if (!row.first_answer_at && row.promised_first_answer) return row.promised_first_answer;
  if (row.paused) return std::nullopt;
  return row.extended_until ? row.extended_until : row.promised_resolve;
}

CaseRow row_of(const CaseState& state, const std::vector<CaseEvent>& events) {
  CaseRow r;
  r.code = state.code;
  r.known = state.known;
  r.collision = state.collision;
  r.stage = state.stage;
  r.contact_type = state.intake["contact_type"].string();
  r.category = state.category;
  r.subcategory = state.subcategory;
  r.place = state.intake["place"].string();
  r.language = state.intake["language"].string();
  r.departments = list(state.departments);
  r.owner = state.owner;
  r.owner_department = state.owner_department;
  r.first_contact = state.first_contact;
  r.submitted_at = state.submitted_at;
  r.clock_trusted = state.clock_trusted;
  r.injured = state.intake["impact"]["injured"].boolean();
  r.submitted_incarnation = state.submitted_incarnation;
  r.first_answer_at = state.first_answer_at;
  r.fed_back_at = state.fed_back_at;
  r.archived_at = state.archived_at;
  if (!state.extensions.empty()) r.extended_until = state.extensions.back().until;
  r.promised_first_answer = promised_date(state.intake, "first_answer");
  r.promised_resolve = promised_date(state.intake, "resolve");
  r.paused = state.paused;
  r.due_at = due(r);
  r.held = state.held;
  r.erased = state.erased;
  r.counts_as = state.counts_as;
  r.escalated_to = escalated_to(state);
  r.events = static_cast<int>(state.order.size());
  r.additions = state.additions;
  r.disputes = state.disputes;
  r.conflicts = static_cast<int>(state.conflicts.size());
  r.prints = state.prints;
  r.waited_by = list(state.waited_by);
  r.missing_since = state.missing_since;
  r.call_back_owed_since = redress::call_back_owed_since(state);
  for (const auto& event : events) r.last_at = std::max(r.last_at, event.corrected_at);
  return r;
}

Status write_links(Database& db, const CaseState& state, const std::vector<CaseEvent>& events) {
  const bool ever =
      std::any_of(events.begin(), events.end(), [](const CaseEvent& e) { return e.event.kind == "linked"; });
  if (!ever) return {};
  REDRESS_TRY(db.run("DELETE FROM case_link WHERE code = ?", state.code.number));
  for (const auto& [other, link] : state.links)
    if (auto code = parse_case_code(other); code.ok())
      REDRESS_TRY(db.run("INSERT INTO case_link(code, other, relation) VALUES(?, ?, ?)", state.code.number,
                         code->number, link.relation));
  return {};
}

}  // namespace

Status project(Database& db, CaseCode code) {
  REDRESS_TRY_ASSIGN(auto events, event_table::of_case(db, code));
  REDRESS_TRY_ASSIGN(const auto days, db.integer(Policy{}.confirm_days, "SELECT value FROM setting WHERE key = ?", kConfirm_days));
  // Instant{}: nothing lapses by time in the row; queries and folds with a real `now` apply it.
  const auto state = fold_case(code, events, Instant{}, static_cast<int>(days));
  REDRESS_TRY(write(db, row_of(state, events)));
  return write_links(db, state, events);
}

Status rebuild(Database& db) {
  REDRESS_TRY(db.run("DELETE FROM case_row"));
  REDRESS_TRY(db.run("DELETE FROM case_link"));
  Statement codes = db.query("SELECT DISTINCT code FROM event WHERE code IS NOT NULL");
  while (true) {
    REDRESS_TRY_ASSIGN(bool row, codes.step());
    if (!row) return {};
    REDRESS_TRY(project(db, CaseCode{codes.number(0)}));
  }
}

}  // namespace redress::case_table
