// Accepted pictures. tests/golden holds one small PNG a picture: every third pixel's surroundings averaged,
// for the eye, and in its comment the hash of all pixels, for the test. One changed pixel fails.
#pragma once

#include <string>

#include "core/env/screen.h"

namespace redress::stage {

// Compares with tests/golden/<name>.png and fails the running test where they differ, after writing what was
// drawn and the difference into golden/ of the folder the test runs in. With GOLDEN=accept in the environment
// (which only tests/golden/accept sets) it writes the golden instead.
void check_golden(const std::string& name, const PixelBuffer& picture);

}  // namespace redress::stage
