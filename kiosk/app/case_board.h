// What the queue and the list of call-backs choose from: the rows of all open cases, of codes whose case is awaited and of
// shoppers still to be called back, kept in memory. After an event only the rows it touched are read again.
// Engine thread.
#pragma once

#include <span>
#include <unordered_map>
#include <vector>

#include "core/store/store.h"
#include "kiosk/app/case_view.h"

namespace redress {

class CaseBoard {
 public:
  Status refresh(Store& store);
  void forget();  // another policy or key: everything anew
  std::span<const CaseRow> rows() const { return rows_; }

  // What was worked out of a row for a person, as long as the row is the same and the minute has not passed.
  const QueueRowView* worked_out(const CaseRow& row, const Person& person, Instant now) const;
  void keep(const CaseRow& row, const Person& person, Instant now, const QueueRowView& view);

 private:
  struct Kept {
    std::string staff;
    std::int64_t minute = 0;
    QueueRowView view;
  };
  Status read_all(Store& store);
  Status read(Store& store, CaseCode code);
  void put(CaseRow row);
  void drop(CaseCode code);

  std::int64_t newest_ = -1;  // event row up to which this is true; -1: nothing is read yet
  std::vector<CaseRow> rows_;
  std::unordered_map<CaseCode, std::size_t> places_;
  std::unordered_map<CaseCode, Kept> kept_;
};

}  // namespace redress
