// A sheet: everything counted of one period and scope, cut by each dimension. Sheets are kept and counted again only after
// a case of their mall and period changed (R136, R138).
//
// What was received in the period is judged as of judged_at: when the period settles, or now if that is still to come. What
// was open and overdue or escalated is that of as_of, the end of the period or now, whenever it was received
// (docs/decisions/0009).
#pragma once

#include <array>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/report/early_warning.h"
#include "core/report/kpi.h"
#include "core/report/period.h"
#include "sync/headoffice/report/report_clusters.h"
#include "sync/headoffice/report/report_rows.h"

namespace redress::headoffice {

enum class Cut {
  category, place, channel, kiosk, department, owner, level, cause,
  source, complexity, outside_party, staff_fault  // R17, R40, R41, R98
};
inline constexpr auto kCuts =
    words<Cut>("category", "place", "channel", "kiosk", "department", "owner", "level", "cause", "source",
               "complexity", "outside_party", "staff_fault");
inline constexpr std::size_t kCut_count = 12;

// Which cases a report is about; empty members leave nothing out.
struct ReportScope {
  std::string mall;
  std::array<std::string, kCut_count> only;  // by Cut
  const std::string& operator[](Cut cut) const { return only[static_cast<std::size_t>(cut)]; }
  std::string& operator[](Cut cut) { return only[static_cast<std::size_t>(cut)]; }
  bool whole() const;  // a mall or all malls, nothing further
  std::string text() const;  // of `only`, as a key
  bool operator==(const ReportScope&) const = default;
};

using Tallies = std::map<std::string, Tally, std::less<>>;

struct LateCase {
  CaseCode code;
  Instant arrived_at;
  bool operator==(const LateCase&) const = default;
};

struct Sheet {
  Instant as_of, judged_at;
  Tally all;                                  // complaints; every other contact type is only counted
  std::array<Tallies, kCut_count> cuts;
  std::map<std::string, std::int64_t> other_types;  // contact type → received
  CategoryDays days;                          // of weeks and months
  std::vector<ClusterLine> clusters;
  std::int64_t median_resolve_ms = 0;
  std::set<std::string> policies;             // versions that judged the complaints
  std::vector<CaseCode> overdue;              // the longest first, at most kListed
  std::int64_t late_cases = 0;                // something of them came after it could still be counted in time
  std::vector<LateCase> late;                 // the last to arrive first, at most kListed
  static constexpr std::size_t kListed = 100;
  const Tallies& of(Cut cut) const { return cuts[static_cast<std::size_t>(cut)]; }
};

// The rows of a cut as people read them: most complaints first, those of no word last; levels in their own order (R138).
std::vector<std::pair<std::string, Tally>> ranked(const Sheet& sheet, Cut cut);

// The last moment of the period, when it settles, or `now` if that comes first.
Instant as_of(const Period& period, const Zone& zone, Instant now);
Instant judged_at(const Period& period, const Zone& zone, Instant now);

// Every case received in the period of which something lies within the scope, complaints and others, as of judged_at; and
// every one that stands open at as_of.
using EachRow = std::function<void(const ReportRow&, Instant)>;
Status each_report_row(Office& office, Database& db, const Period& period, const ReportScope& scope, Instant now, const EachRow& out);
Status each_standing_row(Office& office, Database& db, const Period& period, const ReportScope& scope, Instant now, const EachRow& out);
// Counted from every row, without clusters and late cases: what count_sheet() says too, quicker where it can.
Result<Sheet> count_rows(Office& office, Database& db, const Period& period, const ReportScope& scope, Instant now);
Result<Sheet> count_sheet(Office& office, Database& db, const Period& period, const ReportScope& scope, Instant now);
// Kept if it is still right, else counted and kept.
Result<Sheet> sheet_of(Office& office, const Period& period, const ReportScope& scope);

}  // namespace redress::headoffice
