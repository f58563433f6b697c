// 128-bit identities. Version 7: time-ordered, so that database pages fill in order; the order is
// never used as truth. Text form is 22 characters of base64url.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/bytes.h"
#include "core/base/instant.h"

namespace redress {

struct Uuid {
  std::array<std::uint8_t, 16> bytes{};
  auto operator<=>(const Uuid&) const = default;
  bool is_nil() const { return *this == Uuid{}; }
};

// `random` are 16 fresh random bytes; 6 of them are overwritten by the time.
Uuid make_uuid7(Instant now, const std::array<std::uint8_t, 16>& random);
std::string to_text(const Uuid& id);
std::optional<Uuid> uuid_from_text(std::string_view text);

}  // namespace redress

template <>
struct std::hash<redress::Uuid> {
  std::size_t operator()(const redress::Uuid& id) const noexcept {
    std::size_t h = 1469598103934665603ull;
    for (auto b : id.bytes) h = (h ^ b) * 1099511628211ull;
    return h;
  }
};
