// A second rasteriser, as simple as can be: each pixel asks each triangle in turn. Slow and independent.
#pragma once

#include "tests/raster/picture.h"

namespace redress::ui {

void draw_reference(const ImDrawData& data, const GlyphAtlas& atlas, PixelBuffer target, std::uint32_t ground_rgb);

}  // namespace redress::ui
