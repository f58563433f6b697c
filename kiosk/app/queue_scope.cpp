#include "kiosk/app/queue_scope.h"

#include <cstdint>

namespace redress {

namespace {

bool lists(const std::string& list, const std::string& entry) { return list.find(entry) != std::string::npos; }

int band(const CaseRow& row, Instant now) {
  if (!row.known) return 1;
  if (row.urgent && row.stage == Stage::acknowledge) return 0;
  if (row.stage == Stage::confirm) return 4;
  if (row.due_at && *row.due_at < now) return 1;  // also while the result is paused
  return row.paused ? 3 : 2;
}

}  // namespace

QueueScope::QueueScope(const Person& person, Instant now, int confirm_days)
    : person_(person), staff_("," + person.staff + ","), department_("," + person.department + ","), now_(now), silent_since_(now - confirm_days * kDay_ms) {}

bool QueueScope::open(const CaseRow& row) const {
  return row.known && row.stage != Stage::archived && !(row.stage == Stage::confirm && row.fed_back_at && *row.fed_back_at <= silent_since_);
}

bool QueueScope::waits(const CaseRow& row) const { return !row.waited_by.empty() && lists(row.waited_by, staff_); }

bool QueueScope::missing_for_a_day(const CaseRow& row) const { return row.missing_since && now_ - *row.missing_since >= kDay_ms; }

// A code without its case is nobody's but of who waits for it; after a day it is the manager's too.
bool QueueScope::on_list(const CaseRow& row) const {
  if (row.known) return open(row);
  return waits(row) || (person_.role == Role::manager && missing_for_a_day(row));
}

bool QueueScope::owns(const CaseRow& row) const {
  return row.owner == person_.staff || row.first_contact == person_.staff;
}

bool QueueScope::in_department(const CaseRow& row) const {
  return row.departments.empty() || lists(row.departments, department_) || owns(row);
}

bool QueueScope::calls_back(const CaseRow& row) const {
  return row.call_back_owed_since && (person_.role == Role::service || person_.role == Role::manager);
}

bool QueueScope::overdue(const CaseRow& row) const {
  return row.due_at && *row.due_at < now_ && row.stage != Stage::confirm && row.stage != Stage::archived;
}

bool QueueScope::due_soon(const CaseRow& row) const {
  return row.soon_at && *row.soon_at <= now_ && row.stage < Stage::confirm && !overdue(row);
}

bool QueueScope::covers(const CaseRow& row, QueueFilter::Scope scope) const {
  switch (scope) {
    case QueueFilter::Scope::mine:
      return row.owner == person_.staff || (row.owner.empty() && row.first_contact == person_.staff) || waits(row) ||
             is_escalated_to(row.escalated_to, person_);
    case QueueFilter::Scope::department: return in_department(row);
    case QueueFilter::Scope::mall: return true;
  }
  return true;
}

bool QueueScope::fits(const CaseRow& row, const QueueFilter& filter) const {
  return (!filter.stage || row.stage == *filter.stage) && (filter.owner.empty() || row.owner == filter.owner) &&
         (filter.department.empty() || lists(row.departments, "," + filter.department + ",")) && (!filter.overdue || overdue(row));
}

QueueOrder QueueScope::order(const CaseRow& row, const QueueFilter& filter) const {
  if (filter.call_back) return {0, row.call_back_owed_since->ms, row.submitted_at.ms, row.code.number};
  return {band(row, now_), row.due_at ? row.due_at->ms : INT64_MAX, row.submitted_at.ms, row.code.number};
}

}  // namespace redress
