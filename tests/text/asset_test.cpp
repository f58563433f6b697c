#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "assets/asset.h"
#include "tests/source_dir.h"

TEST_CASE("an embedded file has exactly the bytes of its file") {
  std::ifstream in(source_dir() + "/assets/lang/zh-Hans.json", std::ios::binary);
  std::stringstream bytes;
  bytes << in.rdbuf();
  CHECK(redress::asset("lang/zh-Hans.json") == bytes.str());
  CHECK(!bytes.str().empty());
}

TEST_CASE("a path that does not exist has no bytes, and prefixes list what is there") {
  CHECK(!redress::has_asset("lang/xx.json"));
  CHECK(redress::asset("lang/xx.json").empty());
  CHECK(redress::asset_paths("lang/").size() >= 3);
  CHECK(redress::asset_paths("").front() <= redress::asset_paths("").back());
}
