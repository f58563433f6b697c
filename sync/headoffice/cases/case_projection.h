// case_row, stage_count and day_count from events: what lists, counts and the tracking page read.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "core/model/case_fold.h"
#include "core/store/database.h"
#include "core/store/row_queue.h"
#include "sync/headoffice/cases/judge.h"

namespace redress::headoffice {

class Office;
struct Rules;

// Events of one case as readers and the projection fold them: corrected times, authors; refused ones are left
// out.
struct CaseRecord {
  std::vector<CaseEvent> events;
  std::vector<std::int64_t> numbers;  // n of each
  std::vector<bool> forks;
  std::int64_t mall = 0, device = 0;  // of the first registration, else of the first event
  std::int64_t first_n = 0, last_n = 0;
  Instant arrived_at;  // of the first registration
};
Result<CaseRecord> load_case(Database& db, CaseCode code);

// Offset of a device's clock in one boot, as first measured (decision 6); 0 while there is none.
class ClockOffsets {
 public:
  explicit ClockOffsets(Database& db) : db_(db) {}
  Result<std::int64_t> of(std::int64_t device, const BootId& boot);
  void forget() { known_.clear(); }

 private:
  Database& db_;
  std::map<std::pair<std::int64_t, BootId>, std::int64_t> known_;
};

// Cases of which the device had written something, up to the event `until`, in the boot whose clock this
// `clock_measured` event tells.
Result<std::vector<CaseCode>> cases_of_clock(Database& db, const Event& measured,
                                             std::int64_t until = INT64_MAX);

// What a registration alone makes of its case, worked out while others hold the write lock. Counts only if the clock's
// offset and the mall's rules are still those when the event is written.
struct FirstLook {
  std::shared_ptr<const Rules> rules;
  std::int64_t offset_ms = 0;
  CaseState state;
  Judged judged;
};
// Of a `submitted` event with a code, which is the same afterwards; `at`: when it is taken to have arrived.
Result<FirstLook> look_first(Office& office, ClockOffsets& offsets, std::int64_t mall, std::int64_t device,
                             const Uuid& incarnation, Event& event, Instant at);

class CaseProjection {
 public:
  CaseProjection(Office& office, Database& db, Instant now);
  // The event's row may be written later, but before finish().
  Status add(std::int64_t n, std::int64_t mall, std::int64_t device, const Uuid& incarnation,
             const Event& event, const FirstLook* look = nullptr);
  void touch(CaseCode code) { touched_.insert(code); }
  // After a clock's offset was written: everything that had been dated without it is folded again.
  Status take_clock(const Event& measured);
  Status finish();

 private:
  struct Old {
    bool exists = false, known = false;
    std::int64_t mall = 0;
    int stage = 0, level = 0;
    Instant submitted_at;
    std::string category;
    bool erased = false;
  };
  // Where a row comes from, beside the state.
  struct Source {
    std::int64_t n = 0, last_n = 0, mall = 0, device = 0;
    std::size_t events = 0;
    Instant arrived_at, first_at;  // first_at: of the first event
  };
  Result<bool> is_new(CaseCode code, std::int64_t n);
  Status add_first(std::int64_t n, std::int64_t mall, std::int64_t device, const Uuid& incarnation,
                   const Event& event, const FirstLook* look);
  Status refold(CaseCode code);
  Status put(const Source& source, const CaseState& state, const Judged& judged, const Old& old);
  Result<Old> old_row(std::int64_t n);
  void note_complaint(std::int64_t mall, const CaseState& state, const Old& old);
  Status flush_counters();
  Office& office_;
  Database& db_;
  Instant now_;
  ClockOffsets offsets_;
  RowQueue rows_;               // of new cases
  std::set<CaseCode> arrived_;  // cases of events that were added
  std::set<CaseCode> touched_, regraded_;
  std::map<CaseCode, std::pair<int, std::int64_t>> silent_;  // further events without effect: count, last n
  std::map<std::tuple<std::int64_t, int, int>, std::int64_t> stages_;
  std::map<std::tuple<std::int64_t, std::string, std::string>, Instant> complaints_;  // mall, category, place: since when
  std::map<std::tuple<std::int64_t, std::int64_t, std::string, std::string, std::string>, std::int64_t> days_;
};

// Cases whose row may change by time alone (lapse, pauses, level by age): folds up to `most` that are due.
// Gives how many were folded.
Result<int> recheck_cases(Office& office, int most);
// All that are due by now: whoever shows rows asks for it first, so that list, counts, report and case page agree at any
// moment, whether the background has had its turn or not.
Status catch_up_cases(Office& office);

// The next `most` open cases after the last ones looked at; a round over all of them is begun once a day,
// for rows that a policy of another day judged. Gives how many were folded.
Result<int> recheck_open_cases(Office& office, int most);

std::int64_t day_of(Instant t);  // days since 1970 in UTC+8

}  // namespace redress::headoffice
