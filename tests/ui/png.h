// Writes pictures for people to look at.
#pragma once

#include <string>

#include "core/env/screen.h"

namespace redress {

bool write_png(const std::string& path, const PixelBuffer& picture);

}  // namespace redress
