// What the bench programs over a head office have in common: a failure ends them with its words, and time is that of the
// processor, so that it is the same however loaded the machine is.
#pragma once

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <string>
#include <utility>

#include "core/base/result.h"

namespace redress {

[[noreturn]] inline void stop(const std::string& why) {
  fprintf(stderr, "%s: %s\n", program_invocation_short_name, why.c_str());
  exit(1);
}
template <class T>
T must(Result<T> result) {
  if (!result.ok()) stop(result.error().what);
  return std::move(result).value();
}
inline void must(Status status) {
  if (!status.ok()) stop(status.error().what);
}

// CLOCK_THREAD_CPUTIME_ID or CLOCK_PROCESS_CPUTIME_ID.
inline double processor_ms(clockid_t of) {
  timespec t{};
  clock_gettime(of, &t);
  return static_cast<double>(t.tv_sec) * 1000 + static_cast<double>(t.tv_nsec) / 1e6;
}

}  // namespace redress
