#include "sync/headoffice/report/report_clusters.h"

#include <algorithm>

#include "sync/headoffice/record/office.h"
#include "sync/headoffice/report/report_sheet.h"

namespace redress::headoffice {

namespace {

bool narrower_than_place(const ReportScope& scope) {
  for (std::size_t i = 0; i < kCut_count; ++i)
    if (!scope.only[i].empty() && static_cast<Cut>(i) != Cut::category && static_cast<Cut>(i) != Cut::place)
      return true;
  return false;
}

}  // namespace

Result<std::vector<ClusterLine>> clusters_in(Office& office, Database& db, const Period& period,
                                             const ReportScope& scope) {
  std::vector<ClusterLine> out;
  if (narrower_than_place(scope)) return out;
  for (const auto& rules : office.rules().all()) {
    if (!scope.mall.empty() && rules->mall_id != scope.mall) continue;
    auto row = db.query(
        "SELECT c.category, c.place, count(DISTINCT c.n), max(k.people) FROM case_cluster k JOIN case_row c "
        "ON c.n = k.n"
        " WHERE c.mall = ?1 AND c.submitted_at >= ?2 AND c.submitted_at < ?3 AND k.since < ?3"
        " AND (?4 = '' OR c.category = ?4) AND (?5 = '' OR c.place = ?5) GROUP BY c.category, c.place",
        rules->mall, period.begin(rules->site.zone), period.end(rules->site.zone), scope[Cut::category],
        scope[Cut::place]);
    while (true) {
      REDRESS_TRY_ASSIGN(bool more, row.step());
      if (!more) break;
      out.push_back({rules->mall, row.string(0), row.string(1), row.integer(2), row.integer(3)});
    }
  }
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.people > b.people; });
  return out;
}

}  // namespace redress::headoffice
