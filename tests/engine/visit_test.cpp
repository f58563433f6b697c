// What a start knows of the visit before it.
#include "tests/engine/bare_device.h"

using namespace redress;

TEST_CASE("a visit that was cut off is told once by the next start, in its language; one that ended is not") {
  BareDevice device;
  device.open();
  CHECK_FALSE(device.engine->take_cut_visit());
  REQUIRE(device.engine->note_visit("en").ok());
  device.open();  // nothing was said of its end
  CHECK(device.engine->take_cut_visit() == "en");
  CHECK_FALSE(device.engine->take_cut_visit());
  REQUIRE(device.engine->note_visit("zh-Hant").ok());
  REQUIRE(device.engine->note_visit("").ok());
  device.open();
  CHECK_FALSE(device.engine->take_cut_visit());
}
