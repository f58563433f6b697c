#include "sync/headoffice/report/report_upkeep.h"

#include <algorithm>
#include <set>

#include "sync/headoffice/cases/case_record.h"
#include "sync/headoffice/record/office.h"
#include "sync/headoffice/report/report_rows.h"

namespace redress::headoffice {

namespace {

constexpr int kChunk_events = 5000;
constexpr std::string_view kDone = "SELECT value FROM setting WHERE key = 'reported_n'";

Status set_done(Database& db, std::int64_t n) {
  return db.run(
      "INSERT INTO setting(key, value) VALUES('reported_n', ?1) ON CONFLICT(key) DO UPDATE SET value = ?1",
      n);
}

Result<std::set<CaseCode>> cases_named(Database& db, std::int64_t after, std::int64_t until) {
  std::set<CaseCode> out;
  // A clock that was measured late moves the times of what its device had sent before. What it sent later has
  // its turn of its own, and no row yet.
  auto row = db.query(
      "SELECT code, kind, bytes FROM event WHERE n > ? AND n <= ? AND (code IS NOT NULL OR kind = ?) AND verdict < 2",
      after, until, device_event::clock_measured);
  while (true) {
    REDRESS_TRY_ASSIGN(bool more, row.step());
    if (!more) return out;
    if (!row.is_null(0)) {
      out.insert({row.number(0)});
      continue;
    }
    auto measured = parse_event(as_text(row.blob(2)));
    if (!measured.ok()) continue;
    REDRESS_TRY_ASSIGN(auto codes, cases_of_clock(db, *measured, after));
    out.insert(codes.begin(), codes.end());
  }
}

struct Followed {
  int events = 0;  // 0: all done
  ReportChanges changes;
};

Result<Followed> follow(Office& office, Database& db, int most) {
  REDRESS_TRY_ASSIGN(auto done, db.integer(0, kDone));
  REDRESS_TRY_ASSIGN(auto newest, db.integer(0, "SELECT max(n) FROM event"));
  if (done >= newest) return Followed{};
  const auto until = std::min<std::int64_t>(newest, done + most);
  REDRESS_TRY_ASSIGN(auto codes, cases_named(db, done, until));
  ReportRows rows(office, db);
  for (auto code : codes) {
    REDRESS_TRY_ASSIGN(auto record, load_case(db, code));
    REDRESS_TRY(rows.put(code, record, record.first_n > done));
  }
  REDRESS_TRY_ASSIGN(auto changes, rows.finish());
  REDRESS_TRY(set_done(db, until));
  return Followed{static_cast<int>(until - done), std::move(changes)};
}

}  // namespace

Result<int> report_some(Office& office, int most) {
  {
    REDRESS_TRY_ASSIGN(auto reader, office.store().read());
    REDRESS_TRY_ASSIGN(auto behind, reader->integer(0, "SELECT ifnull(max(n), 0) > ifnull((" +
                                                           std::string(kDone) + "), 0) FROM event"));
    if (!behind) return 0;
  }
  REDRESS_TRY_ASSIGN(const auto followed, office.store().write([&](Database& db) { return follow(office, db, most); }));
  office.running_days().follow(followed.changes);
  return followed.events;
}

Status catch_up_reports(Office& office) {
  while (true) {
    REDRESS_TRY_ASSIGN(auto events, report_some(office, kChunk_events));
    if (events == 0) return {};
  }
}

Status rewrite_report_rows(Office& office, Database& db) {
  for (auto table : {"report_case", "report_link", "report_sheet", "report_standing", "report_late"})
    REDRESS_TRY(db.run("DELETE FROM " + std::string(table)));
  REDRESS_TRY(db.run("UPDATE report_day SET version = version + 1"));
  REDRESS_TRY(db.run("UPDATE mall SET standing = standing + 1"));
  REDRESS_TRY(set_done(db, 0));
  while (true) {
    REDRESS_TRY_ASSIGN(const auto followed, follow(office, db, kChunk_events));
    if (followed.events == 0) return {};
  }
}

}  // namespace redress::headoffice
