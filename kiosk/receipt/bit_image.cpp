#include "kiosk/receipt/bit_image.h"

#include <algorithm>

#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#define STBI_WRITE_NO_STDIO
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wshadow"
#include <stb/stb_image_write.h>
#pragma GCC diagnostic pop

namespace redress {

void BitImage::fill(int x, int y, int fill_width, int fill_height) {
  int right = std::min(x + fill_width, width), bottom = std::min(y + fill_height, height);
  for (int row = std::max(y, 0); row < bottom; ++row)
    for (int column = std::max(x, 0); column < right; ++column) set(column, row);
}

void BitImage::set_height(int height_dots) {
  height = height_dots;
  bits.resize(row_bytes() * static_cast<std::size_t>(height_dots));
}

Bytes to_png(const BitImage& image) {
  Bytes grey(static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height), 255);
  for (int y = 0; y < image.height; ++y)
    for (int x = 0; x < image.width; ++x)
      if (image.black(x, y))
        grey[static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) +
             static_cast<std::size_t>(x)] = 0;
  Bytes png;
  stbi_write_png_to_func(
      [](void* out, void* data, int size) {
        auto* bytes = static_cast<std::uint8_t*>(data);
        static_cast<Bytes*>(out)->insert(static_cast<Bytes*>(out)->end(), bytes, bytes + size);
      },
      &png, image.width, image.height, 1, grey.data(), image.width);
  return png;
}

}  // namespace redress
