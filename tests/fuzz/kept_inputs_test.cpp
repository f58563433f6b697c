// What was ever found stays found: every kept input goes through its target on every build. A broken property
// ends the program; the last input named in the output is the one.
#include <doctest/doctest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "tests/fuzz/fuzz.h"
#include "tests/source_dir.h"

namespace fs = std::filesystem;
using namespace redress;

namespace {

std::set<fs::path> kept_inputs(std::string_view target) {
  std::set<fs::path> out;
  for (const auto& entry : fs::directory_iterator(fs::path(source_dir()) / "tests/fuzz/corpus" / target))
    out.insert(entry.path());
  return out;
}

Bytes read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("Every kept input is taken as it must be") {
  for (const auto& target : fuzz::targets()) {
    CAPTURE(target.name);
    auto inputs = kept_inputs(target.name);
    CHECK(inputs.size() >= 3);
    for (const auto& path : inputs) {
      std::printf("%s\n", path.c_str());
      std::fflush(stdout);
      target.take(read(path));
    }
    target.take({});
  }
}

TEST_CASE("Every target has a corpus, and every corpus a target") {
  std::size_t folders = 0;
  for ([[maybe_unused]] const auto& entry :
       fs::directory_iterator(fs::path(source_dir()) / "tests/fuzz/corpus"))
    ++folders;
  CHECK(folders == fuzz::targets().size());
}
