// What --version, doctor and the technician's home say: the version at the top of packaging/debian/changelog.
#pragma once

#include <string_view>

namespace redress {

inline constexpr std::string_view kProgram_version = "0.2.0";

}  // namespace redress
