#include "platform/sim/png.h"

#include <cstdint>
#include <vector>

#define STB_IMAGE_WRITE_STATIC
#define STB_IMAGE_WRITE_IMPLEMENTATION
#include <stb/stb_image_write.h>

namespace redress {

Status save_png(const std::string& path, const PixelBuffer& picture) {
  constexpr int channels = 3;
  std::vector<std::uint8_t> bytes;
  bytes.reserve(static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height) * channels);
  for (int y = 0; y < picture.height; ++y) {
    const std::uint32_t* row = picture.pixels + static_cast<std::ptrdiff_t>(y) * picture.stride;
    for (int x = 0; x < picture.width; ++x)
      for (const int shift : {16, 8, 0}) bytes.push_back(static_cast<std::uint8_t>(row[x] >> shift));
  }
  if (stbi_write_png(path.c_str(), picture.width, picture.height, channels, bytes.data(), picture.width * channels) == 0)
    return Error{Errc::io, "The picture " + path + " cannot be written."};
  return {};
}

}  // namespace redress
