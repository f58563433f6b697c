// bench_office FOLDER [SEARCHED]: over the filled folder of a head office that is not served just now: a rebuild of all
// projections and whether it changes anything, search of Chinese words in its first SEARCHED texts (20,000) with its recall, cases
// by their code, and what SQLite takes for the same rows without us. Lines `name value unit`; times of the processor, since
// nothing here waits for the disk.
#include <stdio.h>

#include <algorithm>
#include <set>
#include <string>

#include "core/base/utf8.h"
#include "platform/linux/system_clock.h"
#include "sync/headoffice/cases/case_record.h"
#include "sync/headoffice/cases/clusters.h"
#include "sync/headoffice/cases/search.h"
#include "sync/headoffice/record/erasure.h"
#include "sync/headoffice/record/office.h"
#include "sync/headoffice/record/schema.h"
#include "sync/headoffice/report/rebuild.h"
#include "sync/headoffice/report/report_upkeep.h"
#include "tests/bench/bench.h"

using namespace redress;
using namespace redress::headoffice;

namespace {

constexpr int kWords = 60, kLook_ups = 500, kRows_at_once = 1500;

double percentile(std::vector<double>& values, std::size_t percent) {
  std::sort(values.begin(), values.end());
  return values.empty() ? 0 : values[std::min(values.size() - 1, values.size() * percent / 100)];
}

// Time stands still, so that both ways judge at the same moment.
class StoppedClock final : public Clock {
 public:
  Instant wall() const override { return now_; }
  std::int64_t monotonic_ms() const override { return 1'000'000; }
  BootId boot() const override { return {1}; }

 private:
  Instant now_ = SystemClock().wall();
};

// --- rebuild

void settle(Office& office) {
  ClusterUpkeep clusters(office);
  while (must(clusters.work_some()) > 0) {
  }
  must(catch_up_reports(office));
}

// Every value of a table in the order of its first columns, as one text a table.
std::string contents(Database& db, const std::string& table, const std::string& where) {
  std::string out;
  auto row = db.query("SELECT * FROM " + table + " " + where + " ORDER BY 1, 2, 3, 4");
  while (must(row.step()))
    for (int i = 0; i < row.columns(); ++i) out += row.is_null(i) ? "-\t" : row.string(i) + '\t';
  return out;
}

std::vector<std::string> projections(Office& office) {
  auto reader = must(office.store().read());
  return {contents(*reader, "case_row", ""),
          contents(*reader, "stage_count", "WHERE cases <> 0"),
          contents(*reader, "day_count", "WHERE received <> 0"),
          contents(*reader, "case_cluster", ""),
          contents(*reader, "report_case", ""),
          contents(*reader, "report_link", ""),
          contents(*reader, "report_standing", ""),
          contents(*reader, "report_late", "")};
}

void bench_rebuild(Office& office, std::int64_t events) {
  settle(office);
  const auto before = projections(office);
  const auto from = processor_ms(CLOCK_PROCESS_CPUTIME_ID);
  must(rebuild_projections(office));
  const auto took_ms = processor_ms(CLOCK_PROCESS_CPUTIME_ID) - from;
  settle(office);
  printf("rebuild_time %.1f s\n", took_ms / 1000);
  printf("rebuild_per_million_events %.1f s\n", took_ms / 1000 / static_cast<double>(events) * 1e6);
  const auto after = projections(office);
  int differ = 0;
  for (std::size_t i = 0; i < after.size(); ++i) differ += after[i] != before[i];
  printf("rebuild_differs %d tables\n", differ);
}

// --- search

struct Text {
  std::int64_t n;
  std::u32string words;
};

std::vector<Text> texts(Office& office, std::int64_t searched) {
  std::vector<Text> out;
  auto reader = must(office.store().read());
  auto row = reader->query("SELECT n, bytes FROM event WHERE kind = 'submitted' AND n <= ? ORDER BY n",
                           searched);
  while (must(row.step())) {
    auto event = must(parse_event(as_text(row.blob(1))));
    if (!event.sealed) continue;
    auto typed = open_typed(office, *reader, row.integer(0), event);
    if (typed.ok()) out.push_back({row.integer(0), folded((*typed)["text"].string())});
  }
  return out;
}

void bench_search(Office& office, std::int64_t searched) {
  const auto all = texts(office, searched);
  if (all.empty()) return;
  const auto began = processor_ms(CLOCK_PROCESS_CPUTIME_ID);
  std::int64_t done = 0;
  while (done < searched) {
    const auto some = must(index_some(office, 1000));
    if (some == 0) break;
    done += some;
  }
  printf("search_texts %zu texts\n", all.size());
  if (done > 0) printf("search_index %.1f us/event\n", (processor_ms(CLOCK_PROCESS_CPUTIME_ID) - began) * 1000 / static_cast<double>(done));
  auto reader = must(office.store().read());
  for (std::size_t length : {1, 2, 3, 6}) {
    std::vector<double> times_ms;
    std::int64_t there = 0, found = 0, wrong = 0;
    for (int i = 0; i < kWords; ++i) {
      const auto& from = all[all.size() / kWords * static_cast<std::size_t>(i)].words;
      if (from.size() < length + 7) continue;
      const auto word = from.substr(static_cast<std::size_t>(i) % (from.size() - length), length);
      const auto asked = to_utf8(word);
      const auto start = processor_ms(CLOCK_PROCESS_CPUTIME_ID);
      auto hits = must(find_words(office, *reader, asked));
      times_ms.push_back(processor_ms(CLOCK_PROCESS_CPUTIME_ID) - start);
      const std::set<std::int64_t> cases(hits.cases.begin(), hits.cases.end());
      for (const auto& text : all) {
        const bool holds = text.words.find(word) != std::u32string::npos;
        there += holds;
        found += holds && cases.contains(text.n);
        wrong += hits.certain && !holds && cases.contains(text.n);
      }
    }
    printf("search_%zu_recall %.3f share\n", length,
           there ? static_cast<double>(found) / static_cast<double>(there) : 1.0);
    printf("search_%zu_wrong %lld cases\n", length, static_cast<long long>(wrong));
    printf("search_%zu_p95 %.2f ms\n", length, percentile(times_ms, 95));
  }
}

// --- one case by its code

void bench_look_up(Office& office, std::int64_t events) {
  auto reader = must(office.store().read());
  std::vector<CaseCode> codes;
  auto row = reader->query("SELECT code FROM case_row WHERE n % ? = 1",
                           std::max<std::int64_t>(1, events / kLook_ups));
  while (must(row.step())) codes.push_back({row.number(0)});
  std::vector<double> times_ms;
  for (auto code : codes) {
    const auto from = processor_ms(CLOCK_PROCESS_CPUTIME_ID);
    if (must(load_case(*reader, code)).events.empty()) stop("a case is not found by its code");
    times_ms.push_back(processor_ms(CLOCK_PROCESS_CPUTIME_ID) - from);
  }
  printf("case_by_code_p50 %.3f ms\n", percentile(times_ms, 50));
  printf("case_by_code_p95 %.3f ms\n", percentile(times_ms, 95));
}

// --- the same rows in plain inserts of many rows

void bench_plain_inserts(const std::string& folder, std::int64_t events) {
  const auto path = folder + "/plain.db";
  {
    DatabaseOptions options;
    options.page_bytes = 16 * 1024;
    options.cache_kib = 128 * 1024;
    options.synced_commits = false;
    auto db = must(Database::open(path, options));
    must(db.migrate(schema_steps()));
    must(db.run("ATTACH ? AS filled", folder + "/" + std::string(kDatabase_file)));
    const auto from = processor_ms(CLOCK_PROCESS_CPUTIME_ID);
    for (std::int64_t n = 0; n < events; n += kRows_at_once) {
      auto transaction = must(Transaction::begin(db));
      for (auto table : {"event", "sealed", "case_row"})
        must(db.run("INSERT INTO main." + std::string(table) + " SELECT * FROM filled." + table +
                        " WHERE n > ? AND n <= ?",
                    n, n + kRows_at_once));
      must(transaction.commit());
    }
    must(db.checkpoint());
    printf("plain_inserts_cpu %.1f us/event\n", (processor_ms(CLOCK_PROCESS_CPUTIME_ID) - from) * 1000 / static_cast<double>(events));
  }
  remove(path.c_str());
}

}  // namespace

int main(int count, char** words) {
  if (count != 2 && count != 3) stop("FOLDER [SEARCHED]");
  setvbuf(stdout, nullptr, _IOLBF, 0);
  StoppedClock clock;
  SystemRandom random;
  auto office = must(Office::open(words[1], clock, random));
  const auto events = must(must(office->store().read())->integer(0, "SELECT count(*) FROM event"));
  printf("office_events %lld events\n", static_cast<long long>(events));
  bench_look_up(*office, events);
  bench_plain_inserts(words[1], events);
  bench_rebuild(*office, events);
  bench_search(*office, count == 3 ? std::stoll(words[2]) : 20'000);
  return 0;
}
