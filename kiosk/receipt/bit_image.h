// A black-and-white picture, 1 bit a dot: what a thermal printer prints.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace redress {

// Rows are padded to whole bytes, the most significant bit is the leftmost dot, 1 is black: the
// byte order of ESC/POS raster commands, so that bands are copied as they lie.
struct BitImage {
  int width = 0;   // dots
  int height = 0;  // dots
  Bytes bits;

  BitImage() = default;
  BitImage(int width_dots, int height_dots)
      : width(width_dots), height(height_dots), bits(row_bytes() * static_cast<std::size_t>(height_dots)) {}

  std::size_t row_bytes() const { return static_cast<std::size_t>((width + 7) / 8); }
  bool black(int x, int y) const {
    if (x < 0 || y < 0 || x >= width || y >= height) return false;
    return bits[static_cast<std::size_t>(y) * row_bytes() + static_cast<std::size_t>(x / 8)] >> (7 - x % 8) &
           1;
  }
  // Dots outside the picture are dropped.
  void set(int x, int y) {
    if (x < 0 || y < 0 || x >= width || y >= height) return;
    bits[static_cast<std::size_t>(y) * row_bytes() + static_cast<std::size_t>(x / 8)] |=
        static_cast<std::uint8_t>(0x80 >> x % 8);
  }
  void fill(int x, int y, int fill_width, int fill_height);
  void set_height(int height_dots);  // cut off or made longer with white rows

  friend bool operator==(const BitImage&, const BitImage&) = default;
};

// The picture as an 8-bit grey PNG (only 0 and 255 occur).
Bytes to_png(const BitImage& image);

}  // namespace redress
