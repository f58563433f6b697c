#include <doctest/doctest.h>

#include <algorithm>

#include "sync/uplink/pace.h"
#include "tests/store/fixture.h"

using namespace redress;
using test::SeededRandom;

TEST_CASE("a back-off doubles with full jitter up to its cap") {
  SeededRandom random(3);
  for (int failures = 1; failures <= 14; ++failures) {
    auto span_ms = std::min<std::int64_t>(300'000, 1'000ll << (failures - 1));
    std::int64_t least = INT64_MAX, most = 0;
    for (int i = 0; i < 300; ++i) {
      Pace pace(random);
      for (int f = 0; f < failures; ++f) pace.failed(0, -1);
      least = std::min(least, pace.due_in_ms(0));
      most = std::max(most, pace.due_in_ms(0));
    }
    INFO("failures ", failures);
    CHECK(most <= 100 + span_ms);
    CHECK(most > span_ms * 8 / 10);
    CHECK(least < 100 + span_ms / 10);
    CHECK(least >= 100);
  }
}

TEST_CASE("Retry-After is never undercut, not even by the network coming back or a new event") {
  SeededRandom random(4);
  for (int i = 0; i < 200; ++i) {
    Pace pace(random);
    pace.failed(0, 120);
    pace.news(1);
    pace.network_returned(1);
    CHECK(pace.due_in_ms(0) >= 120'000);
    CHECK(pace.due_in_ms(0) <= 120'000 + 13'000);
  }
  Pace pace(random);
  pace.failed(0, 120);
  pace.asked(5);  // a person may
  CHECK(pace.due_in_ms(5) == 0);
}

TEST_CASE("a new event goes at once while all is well and waits during a back-off") {
  SeededRandom random(5);
  Pace pace(random);
  CHECK(pace.due_in_ms(0) == 0);
  pace.begun(0, 30'000);
  pace.succeeded(10, 30'000);
  CHECK(pace.due_in_ms(10) == 29'990);
  pace.news(500);
  CHECK(pace.due_in_ms(500) == 0);
  for (int f = 0; f < 9; ++f) pace.failed(1'000, -1);
  auto due = pace.due_in_ms(1'000);
  pace.news(1'000);
  CHECK(pace.due_in_ms(1'000) == due);
}

TEST_CASE("news during a try make it due again right after") {
  SeededRandom random(6);
  Pace pace(random);
  pace.begun(100, 30'000);
  pace.news(150);
  pace.succeeded(200, 30'000);
  CHECK(pace.due_in_ms(200) == 0);
}

TEST_CASE("a whole mall that comes back spreads over two seconds") {
  SeededRandom random(7);
  std::int64_t least = INT64_MAX, most = 0;
  for (int i = 0; i < 300; ++i) {
    Pace pace(random);
    for (int f = 0; f < 12; ++f) pace.failed(0, -1);
    pace.network_returned(1'000);
    least = std::min(least, pace.due_in_ms(1'000));
    most = std::max(most, pace.due_in_ms(1'000));
  }
  CHECK(most <= 2'000);
  CHECK(most > 1'600);
  CHECK(least < 200);
}
