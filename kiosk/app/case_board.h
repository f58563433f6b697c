// What the queue and the list of call-backs choose from: the rows of all open cases, of codes whose case is awaited and of
// shoppers still to be called back, kept in memory. After an event only the rows it touched are read again.
// Engine thread.
#pragma once

#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "core/store/store.h"
#include "kiosk/app/case_view.h"

namespace redress {

class CaseBoard {
 public:
  Status refresh(Store& store);
  // Whether refresh() has little to do. After too many changes everything is forgotten, to be read in pieces.
  bool is_near(Store& store);
  // Reads the next thousand rows of the first time; false: they are all here.
  Result<bool> read_some(Store& store);
  bool is_whole() const { return is_whole_; }
  void forget();  // another policy or key: everything anew
  std::span<const CaseRow> rows() const { return rows_; }

  // Deadlines are the rules' to say, and to say anew when time has changed their answer. Rows to ask them about now, at
  // most so many.
  std::vector<CaseCode> to_judge(Instant now, std::size_t most) const;
  void judged(CaseCode code, const Judgement& judgement);

  // What was worked out of a row for a person, as long as the row is the same and the minute has not passed.
  const QueueRowView* worked_out(const CaseRow& row, const Person& person, Instant now) const;
  void work_out_anew() { kept_.clear(); }
  void keep(const CaseRow& row, const Person& person, Instant now, const QueueRowView& view);

 private:
  struct Deadline {
    bool known = false;
    std::optional<Instant> until;  // time alone changes it then
  };
  struct Kept {
    std::string staff;
    std::int64_t minute = 0;
    QueueRowView view;
  };
  Status begin(Store& store, std::int64_t newest);
  Status read(Store& store, CaseCode code);
  void put(CaseRow row);
  void drop(CaseCode code);

  std::int64_t newest_ = -1;  // event row up to which this is true; -1: nothing is read yet
  bool is_whole_ = false;     // false: open cases behind last_ are still to be read
  std::optional<CaseRow> last_;
  std::vector<CaseRow> rows_;
  std::vector<Deadline> deadlines_;  // of rows_, at the same places
  std::unordered_map<CaseCode, std::size_t> places_;
  std::unordered_map<CaseCode, Kept> kept_;
};

}  // namespace redress
