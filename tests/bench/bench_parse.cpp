// bench_parse FILE.redress: what it takes to believe a batch: unpacked, hashes, chain and signature checked,
// events parsed strictly, against simdjson alone over the same events. Lines `name value unit`, of the
// fastest of nine rounds.
#include <simdjson.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "core/model/event.h"
#include "sync/wire/batch.h"

using namespace redress;

namespace {

constexpr int kRounds = 9;

[[noreturn]] void stop(const char* why) {
  fprintf(stderr, "bench_parse: %s\n", why);
  exit(1);
}

double processor_us() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) * 1e6 + static_cast<double>(t.tv_nsec) / 1e3;
}

template <class Work>
double fastest_us(Work work) {
  double best = 1e18;
  for (int i = 0; i < kRounds; ++i) {
    const auto from = processor_us();
    work();
    best = std::min(best, processor_us() - from);
  }
  return best;
}

}  // namespace

int main(int count, char** words) {
  if (count != 2) stop("FILE.redress");
  std::ifstream file(words[1], std::ios::binary);
  const Bytes bytes((std::istreambuf_iterator<char>(file)), {});
  const auto batches = wire::split_batches(bytes);
  if (!batches.ok() || batches->empty()) stop("no batch in the file");
  std::vector<wire::Batch> decoded;
  std::size_t events = 0, event_bytes = 0;
  const auto decode_us = fastest_us([&] {
    decoded.clear();
    for (auto batch : *batches) decoded.push_back(std::move(wire::decode_batch(batch)).value());
  });
  for (const auto& batch : decoded)
    for (const auto& item : batch.items) ++events, event_bytes += item.event.size();
  const auto parse_us = fastest_us([&] {
    for (const auto& batch : decoded)
      for (const auto& item : batch.items)
        if (!parse_event(as_text(item.event)).ok()) stop("an event is none");
  });
  simdjson::dom::parser parser;
  const auto alone_us = fastest_us([&] {
    simdjson::dom::element root;
    for (const auto& batch : decoded)
      for (const auto& item : batch.items)
        if (parser.parse(as_text(item.event).data(), item.event.size()).get(root))
          stop("simdjson refuses an event");
  });
  const auto each = [&](double us) { return us / static_cast<double>(events); };
  printf("parse_events %zu events\n", events);
  printf("parse_event_bytes %.0f bytes/event\n",
         static_cast<double>(event_bytes) / static_cast<double>(events));
  printf("parse_decode_and_hash %.2f us/event\n", each(decode_us));
  printf("parse_strictly %.2f us/event\n", each(parse_us));
  printf("parse_simdjson_alone %.2f us/event\n", each(alone_us));
  printf("parse_against_simdjson %.1f times\n", parse_us / alone_us);
  return 0;
}
