// HTTP paths and types of the exchanges (docs/SYNC.md).
#pragma once

#include <cstddef>
#include <string_view>

namespace redress::wire {

inline constexpr std::string_view kPath_batches = "/v1/batches";
inline constexpr std::string_view kPath_relay = "/v1/relay";
inline constexpr std::string_view kPath_pull = "/v1/pull";
inline constexpr std::string_view kPath_enrol = "/v1/enrol";
inline constexpr std::string_view kContent_type = "application/vnd.redress";
inline constexpr int kPull_wait_max_ms = 25'000;
inline constexpr std::size_t kPull_page_events = 2000;

}  // namespace redress::wire
