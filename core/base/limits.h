// Every limit of stored and received things, in one place (decisions 3, 27).
#pragma once

#include <cstddef>

namespace redress::limits {

inline constexpr std::size_t kEvent_bytes = 16 * 1024;
inline constexpr int kEvent_depth = 8;
inline constexpr std::size_t kSealed_bytes = 32 * 1024;
inline constexpr std::size_t kText_code_points = 2000;
inline constexpr std::size_t kText_bytes = 8 * 1024;
inline constexpr std::size_t kLine_code_points = 200;   // names, addresses, one-line answers
inline constexpr std::size_t kLine_bytes = 800;
inline constexpr std::size_t kScan_bytes = 256;
inline constexpr std::size_t kBatch_events = 2000;
inline constexpr std::size_t kBatch_bytes = 8u << 20;         // as sent
inline constexpr std::size_t kBatch_plain_bytes = 48u << 20;  // after unpacking
inline constexpr std::size_t kDocument_bytes = 6u << 20;      // a policy or site, signed

}  // namespace redress::limits
