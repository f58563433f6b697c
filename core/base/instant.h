// Points in time and spans. Units are in the names; UTC milliseconds since 1970 everywhere.
#pragma once

#include <compare>
#include <cstdint>

namespace redress {

struct Instant {
  std::int64_t ms = 0;
  auto operator<=>(const Instant&) const = default;
};

inline constexpr std::int64_t kSecond_ms = 1000;
inline constexpr std::int64_t kMinute_ms = 60 * kSecond_ms;
inline constexpr std::int64_t kHour_ms = 60 * kMinute_ms;
inline constexpr std::int64_t kDay_ms = 24 * kHour_ms;

inline Instant operator+(Instant t, std::int64_t span_ms) { return {t.ms + span_ms}; }
inline Instant operator-(Instant t, std::int64_t span_ms) { return {t.ms - span_ms}; }
inline std::int64_t operator-(Instant a, Instant b) { return a.ms - b.ms; }

}  // namespace redress
