// Lists of cases from the projection, never by folding (R134). Who may see what of a list: the visitor's mall
// and role bound it here, so a page cannot forget to.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/instant.h"
#include "core/model/case_code.h"
#include "core/model/words.h"
#include "core/store/database.h"
#include "sync/headoffice/people/session.h"

namespace redress::headoffice {

class Office;

struct CaseRow {
  std::int64_t n = 0;
  CaseCode code;
  bool known = false;      // false: only later events are here, the registration is still on its way
  bool collision = false;  // two registrations under one code
  std::string mall, device, contact_type, category, subcategory, place, channel;
  Stage stage = Stage::acknowledge;
  int level = 0;  // 0: none (enquiry, suggestion, help)
  std::string department, owner;
  std::vector<std::string> departments;
  std::string escalated_to;  // by a person: escalated_to() of its state
  Instant submitted_at, arrived_at;
  std::optional<Instant> due_at;  // of the running clock named `due_clock`; nothing while only the paused one is left
  std::string due_clock;          // acknowledge, first_answer, resolve or empty
  std::optional<Instant> first_answer_due, resolve_due, acknowledged_at, first_answer_at, fed_back_at,
      archived_at, outer_limit;
  Validity validity = Validity::undecided;
  int disputes = 0, conflicts = 0, rating = 0;
  bool paused = false, has_contact = false, erased = false, held = false;
  bool content_hidden = false;  // level 1 of another department: what it is about is left out
  std::int64_t transit_ms() const { return arrived_at - submitted_at; }  // capture → arrival
  bool overdue(Instant now) const { return due_at && *due_at < now; }
};

enum class CaseOrderBy { due, newest, oldest };

struct CaseFilter {
  std::string mall;  // empty: all that the visitor may see
  std::optional<Stage> stage;
  std::optional<int> level;
  std::optional<bool> open;  // true: not archived, false: archived
  // False: codes of which something is here but not their registration. They are at no stage and of no level.
  std::optional<bool> registered;
  std::string contact_type, category, department, owner, place, channel;
  bool overdue = false, conflicts = false;
  // A result stands that nobody reviewed, and the case is important or urgent, or came back at least once (R94).
  bool to_review = false;
  bool escalated = false;  // a person escalated it to this visitor's role
  std::optional<Instant> from, until;  // submitted_at, until excluded
  std::string words;                   // search; several words must all be there
  CaseOrderBy order = CaseOrderBy::newest;
  std::int64_t page = 0;
  int page_size = 50;  // at most 200
};

struct CasePage {
  std::vector<CaseRow> rows;
  std::int64_t total = 0;  // of the filter, all pages
};
Result<CasePage> list_cases(Office& office, const CaseFilter& filter, const Visitor& visitor);

// What the tabs of the list say; of whole malls from the counters, not by scanning.
struct CaseCounts {
  std::int64_t total = 0, open = 0, level_1 = 0, overdue = 0, conflicts = 0, to_review = 0, escalated = 0, unregistered = 0;
};
Result<CaseCounts> count_cases(Office& office, const std::string& mall, const Visitor& visitor);

// Streams every row of the filter (paging ignored) to `out`; stops at its first error.
Status each_case(Office& office, const CaseFilter& filter, const Visitor& visitor,
                 const std::function<Status(const CaseRow&)>& out);

// May this visitor read what the case says (core/model/least_privilege.h)? False for a case that they may not even see.
Result<bool> may_read(Database& db, const CaseRow& row, const Visitor& visitor);

// Whether this visitor may see that the case is there: analysts and administrators any, others their mall's, a handler
// their department's and their own (docs/decisions/0006-what-a-handler-sees.md).
bool may_see(const CaseRow& row, const Visitor& visitor);

// One row by code, whatever the visitor may see: callers check.
Result<std::optional<CaseRow>> find_case_row(Database& db, CaseCode code);

}  // namespace redress::headoffice
