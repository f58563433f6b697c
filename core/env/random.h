// Unpredictable bytes for keys, codes and ids. Thread: the system's may be asked from any.
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace redress {

class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(std::span<std::uint8_t> out) = 0;
  template <std::size_t N>
  std::array<std::uint8_t, N> array() {
    std::array<std::uint8_t, N> out;
    fill(out);
    return out;
  }
};

}  // namespace redress
