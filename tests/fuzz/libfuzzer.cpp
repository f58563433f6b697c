// libFuzzer's way in. TARGET=name in the environment chooses what is fuzzed.
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <cstdlib>

#include "tests/fuzz/fuzz.h"

namespace {

using namespace redress;

const fuzz::Target* chosen() {
  const char* name = std::getenv("TARGET");
  for (const auto& target : fuzz::targets())
    if (name && target.name == name) return &target;
  return nullptr;
}

// The worlds of tests/pages and tests/headoffice check themselves; here a failed check ends the program.
struct Checks {
  Checks() {
    context.setAsDefaultForAssertsOutOfTestCases();
    context.setAssertHandler(
        [](const doctest::AssertData& failed) { fuzz::require(!failed.m_failed, failed.m_expr); });
  }
  doctest::Context context;
};

}  // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  static Checks checks;
  fuzz::require(chosen() != nullptr, "TARGET names one of tests/fuzz/targets");
  chosen()->take({});  // sets up a head office where one is needed: seconds that count for no input
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto* target = chosen();
  target->take({data, size});
  return 0;
}
