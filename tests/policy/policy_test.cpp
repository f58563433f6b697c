#include <doctest/doctest.h>

#include "assets/asset.h"
#include "core/policy/policy.h"

using namespace redress;

TEST_CASE("the embedded policy is accepted") {
  auto parsed = parse_policy(asset("policy/mall.json"));
  REQUIRE_MESSAGE(parsed.ok(), (parsed.ok() ? "" : parsed.error().what));
}
