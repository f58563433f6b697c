#include <doctest/doctest.h>
#include <time.h>

#include <chrono>

#include "sync/headoffice/cases/acts.h"
#include "tests/headoffice/kit.h"

using namespace redress;
using namespace redress::headoffice;
using namespace redress::headoffice::test;

namespace {

double cpu_s() {
  timespec t{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) / 1e9;
}

void measure(const char* name, bool sealed) {
  World world;
  Device kiosk(*world.office, "xinghe", "kiosk", "K1");
  constexpr std::size_t kEvents = 100'000, kBatch = 2000;
  for (std::size_t i = 0; i < kEvents; ++i)
    kiosk.submit(sealed ? "这是一段大约六十个字的投诉内容，说明了排队太久、收银员态度不好、以及促销价格与标示"
                          "的价格不一致这三件事情，请尽快处理答复。"
                        : "");
  std::vector<Bytes> batches;
  Hash256 chain{};
  for (std::size_t i = 0; i < kEvents; i += kBatch) {
    wire::BatchEncoder encoder(kiosk.answer.epoch, kiosk.incarnation, i + 1, chain);
    for (std::size_t k = i; k < i + kBatch; ++k)
      REQUIRE(encoder.add(as_bytes(kiosk.log[k].bytes), kiosk.log[k].sealed));
    chain = encoder.chain();
    batches.push_back(encoder.finish(kiosk.key));
  }
  auto begun = std::chrono::steady_clock::now();
  auto cpu = cpu_s();
  for (const auto& batch : batches) REQUIRE(ingest_batch(*world.office, batch).status == 200);
  cpu = cpu_s() - cpu;
  auto wall = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  MESSAGE(name << ": " << kEvents / wall << " events/s, " << cpu * 1e6 / kEvents
               << " us of processor an event");
  CHECK(world.number("SELECT sum(cases) FROM stage_count") == kEvents);
}

}  // namespace

TEST_CASE("rate of ingest without sealed parts" * doctest::skip()) {
  measure("clear", false);
}
TEST_CASE("rate of ingest with sealed parts" * doctest::skip()) {
  measure("sealed", true);
}
