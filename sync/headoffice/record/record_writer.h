// The one way an event gets into the record, whoever wrote it: row, sealed part, and every projection in the
// same transaction. A new registration is a plain insert; other events re-fold only their case, once per
// transaction. Rows wait in queues and are inserted many at once; everything here that reads them has them
// written first, others read them after finish().
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
#include "core/store/row_queue.h"
#include "sync/headoffice/cases/case_projection.h"

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
  const FirstLook* first_look = nullptr;  // of a registration
};

class RecordWriter {
 public:
  RecordWriter(Office& office, Database& db, Instant now);
  // `event` is null if the bytes are no event (then refused).
  Status add(const NewEvent& row, const Event* event);
  Status write_rows();                  // for who reads them before finish()
  bool holds(const Uuid& event) const;  // its row is not written yet
  // An event that is here came without its sealed part before (a kiosk relayed it); an erased one stays away.
  // Counters that pulled the event meanwhile are told.
  Status add_missing_sealed(std::int64_t n, const Event& event, ByteView sealed);
  Status finish();  // folds what was touched, writes the counters; before the commit

  // For after the commit: announce(office, outcome()).
  struct Outcome {
    std::map<std::int64_t, bool> news;  // mall → an alarm is among it
    bool erased = false, held = false;  // or released
  };
  Outcome outcome() const { return {news_, erased_, held_}; }

 private:
  Result<std::int64_t> next_n();
  Result<bool> is_code_erased(CaseCode code);
  Status keep_sealed(std::int64_t n, const Event& event, ByteView sealed);
  Status note_alarm(std::int64_t n, const NewEvent& row, const Event& event);
  Status note_clock(const Event& event, std::int64_t mall);
  Status note_erasure(const Event& event);
  Status note_revocation(const Event& event, std::int64_t mall);
  Status make_keys();
  Status tell_late_texts();
  Office& office_;
  Database& db_;
  Instant now_;
  CaseProjection cases_;
  std::map<std::int64_t, bool> news_;
  std::optional<bool> any_erasure_;
  bool erased_ = false, held_ = false;
  std::set<std::int64_t> keys_due_;                        // malls of which a counter was revoked
  std::set<CaseCode> erased_codes_;                        // of which something came
  std::vector<std::pair<std::int64_t, Uuid>> late_texts_;  // mall, event
  RowQueue events_, sealed_;
  std::vector<Uuid> unwritten_;      // ids of events that are not written yet
  std::int64_t newest_n_ = -1;  // -1: not asked for yet
};

// After the commit: wakes who waits; after an erasure empties the write-ahead log, so that no file holds the
// bytes; notes holds outside.
void announce(Office& office, const RecordWriter::Outcome& outcome);

}  // namespace redress::headoffice
