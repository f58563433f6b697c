// What --version, doctor and the technician's home say.
#pragma once

#include <string_view>

namespace redress {

inline constexpr std::string_view kProgram_version = "0.1.0";

}  // namespace redress
