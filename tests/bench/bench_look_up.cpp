// bench_look_up FOLDER CASES…: one case by its code, as the tracking page reads it, in a head office of so many cases. FOLDER
// is a filled one and is spoilt: its events are copied under other codes until there are enough. Lines `name value unit`,
// processor time; growth compares the last number of cases with the first.
#include <stdio.h>

#include <algorithm>
#include <string>
#include <vector>

#include "core/model/case_code.h"
#include "platform/linux/system_clock.h"
#include "sync/headoffice/cases/case_record.h"
#include "sync/headoffice/record/office.h"
#include "tests/bench/bench.h"

using namespace redress;
using namespace redress::headoffice;

namespace {

constexpr int kLook_ups = 4000;

// Codes are thrown, so their index is in no order of time. Made anew behind the rows: one by one it would take hours.
Status grow(Database& db, std::int64_t cases) {
  for (auto index : {"event_seq", "event_id", "event_mall", "event_code"}) REDRESS_TRY(db.run("DROP INDEX IF EXISTS " + std::string(index)));
  REDRESS_TRY(db.run("CREATE TEMP TABLE IF NOT EXISTS pattern AS SELECT row_number() OVER () - 1 AS i, * FROM event"
                     " WHERE kind = 'submitted' AND code IS NOT NULL LIMIT 10000"));
  REDRESS_TRY(db.run("DELETE FROM event WHERE n < 1000000000 AND (n > (SELECT max(n) FROM pattern) OR kind <> 'submitted')"));
  REDRESS_TRY(db.run("CREATE INDEX IF NOT EXISTS temp.pattern_i ON pattern(i)"));
  REDRESS_TRY(db.run("WITH RECURSIVE copies(k) AS (SELECT (SELECT count(*) FROM event) UNION ALL SELECT k + 1 FROM copies WHERE k + 1 < ?1)"
                     " INSERT INTO event SELECT 1000000000 + k, device, seq, mall, (k * 25214903917 + 11) % 36028797018963968, kind, verdict,"
                     " reason, batch, arrived_at, id, chain, bytes FROM copies JOIN pattern ON i = k % (SELECT count(*) FROM pattern)",
                     cases));
  return db.run("CREATE INDEX event_code ON event(code) WHERE code IS NOT NULL");
}

std::vector<CaseCode> thrown_codes(Database& db) {
  std::vector<CaseCode> out;
  auto row = db.query("SELECT code FROM event WHERE n IN (SELECT n FROM event ORDER BY random() LIMIT ?)", kLook_ups);
  while (must(row.step())) out.push_back({row.number(0)});
  return out;
}

double look_up(Office& office, std::int64_t cases) {
  must(office.store().write([&](Database& db) { return grow(db, cases); }));
  auto reader = must(office.store().read());
  const auto codes = thrown_codes(*reader);
  std::vector<double> times_us;
  for (int round = 0; round < 2; ++round) {  // the first warms what is kept in memory
    times_us.clear();
    for (auto code : codes) {
      const double from = processor_ms(CLOCK_THREAD_CPUTIME_ID);
      if (must(load_case(*reader, code)).events.empty()) stop("a case is not found by its code");
      times_us.push_back((processor_ms(CLOCK_THREAD_CPUTIME_ID) - from) * 1000);
    }
  }
  std::sort(times_us.begin(), times_us.end());
  printf("look_up_%lld_p50 %.1f us\n", static_cast<long long>(cases), times_us[times_us.size() / 2]);
  printf("look_up_%lld_p99 %.1f us\n", static_cast<long long>(cases), times_us[times_us.size() * 99 / 100]);
  return times_us[times_us.size() / 2];
}

}  // namespace

int main(int count, char** words) {
  if (count < 3) stop("FOLDER CASES…");
  setvbuf(stdout, nullptr, _IOLBF, 0);
  SystemClock clock;
  SystemRandom random;
  auto office = must(Office::open(words[1], clock, random));
  double first_us = 0, last_us = 0;
  for (int i = 2; i < count; ++i) {
    last_us = look_up(*office, std::stoll(words[i]));
    if (i == 2) first_us = last_us;
  }
  printf("look_up_growth %.2f times\n", last_us / first_us);
  return 0;
}
