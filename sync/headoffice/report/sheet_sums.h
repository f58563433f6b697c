// What a sheet is made of, as sums that rows are added to and taken out of again: so the same figures come out whether all
// rows are counted or only those that changed.
//
// Thread: one at a time.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "sync/headoffice/report/report_sheet.h"

namespace redress::headoffice {

// Longer periods are not looked at day by day.
inline constexpr int kBy_day = kind_bit(PeriodKind::week) | kind_bit(PeriodKind::month);

// What a row says in one cut; `room` may hold it.
std::string_view cut_word(const ReportRow& row, Cut cut, Instant as_of, std::string& room);
bool is_complaint(const ReportRow& row);
// What of a row lies within a scope: all of it, only the results that the person whom the scope names gave (R148), or nothing.
enum class Part { none, results, all };
Part part_of(const ReportRow& row, const ReportScope& scope, Instant as_of);
Tally tally_in(const ReportRow& row, const ReportScope& scope, Instant as_of);

class SheetSums {
 public:
  explicit SheetSums(PeriodKind kind, ReportScope scope = {}) : by_day_((kind_bit(kind) & kBy_day) != 0), scope_(std::move(scope)) {}
  // A case received in the period, by what had become of it. Those outside the scope add nothing.
  void add(const ReportRow& row, Instant as_of) { change(row, as_of, +1); }
  void take_out(const ReportRow& row, Instant as_of) { change(row, as_of, -1); }  // as it was added
  // One that stands open at the end, whenever it was received.
  void add_standing(const ReportRow& row, Instant as_of) { change_standing(row, as_of, +1); }
  void take_out_standing(const ReportRow& row, Instant as_of) { change_standing(row, as_of, -1); }
  SheetSums& operator+=(const SheetSums& other);
  // Without moments, clusters and what arrived late.
  Sheet sheet();

 private:
  void change(const ReportRow& row, Instant as_of, int sign);
  void change_cut(Cut cut, std::string_view of, const Tally& tally, int sign);
  void change_people(const ReportRow& row, Part part, const Tally& tally, Instant as_of, int sign);
  void change_cuts(const ReportRow& row, Part part, const Tally& tally, Instant as_of, int sign);
  void change_standing(const ReportRow& row, Instant as_of, int sign);
  bool by_day_;
  ReportScope scope_;
  Sheet sums_;
  std::string room_;
  std::map<std::string, std::int64_t, std::less<>> policies_;  // rows of each version
  std::vector<std::int64_t> resolve_ms_;
  std::set<std::pair<std::int64_t, CaseCode>> overdue_;        // since when
};

}  // namespace redress::headoffice
