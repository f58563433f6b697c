#include "sync/headoffice/cases/case_recheck.h"

#include <vector>

#include "sync/headoffice/cases/case_projection.h"
#include "sync/headoffice/record/office.h"

namespace redress::headoffice {

namespace {

Status refold_all(Office& office, Database& db, const std::vector<CaseCode>& codes) {
  CaseProjection cases(office, db, office.now());
  for (auto code : codes) cases.touch(code);
  return cases.finish();
}

Result<std::vector<CaseCode>> codes_of(Statement row, std::int64_t* last_n = nullptr) {
  std::vector<CaseCode> out;
  while (true) {
    REDRESS_TRY_ASSIGN(bool more, row.step());
    if (!more) return out;
    out.push_back({row.number(0)});
    if (last_n) *last_n = row.integer(1);
  }
}

}  // namespace

Result<int> recheck_cases(Office& office, int most) {
  std::vector<CaseCode> due;
  {
    REDRESS_TRY_ASSIGN(auto reader, office.store().read());
    REDRESS_TRY_ASSIGN(due, codes_of(reader->query("SELECT code FROM case_row WHERE recheck_at <= ? LIMIT ?",
                                                   office.now(), most)));
  }
  if (due.empty()) return 0;
  auto folded = office.store().write([&](Database& db) { return refold_all(office, db, due); });
  if (!folded.ok()) return folded.error();
  return static_cast<int>(due.size());
}

Status catch_up_cases(Office& office) {
  constexpr int kChunk_cases = 500;
  while (true) {
    REDRESS_TRY_ASSIGN(auto cases, recheck_cases(office, kChunk_cases));
    if (cases < kChunk_cases) return {};
  }
}

Result<int> recheck_open_cases(Office& office, int most) {
  constexpr std::string_view kKeep =
      "INSERT INTO setting(key, value) VALUES(?1, ?2) ON CONFLICT(key) DO UPDATE SET value = ?2";
  std::vector<CaseCode> codes;
  auto today = day_of(office.now());
  std::int64_t from = 0, last = 0;
  bool fresh = false;
  {
    REDRESS_TRY_ASSIGN(auto reader, office.store().read());
    REDRESS_TRY_ASSIGN(auto day, reader->integer(-1, "SELECT value FROM setting WHERE key = 'recheck_day'"));
    fresh = day != today;
    REDRESS_TRY_ASSIGN(from, reader->integer(0, "SELECT value FROM setting WHERE key = 'recheck_n'"));
    if (!fresh && from < 0) return 0;  // today's round is done
    if (fresh) from = 0;
    REDRESS_TRY_ASSIGN(
        codes,
        codes_of(reader->query("SELECT code, n FROM case_row WHERE n > ? AND stage < 6 ORDER BY n LIMIT ?",
                               from, most),
                 &last));
  }
  auto folded = office.store().write([&](Database& db) -> Status {
    REDRESS_TRY(refold_all(office, db, codes));
    if (fresh) REDRESS_TRY(db.run(kKeep, "recheck_day", today));
    return db.run(kKeep, "recheck_n", codes.empty() ? -1 : last);
  });
  if (!folded.ok()) return folded.error();
  return static_cast<int>(codes.size());
}

}  // namespace redress::headoffice
