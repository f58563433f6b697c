#include "kiosk/ui/second_hand.h"

#include <doctest/doctest.h>

#include <vector>

using redress::ui::SecondHand;

TEST_CASE("Every piece is done once, whoever takes it") {
  SecondHand hand;
  for (int round = 0; round < 2000; ++round) {
    std::vector<int> done(static_cast<std::size_t>(round % 37));
    hand.share(done.size(), [&](std::size_t i) { ++done[i]; });
    CHECK(done == std::vector<int>(done.size(), 1));
  }
}
