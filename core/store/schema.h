// Steps of the device database's schema; step n takes user_version n to n + 1. Published steps never change.
#pragma once

#include <span>
#include <string_view>

namespace redress {

std::span<const std::string_view> schema_steps();

}  // namespace redress
