// Pictures to look at, for tests and for --shot.
#pragma once

#include <string>

#include "core/base/result.h"
#include "core/env/screen.h"

namespace redress {

// Error io: the file cannot be written.
Status save_png(const std::string& path, const PixelBuffer& picture);

}  // namespace redress
