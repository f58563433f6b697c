#include "kiosk/receipt/qr.h"

#include <doctest/doctest.h>

#include <string>

using namespace redress;

TEST_CASE("QR codes are version 2 up to 38 characters, version 3 up to 61, and never larger") {
  for (std::size_t size = 1; size <= 61; ++size) {
    auto matrix = qr_matrix(std::string(size, 'Z'));
    REQUIRE(matrix.ok());
    REQUIRE(matrix->version == (size <= 38 ? 2 : 3));
    REQUIRE(matrix->modules == 17 + 4 * matrix->version);
    REQUIRE(matrix->dark.size() == static_cast<std::size_t>(matrix->modules * matrix->modules));
    for (int i = 0; i < 7; ++i) REQUIRE((matrix->at(i, 0) && matrix->at(0, i)));  // finder pattern
  }
  CHECK(qr_matrix(std::string(62, 'Z')).error().code == Errc::limit);
  CHECK(qr_matrix("").error().code == Errc::invalid);
  CHECK(qr_matrix("lower").error().code == Errc::invalid);
  CHECK(qr_matrix("A\n").error().code == Errc::invalid);
}
