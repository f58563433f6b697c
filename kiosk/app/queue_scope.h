// What one person's queue holds and in which order (screens-staff section 4). Pure; made for one look.
#pragma once

#include <compare>
#include <string>

#include "core/store/rows.h"
#include "kiosk/app/case_view.h"

namespace redress {

// Unacknowledged level 1, overdue longest first, running by the nearest deadline, paused, waiting for the shopper; then
// earlier capture, then code.
struct QueueOrder {
  int band = 0;
  std::int64_t due_ms = 0, submitted_ms = 0;
  std::uint64_t code = 0;
  auto operator<=>(const QueueOrder&) const = default;
};

class QueueScope {
 public:
  QueueScope(const Person& person, Instant now, int confirm_days);

  bool open(const CaseRow& row) const;      // not archived, by lapse of time either
  bool on_list(const CaseRow& row) const;   // an open case, or a code whose case this person looks out for
  bool waits(const CaseRow& row) const;     // wrote about it before it was here and asked to be reminded (screen 47)
  bool missing_for_a_day(const CaseRow& row) const;
  bool calls_back(const CaseRow& row) const;  // its shopper is still to be called back
  bool overdue(const CaseRow& row) const;
  bool due_soon(const CaseRow& row) const;  // past the first warn point of its nearest clock, and not overdue
  bool covers(const CaseRow& row, QueueFilter::Scope scope) const;
  bool fits(const CaseRow& row, const QueueFilter& filter) const;
  QueueOrder order(const CaseRow& row, const QueueFilter& filter) const;

 private:
  bool in_department(const CaseRow& row) const;
  bool owns(const CaseRow& row) const;

  const Person& person_;
  std::string staff_, department_;  // ",1024," as lists of a row hold it
  Instant now_, silent_since_;
};

}  // namespace redress
