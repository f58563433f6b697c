// One version: what the programs say of themselves and what their packages are called.
#include <doctest/doctest.h>

#include "core/base/version.h"
#include "tests/house/sentences.h"

using namespace redress;

TEST_CASE("The programs have the version of the newest entry of the packages' changelog") {
  const auto changelog = house::text_of("packaging/debian/changelog");
  CHECK(changelog.starts_with("redress (" + std::string(kProgram_version) + ") "));
}
