#include "sync/headoffice/report/rebuild.h"

#include <vector>

#include "sync/headoffice/cases/case_projection.h"
#include "sync/headoffice/record/office.h"
#include "sync/headoffice/report/report_upkeep.h"

namespace redress::headoffice {

namespace {

constexpr std::size_t kChunk = 5000;  // cases whose counters are added up before they are written

Result<std::vector<CaseCode>> all_codes(Database& db) {
  std::vector<CaseCode> out;
  auto row = db.query("SELECT DISTINCT code FROM event WHERE code IS NOT NULL AND verdict < 2 ORDER BY code");
  while (true) {
    REDRESS_TRY_ASSIGN(bool more, row.step());
    if (!more) return out;
    out.push_back({row.number(0)});
  }
}

}  // namespace

Result<std::int64_t> rebuild_projections(Office& office) {
  return office.store().write([&](Database& db) -> Result<std::int64_t> {
    for (auto table : {"case_row", "stage_count", "day_count", "case_cluster", "cluster_due"})
      REDRESS_TRY(db.run("DELETE FROM " + std::string(table)));
    REDRESS_TRY_ASSIGN(auto codes, all_codes(db));
    CaseProjection cases(office, db, office.now());
    for (std::size_t i = 0; i < codes.size(); ++i) {
      cases.touch(codes[i]);
      if ((i + 1) % kChunk == 0) REDRESS_TRY(cases.finish());
    }
    REDRESS_TRY(cases.finish());
    REDRESS_TRY(rewrite_report_rows(office, db));
    return static_cast<std::int64_t>(codes.size());
  });
}

}  // namespace redress::headoffice
