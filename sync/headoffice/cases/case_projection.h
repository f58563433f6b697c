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
#include "sync/headoffice/cases/case_record.h"
#include "sync/headoffice/cases/judge.h"

namespace redress::headoffice {

class Office;
struct Rules;

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

std::int64_t day_of(Instant t);  // days since 1970 in UTC+8

}  // namespace redress::headoffice
