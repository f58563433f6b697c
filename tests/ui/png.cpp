#include "tests/ui/png.h"

#include <png.h>

#include <vector>

namespace redress {

bool write_png(const std::string& path, const PixelBuffer& p) {
  std::vector<png_byte> rgb;
  rgb.reserve(3 * static_cast<std::size_t>(p.width * p.height));
  for (int y = 0; y < p.height; ++y)
    for (int x = 0; x < p.width; ++x) {
      const std::uint32_t v = p.pixels[y * p.stride + x];
      for (const int shift : {16, 8, 0}) rgb.push_back(static_cast<png_byte>(v >> shift));
    }
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(p.width);
  image.height = static_cast<png_uint_32>(p.height);
  image.format = PNG_FORMAT_RGB;
  image.flags = PNG_IMAGE_FLAG_FAST;
  return png_image_write_to_file(&image, path.c_str(), 0, rgb.data(), 0, nullptr) != 0;
}

}  // namespace redress
