// bench_report FOLDER CASES: page 63 over so many cases in two years of two malls, through the router as a
// browser gets it. The report rows are filled in by SQL, since the page reads nothing else. Lines `name value
// unit`, processor time of the thread that answers.
#include <stdio.h>

#include <algorithm>
#include <string>

#include "core/report/period.h"
#include "platform/linux/system_clock.h"
#include "sync/headoffice/command/setup.h"
#include "sync/headoffice/pages/pages.h"
#include "sync/headoffice/people/people.h"
#include "sync/headoffice/record/office.h"
#include "sync/headoffice/router.h"
#include "tests/bench/bench.h"

using namespace redress;
using namespace redress::headoffice;

namespace {

// Numbers that look thrown, from the number of the case and a salt.
#define DICE(salt) "((n * 2654435761 + " #salt " * 40503) / 7 % 65536)"

constexpr std::string_view kFill = R"sql(
INSERT INTO report_case(mall, day, code, kinds, device, policy, contact_type, category, place, channel, department, owner,
  cause, source, complexity, outside_party, staff_fault, validity, level, ripens_at, ripe_level, captured_at, transit_ms,
  excuse_ms, acknowledged_at, first_answer_at, resolved_at, took_ms, in_time, resolve_due, overdue_from, late_by_transit,
  closed_at, assigned, disputes, escalated, is_repeat, told, shopper_rating, staff_rating, attitude, cost_fen, resolved_by,
  reviews, repeated_at, repeat_withdrawn_at)
WITH RECURSIVE numbers(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < ?1),
thrown AS (SELECT n, 1 + n % 2 AS mall, ?2 - 730 * 86400000 + n * (730 * 86400000 / ?1) AS at,
  )sql" DICE(1) " AS a, " DICE(2) " AS b, " DICE(3) " AS c, " DICE(4) R"sql( AS d FROM numbers)
SELECT mall, (at + 28800000) / 86400000, n * 36028797 + 1, 31, 1 + a % 40, '2026-04',
  iif(a % 6 = 0, 'enquiry', 'complaint'), 'category_' || b % 14, 'place_' || c % 220,
  iif(d % 5 = 0, 'phone', 'kiosk'), 'department_' || a % 9, 'staff_' || b % 60, iif(c % 3, 'process', ''), 'external', '', '', '', c % 3, 1 + d % 4,
  NULL, 0, at, a * 10, a * 10, at + a * 600, at + b * 1200, at + c * 3000, c * 3000, d % 12 > 0, at + 400000000,
  iif(d % 50 = 0, at + 400000000, NULL), 0, iif(d % 50 = 0, NULL, at + c * 3000 + 86400000), 1 + (a % 20 = 0), b % 25 = 0,
  c % 40 = 0, 0, 1, a % 6, 0, b % 6, c + d % 90 * 100, 'staff_' || b % 60, '',
  NULL, NULL FROM thrown)sql";

// What stands open of them: overdue and never answered, from its deadline on.
constexpr std::string_view kFill_standing = R"sql(
INSERT INTO report_standing(mall, day, code, device, policy, contact_type, category, place, channel, department, owner, cause,
  source, complexity, outside_party, staff_fault, validity, level, ripens_at, ripe_level, captured_at, transit_ms, excuse_ms,
  acknowledged_at, first_answer_at, resolved_at, took_ms, in_time, resolve_due, overdue_from, late_by_transit, closed_at,
  assigned, disputes, escalated, is_repeat, told, shopper_rating, staff_rating, attitude, cost_fen, resolved_by, reviews,
  from_at, until_at)
SELECT mall, day, code, device, policy, contact_type, category, place, channel, department, owner, cause, source, complexity,
  outside_party, staff_fault, validity, level, ripens_at, ripe_level, captured_at, transit_ms, excuse_ms, acknowledged_at,
  first_answer_at, NULL, 0, 0, resolve_due, overdue_from, 0, NULL, assigned, disputes, escalated, is_repeat, told,
  shopper_rating, staff_rating, attitude, cost_fen, resolved_by, reviews, overdue_from + 1, 9000000000000000
  FROM report_case WHERE overdue_from IS NOT NULL)sql";

struct Bench {
  Office& office;
  Router router;
  std::string cookie;

  double look(const std::string& address) {
    Request request;
    request.method = "GET";
    request.path = address.substr(0, address.find('?'));
    request.target = address;
    if (auto at = address.find('?'); at != std::string::npos)
      request.query = *parse_form(address.substr(at + 1));
    request.cookies = parse_cookies(cookie);
    auto from = processor_ms(CLOCK_THREAD_CPUTIME_ID);
    auto reply = router.handle(office, request);
    auto took_ms = processor_ms(CLOCK_THREAD_CPUTIME_ID) - from;
    if (reply.status != 200) stop(address + ": " + std::to_string(reply.status));
    return took_ms;
  }
  double median(const std::string& address, int times) {
    return median_of(times, [&] { return look(address); });
  }
  // What the upkeep of report rows does behind an event of one case of each of so many days, the last so many days ago, and of
  // one that stands open, in every mall. The sheets of the months they are of are out of date then.
  double median_after_events(const std::string& address, int days_ago, int days, int times) {
    return median_of(times, [&] {
      ReportChanges changes;
      auto changed = office.store().write([&](Database& db) -> Status {
        REDRESS_TRY_ASSIGN(auto today, db.integer(0, "SELECT max(day) FROM report_day"));
        const auto last = today - days_ago;
        REDRESS_TRY(db.run("UPDATE report_sheet SET version = version + 1 WHERE first_day > ?", last - days - 31));
        for (std::int64_t mall : {1, 2}) {
          for (auto day = last - days; day < last; ++day) REDRESS_TRY(change_a_case(db, mall, day, changes.days[{mall, civil_from_days(day)}]));
          REDRESS_TRY(change_a_standing(db, mall, changes.standing[mall]));
        }
        return {};
      });
      if (!changed.ok()) stop(changed.error().what);
      office.running_days().follow(changes);
      return look(address);
    });
  }
  static Status change_a_case(Database& db, std::int64_t mall, std::int64_t day, DayChange& change) {
    static const std::string one = "SELECT " + std::string(kReport_columns) + " FROM report_case WHERE mall = ? AND day = ? LIMIT 1";
    RowChange now{{}, 31, +1};
    {
      auto row = db.query(one, mall, day);
      REDRESS_TRY_ASSIGN(const bool found, row.step());
      if (!found) return invalid("a day without cases");
      read_report_row(row, now.row);
    }
    change.rows.push_back({now.row, 31, -1});
    now.row.fact.cost_fen += 1;
    REDRESS_TRY(db.run("UPDATE report_case SET cost_fen = ? WHERE code = ?", now.row.fact.cost_fen, now.row.code.number));
    change.rows.push_back(std::move(now));
    REDRESS_TRY_ASSIGN(change.version, db.integer(0, "UPDATE report_day SET version = version + 1 WHERE mall = ? AND day = ? RETURNING version", mall, day));
    return {};
  }
  static Status change_a_standing(Database& db, std::int64_t mall, StandingChange& change) {
    static const std::string one = "SELECT " + std::string(kStanding_columns) + " FROM report_standing WHERE mall = ? LIMIT 1";
    StandingRow now;
    {
      auto row = db.query(one, mall);
      REDRESS_TRY_ASSIGN(const bool found, row.step());
      if (!found) return invalid("nothing stands open");
      read_standing_row(row, now);
    }
    change.rows.emplace_back(now, -1);
    now.row.fact.cost_fen += 1;
    REDRESS_TRY(db.run("UPDATE report_standing SET cost_fen = ? WHERE code = ?", now.row.fact.cost_fen, now.row.code.number));
    change.rows.emplace_back(std::move(now), +1);
    REDRESS_TRY_ASSIGN(change.version, db.integer(0, "UPDATE mall SET standing = standing + 1 WHERE no = ? RETURNING standing", mall));
    return {};
  }
  template <class Ask>
  static double median_of(int times, Ask ask) {
    std::vector<double> took_ms;
    for (int i = 0; i < times; ++i) took_ms.push_back(ask());
    std::sort(took_ms.begin(), took_ms.end());
    return took_ms[took_ms.size() / 2];
  }
};

}  // namespace

int main(int count, char** words) {
  if (count != 3) stop("FOLDER CASES");
  std::string folder = words[1];
  auto cases = std::stoll(words[2]);
  SystemClock clock;
  SystemRandom random;
  if (auto made = set_up(folder, {}, clock, random); !made.ok()) stop(made.error().what);
  auto office = Office::open(folder, clock, random);
  if (!office.ok()) stop(office.error().what);
  if (auto put = put_person(**office, {"A1", "Fang", "", "", Role::analyst, {}, "correct horse 1"});
      !put.ok())
    stop(put.error().what);
  auto filled = (*office)->store().write([&](Database& db) -> Status {
    REDRESS_TRY(db.run(kFill, cases, (*office)->now()));
    REDRESS_TRY(db.run(kFill_standing));
    return db.run("INSERT INTO report_day SELECT DISTINCT mall, day, 1 FROM report_case");
  });
  if (!filled.ok()) stop(filled.error().what);
  Bench bench{**office, {}, {}};
  add_pages(bench.router);
  auto session = sign_in(**office, {}, "A1", "correct horse 1");
  if (!session.ok()) stop(session.error().what);
  bench.cookie = session->back().substr(0, session->back().find(';'));
  auto last_month =
      Period::of(PeriodKind::month, civil_from_days((*office)->now().ms / kDay_ms)).before().name();
  auto page = "/reports?period=" + last_month;
  auto narrowed = page + "&mall=xinghe&category=category_3&by=department";
  printf("report_cases %lld cases\n", cases);
  printf("report_month_page_first %.1f ms\n", bench.look(page));
  printf("report_month_page %.2f ms\n", bench.median(page, 21));
  printf("report_month_page_narrowed_first %.1f ms\n", bench.look(narrowed));
  printf("report_month_page_narrowed %.2f ms\n", bench.median(narrowed, 5));
  printf("report_running_month_first %.1f ms\n", bench.look("/reports"));
  printf("report_running_month_after_events_of_1_day %.1f ms\n", bench.median_after_events("/reports", 0, 1, 21));
  printf("report_running_month_after_events_of_10_days %.1f ms\n", bench.median_after_events("/reports", 0, 10, 21));
  printf("report_running_month_after_events_of_the_month_before %.1f ms\n", bench.median_after_events("/reports", 35, 1, 21));
  printf("report_cases_behind_a_figure %.1f ms\n",
         bench.median("/reports/cases?period=" + last_month + "&kpi=closure&part=denominator", 5));
}
