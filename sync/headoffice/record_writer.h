// The one way an event gets into the record, whoever wrote it: row, sealed part, and every projection in the
// same transaction. A new registration is a plain insert; other events re-fold only their case, once per
// transaction.
//
// Lives for one transaction on the writing connection.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/model/case_fold.h"
#include "core/store/database.h"
#include "sync/headoffice/case_projection.h"

namespace redress::headoffice {

class Office;

enum class Verdict { accepted = 0, fork = 1, refused = 2 };

struct NewEvent {
  std::int64_t device = 0, mall = 0;
  Uuid incarnation;
  std::uint64_t seq = 0;
  ByteView bytes, sealed;
  Hash256 chain{};                    // all zero: not known yet (relayed)
  std::optional<std::int64_t> batch;  // whose signature proves the author
  Verdict verdict = Verdict::accepted;
  std::string reason;
  FirstLook* first_look = nullptr;  // of a registration; used up
};

class RecordWriter {
 public:
  RecordWriter(Office& office, Database& db, Instant now);
  // `event` is nothing if the bytes are no event (then refused). Gives its n.
  Result<std::int64_t> add(const NewEvent& row, std::optional<Event> event);
  // An event that is here came without its sealed part before (a kiosk relayed it); an erased one stays away.
  // Counters that pulled the event meanwhile are told.
  Status add_missing_sealed(std::int64_t n, const Event& event, ByteView sealed);
  Status finish();  // folds what was touched, writes the counters; before the commit

  // For after the commit: announce(office, outcome()).
  struct Outcome {
    std::map<std::int64_t, bool> news;  // mall → an alarm is among it
    bool erased = false;
  };
  Outcome outcome() const { return {news_, erased_}; }

 private:
  Status keep_sealed(std::int64_t n, const Event& event, ByteView sealed);
  Status note_alarm(std::int64_t n, const NewEvent& row, const Event& event);
  Status note_clock(const Event& event);
  Status note_erasure(const Event& event);
  Status tell_late_texts();
  Office& office_;
  Database& db_;
  Instant now_;
  CaseProjection cases_;
  std::map<std::int64_t, bool> news_;
  std::optional<bool> any_erasure_;
  bool erased_ = false;
  std::set<CaseCode> erased_codes_;                        // of which something came
  std::vector<std::pair<std::int64_t, Uuid>> late_texts_;  // mall, event
  Statement insert_event_, insert_sealed_;
  bool is_code_erased(CaseCode code);
};

// After the commit: wakes who waits; after an erasure empties the write-ahead log, so that no file holds the
// bytes.
void announce(Office& office, const RecordWriter::Outcome& outcome);

}  // namespace redress::headoffice
