// A picture at a third of its size with at most 256 colours, and a comment: what a golden is. PNG by libpng.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/env/screen.h"

namespace redress::stage {

struct SmallPicture {
  int width = 0, height = 0;
  std::vector<std::uint16_t> pixels;  // 5 bits a channel, top row first
  std::string comment;
  bool operator==(const SmallPicture&) const = default;
};

SmallPicture reduce(const PixelBuffer& picture);
// Grey where both are the same, red where they differ.
SmallPicture difference(const SmallPicture& before, const SmallPicture& after);

std::optional<SmallPicture> read_small(const std::string& path);
bool write_small(const std::string& path, const SmallPicture& picture);

}  // namespace redress::stage
