// Counts since the server started.
//
// Thread: any.
#pragma once

#include <atomic>
#include <cstdint>

namespace redress::headoffice {

// What /metrics shows; never anything about a person.
struct Counters {
  std::atomic<std::int64_t> requests{0}, batches{0}, events_accepted{0}, events_duplicate{0},
      events_conflict{0}, events_refused{0}, batches_rejected{0}, pulls{0}, sign_in_failures{0},
      wrong_codes{0}, last_ingest_ms{0}, connections{0}, waiting{0}, too_busy{0}, indexed{0};
};

}  // namespace redress::headoffice
