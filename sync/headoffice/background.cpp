#include "sync/headoffice/background.h"

#include <malloc.h>
#include <unistd.h>

#include <utility>

#include "sync/headoffice/cases/case_recheck.h"
#include "sync/headoffice/cases/search.h"
#include "sync/headoffice/record/erasure.h"
#include "sync/headoffice/record/holds.h"
#include "sync/headoffice/record/office.h"
#include "sync/headoffice/report/report_upkeep.h"

namespace redress::headoffice {

namespace {

constexpr int kIndex_events = 200, kReport_events = 500, kRecheck_cases = 100;
constexpr std::int64_t kBusy_ms = 1500;          // since the last batch
constexpr std::uint64_t kLog_bytes = 96u << 20;  // while devices upload
constexpr std::uint64_t kIdle_log_bytes = 1u << 20;
constexpr int kSkips = 20;  // rounds
constexpr int kStep_us = 20'000, kPause_us = 250'000;
constexpr int kKept_bytes = 64 << 20, kBlock_bytes = 16 << 20, kStep_bytes = 1 << 20;

// A batch's memory serves the next one: giving it back in between and fetching it anew was a tenth of an
// upload.
void keep_memory() {
  mallopt(M_TRIM_THRESHOLD, kKept_bytes);
  mallopt(M_MMAP_THRESHOLD, kBlock_bytes);
  mallopt(M_TOP_PAD, kStep_bytes);
}

// A disk that was full is found writable again before the next batch comes.
void try_disk(Store& store) {
  if (store.failing())
    (void)store.write([](Database& db) { return db.run("INSERT OR REPLACE INTO setting(key, value) VALUES('disk_failed', 1)"); });
}

}  // namespace

Background::Background(Office& office) : office_(office), clusters_(office), thread_([this] { run(); }) {
  keep_memory();
}

Background::~Background() {
  ending_ = true;
  thread_.join();
}

bool Background::work() {
  try_disk(office_.store());
  if (office_.holds_due) office_.holds_due = !note_holds(office_).ok();
  if (office_.erasures_due) office_.erasures_due = !finish_erasures(office_).ok();
  bool busy = office_.now().ms - office_.counters().last_ingest_ms < kBusy_ms;
  (void)office_.store().checkpoint(busy ? kLog_bytes : kIdle_log_bytes);
  if (std::exchange(was_busy_, busy) && !busy) malloc_trim(0);
  // Uploads that never pause must not starve the rest: then it gets a turn once in a while.
  if (busy && ++skipped_ < kSkips) return false;
  skipped_ = 0;
  auto indexed = index_some(office_, kIndex_events);
  auto reported = report_some(office_, kReport_events);
  auto rechecked = recheck_cases(office_, kRecheck_cases);
  auto aged = recheck_open_cases(office_, kRecheck_cases);
  auto grouped = clusters_.work_some();
  return !busy && ((indexed.ok() && *indexed > 0) || (reported.ok() && *reported > 0) ||
                   (rechecked.ok() && *rechecked > 0) || (aged.ok() && *aged > 0) || (grouped.ok() && *grouped > 0));
}

void Background::run() {
  while (!ending_) ::usleep(work() ? kStep_us : kPause_us);
}

}  // namespace redress::headoffice
