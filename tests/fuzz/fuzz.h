// Hostile bytes through the real code. A target takes one input and ends the program when a property does not
// hold, so that libFuzzer keeps the input; tests/fuzz/run fuzzes, fuzz_tests takes the kept inputs again on
// every build.
#pragma once

#include <span>
#include <string_view>

#include "core/base/bytes.h"
#include "core/seal/sign.h"

namespace redress::fuzz {

struct Target {
  std::string_view name;  // of targets/NAME.cpp and corpus/NAME
  void (*take)(ByteView input);
};
std::span<const Target> targets();

// Prints the property and ends the program unless it holds.
void require(bool holds, std::string_view property);

// The key that signs whatever the fuzzer makes up, so that it gets behind the signature.
const SigningKey& our_key();

}  // namespace redress::fuzz
